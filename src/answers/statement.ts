/**
 * What a supplier says of itself: the workbook with one row that it fills in, and its reply → what it states, with its day, or every fault of the reply.
 * It answers the points of the charter and nothing else. It is the supplier's word: never evidence, and no cell of the trust's.
 */

import type { Column, Register } from '../rules/model.ts'
import { escapeControls, readName } from '../text.ts'
import { listOf, shown } from './given.ts'
import type { RegisterRow } from './model.ts'
import { type CellFault, faultsOfHeader, type FileRow, NO_COLUMNS } from './register-columns.ts'
import { NOT_CONFIRMED } from './rows.ts'
import { cellInFile, readerOf, readFileDate, ROW_COLUMN, sameWords } from './register-words.ts'

/** What a supplier states, with its day and who there says so. */
export interface Statement {
  /** ISO date. */
  readonly statedOn: string
  readonly statedBy: string
  /** The value of each point that it answers, by column. */
  readonly cells: Readonly<Record<string, string>>
}

/** A sheet of the workbook that goes out. */
export interface StatementSheet {
  readonly name: string
  readonly columns: string[]
  readonly rows: string[][]
}

const STATED_ON = 'Stated on (year-month-day)'
const STATED_BY = 'Stated by (role)'
/** Letters of who states it (ours). */
export const LONGEST_STATED_BY = 120

/** The points of the charter in a register; empty where it has none. */
export function statedColumns({ columns }: Register): Column[] {
  return columns.filter(({ id, type }) => type === 'choice' && /^charter-\d+$/.test(id))
}

/** What goes out to one supplier: a row to fill in, and what each point asks, may be answered with, and says here now. */
export function writeStatement(register: Register, rowId: string, row: RegisterRow): StatementSheet[] {
  const points = statedColumns(register)
  const name = nameColumn(register)
  return [
    {
      name: 'Your answers',
      columns: [ROW_COLUMN, name?.short ?? '', ...points.map(({ short }) => short), STATED_ON, STATED_BY],
      rows: [[rowId, row.cells[name?.id ?? ''] ?? '', ...points.map(() => ''), '', '']],
    },
    {
      name: 'What is asked',
      columns: ['Point', 'Question', 'Answer with one of these, or leave it blank', 'What we have down'],
      rows: points.map((column) => [
        column.short,
        column.text,
        column.options.map(({ text }) => text).join('\n'),
        cellInFile(column, row.cells[column.id]),
      ]),
    },
  ]
}

const nameColumn = ({ columns }: Register) =>
  columns.find(({ required, type }) => required && type === 'text')

/** Reads a reply for one row. `today` is an ISO date. */
export function readStatement(
  register: Register,
  rowId: string,
  [header = NO_COLUMNS, ...rows]: readonly FileRow[],
  today: string,
):
  | { readonly ok: true; readonly statement: Statement }
  | { readonly ok: false; readonly faults: CellFault[] } {
  const points = statedColumns(register)
  const names = header.cells.map(sameWords)
  const at = (name: string) => names.indexOf(sameWords(name))
  const missing = [ROW_COLUMN, ...points.map(({ short }) => short), STATED_ON, STATED_BY]
    .filter((name) => at(name) < 0)
    .map((name) => ({
      line: header.line,
      message: `The column “${name}” is missing. Send the workbook that went out, filled in.`,
    }))
  const faults: CellFault[] = [...faultsOfHeader(header), ...missing]
  const [row, second] = rows
  if (row === undefined)
    faults.push({ line: header.line, message: 'No row stands below the names of the columns.' })
  if (second !== undefined)
    faults.push({ line: second.line, message: 'Only one row is read. Take this one out.' })
  if (row === undefined || faults.length > 0) return { ok: false, faults }
  const cell = (name: string) => (row.cells[at(name)] ?? '').trim()
  const wrong = (column: string, message: string) =>
    void faults.push({ line: row.line, column: escapeControls(column), message })
  if (cell(ROW_COLUMN) !== rowId)
    wrong(ROW_COLUMN, `This is the reply for another ${register.row.one}. Send it on the page of that one.`)
  const cells: Record<string, string> = {}
  for (const column of points) {
    const read = readerOf(column, { words: {} })(cell(column.short))
    const words = column.options.map(({ text }) => `“${text}”`)
    if ('unknown' in read)
      wrong(
        column.short,
        `${shown(read.unknown)} is not one of the answers. Use ${listOf(words)}, or leave it blank.`,
      )
    // Who confirms nothing states nothing.
    else if ('text' in read && read.text !== '' && read.text !== NOT_CONFIRMED) cells[column.id] = read.text
  }
  const on = dayOf(cell(STATED_ON), today)
  if ('message' in on) wrong(STATED_ON, on.message)
  const by = readName(cell(STATED_BY), LONGEST_STATED_BY, 'Say who states it, by role.')
  if ('message' in by) wrong(STATED_BY, by.message)
  if (Object.keys(cells).length === 0)
    faults.push({ line: row.line, message: 'No point is answered, so the supplier states nothing.' })
  if (faults.length > 0 || 'message' in on || 'message' in by) return { ok: false, faults }
  return { ok: true, statement: { statedOn: on.text, statedBy: by.name, cells } }
}

function dayOf(text: string, today: string): { text: string } | { message: string } {
  if (text === '') return { message: 'Give the day on which it was stated, as year-month-day.' }
  const read = readFileDate(text, undefined)
  if ('message' in read)
    return { message: `${shown(text)} is not a day that can be read. Write it as year-month-day.` }
  return read.text > today ? { message: `${shown(text)} is in the future.` } : read
}
