/**
 * A value from a form, a file or the API → a typed answer, or the faults it has.
 * Every message about a wrong value is written here, once, for every door. Nothing is guessed or silently dropped.
 */

import type { ContextQuestion, Question } from '../rules/model.ts'
import { isDate } from './calendar.ts'
import { isDecimal } from './decimal.ts'
import type { Answer, AnswerFault, AnswerValue, Assurance } from './model.ts'

/** What the answer is about; decides which values are allowed. */
export interface ParseContext {
  readonly asOf: string
  readonly cohort: string
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly AnswerFault[] }

const MOST = 1_000_000_000_000
const LONGEST_TEXT = 2000
const DETAILS = ['assurance', 'evidence', 'evidence-date', 'verified-by', 'verified-how', 'comment']

/**
 * Parses one answer to a scored question. `given` is a bare value (`3`, `listed`, `[a, b]`, `{count, of}`, `dont-know`,
 * `{not-applicable: reason}`) or `{value, assurance, evidence, evidence-date, verified-by, verified-how, comment}`.
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

  const value = parseValue(question, bare, context, (message) => fault('', message))
  const support = parseSupport(details, context.asOf, fault)
  return faults.length > 0 || value === undefined
    ? { ok: false, faults }
    : { ok: true, value: { value, ...support } }
}

function parseValue(
  question: Question,
  given: unknown,
  context: ParseContext,
  fault: (message: string) => void,
): AnswerValue | undefined {
  const { form } = question
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
      return parseCounts(form.noneToCount === 'impossible', word, fault)
    case 'number': {
      if (word === 'not-measured') return { kind: 'not-measured' }
      const number = decimalOf(word)
      if (number !== undefined) return { kind: 'number', number }
      return void fault(
        `${shown(word)} is not a number. Type ${form.unit} as a number such as 3, or answer "not measured" (in a file: not-measured).`,
      )
    }
    case 'date': {
      if (word === 'never') return { kind: 'never' }
      const message = typeof word === 'string' ? faultOfDate(word, context.asOf) : notADate(word)
      if (message === undefined) return { kind: 'date', date: word as string }
      return void fault(`${message} If it was never done, answer "never".`)
    }
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
  const text = typeof reason === 'string' ? reason.trim() : ''
  if (text === '') return void fault('Say why this does not apply to your organisation.')
  if (text.length > LONGEST_TEXT) return void fault(`Keep the reason to ${LONGEST_TEXT} characters.`)
  return { kind: 'not-applicable', reason: text }
}

function parseCounts(
  noneImpossible: boolean,
  given: unknown,
  fault: (message: string) => void,
): AnswerValue | undefined {
  if (!isRecord(given) || Object.keys(given).some((key) => key !== 'count' && key !== 'of'))
    return void fault(`${shown(given)} is not two numbers. Give {count: how many, of: out of how many}.`)
  const [count, of] = [wholeOf(given['count']), wholeOf(given['of'])]
  if (count === undefined)
    fault('The first number must be a whole number, such as 180, without commas or signs.')
  if (of === undefined)
    fault('The second number must be a whole number, such as 200, without commas or signs.')
  if (count === undefined || of === undefined) return undefined
  if (count > of) return void fault(`The first number (${count}) cannot be larger than the second (${of}).`)
  if (of === 0 && noneImpossible)
    return void fault('The second number cannot be 0: there is always something to count here.')
  return { kind: 'counts', count, of }
}

function parseSupport(
  details: Record<string, unknown>,
  asOf: string,
  fault: (detail: string, message: string) => void,
): Omit<Answer, 'value'> {
  const textOf = (key: string): string | undefined => {
    const given = details[key]
    if (given === undefined || given === null) return undefined
    if (typeof given !== 'string') return void fault(key, `${shown(given)} is not a text.`)
    const text = given.trim()
    if (text.length > LONGEST_TEXT) return void fault(key, `Keep this to ${LONGEST_TEXT} characters.`)
    return text === '' ? undefined : text
  }
  const assurance = (textOf('assurance') ?? 'asserted') as Assurance
  if (!['asserted', 'evidenced', 'verified'].includes(assurance))
    fault('assurance', `${shown(assurance)} is not a kind of assurance. Use asserted, evidenced or verified.`)
  const [evidence, evidenceDate, verifiedBy, comment] = [
    textOf('evidence'),
    textOf('evidence-date'),
    textOf('verified-by'),
    textOf('comment'),
  ]
  const verifiedHow = textOf('verified-how') as NonNullable<Answer['verifiedHow']> | undefined
  const dateFault = evidenceDate === undefined ? undefined : faultOfDate(evidenceDate, asOf)
  if (dateFault !== undefined) fault('evidence-date', dateFault)
  if (assurance !== 'asserted') {
    if (evidence === undefined)
      fault('evidence', 'Say where the evidence is: a link, or the document and its place.')
    if (evidenceDate === undefined) fault('evidence-date', 'Give the date of the evidence.')
  }
  if (assurance === 'verified') {
    if (verifiedBy === undefined) fault('verified-by', 'Say who checked it.')
    if (verifiedHow === undefined) fault('verified-how', 'Say how it was checked.')
  }
  if (verifiedHow !== undefined && !['document-seen', 'configuration-seen', 'tested'].includes(verifiedHow))
    fault(
      'verified-how',
      `${shown(verifiedHow)} is not a way of checking. Use document-seen, configuration-seen or tested.`,
    )
  return {
    assurance,
    ...(evidence === undefined ? {} : { evidence }),
    ...(evidenceDate === undefined ? {} : { evidenceDate }),
    ...(verifiedBy === undefined ? {} : { verifiedBy }),
    ...(verifiedHow === undefined ? {} : { verifiedHow }),
    ...(comment === undefined ? {} : { comment }),
  }
}

/** Parses an answer to a context question: an option id, or a text; bare, or as `{value}`. */
export function parseContextAnswer(question: ContextQuestion, answer: unknown): Parsed<string> {
  const fail = (message: string) => ({ ok: false as const, faults: [{ field: question.id, message }] })
  const stray = isRecord(answer) ? Object.keys(answer).find((key) => key !== 'value') : undefined
  if (stray !== undefined)
    return fail(`"${stray}" is not part of an answer about the scope. Give the value alone.`)
  const given = isRecord(answer) ? answer['value'] : answer
  if (question.fromOrganisation) return fail("This is taken from the organisation's record, and not asked.")
  const text = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : ''
  if (text === '') return fail(question.type === 'choice' ? 'Choose an answer.' : 'Type an answer.')
  if (text.length > LONGEST_TEXT) return fail(`Keep this to ${LONGEST_TEXT} characters.`)
  if (question.type === 'choice' && !question.options.some((option) => option.id === text))
    return fail(
      `${shown(text)} is not one of the answers. Use ${listOf(question.options.map((one) => one.id))}.`,
    )
  return { ok: true, value: text }
}

