/** The sheet of a register in a workbook → its rows as an answers file has them, each with its cells: of a row that stands here already, its name and what was changed. */

import type { Column, Register, RuleSet } from '../rules/model.ts'
import { isRecord, MEANT, shown } from './given.ts'
import { SHOWS_AS_OF } from './given-date.ts'
import { keyOfPath } from './opening.ts'
import { cellInFile, ROW_COLUMN, sameWords } from './register-words.ts'
import { columnReader, readDate, sameCell } from './workbook-cells.ts'
import { COLUMNS, completeKey, evidenceColumns, rowKey } from './workbook-out.ts'
import { type Columns, type InRow, type InSheet, placeIn } from './workbook-sheet.ts'

/** Heads of a register's sheet beside those of its cells; workbooks of before had the first only. */
export const headsBeside = (ruleSet: RuleSet, register: Register): string[] => [
  ROW_COLUMN,
  ...evidenceColumns(ruleSet, register).flatMap(({ evidence, date }) => [evidence, date]),
  COLUMNS.shows,
]

/** What reading a sheet needs, and where it tells what it finds. */
export interface RegisterReading {
  readonly ruleSet: RuleSet
  readonly went: { readonly kept: ReadonlyMap<string, unknown> }
  /** The assessment that it came from is the one that it is read for. */
  readonly isSame: boolean
  /** By the key of a path. */
  readonly places: Map<string, string>
  readonly fault: (place: string, message: string) => void
}

interface OfRegister {
  readonly sheet: InSheet
  readonly register: Register
  readonly columns: Columns
}

type Cells = Readonly<Record<string, unknown>>

interface ReadRow {
  readonly cells: Cells
  /** It is to be compared with what stands here. */
  readonly isTouched: boolean
}

/** `above`: the rows over the names of its columns. Undefined: it says nothing. */
export function readRegister(
  reading: RegisterReading,
  of: OfRegister,
  above: readonly InRow[],
  rows: readonly InRow[],
): { readonly complete: boolean; readonly rows: readonly Cells[] } | undefined {
  const { sheet, register, columns } = of
  const complete = readComplete(reading, of, above)
  const found: ReadRow[] = []
  const lineOf = new Map<string, number>()
  const idAt = columns.get(ROW_COLUMN)
  const readers = register.columns.map((column) => ({ column, read: columnReader(column) }))
  for (const row of rows) {
    const id = (idAt === undefined ? '' : (row.cells[idAt] ?? '')).trim()
    const before = reading.went.kept.get(rowKey(register.id, id))
    const earlier = before === undefined ? undefined : lineOf.get(id)
    if (earlier !== undefined) {
      reading.fault(
        placeIn(sheet, idAt ?? 0, row.line),
        `This ${register.row.one} stands in row ${earlier} already. Keep one of the two; of a new one, leave this cell blank.`,
      )
      continue
    }
    lineOf.set(id, row.line)
    const path = ['registers', register.id, 'rows', found.length]
    reading.places.set(keyOfPath(path), placeIn(sheet, 0, row.line))
    for (const { id: column, short } of register.columns)
      reading.places.set(keyOfPath([...path, column]), placeIn(sheet, columns.get(short) ?? 0, row.line))
    for (const { id: question, evidence, date } of evidenceColumns(reading.ruleSet, register)) {
      const placeOf = (name: string) => placeIn(sheet, columns.get(name) ?? 0, row.line)
      reading.places.set(keyOfPath([...path, 'evidence', question]), placeOf(evidence))
      reading.places.set(keyOfPath([...path, 'evidence', question, 'evidence-date']), placeOf(date))
    }
    const read = readRow(reading, of, readers, row, isRecord(before) ? before : {})
    if (Object.keys(read.cells).length > 0) found.push(read)
  }
  // All its rows together tell those that share a name apart; where none is touched, none is needed.
  if (!found.some(({ isTouched }) => isTouched) && !complete) return undefined
  return { complete, rows: found.map(({ cells }) => cells) }
}

