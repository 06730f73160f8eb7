/**
 * CSV text ↔ rows of cells, with the physical line of every row.
 * It guesses no delimiter, and reads nothing after a broken quotation mark: what follows could be anything.
 * Writing lets no cell begin a formula in a spreadsheet.
 */

import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'

/** What is wrong with a file, where, and what to do. */
export interface Fault {
  /** Line in the file as an editor counts it, from 1; for a row over several lines its first. */
  readonly line: number
  /** Name of the column as people see it; undefined: the whole row or file. */
  readonly column?: string
  readonly message: string
}

export interface CsvRow {
  /** First line of the row in the file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * The rows of a text with line feeds (or CR LF) and commas; lines without a visible character are passed over.
 * A broken quotation mark is one fault, at the row that holds it, and ends the reading. So do `most` rows.
 * Source: RFC 4180, section 2.
 */
export function readCsv(text: string, most = Infinity): { rows: CsvRow[]; faults: Fault[] } {
  const content = Buffer.from(
    text.includes('\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\r', '\n'),
  )
  const rows: CsvRow[] = []
  // The library's own line is the last of a row; its bytes say where the next row begins.
  let [at, line] = [0, 1]
  const goOnTo = (end: number) => {
    for (; at < end; at++) if (content[at] === LINE_FEED) line++
  }
  const passBlankLines = () => {
    while (content[at] === LINE_FEED) goOnTo(at + 1)
  }
  try {
    parse(content, {
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { bytes }) => {
        passBlankLines()
        if (rows.length < most && (cells.length > 1 || cells[0]?.trim() !== '')) rows.push({ line, cells })
        goOnTo(bytes)
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    passBlankLines()
    return { rows, faults: [{ line, message: BROKEN_QUOTE }] }
  }
  return { rows, faults: [] }
}

const LINE_FEED = 10

const BROKEN_QUOTE =
  'A quotation mark on this line is in the wrong place, so nothing below it could be read. A cell in quotation marks ends with one, and marks inside it are doubled.'

/**
 * Rows as CSV with CR LF at the end of each; a cell that a spreadsheet would read as a formula gets an apostrophe before it.
 * Source: RFC 4180, section 2; formulas: OWASP, CSV Injection.
 */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map((cell) => writeCell(String(cell))).join(',')}\r\n`).join('')
}

/**
 * A table to download: the names of its columns in line 1, so that any program finds them, and the handling marking
 * in a column of its own. It begins with the mark by which Excel and LibreOffice know UTF-8.
 */
export function writeTable(
  marking: string,
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  return `\ufeff${writeCsv([[...header, MARKING_COLUMN], ...rows.map((row) => [...row, marking])])}`
}

export const MARKING_COLUMN = 'marking'

/** The text of a cell, with an apostrophe before what a spreadsheet would read as a formula; and one more before what begins so already. */
export function defuse(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** The text that `defuse` made safe, or that a spreadsheet shows for such a cell. */
export function undefuse(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}

const FORMULA = /^'*[=+\-@＝＋－＠\t\r\n]/

function writeCell(text: string): string {
  const safe = defuse(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
