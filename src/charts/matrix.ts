/**
 * Risks by likelihood and consequence → a matrix of five by five cells, whole at every width, with a numbered mark for each risk.
 * An arrow leads from it to where it stands on evidence, and to its target. Each mark is a link whose name shows when it is pointed at or has the focus; a thick line parts what is accepted from what is not.
 */

import {
  arrows,
  drawGhost,
  type Item,
  itemsOf,
  type MatrixMark,
  numberAt,
  type Placed,
  RADIUS,
  samplesOf,
} from './matrix-marks.ts'
import { type Draw, drawTwice, key, label, LINE_OF_ACCEPTANCE, SECOND, type Size, WIDTHS } from './marks.ts'
import { element, escapeText, INK, type Named, PAPER, type Svg } from './svg.ts'
import { BAND_FILLS, type Tone } from './tones.ts'

export interface MatrixCell {
  /** 1–5 */
  readonly likelihood: number
  /** 1–5 */
  readonly consequence: number
  readonly tone: Tone
  readonly accepted: boolean
}

export interface MatrixChart extends Named {
  /** Names of the steps, from 1 to 5. */
  readonly likelihood: { readonly title: string; readonly steps: readonly string[] }
  readonly consequence: { readonly title: string; readonly steps: readonly string[] }
  readonly cells: readonly MatrixCell[]
  readonly marks: readonly MatrixMark[]
}

const STEPS = [1, 2, 3, 4, 5]
/** Room for the names of likelihoods, marks beside each other in a cell, and room that a finger needs for one. */
const LAYOUT = { wide: { side: 108, across: 3 }, narrow: { side: 20, across: 2 } } as const
const [MARK, HEAD, LEAST] = [25, 17, 46]

/** The chart, wide and narrow, or one of them. */
export const drawMatrix = (chart: MatrixChart, only?: Size): Svg => drawTwice(chart, draw, only, 'group')

/** Where a row of cells lies. */
interface Row {
  readonly likelihood: number
  readonly top: number
  readonly height: number
}

const draw: Draw<MatrixChart> = (chart, size, id) => {
  const items = itemsOf(chart.marks)
  const moved = items.length > chart.marks.length
  const legend = moved ? key(samplesOf(items), size, id) : { svg: '', height: 0 }
  let top = legend.height + 2
  const rows = STEPS.toReversed().map((likelihood): Row => {
    const most = Math.max(...STEPS.map((one) => itemsIn(items, likelihood, one).length))
    const height = Math.max(LEAST, HEAD + Math.ceil(most / LAYOUT[size].across) * MARK + 4)
    const row = { likelihood, top, height }
    top += height
    return row
  })
  const placed = rows.flatMap((row) => placeItems(items, row, size))
  return {
    height: top + (size === 'wide' ? 36 : 34),
    body: [
      legend.svg,
      ...rows.map((row) => drawCells(chart, row, size)),
      ...rows.flatMap((row) => borders(chart, row, size)),
      ...foot(chart, size, top),
      ...arrows(placed),
      // Last, so that a name lies over the cells beside its own.
      ...placed.filter(({ kind }) => kind !== 'paper').map((one) => drawGhost(one)),
      ...placed.filter(({ kind }) => kind === 'paper').map((one) => drawMark(one, size)),
    ].join(''),
  }
}

const itemsIn = (items: readonly Item[], likelihood: number, consequence: number) =>
  items.filter(({ at }) => at.likelihood === likelihood && at.consequence === consequence)

const cellWidth = (size: Size) => (WIDTHS[size] - LAYOUT[size].side - 4) / 5
const left = (consequence: number, size: Size) => LAYOUT[size].side + (consequence - 1) * cellWidth(size)

const cellAt = ({ cells }: MatrixChart, likelihood: number, consequence: number) =>
  cells.find((one) => one.likelihood === likelihood && one.consequence === consequence)

