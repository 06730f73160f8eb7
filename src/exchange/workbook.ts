/**
 * The bytes of an Excel workbook → its sheets as rows of text, or why they cannot be read.
 * It unpacks no more than it says, computes nothing, and reads a date as ISO date. For a process of its own: a workbook can still take much memory.
 */

import { isUtf8 } from 'node:buffer'
import type { default as Read } from 'read-excel-file/universal'
import { type CsvRow, type Fault, undefuse } from './csv.ts'
import { listZip, readFromZip } from './zip.ts'

/** Bytes of a file, of the text in all its cells, and of what a workbook unpacks to (ours). */
export const MOST_BYTES = 10_000_000
const MOST_UNPACKED = 64_000_000
/** Rows and columns of a sheet, far above ours (ours). */
const [MOST_ROWS, MOST_COLUMNS] = [21_000, 200]

export interface ReadSheet {
  readonly name: string
  /** In which anything stands. */
  readonly rows: readonly CsvRow[]
}

/** A fault of a workbook, with its sheet where it is of one. */
interface SheetFault extends Fault {
  readonly sheet?: string
}

export type ReadSheets =
  | { readonly ok: true; readonly sheets: readonly ReadSheet[] }
  | { readonly ok: false; readonly faults: readonly SheetFault[] }

export const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

export const DAMAGED =
  'This workbook is damaged or was cut off. Open it, save it again as an Excel workbook (.xlsx), and send that.'

/** Why the archive is not read; undefined: it is a workbook, and small enough once unpacked. */
export function faultOfArchive(bytes: Buffer): string | undefined {
  const entries = listZip(bytes)
  const workbook = readFromZip(bytes, 'xl/workbook.xml', MOST_UNPACKED)
  // Sizes that stand elsewhere belong to archives far above our limit.
  if (
    entries === undefined ||
    entries.some(({ length, unpacked }) => Math.max(length, unpacked) === 0xffffffff)
  )
    return DAMAGED
  if (workbook === undefined)
    return 'This is a ZIP archive, not an Excel workbook. Send a CSV file or an Excel workbook (.xlsx).'
  if (/\bdate1904\s*=\s*"(1|true)"/.test(workbook.toString('latin1')))
    return 'This workbook counts its days from 1904. Save it as “CSV UTF-8”, and send that file.'
  let left = MOST_UNPACKED
  for (const { name, unpacked } of entries.filter((one) => /\.(xml|rels)$/.test(one.name))) {
    // What the archive says of itself is not believed: it is unpacked up to what is left.
    const content = unpacked > left ? undefined : readFromZip(bytes, name, left)
    if (content === undefined && unpacked > left)
      return 'This workbook unpacks to more than 64 MB. Send a sheet with only the rows and columns that are needed.'
    if (content?.length !== unpacked) return DAMAGED
    // What is read as UTF-8 and is none would lose letters.
    if (name.startsWith('xl/') && !isUtf8(content)) return DAMAGED
    const far = name.startsWith('xl/worksheets/') ? findFarCell(content.toString('latin1')) : undefined
    if (far !== undefined)
      return `The cell ${far} lies far outside the table. Delete the rows below it and the columns beside it, and save the workbook again.`
    left -= unpacked
  }
  return undefined
}

/** A cell that says something so far out that every one before it would take memory: below row 50,000, or right of column ZZ (ours). */
function findFarCell(xml: string): string | undefined {
  for (const [, letters = '', row] of xml.matchAll(/<c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*(?<!\/)>/g))
    if (letters.length > 2 || Number(row) > 50_000) return `${letters}${row}`
  return undefined
}

export const blobOf = (bytes: Buffer) => new Blob([new Uint8Array(bytes)])

/** The cell of an error of the spreadsheet, as the library names it; undefined: something else is wrong. */
export function errorCellIn(error: unknown): { readonly line: number; readonly column: number } | undefined {
  const [, row, column] = /row (\d+), col (\d+)/.exec(error instanceof Error ? error.message : '') ?? []
  return row === undefined ? undefined : { line: Number(row), column: Number(column) }
}

export function textOfCell(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return typeof cell === 'string'
    ? undefuse(cell)
    : typeof cell === 'number' || typeof cell === 'boolean'
      ? String(cell)
      : ''
}

/** Every sheet of it, hidden ones too. */
export async function readSheets(bytes: Uint8Array): Promise<ReadSheets> {
  const refused = (message: string): ReadSheets => ({ ok: false, faults: [{ line: 1, message }] })
  if (bytes.length > MOST_BYTES)
    return refused(
      'The workbook is larger than 10 MB. Ours is far smaller: take a new one out, and copy into it what you filled in.',
    )
  const content = Buffer.from(bytes)
  const fault = faultOfArchive(content)
  if (fault !== undefined) return refused(fault)
  const { default: read, readSheet } = await import('read-excel-file/universal')
  const file = blobOf(content)
  let found: Awaited<ReturnType<typeof Read>>
  try {
    found = await read(file, { trim: false })
  } catch (error) {
    const cell = errorCellIn(error)
    if (cell === undefined) return refused(DAMAGED)
    const sheet = await findBroken((number) => readSheet(file, number, { trim: false }))
    const message = `On sheet ${sheet}, the cell in row ${cell.line}, column ${cell.column} holds an error of the spreadsheet. Correct it, or delete it.`
    return { ok: false, faults: [{ line: cell.line, message }] }
  }
  const sheets = found.map(({ sheet: name, data }): ReadSheet => {
    const rows = data.map((cells, index) => ({ line: index + 1, cells: cells.map(textOfCell) }))
    return { name, rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) }
  })
  // A workbook can say one long text in many cells, which takes little room in the file.
  const letters = sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ length }) => length)))
  if (letters.reduce((sum, length) => sum + length, 0) > MOST_BYTES)
    return refused(
      'The cells hold more than 10 MB of text. Delete what does not belong to the questionnaire.',
    )
  const faults = sheets.flatMap(faultsOfSize)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, sheets }
}

/** The library does not say which sheet it was. */
async function findBroken(read: (number: number) => Promise<unknown>): Promise<number> {
  for (let number = 1; ; number++) {
    try {
      await read(number)
    } catch {
      return number
    }
  }
}

function faultsOfSize({ name: sheet, rows }: ReadSheet): SheetFault[] {
  const wide = rows.find(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== '') >= MOST_COLUMNS)
  return [
    ...(rows.length > MOST_ROWS
      ? [
          {
            sheet,
            line: rows[MOST_ROWS]?.line ?? 1,
            message: 'This sheet has more than 21,000 rows. Delete those below what was filled in.',
          },
        ]
      : []),
    ...(wide === undefined
      ? []
      : [
          {
            sheet,
            line: wide.line,
            message: 'This row has more than 200 columns. Delete those beside what was filled in.',
          },
        ]),
  ]
}
