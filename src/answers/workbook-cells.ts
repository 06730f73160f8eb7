/**
 * An answer ↔ the cells that say it in a workbook: one, and one more for each item, count or reason.
 * A blank cell says what stood there when the workbook went out; cells that say two things are refused, each where it stands.
 */

import type { Column, ContextQuestion, Question } from '../rules/model.ts'
import { isDate } from '../calendar.ts'
import { tidyText } from '../text.ts'
import { isRecord, MEANT, shown } from './given.ts'
import { SHOWS_AS_OF } from './given-date.ts'
import { chosenWords, readerOf, readFileDate, sameWords } from './register-words.ts'
import { specialsOf } from './specials.ts'

/** One cell to be filled in. */
export interface Part {
  /** Empty: the answer itself. */
  readonly key: string
  readonly label: string
  readonly as: 'text' | 'number' | 'date'
  /** What can be chosen. */
  readonly list?: readonly string[]
  /** Something else may be typed, too. */
  readonly isOpen?: boolean
}

/** What the cells of one question say; blank where they say nothing. */
export interface Said {
  /** By key of its part. */
  readonly parts: Readonly<Record<string, string>>
  readonly evidence: string
  readonly date: string
  /** Whether newer evidence shows how things were on the reference date. */
  readonly shows: string
  readonly comment: string
}

const DETAILS = ['evidence', 'date', 'shows', 'comment'] as const
type Detail = (typeof DETAILS)[number]

type Plain = Readonly<Record<string, unknown>>
/** Of which cell something is wrong: the key of a part, or a detail. */
export type CellOf = { readonly part: string } | { readonly detail: Detail }
export type ReadSaid =
  | { readonly entry: Plain | undefined; readonly isTouched: boolean }
  | { readonly at: CellOf; readonly message: string }

export const YES_NO = ['Yes', 'No']
const YES = ['yes', 'true']
/** The part for why a question does not apply, as the entry of an answers file names it. */
const REASON = 'not-applicable'

const wordsOf = (question: Question, cohort: string): (readonly [value: string, words: string])[] => [
  ...(question.form.type === 'choice' ? question.levels : []).map(({ id, text }) => [id, text] as const),
  ...specialsOf(question, cohort).map(({ special, text }) => [special, text] as const),
]

/** The cells of a question, the answer itself first. */
export function partsOf(question: Question, cohort: string): Part[] {
  const { form } = question
  const list = wordsOf(question, cohort).map(([, words]) => words)
  const isTyped = form.type === 'number' || form.type === 'date'
  const own: Part = {
    ...{ key: '', label: question.text, list, isOpen: isTyped },
    as: isTyped ? form.type : 'text',
  }
  const why: Part = { key: REASON, label: 'If it does not apply: why?', as: 'text' }
  return [
    own,
    ...(form.type === 'checklist'
      ? form.items.map(({ id, text }): Part => {
          return { key: id, label: text.for[cohort] ?? text.text, as: 'text', list: YES_NO }
        })
      : []),
    ...(form.type === 'percentage'
      ? ([
          { key: 'count', label: form.count, as: 'number' },
          { key: 'of', label: `Out of: ${form.of}`, as: 'number' },
        ] as const)
      : []),
    ...(list.includes(NOT_APPLICABLE) ? [why] : []),
  ]
}

const NOT_APPLICABLE = 'It does not apply to us'

/** What the cells of a question say of an entry of an answers file. */
export function sayEntry(question: Question, cohort: string, entry: unknown): Said {
  const { value, evidence, 'evidence-date': date, comment, ...rest } = isRecord(entry) ? entry : {}
  const textOf = (one: unknown) => (typeof one === 'string' ? one : '')
  const isShown = rest[SHOWS_AS_OF] === true ? 'Yes' : ''
  const support = { evidence: textOf(evidence), date: textOf(date), shows: isShown, comment: textOf(comment) }
  const { form } = question
  if (REASON in rest) return { parts: { '': NOT_APPLICABLE, [REASON]: textOf(rest[REASON]) }, ...support }
  if (Array.isArray(value) && form.type === 'checklist') {
    const ticked = form.items.map(({ id }) => [id, value.includes(id) ? 'Yes' : 'No'] as const)
    return { parts: Object.fromEntries(ticked), ...support }
  }
  if (isRecord(value)) {
    const counts = ['count', 'of'].map((key) => [key, String(value[key])] as const)
    return { parts: Object.fromEntries(counts), ...support }
  }
  const found = wordsOf(question, cohort).find(([id]) => id === value)?.[1]
  const own = found ?? (typeof value === 'number' ? String(value) : textOf(value))
  return { parts: { '': own }, ...support }
}

