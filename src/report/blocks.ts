/**
 * What a paper says, as a list of blocks that every door draws in its own way: page, Word and PDF draw the same list, and a spreadsheet lists its figures.
 * Every figure carries a key, so that a reader, and a test, find the same one behind each door.
 */

import type { Svg } from '../charts/svg.ts'
import type { Tone } from '../charts/tones.ts'

/** A number of the paper, as it is shown. */
export interface Figure {
  /** Names it in every file and every version of the paper: `domain.suppliers.paper`. */
  readonly key: string
  /** What it is, by itself. */
  readonly label: string
  readonly value: string
}

export type Piece = string | Figure
export type Line = readonly Piece[]

export interface Cell {
  readonly line: Line
  /** How grave it is, as a shade that its words say too; undefined: no shade. */
  readonly tone?: Tone | undefined
}

export interface TableBlock {
  readonly kind: 'table'
  readonly caption: string
  readonly columns: readonly string[]
  /** How wide each is beside the others; undefined: all the same. */
  readonly widths?: readonly number[]
  /** The first cell of each names its row. */
  readonly rows: readonly (readonly Cell[])[]
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly line: Line; readonly look?: 'leading' | 'quoted' | 'small' }
  | { readonly kind: 'list'; readonly numbered: boolean; readonly items: readonly Line[] }
  | TableBlock
  /** Only beside a table of the same numbers: a door that cannot draw it leaves it out. */
  | { readonly kind: 'picture'; readonly svg: Svg; readonly says: string }

export const heading = (text: string): Block => ({ kind: 'heading', text })

export const paragraph = (...line: Line): Block => ({ kind: 'paragraph', line })

export const cell = (...line: Line): Cell => ({ line })

export const figure = (key: string, label: string, value: number | string): Figure => ({
  key,
  label,
  value: String(value),
})

/** The words of a line. */
export function textOfLine(line: Line): string {
  return line.map((piece) => (typeof piece === 'string' ? piece : piece.value)).join('')
}

/** Every line of the blocks, in reading order; pictures say nothing that a table does not. */
export function linesOf(blocks: readonly Block[]): Line[] {
  return blocks.flatMap((block): Line[] => {
    switch (block.kind) {
      case 'heading':
        return [[block.text]]
      case 'paragraph':
        return [block.line]
      case 'list':
        return [...block.items]
      case 'table':
        return [
          [block.caption],
          ...block.columns.map((column) => [column]),
          ...block.rows.flatMap((row) => row.map(({ line }) => line)),
        ]
      case 'picture':
        return []
    }
  })
}

/**
 * Every figure once, in reading order.
 *
 * @throws Error where two figures of one key say different things.
 */
export function figuresOf(blocks: readonly Block[]): Figure[] {
  const found = new Map<string, Figure>()
  for (const piece of linesOf(blocks).flat()) {
    if (typeof piece === 'string') continue
    const other = found.get(piece.key)
    if (other !== undefined && other.value !== piece.value)
      throw new Error(`Two figures are called ${piece.key}: ${other.value} and ${piece.value}.`)
    found.set(piece.key, other ?? piece)
  }
  return [...found.values()]
}
