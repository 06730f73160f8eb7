/**
 * The bytes of a CSV file or an Excel workbook (its first sheet) → rows of text with their physical numbers, or why they cannot be read.
 * It unpacks no more than it says, computes nothing, and reads a date of a workbook as ISO date. For a process of its own: a workbook can still take much memory.
 */

import { type CsvRow, type Fault, readCsv, undefuse } from './csv.ts'
import { breakLines, escapeControls, faultOfText, faultOfTurns, markStray, tidyText } from '../text.ts'
import { readText } from './text.ts'
import { blobOf, DAMAGED, errorCellIn, faultOfArchive, isZip, MOST_BYTES, textOfCell } from './workbook.ts'

export type ReadTable =
  | { readonly ok: true; readonly rows: readonly CsvRow[] }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Rows beside the one that names the columns; and columns. So many suppliers with every cell filled in are as many bytes as a file may have (ours). */
export const MOST_ROWS = 20_000
/** Of the export of a tool, of which no row is kept: more accounts than we expect of one organisation (ours). */
export const MOST_EXPORT_ROWS = 50_000
const MOST_COLUMNS = 200

const refused = (message: string, line = 1): ReadTable => ({ ok: false, faults: [{ line, message }] })

/** All rows in which anything stands; none is longer than the one that names the columns, but for blank cells. */
export async function readTable(bytes: Uint8Array, most = MOST_ROWS): Promise<ReadTable> {
  if (bytes.length > MOST_BYTES)
    return refused('The file is larger than 10 MB. Send only the columns that are needed.')
  const read = isZip(bytes) ? await readWorkbook(Buffer.from(bytes)) : readCsvFile(bytes, most)
  return read.ok ? checkShape(read.rows, most) : read
}

function readCsvFile(bytes: Uint8Array, most: number): ReadTable {
  const { text, faults } = readText(bytes, MOST_BYTES)
  if (text === undefined) return { ok: false, faults }
  // One more for the names of the columns, and one more to know that there are too many.
  const table = readCsv(text, most + 2)
  const all = [...faults, ...table.faults]
  if (all.length > 0) return { ok: false, faults: all.toSorted((a, b) => a.line - b.line) }
  const [first, ...others] = table.rows
  // By which some programs tell others what parts the columns.
  const rows = first?.cells.join() === 'sep=,' ? others : table.rows
  return { ok: true, rows: rows.map(({ line, cells }) => ({ line, cells: cells.map(undefuse) })) }
}

async function readWorkbook(bytes: Buffer): Promise<ReadTable> {
  const fault = faultOfArchive(bytes)
  if (fault !== undefined) return refused(fault)
  const { readSheet: read } = await import('read-excel-file/universal')
  let sheet
  try {
    sheet = await read(blobOf(bytes), 1, { trim: false })
  } catch (error) {
    const cell = errorCellIn(error)
    return cell === undefined
      ? refused(DAMAGED)
      : refused(
          `The cell in row ${cell.line}, column ${cell.column} holds an error of the spreadsheet. Correct it, or delete it.`,
          cell.line,
        )
  }
  const rows = sheet.map((cells, index): CsvRow => ({ line: index + 1, cells: cells.map(textOfCell) }))
  return { ok: true, rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) }
}

function checkShape(rows: readonly CsvRow[], most: number): ReadTable {
  const [header, ...others] = rows
  if (header === undefined) return refused('The file is empty.')
  if (others.length > most)
    return refused(
      `The file has more than ${most.toLocaleString('en-GB')} rows. ${most > MOST_ROWS ? 'Take away what is not asked for, such as guests or other kinds of device' : 'Send it in parts'}.`,
    )
  if (header.cells.length === 1 && /[;\t]/.test(header.cells[0] ?? ''))
    return refused(
      'The columns are not parted by commas. Save the sheet as “CSV UTF-8” with commas, or send the Excel workbook.',
      header.line,
    )
  const width = header.cells.findLastIndex((cell) => cell.trim() !== '') + 1
  if (width > MOST_COLUMNS)
    return refused('The file has more than 200 columns. Send only those that are needed.', header.line)
  // A workbook can say one long text in many cells, which takes little room in the file.
  const letters = rows.reduce((sum, { cells }) => cells.reduce((all, cell) => all + cell.length, sum), 0)
  if (letters > MOST_BYTES)
    return refused('The cells hold more than 10 MB of text. Send only the columns that are needed.')
  const faults = [...faultsOfTexts(rows), ...faultsOfWidth(others, width)]
  if (faults.length > 0) return { ok: false, faults: faults.toSorted((a, b) => a.line - b.line) }
  return { ok: true, rows: rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, width) })) }
}

/** Cells that show a reader another text than they hold. */
function faultsOfTexts(rows: readonly CsvRow[]): Fault[] {
  const names = rows[0]?.cells ?? []
  return rows.flatMap(({ line, cells }) =>
    cells.flatMap((cell, at): Fault[] => {
      const message = faultOfText(breakLines(cell)) ?? faultOfTurns(cell)
      const column = escapeControls(tidyText(markStray(names[at] ?? '')))
      return message === undefined ? [] : [{ line, ...(column === '' ? {} : { column }), message }]
    }),
  )
}

function faultsOfWidth(rows: readonly CsvRow[], width: number): Fault[] {
  return rows.flatMap(({ line, cells }): Fault[] =>
    cells.slice(width).some((cell) => cell.trim() !== '')
      ? [
          {
            line,
            message: `This row has more cells than the first line names columns (${width}). Put a cell that holds a comma in quotation marks, and name every column.`,
          },
        ]
      : [],
  )
}
