/**
 * What is left after each step, by what the steps took together → two lines that go down in stairs.
 * Its width is that of the page and its letters keep their size. Solid and dashed differ without colour; it draws no step that it is not given.
 */

import { scaleLinear } from 'd3-scale'
import { BLUE, drawing, element, GRID, INK, type Named, PAPER, type Svg, words } from './svg.ts'

export interface Stair {
  /** What was spent when the step is done, from 0 on and rising. */
  readonly at: number
  /** What is left then. */
  readonly solid: number
  readonly dashed: number
}

export interface Staircase extends Named {
  /** Where both lines begin. */
  readonly from: Omit<Stair, 'at'>
  /** At least one. */
  readonly stairs: readonly Stair[]
  readonly legend: { readonly solid: string; readonly dashed: string; readonly step: string }
  /** What is spent, as in `400 staff days`. */
  readonly unit: string
}

const [LINE, TOP, PLOT, MARKS, FOOT] = [22, 14, 150, 30, 26]
const NAVY = '#003087'
/** Percent of the width: room for the numbers at the left, and for half a mark at the right. */
const [LEFT, RIGHT] = [6, 96]
/** Marks nearer than this, in percent of the width, would lie on each other on a phone. */
const MARK_EVERY = 8
const RADIUS = 10

/** The chart as SVG, as wide as its page. */
export function drawStaircase(chart: Staircase): Svg {
  const most = Math.max(1, chart.from.solid, chart.from.dashed)
  const spent = chart.stairs.at(-1)?.at ?? 1
  const across = scaleLinear([0, Math.max(1, spent)], [LEFT, RIGHT])
  const top = 3 * LINE + TOP
  const down = scaleLinear([most, 0], [top, top + PLOT]).nice(4)
  const x = (at: number) => `${across(at).toFixed(2)}%`
  const y = (left: number) => Math.round(down(left) * 10) / 10
  const height = top + PLOT + MARKS + FOOT
  return drawing(
    chart,
    { width: '100%', height },
    drawLegend(chart.legend),
    ...down
      .ticks(4)
      .filter(Number.isInteger)
      .map((left) =>
        element(
          'g',
          {},
          element('line', {
            x1: x(0),
            x2: '100%',
            y1: y(left),
            y2: y(left),
            stroke: left === 0 ? INK : '#d8dde0',
            'stroke-width': 1,
          }),
          words(String(left), { x: 0, y: y(left) + 5, 'font-size': 14 }),
        ),
      ),
    drawLine(chart, 'solid', x, y),
    drawLine(chart, 'dashed', x, y),
    drawMarks(chart, across, x, top + PLOT + 16),
    drawScale(chart, across, x, height - 8),
  )
}

const LOOKS = {
  solid: { stroke: NAVY, 'stroke-width': 3.5 },
  dashed: { stroke: BLUE, 'stroke-width': 3, 'stroke-dasharray': '7 4' },
} as const

/** Level until a step is done, then straight down. */
function drawLine(
  { from, stairs }: Staircase,
  which: 'solid' | 'dashed',
  x: (at: number) => string,
  y: (left: number) => number,
): Svg {
  const lines: Svg[] = []
  const line = (x1: string, x2: string, y1: number, y2: number) =>
    lines.push(element('line', { x1, x2, y1, y2, ...LOOKS[which] }))
  let [start, left] = [0, from[which]]
  for (const stair of stairs) {
    if (stair[which] === left) continue
    line(x(start), x(stair.at), y(left), y(left))
    line(x(stair.at), x(stair.at), y(left), y(stair[which]))
    ;[start, left] = [stair.at, stair[which]]
  }
  const end = stairs.at(-1)?.at ?? 0
  if (end > start) line(x(start), x(end), y(left), y(left))
  return element('g', {}, ...lines)
}

/** The number of a step where there is room for it, else a tick. */
function drawMarks(
  { stairs }: Staircase,
  across: (at: number) => number,
  x: (at: number) => string,
  middle: number,
): Svg {
  let last = -Infinity
  const marks = stairs.map(({ at }, index) => {
    if (across(at) - last < MARK_EVERY)
      return element('line', {
        x1: x(at),
        x2: x(at),
        y1: middle - 5,
        y2: middle + 5,
        stroke: INK,
        'stroke-width': 1,
      })
    last = across(at)
    return [
      element('circle', { cx: x(at), cy: middle, r: RADIUS, fill: INK }),
      words(String(index + 1), {
        x: x(at),
        y: middle + 4,
        fill: PAPER,
        'font-size': 12,
        'font-weight': 600,
        'text-anchor': 'middle',
      }),
    ].join('')
  })
  // The numbers above the ticks, where both lie close.
  return element(
    'g',
    {},
    ...marks.toSorted((a, b) => Number(b.startsWith('<line')) - Number(a.startsWith('<line'))),
  )
}

function drawScale(
  { stairs, unit }: Staircase,
  across: ReturnType<typeof scaleLinear<number>>,
  x: (at: number) => string,
  bottom: number,
): Svg {
  const end = stairs.at(-1)?.at ?? 0
  const ticks = across.ticks(4).filter((at) => at > 0 && at <= end)
  const last = ticks.at(-1)
  return element(
    'g',
    {},
    words('now', { x: x(0), y: bottom, 'font-size': 14 }),
    ...ticks.map((at) =>
      words(at === last ? `${at} ${unit}` : String(at), {
        x: x(at),
        y: bottom,
        'font-size': 14,
        'text-anchor': across(at) > 70 ? 'end' : 'middle',
      }),
    ),
  )
}

function drawLegend(legend: Staircase['legend']): Svg {
  const entry = (line: number, sample: Svg, text: string) =>
    sample + words(text, { x: 44, y: line * LINE + 16, 'font-size': 14 })
  const sample = (line: number, which: 'solid' | 'dashed') =>
    element('line', { x1: 2, x2: 36, y1: line * LINE + 11, y2: line * LINE + 11, ...LOOKS[which] })
  return element(
    'g',
    {},
    entry(0, sample(0, 'solid'), legend.solid),
    entry(1, sample(1, 'dashed'), legend.dashed),
    entry(2, element('circle', { cx: 19, cy: 2 * LINE + 11, r: 8, fill: INK, stroke: GRID }), legend.step),
  )
}
