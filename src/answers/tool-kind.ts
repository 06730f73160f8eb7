/**
 * What a kind of export is, from which answers are worked out: its columns, under which names products publish them, and which rows count for
 * which question; with what the kinds count by. It reads no file.
 */

import { DAY_MS } from '../calendar.ts'
import type { QuestionId } from '../ids.ts'
import type { Column } from '../rules/model.ts'
import type { AnswerValue } from './model.ts'
import { sameWords } from './register-words.ts'

/** One row as it counts: canonical texts by id of our column; a blank cell is absent. */
export type ToolCells = Readonly<Record<string, string>>

/** What rows show for one question. */
export interface Tally {
  /** Undefined: the list alone does not say it. */
  readonly value: AnswerValue | undefined
  /** A sentence, without the day of the export. */
  readonly how: string
  /** Rows that were not counted, and why. */
  readonly leftOut: readonly string[]
}

/** What the rows are counted with. */
export interface Counting {
  /** ISO date of the export. */
  readonly dated: string
  /** The reference date, ISO. */
  readonly asOf: string
  /** Whether a column stands in the file. */
  readonly has: (column: string) => boolean
  /** The total that somebody gives from another list; undefined: none is asked, or none was given. */
  readonly total: number | undefined
}

export interface ToolQuestion {
  readonly id: QuestionId
  /** Label of the total that the list itself cannot know. */
  readonly total?: string
  /** What the list does not show, as a statement that somebody makes who accepts the answer. */
  readonly states: string
  readonly tally: (rows: readonly ToolCells[], counting: Counting) => Tally
}

export interface ToolKind {
  readonly id: string
  /** A noun phrase. */
  readonly title: string
  /** Where such lists are found. */
  readonly where: string
  readonly row: { readonly one: string; readonly many: string }
  /** Not something is in it every day: its newest row may be long before its export. */
  readonly isLog?: true
  /** The first tells rows apart; `date`, where there is one, says how new a row is. */
  readonly columns: readonly Column[]
  /** Our column, or empty for what is left out, by the words of names that products publish. */
  readonly published: Readonly<Record<string, string>>
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly questions: readonly ToolQuestion[]
}

/** Id of the column that says how new a row is. */
export const DATE = 'date'

export const DAYS_REPORTED = 7

export function column(
  id: string,
  type: Column['type'],
  short: string,
  more: Partial<Pick<Column, 'required' | 'options' | 'never'>> = {},
): Column {
  return {
    ...{ id, type, short, text: short, section: '', required: false, forTheRecord: false },
    ...{ options: [], mayBeAhead: false, atMostOnce: false, ...more },
  }
}

export const named = (columns: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(columns).map(([name, id]) => [sameWords(name), id]))

export const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`
export const leftOut = (...all: readonly (readonly [n: number, one: string, many: string])[]) =>
  all.filter(([n]) => n > 0).map((each) => count(...each))

/** A count against the total of another list, which the tool cannot know. */
export function against(
  total: number | undefined,
  found: number,
  seen: string,
  list: string,
  others: readonly string[],
): Tally {
  if (total === undefined)
    return { value: undefined, how: `${seen}. No total of the ${list} was given.`, leftOut: others }
  if (found > total)
    return {
      value: undefined,
      how: `${seen}, but the ${list} has ${total.toLocaleString('en-GB')}: one of the two is not complete.`,
      leftOut: others,
    }
  return {
    value: { kind: 'counts', count: found, of: total },
    how: `${seen}, of ${total.toLocaleString('en-GB')} in the ${list}.`,
    leftOut: others,
  }
}

export function isRecent(date: string | undefined, dated: string, days = DAYS_REPORTED): boolean {
  if (date === undefined || date === 'never') return false
  return (Date.parse(dated) - Date.parse(date)) / DAY_MS <= days
}
