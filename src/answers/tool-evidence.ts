/**
 * The rows of a tool's export → what is proposed for each question, with how it was counted and what was left out; or why the file is refused.
 * It guesses no word and no date, and gives back no row: they may name people.
 */

import { dateWords, DAY_MS } from '../calendar.ts'
import type { QuestionId } from '../ids.ts'
import type { Column } from '../rules/model.ts'
import { escapeControls } from '../text.ts'
import { isLive } from './live.ts'
import type { AnswerValue } from './model.ts'
import {
  type CellFault,
  faultsOfColumns,
  faultsOfHeader,
  type FileRow,
  guessColumns,
  NO_COLUMNS,
} from './register-columns.ts'
import { findStanding, requiredOf } from './register-changes.ts'
import { type Matching, readerOf, sameWords } from './register-words.ts'
import {
  type Counting,
  DATE,
  type FilledRegister,
  type Filling,
  type Row,
  type ToolKind,
} from './tool-kind.ts'
import { TOOL_KINDS } from './tool-kinds.ts'
import { newestOf, withoutDoubles } from './tool-rows.ts'

/** What a file is read with. All of it can be sent to another process. */
export interface AskedOfExport {
  /** Id of a kind. */
  readonly kind: string
  readonly matching: Matching
  /** How many rows the tool itself says there are. */
  readonly stated: number
  /** ISO date of the export, where somebody gave it. */
  readonly dated?: string
  /** Totals of other lists, by question. */
  readonly totals: Readonly<Record<string, number>>
  /** Months that evidence lasts, by question; only these are worked out. */
  readonly lasts: Readonly<Record<string, number>>
  /** The register that the kind fills in; undefined: who sent the file may not change it. */
  readonly filled?: FilledRegister | undefined
  /** ISO dates. */
  readonly asOf: string
  readonly today: string
}

export interface Proposal {
  readonly question: QuestionId
  /** Undefined: nothing is proposed, and `how` says why. */
  readonly value: AnswerValue | undefined
  readonly how: string
  readonly leftOut: readonly string[]
}

/** A word of a file that stands for no value yet. */
export interface UnknownWord {
  /** Id of our column. */
  readonly column: string
  readonly word: string
  readonly line: number
}

export interface ExportRead {
  /** Names of the file's columns. */
  readonly header: readonly string[]
  readonly faults: readonly CellFault[]
  /** Somebody must say first what its columns are. */
  readonly asksColumns: boolean
  /** Somebody must say first what these words are. */
  readonly unknown: readonly UnknownWord[]
  /** Only where nothing else is to be said. */
  readonly read?: {
    /** ISO date of the export. */
    readonly dated: string
    readonly rows: number
    readonly proposals: readonly Proposal[]
    /** Undefined: no column names the rows of a register. */
    readonly filling?: Filling
  }
}

export const NOTHING_READ: ExportRead = { header: [], faults: [], asksColumns: false, unknown: [] }

/** More different words are no words of ours: another column was meant. */
const MOST_WORDS = 20
/** More are not told. */
const MOST_FAULTS = 1_000
/** Days between the newest date in a list and the day on which somebody says it was exported (ours). */
const MOST_DAYS_APART = 7

/** What the columns of this file are taken for, in its order; what somebody said counts before what products publish. */
export function columnsOfExport(
  kind: ToolKind,
  header: readonly string[],
  { columns }: Pick<Matching, 'columns'>,
): string[] {
  return guessColumns(kind, header, { ...kind.published, ...columns })
}

