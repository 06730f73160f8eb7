/**
 * Headings, paragraphs and tables → lines of plain text of a given width.
 * It knows no terminal and no colour: a line may carry a style, and the door decides what to make of it.
 */

import { tidyLine } from '../text.ts'

/** One line of text; `style` is a hint for a terminal. */
export interface Line {
  readonly text: string
  readonly style?: 'title' | 'heading' | 'strong' | 'quiet'
}

/** Widest page that is read with ease; paragraphs and the last column of tables are wrapped to it. */
export const DEFAULT_WIDTH = 100

interface Cell {
  readonly text: string
  /** Numbers stand at the right of their column. */
  readonly right?: boolean
}

/** A page of text that grows downwards. */
export class TextPage {
  readonly lines: Line[] = []
  readonly width: number

  constructor(width = DEFAULT_WIDTH) {
    this.width = width
  }

  /** A heading with an empty line above it, unless it opens the page, and a line of dashes below it. */
  heading(text: string): this {
    this.space()
    const lines = wrap(text, this.width)
    for (const line of lines) this.line(line, 'heading')
    return this.line('-'.repeat(Math.max(...lines.map(lengthOf))), 'quiet')
  }

  /** A heading inside a part of the page. */
  subheading(text: string): this {
    return this.space().paragraph(text, 0, 'heading')
  }

  /** One line as it is, never wrapped. */
  line(text: string, style?: Line['style']): this {
    this.lines.push({ text, ...(style === undefined ? {} : { style }) })
    return this
  }

  /** A wrapped paragraph, indented by a number of spaces. */
  paragraph(text: string, indent = 0, style?: Line['style']): this {
    const space = ' '.repeat(indent)
    for (const line of wrap(text, this.width - indent))
      this.lines.push({ text: space + line, ...(style === undefined ? {} : { style }) })
    return this
  }

  /** A paragraph behind a mark, such as a dash or a number; further lines stand under its first word. */
  item(text: string, indent = 0, mark = '-', style?: Line['style']): this {
    const space = ' '.repeat(indent)
    for (const [position, line] of wrap(text, this.width - indent - mark.length - 1).entries())
      this.lines.push({
        text: `${space}${position === 0 ? mark : ' '.repeat(mark.length)} ${line}`,
        ...(style === undefined ? {} : { style }),
      })
    return this
  }

  /** One empty line, never two. */
  space(): this {
    if (this.lines.length > 0 && this.lines.at(-1)?.text !== '') this.lines.push({ text: '' })
    return this
  }

  /** Rows under headings, two spaces between columns; the last column takes what is left and is wrapped. */
  table(headings: readonly string[], rows: readonly (readonly (string | Cell)[])[]): this {
    // Only the last column may take several lines.
    const cells = rows.map((row) =>
      row.map((cell, column): Cell => {
        const { text, right = false } = typeof cell === 'string' ? { text: cell } : cell
        return { text: column === row.length - 1 ? text : tidyLine(text), right }
      }),
    )
    const widths = headings.map((heading, column) =>
      Math.max(lengthOf(heading), ...cells.map((row) => lengthOf(row[column]?.text ?? ''))),
    )
    const before = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0)
    const last = Math.max(this.width - before, 24)
    const isRight = (column: number) => cells.length > 0 && cells.every((row) => row[column]?.right === true)
    const push = (row: readonly Cell[], style?: Line['style']) => {
      const wrapped = wrap(row.at(-1)?.text ?? '', last)
      const start = row
        .slice(0, -1)
        .map((cell, column) => pad(cell.text, widths[column] ?? 0, isRight(column)))
        .join('  ')
      for (const [position, text] of wrapped.entries()) {
        const lead = position === 0 ? start : ' '.repeat(Math.max(before - 2, 0))
        const end = isRight(row.length - 1) ? pad(text, Math.min(widths.at(-1) ?? 0, last), true) : text
        this.lines.push({
          text: (row.length > 1 ? `${lead}  ${end}` : end).trimEnd(),
          ...(style === undefined ? {} : { style }),
        })
      }
    }
    push(
      headings.map((text) => ({ text })),
      'quiet',
    )
    for (const row of cells) push(row)
    return this
  }
}

/** A number for a table, at the right of its column. */
export function numeric(text: string | number): { readonly text: string; readonly right: true } {
  return { text: String(text), right: true }
}

/** Words in lines of at most `width` characters; a longer word has a line of its own, and line breaks stay. At least one line. */
export function wrap(text: string, width: number): string[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

const lengthOf = (text: string) => [...text].length

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(width - lengthOf(text), 0))
  return right ? space + text : text + space
}
