/**
 * Risks by likelihood and consequence → a matrix of five by five cells, with a mark for each risk before and after controls.
 * Every cell says its band and number in words; colour only repeats them.
 */

import { scaleBand } from 'd3-scale'
import { drawing, element, INK, type Named, PAPER, type Svg, words } from './svg.ts'

/** How a cell is filled, from the least to the gravest band. */
export type Tone = 0 | 1 | 2 | 3

export interface MatrixCell {
  /** 1–5 */
  readonly likelihood: number
  /** 1–5 */
  readonly consequence: number
  readonly name: string
  readonly tone: Tone
}

export interface MatrixMark {
  /** Short, such as `R7`; the page has the key. */
  readonly label: string
  readonly likelihood: number
  readonly consequence: number
  readonly kind: 'before' | 'after'
}

export interface MatrixChart extends Named {
  /** Names of the steps, from 1 to 5. */
  readonly likelihood: { readonly title: string; readonly steps: readonly string[] }
  readonly consequence: { readonly title: string; readonly steps: readonly string[] }
  readonly cells: readonly MatrixCell[]
  readonly marks: readonly MatrixMark[]
  readonly legend: Readonly<Record<MatrixMark['kind'], string>>
}

/** Fits the text of an A4 page in portrait with margins of 14 mm: 688 CSS pixels. */
export const MATRIX_WIDTH = 680
const [SIDE, LEGEND, HEAD, FOOT] = [96, 34, 24, 52]
const [MARK_WIDTH, MARK_HEIGHT, MARKS_A_LINE] = [56, 22, 2]
const STEPS = [1, 2, 3, 4, 5]

/** Pale enough that dark letters keep a contrast above 10 to 1. */
const FILLS: Readonly<Record<Tone, string>> = { 0: '#d5ecd9', 1: '#fff4c2', 2: '#fcdcb8', 3: '#f6c9c7' }

const columns = scaleBand(STEPS, [SIDE, MATRIX_WIDTH]).paddingInner(0.02)
const left = (consequence: number) => columns(consequence) ?? SIDE

/** The chart as SVG, as wide as a printed page; on a phone it scrolls sideways in its own region. */
export function drawMatrix(chart: MatrixChart): Svg {
  let top = LEGEND
  const rows = [...STEPS].reverse().map((likelihood) => {
    const height = heightOf(chart, likelihood)
    const svg = drawRow(chart, likelihood, top, height)
    top += height + 2
    return svg
  })
  const size = { width: MATRIX_WIDTH, height: top + FOOT, viewBox: `0 0 ${MATRIX_WIDTH} ${top + FOOT}` }
  return drawing(chart, size, drawLegend(chart.legend), ...rows, drawFoot(chart, top))
}

function marksIn(chart: MatrixChart, likelihood: number, consequence: number) {
  const inside = chart.marks.filter(
    (mark) => mark.likelihood === likelihood && mark.consequence === consequence,
  )
  const of = (kind: MatrixMark['kind']) => inside.filter((mark) => mark.kind === kind)
  return { after: of('after'), before: of('before') }
}

const linesOf = (marks: readonly MatrixMark[]) => Math.ceil(marks.length / MARKS_A_LINE)

function heightOf(chart: MatrixChart, likelihood: number): number {
  const lines = STEPS.map((consequence) => {
    const { after, before } = marksIn(chart, likelihood, consequence)
    return linesOf(after) + linesOf(before)
  })
  return HEAD + Math.max(1, ...lines) * MARK_HEIGHT + 8
}

function drawRow(chart: MatrixChart, likelihood: number, top: number, height: number): Svg {
  const name = chart.likelihood.steps[likelihood - 1] ?? ''
  const cells = STEPS.map((consequence) => {
    const cell = chart.cells.find((one) => one.likelihood === likelihood && one.consequence === consequence)
    const { after, before } = marksIn(chart, likelihood, consequence)
    const start = top + HEAD
    return [
      element('rect', {
        x: left(consequence),
        y: top,
        width: columns.bandwidth(),
        height,
        fill: FILLS[cell?.tone ?? 0],
        stroke: '#aeb7bd',
        'stroke-width': 1,
      }),
      words(`${likelihood * consequence} ${cell?.name ?? ''}`, {
        x: left(consequence) + 6,
        y: top + 17,
        'font-size': 13,
      }),
      ...drawMarks(after, left(consequence), start),
      ...drawMarks(before, left(consequence), start + linesOf(after) * MARK_HEIGHT),
    ].join('')
  })
  return element(
    'g',
    {},
    words(`${likelihood}`, { x: 0, y: top + 17, 'font-weight': 600 }),
    ...name.split(' ').map((word, line) => words(word, { x: 0, y: top + 36 + line * 17, 'font-size': 14 })),
    ...cells,
  )
}

function drawMarks(marks: readonly MatrixMark[], x: number, top: number): Svg[] {
  return marks.map((mark, index) => {
    const at = x + 6 + (index % MARKS_A_LINE) * MARK_WIDTH
    const middle = top + Math.floor(index / MARKS_A_LINE) * MARK_HEIGHT + MARK_HEIGHT / 2
    return (
      shape(mark.kind, at + 6, middle) +
      words(mark.label, {
        x: at + 17,
        y: middle + 5,
        'font-size': 14,
        'font-weight': mark.kind === 'after' ? 600 : 400,
      })
    )
  })
}

/** Filled square after controls, open ring before them. */
function shape(kind: MatrixMark['kind'], x: number, y: number): Svg {
  return kind === 'after'
    ? element('rect', { x: x - 6, y: y - 6, width: 12, height: 12, fill: INK })
    : element('circle', { cx: x, cy: y, r: 5.5, fill: PAPER, stroke: INK, 'stroke-width': 2 })
}

function drawLegend(legend: MatrixChart['legend']): Svg {
  return element(
    'g',
    {},
    shape('after', SIDE + 8, 14),
    words(legend.after, { x: SIDE + 22, y: 19, 'font-size': 14 }),
    shape('before', SIDE + 300, 14),
    words(legend.before, { x: SIDE + 314, y: 19, 'font-size': 14 }),
  )
}

function drawFoot(chart: MatrixChart, top: number): Svg {
  return element(
    'g',
    {},
    words(`${chart.likelihood.title} ↑`, { x: 0, y: top + 18, 'font-size': 13 }),
    words(`${chart.consequence.title} →`, { x: SIDE, y: top + 42, 'font-size': 13 }),
    ...STEPS.map((step) =>
      words(`${step} ${chart.consequence.steps[step - 1] ?? ''}`, {
        x: left(step) + columns.bandwidth() / 2,
        y: top + 20,
        'text-anchor': 'middle',
        'font-size': 14,
      }),
    ),
  )
}
