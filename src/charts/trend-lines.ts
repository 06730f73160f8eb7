/** Scores over several assessments → the whole large, each part small on the same scale: what is shown, what is said, and the stripes between them. A last step that is not signed is dotted. */

import { type Draw, drawTwice, filled, key, label, SAID, SECOND, SHOWN, type Size } from './marks.ts'
import { element, GRID, type Named, PAPER, type Svg, wrapWords } from './svg.ts'

export interface TrendPanel {
  readonly label: string
  /** By time, 0–100; undefined: there was none then. Evidence is never above paper. */
  readonly points: readonly ({ readonly paper: number; readonly evidence: number } | undefined)[]
}

export interface TrendLines extends Named {
  /** What each moment is called, in at most 12 characters. */
  readonly times: readonly string[]
  readonly whole: TrendPanel
  readonly parts: readonly TrendPanel[]
  /** Where a band begins. */
  readonly bands: readonly number[]
  /** The last moment is not signed yet. */
  readonly open: boolean
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The whole, the small panels in columns, and characters of a line of their names. */
const LAYOUT = {
  wide: {
    whole: { width: 150, height: 232 },
    left: 214,
    columns: 3,
    column: 132,
    small: 94,
    row: 82,
    line: 21,
  },
  narrow: {
    whole: { width: 270, height: 130 },
    left: 6,
    columns: 2,
    column: 163,
    small: 122,
    row: 82,
    line: 24,
  },
} as const

/** The chart, wide and narrow, or one of them. */
export const drawTrendLines = (chart: TrendLines, only?: Size): Svg => drawTwice(chart, draw, only)

const draw: Draw<TrendLines> = (chart, size, id) => {
  const { whole, left, columns, column, small, row } = LAYOUT[size]
  const legend = key(samplesOf(chart), size, id)
  const top = legend.height + 8
  const below = size === 'wide' ? top : top + whole.height + 60
  const rows = Math.ceil(chart.parts.length / columns)
  return {
    height: Math.max(top + whole.height + 56, rows === 0 ? 0 : below + rows * row + 4),
    body: [
      legend.svg,
      label(chart.whole.label, { x: 4, y: top + 10, 'font-weight': 700 }),
      drawPanel(chart, chart.whole, { left: 24, top: top + 20, ...whole }, id, 'large'),
      ...chart.parts.map((part, index) =>
        drawPart(chart, part, size, id, {
          left: left + (index % columns) * column,
          top: below + Math.floor(index / columns) * row,
          width: small,
          height: 40,
        }),
      ),
    ].join(''),
  }
}

function samplesOf({ open }: TrendLines) {
  const at = (y: number) => y + 6
  return [
    {
      text: 'on paper',
      draw: (x: number, y: number) =>
        way(
          [
            [x + 2, at(y)],
            [x + 26, at(y)],
          ],
          SAID,
          false,
        ) + dot(x + 14, at(y), 'paper'),
    },
    {
      text: 'on evidence',
      draw: (x: number, y: number) =>
        way(
          [
            [x + 2, at(y)],
            [x + 26, at(y)],
          ],
          SHOWN,
          false,
        ) + dot(x + 14, at(y), 'evidence'),
    },
    {
      text: 'said, not shown',
      draw: (x: number, y: number, id: string) =>
        element('rect', { x: x + 1, y, width: 24, height: 11, ...filled('said', id) }),
    },
    ...(open
      ? [
          {
            text: 'not signed yet',
            draw: (x: number, y: number) =>
              way(
                [
                  [x + 2, at(y)],
                  [x + 26, at(y)],
                ],
                SHOWN,
                true,
              ),
          },
        ]
      : []),
  ]
}

/** A small one: its name on two lines above it. */
function drawPart(chart: TrendLines, part: TrendPanel, size: Size, id: string, box: Box): Svg {
  const names = wrapWords(part.label, LAYOUT[size].line).slice(0, 2)
  return [
    ...names.map((line, index) =>
      label(line, {
        x: box.left,
        y: box.top + 9 + index * 12 + (names.length === 1 ? 12 : 0),
        'font-size': 11,
        'font-weight': 700,
      }),
    ),
    drawPanel(chart, part, { ...box, top: box.top + 29 }, id, 'small'),
  ].join('')
}

function drawPanel(
  chart: TrendLines,
  { points }: TrendPanel,
  box: Box,
  id: string,
  as: 'large' | 'small',
): Svg {
  const last = Math.max(1, points.length - 1)
  const x = (index: number) => box.left + (index * box.width) / last
  const y = (score: number) => box.top + box.height - (score * box.height) / 100
  const there = points.flatMap((point, index) => (point === undefined ? [] : [{ ...point, index }]))
  const line = (reading: 'paper' | 'evidence') =>
    there.map((one): [number, number] => [x(one.index), y(one[reading])])
  const [paper, evidence] = [line('paper'), line('evidence')]
  const grid = [0, ...chart.bands].map((at) =>
    element('line', {
      x1: box.left,
      x2: box.left + box.width,
      y1: y(at),
      y2: y(at),
      stroke: GRID,
      'stroke-width': at === 0 ? 1 : 0.5,
    }),
  )
  const area =
    there.length < 2
      ? ''
      : element('polygon', {
          points: [...paper, ...evidence.toReversed()].map(([px, py]) => `${px},${py}`).join(' '),
          ...filled('said', id),
          stroke: 'none',
          opacity: 0.55,
        })
  return [
    ...grid,
    area,
    ...segments(paper, SAID, chart.open && there.at(-1)?.index === last),
    ...segments(evidence, SHOWN, chart.open && there.at(-1)?.index === last),
    ...paper.map(([px, py]) => dot(px, py, 'paper', as)),
    ...evidence.map(([px, py]) => dot(px, py, 'evidence', as)),
    ...(as === 'large' ? wholeWords(chart, there, x, y, box) : endWords(there, x, y)),
  ].join('')
}

function segments(line: readonly [number, number][], stroke: string, open: boolean): Svg[] {
  const signed = open ? line.slice(0, -1) : line
  return [
    ...(signed.length > 1 ? [way(signed, stroke, false)] : []),
    ...(open && line.length > 1 ? [way(line.slice(-2), stroke, true)] : []),
  ]
}

const way = (line: readonly (readonly [number, number])[], stroke: string, dotted: boolean): Svg =>
  element('polyline', {
    points: line.map(([px, py]) => `${px},${py}`).join(' '),
    fill: 'none',
    stroke,
    'stroke-width': stroke === SHOWN ? 2.6 : 1.6,
    ...(dotted ? { 'stroke-dasharray': '2 3' } : {}),
  })

const dot = (cx: number, cy: number, reading: 'paper' | 'evidence', as: 'large' | 'small' = 'large'): Svg =>
  element('circle', {
    cx,
    cy,
    r: as === 'large' ? 4.5 : 3,
    fill: reading === 'paper' ? PAPER : SHOWN,
    stroke: reading === 'paper' ? SAID : SHOWN,
    'stroke-width': 1.8,
  })

interface Point {
  readonly paper: number
  readonly evidence: number
  readonly index: number
}

/** Of the whole each number, and what the moments are called. */
function wholeWords(
  { times }: TrendLines,
  there: readonly Point[],
  x: (index: number) => number,
  y: (score: number) => number,
  box: Box,
): Svg[] {
  return [
    ...there.flatMap(({ paper, evidence, index }) => [
      label(`${paper}`, { x: x(index), y: y(paper) - 8, 'text-anchor': 'middle' }),
      label(`${evidence}`, { x: x(index), y: y(evidence) + 18, 'text-anchor': 'middle', 'font-weight': 700 }),
    ]),
    ...times.map((time, index) =>
      label(time, {
        x: x(index),
        y: box.top + box.height + 32,
        'text-anchor': 'middle',
        'font-size': 12,
        fill: SECOND,
      }),
    ),
  ]
}

/** Of a small one the numbers at its end, apart where both are near. */
function endWords(
  there: readonly Point[],
  x: (index: number) => number,
  y: (score: number) => number,
): Svg[] {
  const last = there.at(-1)
  if (last === undefined) return []
  const [paper, evidence] = [y(last.paper), y(last.evidence)]
  const apart = Math.max(0, 12 - (evidence - paper)) / 2
  return [
    label(`${last.paper}`, { x: x(last.index) + 6, y: paper + 4 - apart, 'font-size': 11 }),
    label(`${last.evidence}`, {
      x: x(last.index) + 6,
      y: evidence + 4 + apart,
      'font-size': 11,
      'font-weight': 700,
    }),
  ]
}
