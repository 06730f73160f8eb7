/**
 * One answer, read and changed by a program, in the words of an answers file; and every version that it had. A change names the version that
 * it saw, and a stale one writes nothing and gets both texts.
 */
import * as v from 'valibot'
import { type ParseContext, parseAnswer, parseContextAnswer } from '../answers/parse.ts'
import { writeAnswer } from '../answers/written.ts'
import type { AnswerFault, Answer } from '../answers/model.ts'
import type { QuestionId } from '../ids.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question } from '../rules/model.ts'
import { saveAnswer, saveContext } from '../service/answering.ts'
import { getAssessment } from '../service/assessments.ts'
import { ENDED_BY_REVIEW } from '../service/bringing-evidence.ts'
import { answerShown } from '../service/content.ts'
import { findAnswerHistory } from '../service/history.ts'
import { noSuch } from '../service/named.ts'
import { aboutQuestion, decide, demand } from '../service/permission.ts'
import type { AssessmentView } from '../service/views.ts'
import { ApiProblem } from '../web/problems.ts'
import { datesOf } from '../web/times.ts'
import { askedIn, getPerson, type PageContext, partOf } from '../web/web.ts'
import { cursorOf, newApiRoutes, PAGED, partShape, setTag, STALE } from './routes.ts'
import { GIVEN_SHAPE, PAST_SHAPE, STATED_SHAPE } from './shapes.ts'

export const answers = newApiRoutes('Answers')

const OWN = '/organisations/:organisation/answers'
const ONE = `${OWN}/:question` as const

answers.add(
  'GET',
  'read-answers',
  OWN,
  {
    id: 'listAnswers',
    about:
      'Every question that is answered by itself, with its answer; what a register answers is not among them.',
    gives: v.object({ items: v.array(STATED_SHAPE) }),
  },
  async (c) => {
    const view = await getAssessment(...askedIn(c))
    const { ruleSet } = view
    const scope = ruleSet.context.filter((one) => !one.fromOrganisation)
    const scored = ruleSet.questions.filter((one) => one.form.type !== 'share' && mayRead(c, view, one))
    return { items: [...scope, ...scored].map(({ id }) => state(view, id)) }
  },
)

answers.add(
  'GET',
  'read-answers',
  ONE,
  {
    id: 'getAnswer',
    about: 'One answer. Its ETag is the version that a change must name.',
    gives: STATED_SHAPE,
    hasTag: true,
  },
  getOne,
)

answers.add(
  'PUT',
  'edit-answers',
  ONE,
  {
    id: 'putAnswer',
    about:
      'Answers one question, or changes its answer. If-Match names the version that was read; "0" where there was none.',
    query: v.strictObject({
      'evidence-kept': v.optional(
        v.pipe(
          v.literal('true', 'Say true, or leave it out.'),
          v.description('The value changes and its evidence does not: it shows the new value too'),
        ),
      ),
    }),
    body: GIVEN_SHAPE,
    gives: STATED_SHAPE,
    hasTag: true,
  },
  async (c, { query, body, seen }) => {
    const [id, view] = [partOf(c, 'question'), await getAssessment(...askedIn(c))]
    const question = findQuestion(view.ruleSet, id)
    if (question === undefined) {
      const parsed = parseContextAnswer(getScope(view, id), body)
      if (!parsed.ok) throw faulty(parsed.faults)
      await expectSaved(c, body, await saveContext(...askedIn(c), id, seen, parsed.value))
    } else {
      const given = 'not-applicable' in body ? body : { value: undefined, ...body }
      const parsed = parseAnswer(question, given, contextOf(c, view))
      if (!parsed.ok) throw faulty(parsed.faults)
      const isKept = query['evidence-kept'] === 'true'
      await expectSaved(c, body, await saveAnswer(...askedIn(c), id, seen, parsed.value, isKept))
    }
    return getOne(c)
  },
)

answers.add(
  'DELETE',
  'edit-answers',
  ONE,
  {
    id: 'deleteAnswer',
    about: 'Takes one answer back; its versions are kept.',
    gives: STATED_SHAPE,
    hasTag: true,
  },
  async (c, { seen }) => {
    const [id, view] = [partOf(c, 'question'), await getAssessment(...askedIn(c))]
    const isScored = findQuestion(view.ruleSet, id) !== undefined
    await expectSaved(
      c,
      undefined,
      isScored
        ? await saveAnswer(...askedIn(c), id, seen, undefined)
        : await saveContext(...askedIn(c), getScope(view, id).id, seen, undefined),
    )
    return getOne(c)
  },
)