/** Whether somebody says now that every row is there. "No" takes no mark away: only its own page does. */
function readComplete(
  { went, isSame, places, fault }: RegisterReading,
  { sheet, register }: OfRegister,
  above: readonly InRow[],
): boolean {
  const row = above.find(({ cells }) => cells[0]?.trim() === register.id)
  const cell = row?.cells.slice(2).find((one) => one.trim() !== '') ?? ''
  const word = sameWords(cell)
  const place = placeIn(sheet, 2, row?.line ?? 1)
  places.set(keyOfPath(['registers', register.id]), place)
  if (!['', 'yes', 'no', 'true', 'false'].includes(word))
    fault(place, `${shown(cell)} is neither Yes nor No. Choose one of them.`)
  const wasComplete = went.kept.get(completeKey(register.id)) === true
  return ['yes', 'true'].includes(word) && !(isSame && wasComplete)
}

/** What a row says, with its name by which it is found; no cells: nothing. */
function readRow(
  reading: RegisterReading,
  of: OfRegister,
  readers: readonly { readonly column: Column; readonly read: ReturnType<typeof columnReader> }[],
  row: InRow,
  before: Cells,
): ReadRow {
  const { isSame, fault } = reading
  const { sheet, register, columns } = of
  const changed: Record<string, unknown> = {}
  const { evidence: stood, [MEANT]: _meant, ...was } = before
  const shows = readEvidence(reading, of, row, isRecord(stood) ? stood : {})
  for (const { column, read: readCell } of readers) {
    const at = columns.get(column.short) ?? -1
    const cell = (row.cells[at] ?? '').trim()
    const then = was[column.id]
    if (cell === '' || sameCell(cell, cellInFile(column, typeof then === 'string' ? then : undefined)))
      continue
    const place = placeIn(sheet, at, row.line)
    const read = readCell(cell)
    if ('message' in read) fault(place, read.message)
    else if (column.required && then !== undefined && isSame)
      fault(
        place,
        `This ${register.row.one} was called ${shown(then)} when the workbook went out. Rows are found by it: put it back, and change it on its page.`,
      )
    else if (read.text !== then) changed[column.id] = read.text
  }
  const isChanged = Object.keys(changed).length > 0
  const isShown = Object.keys(shows).length > 0
  const support = isShown ? { evidence: shows } : {}
  if (!isSame) {
    // What stood beside cells that are others now may not show these.
    if (isChanged) return { cells: { ...was, ...changed, ...support }, isTouched: true }
    const all = isShown ? { evidence: { ...(isRecord(stood) ? stood : {}), ...shows } } : {}
    return { cells: { ...before, ...all }, isTouched: true }
  }
  const required = register.columns.filter((column) => column.required && was[column.id] !== undefined)
  const name = Object.fromEntries(required.map(({ id }) => [id, was[id]]))
  return { cells: { ...name, ...changed, ...support }, isTouched: isChanged || isShown }
}

/** The evidence of a row that some cell says anew, by the question that it is given for. */
function readEvidence(
  { ruleSet, fault }: RegisterReading,
  { sheet, register, columns }: OfRegister,
  row: InRow,
  stood: Cells,
): Cells {
  const cellOf = (name: string) => (row.cells[columns.get(name) ?? -1] ?? '').trim()
  const placeOf = (name: string) => placeIn(sheet, columns.get(name) ?? 0, row.line)
  const said = sameWords(cellOf(COLUMNS.shows))
  if (!['', 'yes', 'no', 'true', 'false'].includes(said))
    fault(
      placeOf(COLUMNS.shows),
      `${shown(cellOf(COLUMNS.shows))} is neither Yes nor No. Choose one of them.`,
    )
  const found: Record<string, unknown> = {}
  for (const { id, evidence, date } of evidenceColumns(ruleSet, register)) {
    const before = stood[id]
    const was = isRecord(before) ? before : {}
    const now = (name: string, key: string) => {
      const then = was[key]
      const [cell, text] = [cellOf(name), typeof then === 'string' ? then : '']
      return cell === '' || sameCell(cell, text) ? { text, isNew: false } : { text: cell, isNew: true }
    }
    const [where, day] = [now(evidence, 'evidence'), now(date, 'evidence-date')]
    if (!where.isNew && !day.isNew) continue
    const read = day.isNew ? readDate(day.text) : day
    if ('message' in read) fault(placeOf(date), read.message)
    else
      found[id] = {
        evidence: where.text,
        'evidence-date': read.text,
        ...(['yes', 'true'].includes(said) ? { [SHOWS_AS_OF]: true } : {}),
      }
  }
  return found
}
