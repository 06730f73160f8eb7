/**
 * Scores from 0 to 100 → a chart of bars, each with its range and a mark for what evidence carries.
 * Its width is that of the page and its letters keep their size, so that it is as readable on a phone as on paper.
 */

import { scaleLinear } from 'd3-scale'
import { PALE } from './marks.ts'
import { BLUE, drawing, element, GRID, INK, type Named, PAPER, type Svg, words, wrapWords } from './svg.ts'

export interface Bar {
  readonly label: string
  /** Length of the bar, 0–100. */
  readonly low: number
  /** Where the range ends, 0–100; equal to `low` when there is none. */
  readonly high: number
  /** Where the mark stands, 0–100. */
  readonly mark: number
  /** The same numbers in words, below the label; at most 36 characters. */
  readonly value: string
}

export interface BarChart extends Named {
  readonly bars: readonly Bar[]
  /** Zones of the scale by where they begin, in order; the first at 0. */
  readonly zones: readonly { readonly name: string; readonly from: number }[]
  readonly legend: { readonly bar: string; readonly mark: string; readonly range: string }
}

/** Characters of a label that fit on a screen of 320 pixels. */
const LABEL_CHARACTERS = 28
const [LINE, VALUE, BAR, GAP, FOOT] = [20, 23, 16, 16, 62]

/** Percent of the width at a score: room at both ends for half a mark. */
const across = scaleLinear([0, 100], [2.5, 97.5])
const x = (score: number) => `${across(score).toFixed(2)}%`
const wide = (from: number, to: number) => `${(across(to) - across(from)).toFixed(2)}%`

/** The chart as SVG. */
export function drawBars(chart: BarChart): Svg {
  const anyRange = chart.bars.some((bar) => bar.high > bar.low)
  const legend = drawLegend(chart.legend, anyRange)
  let top = legend.height
  const rows = chart.bars.map((bar) => {
    const row = drawRow(bar, chart, top)
    top += row.height
    return row.svg
  })
  return drawing(
    chart,
    { width: '100%', height: top + FOOT },
    legend.svg,
    ...rows,
    drawScale(chart.zones, top),
  )
}

function drawRow(bar: Bar, chart: BarChart, top: number): { svg: Svg; height: number } {
  const lines = wrapWords(bar.label, LABEL_CHARACTERS)
  const barTop = top + lines.length * LINE + VALUE
  const middle = barTop + BAR / 2
  const svg = [
    ...lines.map((line, index) => words(line, { x: 0, y: top + (index + 1) * LINE - 2, 'font-weight': 600 })),
    words(bar.value, { x: 0, y: barTop - 9, 'font-size': 14 }),
    element('rect', { x: x(0), y: barTop, width: wide(0, 100), height: BAR, fill: PALE }),
    ...chart.zones.slice(1).map((zone) => tick(zone.from, barTop, BAR)),
    ...(bar.low > 0
      ? [element('rect', { x: x(0), y: barTop, width: wide(0, bar.low), height: BAR, fill: BLUE })]
      : []),
    ...(bar.high > bar.low ? [whisker(bar, middle)] : []),
    diamond(x(bar.mark), middle),
  ]
  return { svg: element('g', {}, ...svg), height: lines.length * LINE + VALUE + BAR + GAP }
}

function tick(score: number, top: number, height: number): Svg {
  return element('line', {
    x1: x(score),
    x2: x(score),
    y1: top - 4,
    y2: top + height + 4,
    stroke: GRID,
    'stroke-width': 1,
  })
}

/** From where the score may lie to where it may lie at most, with a foot at each end. */
function whisker(bar: Pick<Bar, 'low' | 'high'>, middle: number): Svg {
  const line = (from: string, to: string, y1: number, y2: number) =>
    element('line', { x1: from, x2: to, y1, y2, stroke: INK, 'stroke-width': 2 })
  return [
    line(x(bar.low), x(bar.high), middle, middle),
    ...[bar.low, bar.high].map((end) => line(x(end), x(end), middle - 8, middle + 8)),
  ].join('')
}

/** A white diamond with a dark edge: seen on the bar, beside it, and without colour. */
function diamond(left: string, middle: number): Svg {
  return element(
    'svg',
    { x: left, y: middle, overflow: 'visible' },
    element('polygon', { points: '0,-9 8,0 0,9 -8,0', fill: PAPER, stroke: INK, 'stroke-width': 2.5 }),
  )
}

function drawLegend(legend: BarChart['legend'], anyRange: boolean): { svg: Svg; height: number } {
  const entry = (line: number, sample: Svg, text: string) =>
    sample + words(text, { x: 40, y: line * 24 + 17, 'font-size': 14 })
  const entries = [
    entry(0, element('rect', { x: 4, y: 5, width: 26, height: 14, fill: BLUE }), legend.bar),
    entry(1, diamond('17', 36), legend.mark),
    ...(anyRange
      ? [
          entry(
            2,
            [
              element('line', { x1: 4, x2: 30, y1: 60, y2: 60, stroke: INK, 'stroke-width': 2 }),
              ...[4, 30].map((at) =>
                element('line', { x1: at, x2: at, y1: 53, y2: 67, stroke: INK, 'stroke-width': 2 }),
              ),
            ].join(''),
            legend.range,
          ),
        ]
      : []),
  ]
  return { svg: element('g', {}, ...entries), height: entries.length * 24 + 14 }
}

/** The scale below the bars: a number where each zone begins, and its name in the middle of it, on two lines in turn. */
function drawScale(zones: BarChart['zones'], top: number): Svg {
  const numbers = [...zones.map((zone) => zone.from), 100]
  const anchor = (at: number) => (at === 0 ? 'start' : at === 100 ? 'end' : 'middle')
  return element(
    'g',
    {},
    element('line', { x1: x(0), x2: x(100), y1: top, y2: top, stroke: GRID, 'stroke-width': 1 }),
    ...numbers.map((at) =>
      words(String(at), { x: x(at), y: top + 18, 'text-anchor': anchor(at), 'font-size': 14 }),
    ),
    ...zones.map((zone, index) =>
      words(zone.name, {
        x: x((zone.from + (numbers[index + 1] ?? 100)) / 2),
        y: top + 37 + (index % 2) * 17,
        'text-anchor': 'middle',
        'font-size': 13,
      }),
    ),
  )
}