export function readExport(asked: AskedOfExport, rows: readonly FileRow[]): ExportRead {
  const kind = TOOL_KINDS.find(({ id }) => id === asked.kind)
  const [header = NO_COLUMNS, ...others] = rows
  const so = { ...NOTHING_READ, header: header.cells }
  if (kind === undefined) return so
  const faults = faultsOfHeader(header)
  if (faults.length > 0) return { ...so, header: [], faults }
  const known = { ...kind.published, ...asked.matching.columns }
  if (!header.cells.every((name) => Object.hasOwn(known, sameWords(name))))
    return { ...so, asksColumns: true }
  const chosen = columnsOfExport(kind, header.cells, asked.matching)
  const missing = faultsOfColumns(kind, header, chosen)
  if (missing.length > 0)
    return { ...so, faults: missing.map(({ line, message }) => ({ line, message: `${message} ${ANEW}` })) }
  const { cells, ...read } = readRows(kind, asked.matching, header, others, chosen)
  if (read.faults.length > 0 || read.unknown.length > 0) return { ...so, ...read }
  if (others.length !== asked.stated)
    return {
      ...so,
      faults: [
        {
          line: 1,
          message: `The tool says ${number(asked.stated)} ${kind.row.many}, and the file has ${number(others.length)}. Export it again, whole and without a filter, or correct the number.`,
        },
      ],
    }
  return { ...so, ...workOut(kind, asked, cells, chosen) }
}

const ANEW = 'If no column does, export the file again with it.'
const number = (n: number) => n.toLocaleString('en-GB')

function readRows(
  kind: ToolKind,
  { words, dates }: Matching,
  header: FileRow,
  rows: readonly FileRow[],
  chosen: readonly string[],
) {
  const faults: CellFault[] = []
  const unknown = new Map<string, UnknownWord>()
  const both = Object.fromEntries(
    kind.columns.map(({ id }) => [id, { ...kind.words[id], ...words[id] }] as const),
  )
  const readers = chosen.flatMap((id, index) => {
    const column = kind.columns.find((one) => one.id === id)
    return column === undefined
      ? []
      : [
          {
            column,
            index,
            read: readerOf(column, { words: both, ...(dates === undefined ? {} : { dates }) }),
          },
        ]
  })
  const read = rows.map(({ line, cells }): Row => {
    const found: Record<string, string> = {}
    if (cells.length < header.cells.length) faults.push({ line, message: CUT_OFF })
    for (const { column, index, read } of readers) {
      const cell = read(withoutTime(column, cells[index] ?? ''))
      if ('message' in cell)
        faults.push({ line, column: escapeControls(header.cells[index] ?? ''), message: cell.message })
      else if ('unknown' in cell) {
        const key = `${column.id} ${sameWords(cell.unknown)}`
        if (!unknown.has(key)) unknown.set(key, { column: column.id, word: cell.unknown, line })
      } else if (cell.text !== '') found[column.id] = cell.text
      else if (column.required && column.id !== DATE)
        faults.push({ line, column: escapeControls(header.cells[index] ?? ''), message: BLANK })
    }
    return { line, cells: found }
  })
  faults.push(...faultsOfWords(kind, header, chosen, [...unknown.values()]))
  const isWordless = faults.some(({ message }) => message === NOT_WORDS)
  return {
    cells: read,
    faults: faults.slice(0, MOST_FAULTS),
    unknown: isWordless ? [] : [...unknown.values()],
  }
}

const CUT_OFF =
  'This row has fewer cells than the first line names columns: the file was cut off, or a line is broken. Export it again.'
const BLANK = 'Nothing stands here. Export the file again, or fill it in.'
const NOT_WORDS = `More than ${MOST_WORDS} different words stand in this column: it is another than you said. Say on the page of columns which one it is.`

function faultsOfWords(
  { columns }: ToolKind,
  header: FileRow,
  chosen: readonly string[],
  unknown: readonly UnknownWord[],
): CellFault[] {
  return columns
    .filter(({ id }) => unknown.filter((one) => one.column === id).length > MOST_WORDS)
    .map(({ id }) => ({
      line: header.line,
      column: escapeControls(header.cells[chosen.indexOf(id)] ?? ''),
      message: NOT_WORDS,
    }))
}