/** What is wrong with a date of something done; undefined when nothing is. */
export function faultOfDate(text: string, asOf: string): string | undefined {
  if (!isDate(text)) return notADate(text)
  return text > asOf ? `${text} is after the reference date, ${asOf}. Use a date on or before it.` : undefined
}

function notADate(given: unknown): string {
  return `${shown(given)} is not a date. Write it as year-month-day, such as 2026-03-31.`
}

/** A whole number from 0 to a million million; undefined for anything else. */
function wholeOf(given: unknown): number | undefined {
  const text = typeof given === 'number' || typeof given === 'string' ? String(given).trim() : ''
  return /^\d{1,13}$/.test(text) && Number(text) <= MOST ? Number(text) : undefined
}

/** A decimal as text; undefined for anything else. */
export function decimalOf(given: unknown): string | undefined {
  const text = typeof given === 'number' || typeof given === 'string' ? String(given).trim() : ''
  return isDecimal(text) ? text : undefined
}

export function isRecord(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

/** The wrong value as the person wrote it, shortened. */
export function shown(given: unknown): string {
  const text = typeof given === 'string' ? given : (JSON.stringify(given) ?? 'nothing')
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`
}

export function listOf(ids: readonly string[]): string {
  return ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} or ${ids.at(-1)}`
}
