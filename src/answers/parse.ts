/**
 * A value from a form, a file or the API → a typed answer, or the faults it has.
 * Every message about a wrong value is written here, once, for every door. Nothing is guessed or silently dropped.
 */

import type { ContextQuestion, Question } from '../rules/model.ts'
import {
  type Asking,
  decimalOf,
  type Door,
  doubtOfNumber,
  isRecord,
  listOf,
  MEANT,
  readText,
  saysMeant,
  shown,
  wholeOf,
} from './given.ts'
import { type Dates, faultOfDate } from './given-date.ts'
import type { Answer, AnswerFault, AnswerValue } from './model.ts'
import { DETAILS, parseSupport } from './support.ts'

/** What the answer is about; decides which values are allowed, and what a message says to do. */
export interface ParseContext extends Dates {
  readonly cohort: string
  readonly door: Door
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/**
 * Parses one answer to a scored question. `given` is a bare value (`3`, `listed`, `[a, b]`, `{count, of}`, `dont-know`,
 * `{not-applicable: reason}`) or `{value, meant, assurance, evidence, evidence-date, verified-by, verified-how, comment}`.
 * The field of a fault is the question's id, with `.evidence-date` and the like behind it for a detail.
 */
export function parseAnswer(question: Question, given: unknown, context: ParseContext): Parsed<Answer> {
  const faults: AnswerFault[] = []
  const fault = (detail: string, message: string) =>
    void faults.push({ field: detail === '' ? question.id : `${question.id}.${detail}`, message })

  let bare: unknown = given
  let details: Record<string, unknown> = {}
  if (
    isRecord(given) &&
    ('value' in given || 'not-applicable' in given || DETAILS.some((key) => key in given))
  ) {
    const { value, 'not-applicable': reason, ...rest } = given
    bare = 'not-applicable' in given ? { 'not-applicable': reason } : value
    details = rest
    if ('not-applicable' in given && 'value' in given)
      fault('', 'Give either a value or "not-applicable", not both.')
  }
  for (const key of Object.keys(details).filter((key) => !DETAILS.includes(key)))
    fault('', `"${key}" is not part of an answer. Use value, ${DETAILS.join(', ')}.`)

  const asking = { ...context, isMeant: saysMeant(details[MEANT], fault) }
  const value = parseValue(question, bare, asking, fault)
  const support = parseSupport(details, asking, fault)
  return faults.length > 0 || value === undefined
    ? { ok: false, faults }
    : { ok: true, value: { value, ...support } }
}

function parseValue(
  question: Question,
  given: unknown,
  context: ParseContext & Asking,
  faultOf: (detail: string, message: string) => void,
): AnswerValue | undefined {
  const { form } = question
  const fault = (message: string) => faultOf('', message)
  const word = typeof given === 'string' ? given.trim() : given
  if (form.type === 'share')
    return void fault(
      `This answer is worked out from the register "${form.register}". Fill in its rows instead.`,
    )
  if (word === 'dont-know') return { kind: 'dont-know' }
  if (isRecord(word) && 'not-applicable' in word)
    return parseNotApplicable(question, word['not-applicable'], context, fault)
  if (word === 'not-applicable')
    return void fault('Say why it is not applicable: {not-applicable: the reason}.')
  if (word === 'none-exist' && question.noneExist !== undefined) return { kind: 'none-exist' }
  if (word === undefined || word === null || word === '')
    return void fault(
      form.type === 'checklist' ? 'Tick what is true, or "none of these".' : 'Choose or type an answer.',
    )

  switch (form.type) {
    case 'choice': {
      const option = question.levels.find((level) => level.id === word)
      if (option !== undefined) return { kind: 'choice', option: option.id }
      return void fault(
        `${shown(word)} is not one of the answers. Use ${listOf(question.levels.map((one) => one.id))}.`,
      )
    }
    case 'checklist': {
      if (!Array.isArray(word)) return void fault('Give a list of the items that are true; [] when none is.')
      const ids = form.items.map((item) => item.id)
      for (const item of word.filter((one) => !ids.includes(one as string)))
        fault(`${shown(item)} is not an item of this list. Use ${listOf(ids)}.`)
      return { kind: 'ticked', items: ids.filter((id) => word.includes(id)) }
    }
    case 'percentage':
      return parseCounts(form.noneToCount === 'impossible', word, context, faultOf)
    case 'number': {
      if (word === 'not-measured') return { kind: 'not-measured' }
      const number = decimalOf(word)
      if (number === undefined)
        return void fault(
          `${shown(word)} is not a number. Type ${form.unit} as a number such as 3, or ${
            context.door === 'page' ? 'tick “We have not measured it”' : 'answer not-measured'
          }.`,
        )
      const doubt = doubtOfNumber(Number(number), 'measured', context)
      return doubt === undefined ? { kind: 'number', number } : void fault(doubt)
    }
    case 'date': {
      if (word === 'never') return { kind: 'never' }
      const message = faultOfDate(word, context)
      if (message === undefined) return { kind: 'date', date: word as string }
      return void fault(
        `${message} If it was never done, ${context.door === 'page' ? 'tick “It was never done”' : 'answer never'}.`,
      )
    }
    default:
      return form satisfies never
  }
}

function parseNotApplicable(
  question: Question,
  reason: unknown,
  context: ParseContext,
  fault: (message: string) => void,
): AnswerValue | undefined {
  const allowed = question.notApplicable
  if (allowed === undefined)
    return void fault('This question always applies: "not applicable" is not an answer to it.')
  if (allowed.cohorts !== undefined && !allowed.cohorts.includes(context.cohort))
    return void fault(
      `Only these kinds of organisation may answer "not applicable": ${allowed.cohorts.join(', ')}.`,
    )
  const read = readText(typeof reason === 'string' ? reason : '', 'the reason')
  if ('message' in read) return void fault(read.message)
  if (read.text === '') return void fault('Say why this does not apply to your organisation.')
  return { kind: 'not-applicable', reason: read.text }
}

function parseCounts(
  noneImpossible: boolean,
  given: unknown,
  asking: Asking,
  fault: (detail: string, message: string) => void,
): AnswerValue | undefined {
  if (!isRecord(given) || Object.keys(given).some((key) => key !== 'count' && key !== 'of'))
    return void fault('', `${shown(given)} is not two numbers. Give {count: how many, of: out of how many}.`)
  const [count, of] = [wholeOf(given['count']), wholeOf(given['of'])]
  if (count === undefined) fault('count', 'The first number must be a whole number, such as 180 or 1,200.')
  if (of === undefined) fault('of', 'The second number must be a whole number, such as 200 or 1,500.')
  if (count === undefined || of === undefined) return undefined
  const doubt = doubtOfNumber(of, 'counted', asking)
  if (doubt !== undefined) return void fault('of', doubt)
  if (count > of)
    return void fault('count', `The first number (${count}) cannot be larger than the second (${of}).`)
  if (of === 0 && noneImpossible)
    return void fault('of', 'The second number cannot be 0: there is always something to count here.')
  return { kind: 'counts', count, of }
}

/** Parses an answer to a context question: an option id, or a text; bare, or as `{value}`. */
export function parseContextAnswer(question: ContextQuestion, answer: unknown): Parsed<string> {
  const fail = (message: string) => ({ ok: false as const, faults: [{ field: question.id, message }] })
  const stray = isRecord(answer) ? Object.keys(answer).find((key) => key !== 'value') : undefined
  if (stray !== undefined)
    return fail(`"${stray}" is not part of an answer about the scope. Give the value alone.`)
  const given = isRecord(answer) ? answer['value'] : answer
  if (question.fromOrganisation) return fail("This is taken from the organisation's record, and not asked.")
  const read = readText(typeof given === 'string' || typeof given === 'number' ? String(given) : '')
  if ('message' in read) return fail(read.message)
  const { text } = read
  if (text === '') return fail(question.type === 'choice' ? 'Choose an answer.' : 'Type an answer.')
  if (question.type === 'choice' && !question.options.some((option) => option.id === text))
    return fail(
      `${shown(text)} is not one of the answers. Use ${listOf(question.options.map((one) => one.id))}.`,
    )
  return { ok: true, value: text }
}