/** The day of a moment: `3/4/2026, 10:15 AM` is `3/4/2026`, and `2026/04/03 10:15:00` is `2026-04-03`. */
function withoutTime({ type }: Column, cell: string): string {
  if (type !== 'date') return cell
  return cell
    .trim()
    .replace(/[, ]+\d{1,2}:\d{2}.*$/, '')
    .replace(/^(\d{4})\/(\d{2})\/(\d{2})$/, '$1-$2-$3')
}

function workOut(
  kind: ToolKind,
  asked: AskedOfExport,
  rows: readonly Row[],
  chosen: readonly string[],
): Partial<ExportRead> {
  const { kept, doubled, faults } = withoutDoubles(kind, rows)
  const newest = newestOf(kept)
  if (newest.date > asked.today)
    faults.push({
      line: newest.line,
      message: `${dateWords(newest.date)} is still to come. Correct the date.`,
    })
  const day = dayOf(kind, asked, newest.date)
  if (typeof day !== 'string') faults.push(day)
  if (kept.length === 0) faults.push({ line: 1, message: `No ${kind.row.one} stands in the file.` })
  if (faults.length > 0 || typeof day !== 'string') return { faults: faults.slice(0, MOST_FAULTS) }
  const cells = kept.map((row) => row.cells)
  const counting: Counting = {
    dated: day,
    asOf: asked.asOf,
    has: (one) => chosen.includes(one),
    total: undefined,
    find: finderOf(kind, asked),
  }
  const proposals = kind.questions.flatMap(({ id, tally }): Proposal[] => {
    const evidenceLasts = asked.lasts[id]
    if (evidenceLasts === undefined) return []
    if (!isLive(day, { evidenceLasts }, asked.asOf)) return [tooOld(id, day, evidenceLasts)]
    const { leftOut, ...found } = tally(cells, { ...counting, total: asked.totals[id] })
    const twice = doubled === 0 ? [] : [`${number(doubled)} doubled ${doubled === 1 ? 'row' : 'rows'}`]
    return [{ question: id, ...found, leftOut: [...leftOut, ...twice] }]
  })
  const { fills } = kind
  const isFilled = fills !== undefined && asked.filled !== undefined && counting.has(fills.namedBy)
  const filling = isFilled ? { filling: fills.fill(kept, asked.filled, counting) } : {}
  return { read: { dated: day, rows: rows.length, proposals, ...filling } }
}

/** Finds the row of the register as a file of it does: by its id, else by its name. */
function finderOf({ fills }: ToolKind, { filled }: AskedOfExport): Counting['find'] {
  if (fills === undefined || filled === undefined) return () => ({ one: undefined })
  const find = findStanding(filled.register, filled.standing)
  const name = requiredOf(filled.register)?.id ?? ''
  return (row) => {
    const said = row[fills.namedBy] ?? ''
    return find(said, { [name]: said })
  }
}

const tooOld = (question: QuestionId, day: string, months: number): Proposal => ({
  question,
  value: undefined,
  how: `The export is of ${dateWords(day)}, and shows nothing at the reference date: evidence of this answer lasts ${months} months. Export it again.`,
  leftOut: [],
})

/** The day of the export: as somebody says, if the newest date in it agrees; else that date. */
function dayOf({ isLog }: ToolKind, { dated, today }: AskedOfExport, newest: string): string | CellFault {
  if (dated === undefined)
    return newest === ''
      ? { line: 1, message: 'No date stands in the file. Say on which day it was exported.' }
      : newest
  if (dated > today)
    return {
      line: 1,
      message: `${dateWords(dated)} is still to come. Give the day on which it was exported.`,
    }
  const apart = newest === '' ? 0 : (Date.parse(dated) - Date.parse(newest)) / DAY_MS
  return apart < 0 || (apart > MOST_DAYS_APART && isLog !== true)
    ? {
        line: 1,
        message: `You say that the file was exported on ${dateWords(dated)}, but the newest date in it is ${dateWords(newest)}. Export it again, or correct the day.`,
      }
    : dated
}
