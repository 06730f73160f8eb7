/** Risks from 1 to 25 → a line each, from right to left: before controls, down to what is shown, to what is said, to the target; in groups, beside the line of what is accepted. */

import {
  type Draw,
  drawTwice,
  filled,
  heading,
  key,
  label,
  LINE_OF_ACCEPTANCE,
  type Sample,
  SECOND,
  type Size,
  WIDTHS,
} from './marks.ts'
import { element, GRID, INK, type Named, PAPER, type Svg } from './svg.ts'
import { BAND_FILLS, type Tone } from './tones.ts'

/** A number from 1 to 25 with how grave it is. */
export interface Graded {
  readonly at: number
  readonly tone: Tone
}

export interface ListedRisk {
  /** The same as in the matrix. */
  readonly number: number
  readonly label: string
  readonly before: Graded
  /** Never below `paper`. */
  readonly evidence: Graded
  readonly paper: Graded
  /** Undefined: none is set, and none is drawn. */
  readonly target: Graded | undefined
  /** The highest number that is accepted of this one, where it is another than of the rest. */
  readonly accepted: number | undefined
}

export interface RiskListChart extends Named {
  readonly groups: readonly { readonly heading: string; readonly rows: readonly ListedRisk[] }[]
  /** Bands by where they begin, in order. */
  readonly bands: readonly { readonly name: string; readonly from: number; readonly tone: Tone }[]
  /** The highest number that is accepted, and how that is said. */
  readonly accepted: { readonly upTo: number; readonly says: string }
}

const LAYOUT = {
  wide: { left: 274, length: 214, pitch: 16, name: 0 },
  narrow: { left: 10, length: 305, pitch: 32, name: 16 },
} as const
const RADIUS = 4.5
/** Words that a line goes behind. */
const HALO = { stroke: PAPER, 'stroke-width': 3, 'paint-order': 'stroke' } as const

/** The chart, wide and narrow. */
export const drawRiskList = (chart: RiskListChart): Svg => drawTwice(chart, draw)

const draw: Draw<RiskListChart> = (chart, size, id) => {
  const rows = chart.groups.flatMap((group) => group.rows)
  const legend = key(samplesOf(rows), size, id)
  const bandTop = legend.height + (size === 'wide' ? 1 : 14)
  const first = bandTop + 25
  let top = first
  const parts = chart.groups.map((group) => {
    const head = heading(group.heading, size, top, 16)
    top += 20
    const drawn = group.rows.map((row) => {
      const svg = drawRow(row, size, id, top)
      top += LAYOUT[size].pitch
      return svg
    })
    top += 2
    return head + drawn.join('')
  })
  const line = x(chart.accepted.upTo + 0.5, size)
  return {
    height: top + 16,
    body: [
      legend.svg,
      drawBands(chart.bands, size, bandTop),
      element('line', { x1: line, x2: line, y1: bandTop + 12, y2: top, ...LINE_OF_ACCEPTANCE }),
      ...parts,
      label(chart.accepted.says, {
        x: size === 'wide' ? Math.min(line + 60, WIDTHS[size] - 4) : WIDTHS[size] - 4,
        y: top + 12,
        'text-anchor': 'end',
        'font-size': 12,
        'font-weight': 700,
      }),
    ].join(''),
  }
}

/** Each number in the middle of its own space. */
const x = (number: number, size: Size) => LAYOUT[size].left + ((number - 1) * LAYOUT[size].length) / 24

function samplesOf(rows: readonly ListedRisk[]): Sample[] {
  const at = (draw: (x: number, y: number, id: string) => Svg, text: string): Sample => ({
    text,
    draw: (left, top, id) => draw(left + 18, top + 6, id),
  })
  return [
    at(ring, 'before controls'),
    at(dot, 'on evidence'),
    at(striped, 'on paper'),
    ...(rows.some(({ target }) => target !== undefined) ? [at(diamond, 'target')] : []),
    ...(rows.some(({ accepted }) => accepted !== undefined) ? [at(bar, 'accepted of it')] : []),
  ]
}

const ring = (cx: number, cy: number) =>
  element('circle', { cx, cy, r: RADIUS + 1, fill: PAPER, stroke: INK, 'stroke-width': 1.6 })
const dot = (cx: number, cy: number, id: string) =>
  element('circle', { cx, cy, r: RADIUS - 0.5, ...filled('shown', id) })
const striped = (cx: number, cy: number, id: string) =>
  element('circle', { cx, cy, r: RADIUS + 0.5, ...filled('said', id), 'stroke-width': 1.6 })