function drawCells(chart: MatrixChart, { likelihood, top, height }: Row, size: Size): Svg {
  const name = chart.likelihood.steps[likelihood - 1] ?? ''
  const side = LAYOUT[size].side
  const middle = top + height / 2
  return [
    label(`${likelihood}`, {
      x: side - 8,
      y: middle - (size === 'wide' ? 2 : -4),
      'text-anchor': 'end',
      'font-weight': 700,
    }),
    ...(size === 'wide'
      ? [label(name, { x: side - 8, y: middle + 13, 'text-anchor': 'end', 'font-size': 12, fill: SECOND })]
      : []),
    ...STEPS.map(
      (consequence) =>
        element('rect', {
          x: left(consequence, size),
          y: top,
          width: cellWidth(size),
          height,
          fill: BAND_FILLS[cellAt(chart, likelihood, consequence)?.tone ?? 0],
          stroke: LINE_OF_ACCEPTANCE.stroke,
          'stroke-width': 0.5,
        }) +
        label(`${likelihood * consequence}`, {
          x: left(consequence, size) + 4,
          y: top + 13,
          'font-size': 12,
        }),
    ),
  ].join('')
}

/** The thick line around what is accepted: where a cell that is meets one that is not. */
function borders(chart: MatrixChart, { likelihood, top, height }: Row, size: Size): Svg[] {
  const accepted = (l: number, c: number) => cellAt(chart, l, c)?.accepted
  return STEPS.flatMap((consequence) => {
    const here = accepted(likelihood, consequence)
    const [x1, x2] = [left(consequence, size), left(consequence + 1, size)]
    const line = (from: readonly [number, number], to: readonly [number, number]) =>
      element('line', { x1: from[0], y1: from[1], x2: to[0], y2: to[1], ...LINE_OF_ACCEPTANCE })
    return [
      ...(consequence < 5 && here !== accepted(likelihood, consequence + 1)
        ? [line([x2, top - 1.5], [x2, top + height + 1.5])]
        : []),
      ...(likelihood < 5 && here !== accepted(likelihood + 1, consequence)
        ? [line([x1, top], [x2, top])]
        : []),
    ]
  })
}

/** Beside each other in their cells. */
function placeItems(items: readonly Item[], { likelihood, top }: Row, size: Size): Placed[] {
  const { across } = LAYOUT[size]
  const margin = (cellWidth(size) - across * MARK) / 2
  return STEPS.flatMap((consequence) =>
    itemsIn(items, likelihood, consequence).map((item, index) => ({
      ...item,
      cx: left(consequence, size) + margin + (index % across) * MARK + MARK / 2,
      cy: top + HEAD + Math.floor(index / across) * MARK + MARK / 2 - 1,
    })),
  )
}

function drawMark({ mark, cx, cy }: Placed, size: Size): Svg {
  return element(
    'a',
    { href: mark.href, 'aria-label': `${mark.number}. ${mark.name}`, class: 'wr-mark' },
    element('circle', { cx, cy, r: RADIUS, fill: INK, stroke: PAPER, 'stroke-width': 1 }),
    numberAt(mark.number, cx, cy, PAPER),
    nameOf(mark.name, cx, cy, size),
  )
}

/** The name on its own ground, inside the drawing whatever the mark's place. */
function nameOf(name: string, cx: number, cy: number, size: Size): Svg {
  const width = name.length * 6.8 + 12
  const x = Math.max(1, Math.min(cx - width / 2, WIDTHS[size] - width - 1))
  const y = cy > 40 ? cy - 35 : cy + 14
  return element(
    'g',
    { class: 'wr-mark__name', 'aria-hidden': 'true' },
    element('rect', { x, y, width, height: 20, fill: PAPER, stroke: INK, 'stroke-width': 1.5 }),
    element('text', { x: x + 6, y: y + 14.5, fill: INK, 'font-size': 13 }, escapeText(name)),
  )
}

function foot(chart: MatrixChart, size: Size, top: number): Svg[] {
  const centre = (step: number) => left(step, size) + cellWidth(size) / 2
  return [
    ...STEPS.map((step) =>
      label(`${step}`, { x: centre(step), y: top + 14, 'text-anchor': 'middle', 'font-weight': 700 }),
    ),
    ...(size === 'wide'
      ? STEPS.map((step) =>
          label(chart.consequence.steps[step - 1] ?? '', {
            x: centre(step),
            y: top + 29,
            'text-anchor': 'middle',
            'font-size': 12,
            fill: SECOND,
          }),
        )
      : [
          label(`↑ ${chart.likelihood.title}`, { x: 0, y: top + 29, 'font-size': 12, fill: SECOND }),
          label(`${chart.consequence.title} →`, {
            x: WIDTHS[size] - 4,
            y: top + 29,
            'text-anchor': 'end',
            'font-size': 12,
            fill: SECOND,
          }),
        ]),
  ]
}
