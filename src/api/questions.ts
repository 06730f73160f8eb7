/** What the present assessment asks, for a program that fills it in: every question and every column of a register, with what may be answered. */
import * as v from 'valibot'
import { type Word, wholeAnswers } from '../report/values.ts'
import { wordsFor } from '../report/words.ts'
import type { Column, ContextQuestion, Question } from '../rules/model.ts'
import { getAssessment } from '../service/assessments.ts'
import { aboutQuestion, decide } from '../service/permission.ts'
import { askedIn, getPerson } from '../web/web.ts'
import { newApiRoutes } from './routes.ts'
import { QUESTION_SHAPE, REGISTER_ASKED_SHAPE } from './shapes.ts'

export const questions = newApiRoutes('Questions')

questions.add(
  'GET',
  'read-answers',
  '/organisations/:organisation/questions',
  {
    id: 'listQuestions',
    about:
      'Every question of the present assessment, and every column of its registers, with what may be answered.',
    gives: v.object({
      'rule-set': v.pipe(v.string(), v.description('Its version')),
      'as-of': v.pipe(v.string(), v.description('The reference date: everything is as it was on that day')),
      questions: v.array(QUESTION_SHAPE),
      registers: v.array(REGISTER_ASKED_SHAPE),
    }),
  },
  async (c) => {
    const { ruleSet, organisation, answers } = await getAssessment(...askedIn(c))
    const isMine = (about: Parameters<typeof decide>[3]) =>
      decide('read-answers', getPerson(c), organisation.id, about) === 'allowed'
    const mine = ruleSet.questions.filter((one) => isMine(aboutQuestion(ruleSet, one)))
    return {
      ...{ 'rule-set': ruleSet.version, 'as-of': answers.asOf },
      questions: [
        ...ruleSet.context.filter((one) => !one.fromOrganisation).map(ofScope),
        ...mine.map((one) => ofQuestion(one, organisation.cohort)),
      ],
      registers: ruleSet.registers
        .filter(({ domain }) => isMine({ domain }))
        .map(({ id, title, columns }) => ({ register: id, title, columns: columns.map(ofColumn) })),
    }
  },
)

function ofScope({ id, text, hint, type, options }: ContextQuestion): v.InferInput<typeof QUESTION_SHAPE> {
  return { question: id, text, hint: hint?.text, type, words: options.map(wordOf) }
}

function ofQuestion(question: Question, cohort: string): v.InferInput<typeof QUESTION_SHAPE> {
  const { id, domain, text, hint, form, notApplicable } = question
  const offers = notApplicable?.cohorts?.includes(cohort) ?? true
  return {
    ...{ question: id, domain, text, hint: hint && wordsFor(hint, cohort) },
    type: form.type === 'share' ? 'register' : form.type,
    words: [...wholeAnswers(question)],
    ...(form.type === 'checklist' && {
      items: form.items.map((one) => ({ id: one.id, text: wordsFor(one.text, cohort) })),
    }),
    ...(form.type === 'percentage' && { counts: { count: form.count, of: form.of } }),
    ...(form.type === 'number' && { unit: form.unit }),
    ...(form.type === 'share' && { register: form.register }),
    ...(offers && { 'not-applicable': notApplicable?.when }),
  }
}

function ofColumn({ id, text, type, required, options, never, unknown }: Column) {
  const also = { never, 'not-confirmed': unknown }
  const ticks = [
    { id: 'yes', text: 'Yes' },
    { id: 'no', text: 'No' },
  ]
  const words: Word[] = [
    ...(type === 'tick' ? ticks : options.map(wordOf)),
    ...Object.entries(also).flatMap(([word, label]) =>
      label === undefined ? [] : [{ id: word, text: label }],
    ),
  ]
  return { column: id, text, type, required, words }
}

const wordOf = ({ id, text }: Word): Word => ({ id, text })
