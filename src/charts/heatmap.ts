/**
 * Values of rows and columns → a grid of cells, each saying its number and its name in words; colour only repeats them.
 * Columns are numbered, because their names are long: the page has the key.
 */

import { drawing, element, INK, type Named, PAPER, type Svg, words, wrapWords } from './svg.ts'

/** How a cell is filled, from the lowest band to the highest. */
export type Shade = 0 | 1 | 2 | 3

export interface HeatCell {
  readonly value: string
  readonly name: string
  readonly shade: Shade
}

export interface HeatMap extends Named {
  readonly columns: readonly string[]
  /** One cell a column; undefined: nothing to show. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly (HeatCell | undefined)[] }[]
}

/** Fits the text of an A4 page in portrait: as the matrix of risks. */
export const HEAT_MAP_WIDTH = 680
const [SIDE, HEAD, HEIGHT, LABEL_CHARACTERS] = [190, 30, 46, 23]

/** Pale enough that dark letters keep a contrast above 9 to 1. */
const FILLS: Readonly<Record<Shade, string>> = { 0: '#f6c9c7', 1: '#fff4c2', 2: '#d5ecd9', 3: '#b8d8f2' }

/** The grid as SVG, as wide as a printed page; on a phone it scrolls sideways in its own region. */
export function drawHeatMap(map: HeatMap): Svg {
  const wide = (HEAT_MAP_WIDTH - SIDE) / Math.max(1, map.columns.length)
  const height = HEAD + map.rows.length * HEIGHT + 2
  return drawing(
    map,
    { width: HEAT_MAP_WIDTH, height, viewBox: `0 0 ${HEAT_MAP_WIDTH} ${height}` },
    ...map.columns.map((column, index) =>
      words(column, {
        x: SIDE + (index + 0.5) * wide,
        y: 20,
        'text-anchor': 'middle',
        'font-weight': 600,
      }),
    ),
    ...map.rows.map(({ label, cells }, row) => {
      const top = HEAD + row * HEIGHT
      const lines = wrapWords(label, LABEL_CHARACTERS).slice(0, 2)
      return element(
        'g',
        {},
        ...lines.map((line, index) =>
          words(line, { x: 0, y: top + (lines.length === 1 ? 28 : 19 + index * 18), 'font-size': 15 }),
        ),
        ...cells.map((cell, column) => drawCell(cell, SIDE + column * wide, top, wide)),
      )
    }),
  )
}

function drawCell(cell: HeatCell | undefined, left: number, top: number, wide: number): Svg {
  const middle = { x: left + wide / 2, 'text-anchor': 'middle' }
  return [
    element('rect', {
      x: left + 1,
      y: top + 1,
      width: wide - 2,
      height: HEIGHT - 2,
      fill: cell === undefined ? PAPER : FILLS[cell.shade],
      stroke: INK,
      'stroke-width': 1,
    }),
    words(cell?.value ?? '–', { ...middle, y: top + 20, 'font-weight': 600 }),
    words(cell?.name ?? 'not shown', { ...middle, y: top + 37, 'font-size': 12 }),
  ].join('')
}
