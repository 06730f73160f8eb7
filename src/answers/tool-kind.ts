/**
 * What a kind of export is, from which answers are worked out: its columns, under which names products publish them, which rows count for
 * which question, and which register they fill in; with what the kinds count by. It reads no file.
 */

import { DAY_MS } from '../calendar.ts'
import type { QuestionId, RegisterId } from '../ids.ts'
import type { Column, Register } from '../rules/model.ts'
import type { AnswerValue } from './model.ts'
import type { Found, Standing } from './register-changes.ts'
import { sameWords } from './register-words.ts'

/** One row as it counts: canonical texts by id of our column; a blank cell is absent. */
export type ToolCells = Readonly<Record<string, string>>

/** The same, with its line in the file. */
export interface Row {
  readonly line: number
  readonly cells: ToolCells
}

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
  /** The row of the register that the kind fills in, of which a row of the file is; nothing, where none is known here. */
  readonly find: (row: ToolCells) => Found
}

export interface ToolQuestion {
  readonly id: QuestionId
  /** Label of the total that the list itself cannot know. */
  readonly total?: string
  /** What the list does not show, as a statement that somebody makes who accepts the answer. */
  readonly states: string
  readonly tally: (rows: readonly ToolCells[], counting: Counting) => Tally
}

/** A register as it stands, for who may change it. */
export interface FilledRegister {
  readonly register: Register
  readonly standing: readonly Standing[]
}

/** What a file would say of rows that stand in a register. */
export interface Filling {
  /** What is newer than what stands, each with the line of the file that says it. */
  readonly dates: readonly { readonly id: string; readonly date: string; readonly line: number }[]
  /** A sentence. */
  readonly how: string
  /** What was not counted, and why. */
  readonly leftOut: readonly string[]
  /** Names in the file that stand for no row: the first of them, as a message quotes them, and of how many. */
  readonly unknown: readonly string[]
  readonly unknownCount: number
}

/** The column of a register that rows of a file fill in, where one of their columns names the row. */
export interface Fills {
  readonly register: RegisterId
  /** Columns of it by which that is worked out. */
  readonly reads: readonly string[]
  /** The one that is filled in: a date. */
  readonly column: string
  /** Our column of the file. */
  readonly namedBy: string
  /** What the file does not show, as a statement that somebody makes who fills the register in. */
  readonly states: string
  readonly fill: (rows: readonly Row[], filled: FilledRegister, counting: Counting) => Filling
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
  readonly fills?: Fills
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
