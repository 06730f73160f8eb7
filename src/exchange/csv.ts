/**
 * CSV text ↔ rows of cells, with the physical line of every row.
 * Reading goes on after a broken row, so that one wrong quotation mark hides nothing below it; it guesses no delimiter.
 * Writing lets no cell begin a formula in a spreadsheet.
 */

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
 * A row with a broken quotation mark is a fault, and reading goes on at the next line.
 * Reading ends after `most` rows and faults.
 * Source: RFC 4180, section 2.
 */
export function readCsv(text: string, most = Infinity): { rows: CsvRow[]; faults: Fault[] } {
  const content = text.includes('\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\r', '\n')
  const rows: CsvRow[] = []
  const faults: Fault[] = []
  let [at, line] = [0, 1]
  while (at < content.length && rows.length + faults.length < most) {
    const lineEnd = endOfLine(content, at)
    if (content.slice(at, lineEnd).trim() === '') {
      at = lineEnd + 1
      line++
      continue
    }
    const row = readRow(content, at)
    if (row === undefined) {
      faults.push({
        line,
        message:
          'A quotation mark on this line is in the wrong place. A cell in quotation marks ends with one, and marks inside it are doubled.',
      })
      at = lineEnd + 1
      line++
    } else {
      rows.push({ line, cells: row.cells })
      line += content.slice(at, row.end).split('\n').length
      at = row.end + 1
    }
  }
  return { rows, faults }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** The row that begins at a place, and where it ends; undefined if broken. */
function readRow(text: string, start: number): { cells: string[]; end: number } | undefined {
  const cells: string[] = []
  const plain = /[^,\n]*/y
  let at = start
  for (;;) {
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1)
      if (close === undefined) return undefined
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'))
      at = close + 1
    } else {
      plain.lastIndex = at
      const cell = plain.exec(text)?.[0] ?? ''
      if (cell.includes('"')) return undefined
      cells.push(cell)
      at += cell.length
    }
    if (at >= text.length || text[at] === '\n') return { cells, end: at }
    if (text[at] !== ',') return undefined
    at++
  }
}

function closingQuote(text: string, from: number): number | undefined {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at)
    if (at < 0) return undefined
    if (text[at + 1] !== '"') return at
  }
}

/**
 * Rows as CSV with CR LF at the end of each; a cell that a spreadsheet would read as a formula gets an apostrophe before it.
 * Source: RFC 4180, section 2; formulas: OWASP, CSV Injection.
 */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map((cell) => writeCell(String(cell))).join(',')}\r\n`).join('')
}

function writeCell(text: string): string {
  const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