/** What the cells say, where `before` is the entry that they went out with; `isTouched`: some cell says another thing. */
export function readSaid(question: Question, cohort: string, said: Said, before: unknown): ReadSaid {
  const was = sayEntry(question, cohort, before)
  const entry = isRecord(before) ? before : {}
  const isNew = (now: string, then = '') => now !== '' && !sameCell(now, then)
  const changed = Object.keys(said.parts).filter((key) => isNew(said.parts[key] ?? '', was.parts[key]))
  const details = DETAILS.filter((key) => isNew(said[key], was[key]))
  if (changed.length + details.length === 0)
    return { entry: isRecord(before) ? before : undefined, isTouched: false }
  const value = changed.length === 0 ? valueIn(entry) : readValue(question, cohort, said, was, changed)
  if ('message' in value) return { at: { part: value.part }, message: value.message }
  const comment = said.comment || was.comment
  // What is not known, or does not apply, has nothing that shows it.
  const isShown = changed.length === 0 || (value.plain['value'] !== 'dont-know' && !(REASON in value.plain))
  const kept = isShown ? was : { evidence: '', date: '' }
  const evidence = details.includes('evidence') ? said.evidence : kept.evidence
  const date = readDate(details.includes('date') ? said.date : kept.date)
  if ('message' in date) return { at: { detail: 'date' }, message: date.message }
  const shows = sameWords(said.shows || was.shows)
  if (!['', 'no', 'false', ...YES].includes(shows))
    return {
      at: { detail: 'shows' },
      message: `${shown(said.shows)} is neither Yes nor No. Choose one of them.`,
    }
  return {
    entry: {
      ...value.plain,
      ...(evidence === '' && date.text === ''
        ? {}
        : {
            assurance: 'evidenced',
            ...(evidence === '' ? {} : { evidence }),
            ...(date.text === '' ? {} : { 'evidence-date': date.text }),
            ...(date.text !== '' && YES.includes(shows) ? { [SHOWS_AS_OF]: true } : {}),
          }),
      ...(changed.length === 0 && !details.includes('date') && MEANT in entry ? { [MEANT]: true } : {}),
      ...(comment === '' ? {} : { comment }),
    },
    isTouched: true,
  }
}

const valueIn = (entry: Plain): Value => ({
  plain: Object.fromEntries(Object.entries(entry).filter(([key]) => key === 'value' || key === REASON)),
})

type Value = { readonly plain: Plain } | { readonly part: string; readonly message: string }

/** The value that the changed cells say. */
function readValue(
  question: Question,
  cohort: string,
  said: Said,
  was: Said,
  changed: readonly string[],
): Value {
  const cellOf = (key: string) => said.parts[key] || was.parts[key] || ''
  const parts = changed.filter((key) => key !== '' && key !== REASON)
  const [first] = parts
  if (first !== undefined && changed.includes(''))
    return {
      part: '',
      message: `This says ${shown(cellOf(''))}, and the cells below it say something else. Keep one of the two, and empty the other.`,
    }
  if (first !== undefined) return readParts(question, cellOf)
  const own = readOwn(question, cohort, cellOf(''))
  if ('message' in own || own.word !== REASON)
    return changed.includes(REASON)
      ? {
          part: REASON,
          message: `A reason is given, but the answer is not “${NOT_APPLICABLE}”. Choose that, or empty this cell.`,
        }
      : 'message' in own
        ? { part: '', message: own.message }
        : { plain: { value: own.word === 'none-of-these' ? [] : own.word } }
  return { plain: { [REASON]: cellOf(REASON) } }
}

