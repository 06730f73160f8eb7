/** A cell of a register as a file says it ↔ its canonical text: our words for a value, a trust's own, and dates in three styles. It guesses no date. */

import type { Column, Register } from '../rules/model.ts'
import { isDate } from '../calendar.ts'
import { shown } from './given.ts'
import { NOT_CONFIRMED } from './rows.ts'

/** Heads the ids of rows in a file, by which a row is found again though its name has changed. */
export const ROW_COLUMN = 'Row in Ward Round'

/** Values of a column that are chosen and not typed, each with its words: options, ticks, what is not confirmed and what never was. */
export function chosenWords(column: Column): readonly (readonly [value: string, words: string])[] {
  return [
    ...column.options.map(({ id, text }) => [id, text] as const),
    ...(column.type === 'tick'
      ? ([
          ['yes', 'Yes'],
          ['no', 'No'],
        ] as const)
      : []),
    ...(column.unknown === undefined ? [] : [[NOT_CONFIRMED, column.unknown] as const]),
    ...(column.never === undefined ? [] : [['never', column.never] as const]),
  ]
}

/** A cell as a file says it: chosen ones in words, dates as ISO dates, the rest as it stands. */
export function cellInFile(column: Column, cell: string | undefined): string {
  return chosenWords(column).find(([value]) => value === cell)?.[1] ?? cell ?? ''
}

/** Rows of a register as a table, the names of its columns first. */
export function tableRegister(
  { columns }: Register,
  rows: readonly { readonly id: string; readonly cells: Readonly<Record<string, string>> }[],
): { readonly columns: string[]; readonly rows: string[][] } {
  return {
    columns: [ROW_COLUMN, ...columns.map(({ short }) => short)],
    rows: rows.map(({ id, cells }) => [id, ...columns.map((column) => cellInFile(column, cells[column.id]))]),
  }
}

/** Words that differ only in case, spaces and signs are the same; signs alone are their own. */
export function sameWords(text: string): string {
  const plain = text.trim().toLowerCase()
  const words = plain.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return words === '' ? plain : words
}

/** How a file writes 03/04/2026: the third of April, or the fourth of March; undefined: nobody has said. */
export type DateOrder = 'day-first' | 'month-first' | undefined

/** What an organisation's files mean, as somebody there said it, for one register. */
export interface Matching {
  /** The id of our column, `row` for the ids of rows, or empty for what is left out, by the words that head a column of the file. */
  readonly columns: Readonly<Record<string, string>>
  /** The value that a trust's own words stand for, by id of our column; empty: as a blank cell. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly dates?: DateOrder
}

export type ReadCell =
  | { readonly text: string }
  | { readonly message: string }
  /** A word that stands for no value yet. */
  | { readonly unknown: string }

/** What makes of the cells of one column of a file what `parseCell` takes. */
export function readerOf(
  column: Column,
  { words, dates }: Omit<Matching, 'columns'>,
): (cell: string) => ReadCell {
  const values = valuesOf(column, words[column.id])
  const read = (text: string): ReadCell => {
    const value = values.size === 0 ? undefined : values.get(sameWords(text))
    if (value !== undefined) return { text: value }
    if (column.type === 'choice' || column.type === 'tick') return { unknown: text }
    // Words in place of a date or number may stand for what is not confirmed, or never was.
    if (column.type !== 'text' && values.size > 0 && !/\d/.test(text)) return { unknown: text }
    return column.type === 'date' ? readFileDate(text, dates) : { text }
  }
  // Thousands of rows say the same few things, but each is called something else.
  const before = new Map<string, ReadCell>()
  return (cell) => {
    const text = cell.trim()
    if (text === '' || column.type === 'text') return text === '' ? { text } : read(text)
    const known = before.get(text) ?? read(text)
    before.set(text, known)
    return known
  }
}

/** The values of a column by the words that stand for them: a trust's own before ours, and ours before our ids. */
function valuesOf(column: Column, own: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  const chosen = chosenWords(column).toReversed()
  return new Map([
    ...(column.type === 'tick'
      ? ([
          ['true', 'yes'],
          ['false', 'no'],
        ] as const)
      : []),
    ...chosen.map(([value]) => [sameWords(value), value] as const),
    ...chosen.map(([value, ours]) => [sameWords(ours), value] as const),
    ...Object.entries(own),
  ])
}

/** Days since 30 December 1899 that a spreadsheet may mean by a bare number: from 1 January 1980 to the end of 2099. */
const SERIAL = { first: 29_221, last: 73_050 }
const DAY_MS = 86_400_000

/**
 * A date as a file writes it → an ISO date, or why it is none. Read are 2026-12-31, 31/12/2026, 31 Dec 2026 and a spreadsheet's count of days;
 * 03/04/2026 only where somebody said which comes first. Source of the count: ECMA-376, part 1, section 18.17.4.1.
 */
export function readFileDate(text: string, order: DateOrder): { text: string } | { message: string } {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(text)?.[1]
  if (iso !== undefined) return { text: iso }
  if (/^\d{5}$/.test(text) && Number(text) >= SERIAL.first && Number(text) <= SERIAL.last)
    return { text: new Date(Date.UTC(1899, 11, 30) + Number(text) * DAY_MS).toISOString().slice(0, 10) }
  const named = dateWithMonth(text)
  if (named !== undefined) return { text: named }
  const [, one = '', other = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  if (year === '') return notADate(text)
  const [dayFirst, monthFirst] = [dateOf(year, other, one), dateOf(year, one, other)]
  if (order === undefined && dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst)
    return {
      message: `${shown(text)} can be two days. Say on the page of columns which comes first in this file, or write the date as year-month-day.`,
    }
  const found = order === 'month-first' ? monthFirst : dayFirst
  return found === undefined ? notADate(text) : { text: found }
}

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
]

/** `31 March 2026` or `31-Mar-2026` as an ISO date; undefined: it is none of these. */
function dateWithMonth(text: string): string | undefined {
  const [, day = '', name = '', year = ''] = /^(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})$/i.exec(text) ?? []
  const word = name.toLowerCase()
  const month = MONTHS.findIndex((one) => [one, one.slice(0, 3)].includes(word))
  return month < 0 ? undefined : dateOf(year, String(month + 1), day)
}

const notADate = (text: string) => ({
  message: `${shown(text)} is not a date. Write it as year-month-day, such as 2026-03-31.`,
})

function dateOf(year: string, month: string, day: string): string | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDate(iso) ? iso : undefined
}