/** Versions of one part of the history (ours). */
const MOST_VERSIONS = 50

answers.add(
  'GET',
  'read-answers',
  `${ONE}/history`,
  {
    id: 'getAnswerHistory',
    about: 'Every version that one answer had, the newest first. Of answers about the scope there are none.',
    query: PAGED,
    gives: partShape(PAST_SHAPE),
  },
  async (c, { query }) => {
    const view = await getAssessment(...askedIn(c))
    const before = cursorOf(query) ?? Infinity
    const past = await findAnswerHistory(...askedIn(c), partOf(c, 'question'))
    const older = past.filter((one) => one.version < before)
    const items = older.slice(0, MOST_VERSIONS)
    return {
      items: items.map((one) => ({
        version: one.version,
        answer: one.value && write(view, one.question, one.value),
        ...{ 'saved-at': one.savedAt, 'saved-by': one.savedBy, 'rule-set': one.ruleSet.version },
        moved: one.isMove || undefined,
      })),
      next: older.length > items.length ? items.at(-1)?.version.toString() : undefined,
    }
  },
)

/** The answer as it stands now, with its version as the tag. @throws DomainError 'not-found' or 'not-allowed'. */
async function getOne(c: PageContext): Promise<v.InferInput<typeof STATED_SHAPE>> {
  const [id, view] = [partOf(c, 'question'), await getAssessment(...askedIn(c))]
  const question = findQuestion(view.ruleSet, id)
  if (question === undefined) getScope(view, id)
  else demand('read-answers', getPerson(c), view.organisation.id, aboutQuestion(view.ruleSet, question))
  const found = state(view, id)
  setTag(c, found.version)
  return found
}

function state(view: AssessmentView, id: QuestionId): v.InferInput<typeof STATED_SHAPE> {
  const question = findQuestion(view.ruleSet, id)
  const answer = answerShown(view, id)
  const scope = view.answers.context[id]
  return {
    question: id,
    domain: question?.domain,
    version: view.versions[id] ?? 0,
    answer: (question && answer ? write(view, question, answer) : scope && { value: scope }) as never,
    'to-confirm': view.toConfirm[id] === undefined ? undefined : true,
    ...{ 'saved-at': view.savedAt[id], 'saved-by': view.savedBy[id] },
  }
}

/** Whether it was still to come was asked when it was given. */
function write({ answers: { asOf, organisation } }: AssessmentView, question: Question, answer: Answer) {
  return writeAnswer(question, answer, { asOf, today: '9999-12-31', cohort: organisation.cohort })
}

function mayRead(c: PageContext, { organisation, ruleSet }: AssessmentView, question: Question): boolean {
  return decide('read-answers', getPerson(c), organisation.id, aboutQuestion(ruleSet, question)) === 'allowed'
}

function contextOf(c: PageContext, { answers: { asOf, organisation } }: AssessmentView): ParseContext {
  return { ...datesOf(c, asOf), cohort: organisation.cohort, door: 'file' }
}

/** @throws DomainError 'not-found'. */
function getScope({ ruleSet }: AssessmentView, id: QuestionId) {
  const question = ruleSet.context[ruleSet.contextById.get(id) ?? -1]
  if (question === undefined || question.fromOrganisation) throw noSuch('question')
  return question
}

function faulty(faults: readonly AnswerFault[]): ApiProblem {
  return new ApiProblem(422, 'This is not an answer to the question.', { faults: [...faults] })
}

type Save = Awaited<ReturnType<typeof saveAnswer>> | Awaited<ReturnType<typeof saveContext>>

/** @throws ApiProblem 412 with both texts, 422 where the evidence is in the way. */
async function expectSaved(c: PageContext, given: unknown, saved: Save): Promise<void> {
  if (saved.ok) return
  if ('conflict' in saved) {
    const present = await getOne(c)
    throw new ApiProblem(412, STALE, { present, ...(given === undefined ? {} : { given }) })
  }
  const isEnded = 'evidenceEnded' in saved
  throw new ApiProblem(422, isEnded ? ENDED_BY_REVIEW : EARLIER, {
    faults: [{ field: 'evidence', message: isEnded ? ENDED_BY_REVIEW : EARLIER }],
  })
}

const EARLIER =
  'The value changed, and its evidence did not. If it shows the new value too, send it again with ?evidence-kept=true.'