/** Items or counts. */
function readParts({ form }: Question, cellOf: (key: string) => string): Value {
  if (form.type !== 'checklist') return { plain: { value: { count: cellOf('count'), of: cellOf('of') } } }
  const items: string[] = []
  let blank: string | undefined
  for (const { id } of form.items) {
    const cell = cellOf(id)
    const word = sameWords(cell)
    if (YES.includes(word)) items.push(id)
    else if (cell === '') blank ??= id
    else if (!['no', 'false'].includes(word))
      return { part: id, message: `${shown(cell)} is neither Yes nor No. Choose one of them.` }
  }
  // As on paper, what has no tick beside a tick is not true; but "no" to some of them says nothing of the others.
  if (items.length === 0 && blank !== undefined)
    return { part: blank, message: 'Say Yes or No here too, or “None of these” beside the question.' }
  return { plain: { value: items } }
}

function readOwn(
  question: Question,
  cohort: string,
  cell: string,
): { readonly word: string } | { readonly message: string } {
  const { form } = question
  const words = wordsOf(question, cohort)
  const same = sameWords(cell)
  const found =
    words.find(([, text]) => sameWords(text) === same) ?? words.find(([id]) => sameWords(id) === same)
  if (found !== undefined) return { word: found[0] }
  if (form.type === 'number') return { word: cell }
  if (form.type === 'date' && /\d/.test(cell)) {
    const date = readDate(cell)
    return 'message' in date ? date : { word: date.text }
  }
  return { message: notListed(cell) }
}

const notListed = (cell: string) =>
  `${shown(cell)} is not one of the answers. Choose one from the list of this cell.`

/** A day as a cell of a workbook writes it; blank stays blank. */
export function readDate(cell: string): { readonly text: string } | { readonly message: string } {
  if (cell === '' || isDate(cell)) return { text: cell }
  const read = readFileDate(cell, undefined)
  return 'text' in read
    ? read
    : {
        message: `${shown(cell)} is not a date, or can be two. Write it as year-month-day, such as 2026-03-31.`,
      }
}

/** The list of a context question; undefined: a text is typed. */
export const listOfContext = ({ type, options }: ContextQuestion) =>
  type === 'choice' ? options.map(({ text }) => text) : undefined

/** What the cell of a context question says of its value, and back. */
export function sayContext({ options }: ContextQuestion, value: unknown): string {
  return options.find(({ id }) => id === value)?.text ?? (typeof value === 'string' ? value : '')
}

export function readContext(
  { type, options }: ContextQuestion,
  cell: string,
): { readonly text: string } | { readonly message: string } {
  if (type === 'text') return { text: cell }
  const same = sameWords(cell)
  const found = options.find(({ id, text }) => [text, id].map(sameWords).includes(same))
  return found === undefined ? { message: notListed(cell) } : { text: found.id }
}

/** The list of a column of a register; undefined: nothing is chosen. */
export function listOfColumn(
  column: Column,
): { readonly list: string[]; readonly isOpen: boolean } | undefined {
  const list = chosenWords(column).map(([, words]) => words)
  return list.length === 0 ? undefined : { list, isOpen: column.type !== 'choice' && column.type !== 'tick' }
}

/** What makes of the cells of a column of a register what an answers file says. */
export function columnReader(
  column: Column,
): (cell: string) => { readonly text: string } | { readonly message: string } {
  const reader = readerOf(column, { words: {} })
  return (cell) => {
    const read = reader(cell)
    if ('unknown' in read) return { message: notListed(cell) }
    return 'message' in read && column.type === 'date' ? readDate(cell) : read
  }
}

/** Whether two cells say the same: spaces at their ends, and how a program writes a number, say nothing. */
export function sameCell(one: string, other: string): boolean {
  const [a, b] = [tidyText(one), tidyText(other)]
  return a === b || (isPlainNumber(a) && isPlainNumber(b) && Number(a) === Number(b))
}

/** A number that a program can take as one and give back. */
export const isPlainNumber = (text: string) => /^\d{1,12}(\.\d{1,6})?$/.test(text)