const bar = (cx: number, cy: number) =>
  element('line', { x1: cx, x2: cx, y1: cy - 7, y2: cy + 7, ...LINE_OF_ACCEPTANCE })
const diamond = (cx: number, cy: number) =>
  element('polygon', {
    points: `${cx},${cy - 5} ${cx + 5},${cy} ${cx},${cy + 5} ${cx - 5},${cy}`,
    fill: PAPER,
    stroke: INK,
    'stroke-width': 1.6,
  })

/** A mark that stands where the one before it stands lies on top of it: a dot in a ring has not moved. */
function drawRow(row: ListedRisk, size: Size, id: string, top: number): Svg {
  const { name, pitch } = LAYOUT[size]
  const y = top + name + (pitch - name) / 2
  const at = (graded: Graded) => x(graded.at, size)
  const [before, evidence, paper] = [at(row.before), at(row.evidence), at(row.paper)]
  const target = row.target === undefined ? undefined : at(row.target)
  const text = top + (size === 'wide' ? 12 : 11)
  return [
    label(`${row.number}`, { x: 20, y: text, 'text-anchor': 'end', fill: SECOND }),
    label(row.label, { x: 26, y: text, ...HALO }),
    element('line', { x1: x(1, size), x2: x(25, size), y1: y, y2: y, stroke: GRID, 'stroke-width': 0.6 }),
    between(evidence, before, y, 'shown', id),
    between(paper, evidence, y, 'said', id),
    ...(row.accepted === undefined ? [] : [bar(x(row.accepted + 0.5, size), y)]),
    ...(target === undefined || target === paper ? [] : [dotted(target, paper, y), diamond(target, y)]),
    ring(before, y),
    ...(row.paper.at === row.evidence.at ? [] : [striped(paper, y, id)]),
    dot(evidence, y, id),
    ...numbers(row, size, top),
  ].join('')
}

const between = (from: number, to: number, y: number, fill: 'shown' | 'said', id: string): Svg =>
  to <= from ? '' : element('rect', { x: from, y: y - 2.5, width: to - from, height: 5, ...filled(fill, id) })

const dotted = (from: number, to: number, y: number): Svg =>
  element('line', {
    x1: from + 6,
    x2: to - RADIUS,
    y1: y,
    y2: y,
    stroke: INK,
    'stroke-width': 1.6,
    'stroke-dasharray': '1.5 2.5',
  })

/** From one box of a number to the next; the last ends where the drawing does. */
const BOX = { wide: 31, narrow: 28 } as const
const firstBox = (boxes: number, size: Size) => WIDTHS[size] - boxes * BOX[size] + 2

/** The numbers, each on its band: before, on evidence, on paper; on a phone the last two. */
function numbers(row: ListedRisk, size: Size, top: number): Svg[] {
  const shown = size === 'wide' ? [row.before, row.evidence, row.paper] : [row.evidence, row.paper]
  const right = firstBox(shown.length, size)
  return shown.map(({ at, tone }, index) => {
    const left = right + index * BOX[size]
    return (
      element('rect', {
        x: left,
        y: top + 0.5,
        width: 25,
        height: 14.5,
        fill: BAND_FILLS[tone],
        stroke: GRID,
        'stroke-width': 0.6,
      }) +
      label(`${at}`, {
        x: left + 12.5,
        y: top + 12.5,
        'text-anchor': 'middle',
        'font-weight': 700,
      })
    )
  })
}

/** The bands over the scale, lighter where less grave, each with its name; and what the numbers at the right are. */
function drawBands(bands: RiskListChart['bands'], size: Size, top: number): Svg {
  const small = { 'font-size': 12, fill: SECOND }
  const heads = size === 'wide' ? ['before', 'evid.', 'paper'] : ['evid.', 'paper']
  const right = firstBox(heads.length, size)
  return [
    ...bands.map(({ name, from, tone }, index) => {
      const left = x(from - 0.5, size)
      const end = x((bands[index + 1]?.from ?? 26) - 0.5, size)
      return (
        element('rect', {
          x: left,
          y: top + 13,
          width: end - left,
          height: 8,
          fill: BAND_FILLS[tone],
          stroke: INK,
          'stroke-width': 0.8,
        }) +
        label(name, {
          x: index === 0 ? left : (left + end) / 2,
          y: top + 10,
          'text-anchor': index === 0 ? 'start' : 'middle',
          ...small,
          'font-size': 11,
        })
      )
    }),
    ...heads.map((head, index) =>
      label(head, {
        x: right + index * BOX[size] + 12.5,
        y: size === 'wide' ? top + 10 : top - 3,
        'text-anchor': 'middle',
        ...small,
        'font-size': 11,
      }),
    ),
  ].join('')
}
