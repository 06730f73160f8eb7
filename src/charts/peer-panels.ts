/** Own scores beside the published marks of a group → two aligned panels, on paper and on evidence: the middle half as a pale bar, the middle as a line, our mark with its number. It draws only marks that it is given. */

import { type Draw, drawTwice, filled, key, label, type Sample, SECOND, type Size } from './marks.ts'
import { element, GRID, INK, type Named, PAPER, type Svg, wrapWords } from './svg.ts'

export interface PanelCell {
  /** Where parts of the group lie, 0–100; undefined: not published. */
  readonly from: number | undefined
  readonly middle: number | undefined
  readonly to: number | undefined
  /** Undefined: no mark of ours. */
  readonly own: number | undefined
}

export interface PanelChart extends Named {
  readonly panels: readonly [paper: string, evidence: string]
  readonly rows: readonly { readonly label: string; readonly cells: readonly [PanelCell, PanelCell] }[]
}

/** Left ends of the panels, their length, height of a row and of the name above it, and characters of a name. */
const LAYOUT = {
  wide: { lefts: [216, 412], length: 162, pitch: 24, name: 0, characters: 33 },
  narrow: { lefts: [6, 168], length: 132, pitch: 38, name: 17, characters: 48 },
} as const
const HEIGHT = 11
/** Units that a number needs beside its mark. */
const NUMBER = 24

/** The chart, wide and narrow, or one of them. */
export const drawPanels = (chart: PanelChart, only?: Size): Svg => drawTwice(chart, draw, only)

const draw: Draw<PanelChart> = ({ panels, rows }, size, id) => {
  const { lefts, length, pitch, characters } = LAYOUT[size]
  const legend = key(samplesOf(rows.flatMap(({ cells }) => cells)), size, id)
  const first = legend.height + 20
  let top = first
  const drawn = rows.map((row) => {
    const lines = wrapWords(row.label, characters)
    const extra = size === 'wide' ? (lines.length - 1) * 14 : 0
    const y = top + LAYOUT[size].name + extra / 2 + 3
    const svg = [
      ...lines.map((line, index) => label(line, { x: 4, y: top + 13 + index * 14 })),
      ...row.cells.map((cell, index) => drawCell(cell, index, lefts[index] ?? 0, length / 100, y, id)),
    ]
    top += pitch + extra
    return svg.join('')
  })
  const scales = panels.map((name, index) => {
    const left = lefts[index] ?? 0
    return [
      label(name, { x: left, y: legend.height + 13, 'font-weight': 700 }),
      ...[0, 50, 100].map(
        (at) =>
          element('line', {
            x1: left + (at * length) / 100,
            x2: left + (at * length) / 100,
            y1: first,
            y2: top,
            stroke: GRID,
            'stroke-width': 0.6,
          }) +
          label(`${at}`, {
            x: left + (at * length) / 100,
            y: top + 13,
            'text-anchor': at === 0 ? 'start' : 'middle',
            'font-size': 12,
            fill: SECOND,
          }),
      ),
    ].join('')
  })
  return { height: top + 17, body: legend.svg + scales.join('') + drawn.join('') }
}

/** The number is bold where we stand inside the middle half: the rows to look at. */
function drawCell(cell: PanelCell, panel: number, left: number, unit: number, y: number, id: string): Svg {
  const { from, middle, to, own } = cell
  const x = (score: number) => left + score * unit
  const inside = own !== undefined && from !== undefined && to !== undefined && own >= from && own <= to
  return [
    ...(from === undefined || to === undefined ? [] : [half(x(from), y, x(to) - x(from))]),
    ...(middle === undefined ? [] : [line(x(middle), y)]),
    ...(own === undefined
      ? []
      : [
          ourMark(panel, x(own), y + HEIGHT / 2, id),
          label(`${own}`, {
            x: x(own) + (own > 100 - NUMBER / unit ? -9 : 9),
            y: y + 10,
            'text-anchor': own > 100 - NUMBER / unit ? 'end' : 'start',
            stroke: PAPER,
            'stroke-width': 3,
            'paint-order': 'stroke',
            ...(inside ? { 'font-weight': 700 } : {}),
          }),
        ]),
  ].join('')
}

const half = (x: number, y: number, width: number): Svg =>
  element('rect', { x, y, width, height: HEIGHT, ...filled('peers', '') })

const line = (x: number, y: number): Svg =>
  element('line', { x1: x, x2: x, y1: y - 2, y2: y + HEIGHT + 2, stroke: INK, 'stroke-width': 3 })

const ourMark = (panel: number, cx: number, cy: number, id: string): Svg =>
  element('circle', { cx, cy, r: 5, ...filled(panel === 0 ? 'said' : 'shown', id), 'stroke-width': 1.6 })

function samplesOf(cells: readonly PanelCell[]): Sample[] {
  const some = (of: (cell: PanelCell) => unknown) => cells.some((cell) => of(cell) !== undefined)
  return [
    ...(some(({ from }) => from)
      ? [{ text: 'middle half of the group', draw: (x: number, y: number) => half(x + 1, y, 24) }]
      : []),
    ...(some(({ middle }) => middle)
      ? [{ text: 'middle', draw: (x: number, y: number) => line(x + 14, y) }]
      : []),
    ...(some(({ own }) => own)
      ? [
          {
            text: 'we: on paper, on evidence',
            draw: (x: number, y: number, id: string) =>
              ourMark(0, x + 8, y + 6, id) + ourMark(1, x + 22, y + 6, id),
          },
        ]
      : []),
  ]
}
