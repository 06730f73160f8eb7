/**
 * What is left after each step, by what the steps took together → two lines that go down in stairs: solid on evidence, dashed on paper.
 * It draws no step that it is not given; a number stands where there is room for it.
 */

import { scaleLinear } from 'd3-scale'
import { type Draw, drawTwice, FAINT, key, label, SAID, type Sample, SHOWN, WIDTHS } from './marks.ts'
import { element, INK, type Named, PAPER, type Svg } from './svg.ts'

export interface Stair {
  /** What was spent when the step is done; more than before. */
  readonly at: number
  /** What is left then. */
  readonly evidence: number
  readonly paper: number
}

export interface Staircase extends Named {
  /** Where both lines begin. */
  readonly from: Omit<Stair, 'at'>
  /** At least one. */
  readonly stairs: readonly Stair[]
  readonly legend: { readonly evidence: string; readonly paper: string; readonly step: string }
}

const LAYOUT = { wide: { plot: 120, left: 30 }, narrow: { plot: 170, left: 26 } } as const
const [TOP, MARKS, FOOT, RADIUS] = [10, 26, 20, 9]

const LOOKS = {
  evidence: { stroke: SHOWN, 'stroke-width': 3.5 },
  paper: { stroke: SAID, 'stroke-width': 3, 'stroke-dasharray': '6 4' },
} as const
type Reading = keyof typeof LOOKS

/** The chart, wide and narrow. */
export const drawStaircase = (chart: Staircase): Svg => drawTwice(chart, draw)

const draw: Draw<Staircase> = (chart, size, id) => {
  const { plot, left } = LAYOUT[size]
  const legend = key(samplesOf(chart.legend), size, id)
  const top = legend.height + TOP
  const most = Math.max(1, chart.from.evidence, chart.from.paper)
  const spent = Math.max(1, chart.stairs.at(-1)?.at ?? 1)
  const x = scaleLinear([0, spent], [left, WIDTHS[size] - RADIUS - 2])
  const y = scaleLinear([most, 0], [top, top + plot]).nice(4)
  const middle = top + plot + 6 + RADIUS
  return {
    height: top + plot + MARKS + FOOT,
    body: [
      legend.svg,
      ...y.ticks(4).map((at) => drawLevel(at, y(at), left, WIDTHS[size])),
      drawLine(chart, 'evidence', x, y),
      drawLine(chart, 'paper', x, y),
      drawMarks(chart, x, middle),
      label('now', { x: left, y: middle + RADIUS + 17 }),
      ...x
        .ticks(4)
        .filter((at) => x(at) > left + 45)
        .map((at) =>
          label(String(at), { x: round(x(at)), y: middle + RADIUS + 17, 'text-anchor': 'middle' }),
        ),
    ].join(''),
  }
}

type Scale = (at: number) => number
const round = (units: number) => Math.round(units * 10) / 10

function drawLevel(at: number, y: number, left: number, width: number): Svg {
  const stroke = at === 0 ? INK : FAINT
  return (
    element('line', { x1: left, x2: width, y1: round(y), y2: round(y), stroke, 'stroke-width': 1 }) +
    label(String(at), { x: left - 6, y: round(y) + 4.5, 'text-anchor': 'end' })
  )
}

/** Level until a step is done, then straight down. */
function drawLine({ from, stairs }: Staircase, reading: Reading, x: Scale, y: Scale): Svg {
  let d = `M${round(x(0))} ${round(y(from[reading]))}`
  for (const stair of stairs) d += `H${round(x(stair.at))}V${round(y(stair[reading]))}`
  return element('path', { d, fill: 'none', ...LOOKS[reading] })
}

function drawMarks({ stairs }: Staircase, x: Scale, middle: number): Svg {
  let last = -Infinity
  return stairs
    .map(({ at }, index) => {
      const centre = round(x(at))
      if (centre - last < 2 * RADIUS + 4) return ''
      last = centre
      return mark(centre, middle, String(index + 1))
    })
    .join('')
}

const mark = (x: number, y: number, text: string) =>
  element('circle', { cx: x, cy: y, r: RADIUS, fill: INK }) +
  label(text, {
    x,
    y: y + 4,
    fill: PAPER,
    'font-size': 11,
    'font-weight': 700,
    'text-anchor': 'middle',
  })

function samplesOf({ evidence, paper, step }: Staircase['legend']): Sample[] {
  const line = (reading: Reading, text: string): Sample => ({
    text,
    draw: (x, y) => element('line', { x1: x, x2: x + 26, y1: y + 6, y2: y + 6, ...LOOKS[reading] }),
  })
  return [
    line('evidence', evidence),
    line('paper', paper),
    { text: step, draw: (x, y) => mark(x + 13, y + 6, '1') },
  ]
}
