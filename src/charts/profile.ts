/** Scores from 0 to 100 in both readings → bars in groups: solid is shown, stripes are said, dots are not known, with last year's mark and the middle of a group. */

import {
  bar,
  type Draw,
  drawTwice,
  heading,
  key,
  label,
  lastYear,
  middleOfGroup,
  type Sample,
  sampleOf,
  SECOND,
  type Size,
} from './marks.ts'
import { element, GRID, type Named, type Svg, wrapWords } from './svg.ts'

export interface ProfileRow {
  readonly label: string
  /** Never above `paper`. */
  readonly evidence: number
  readonly paper: number
  /** Where the range ends; equal to `paper` when all is answered. */
  readonly high: number
  /** On paper, as last signed; undefined: nothing was signed that compares. */
  readonly before: number | undefined
  /** On paper; undefined: none is published. */
  readonly middle: number | undefined
}

export interface ProfileChart extends Named {
  readonly groups: readonly { readonly heading: string; readonly rows: readonly ProfileRow[] }[]
  /** What the mark of before is; by default what was signed last. */
  readonly before?: string
  /** Zones of the scale by where they begin, in order; the first at 0. */
  readonly zones: readonly { readonly name: string; readonly from: number }[]
}

const BAR = 11
/** Left end and length of the scale, height of a row's line, and most characters of a name. */
const LAYOUT = {
  wide: { left: 210, length: 280, pitch: 18.5, name: 0, characters: 33 },
  narrow: { left: 4, length: 313, pitch: 36, name: 20, characters: 34 },
} as const

/** The chart, wide and narrow, or one of them. */
export const drawProfile = (chart: ProfileChart, only?: Size): Svg => drawTwice(chart, draw, only)

const draw: Draw<ProfileChart> = (chart, size, id) => {
  const rows = chart.groups.flatMap((group) => group.rows)
  const legend = key(samplesOf(rows, chart.before), size, id)
  const first = legend.height + (size === 'wide' ? 18 : 34)
  let top = first
  const parts = chart.groups.map((group) => {
    const head = heading(group.heading, size, top)
    top += size === 'wide' ? 24.5 : 27
    const drawn = group.rows.map((row) => {
      const found = drawRow(row, size, id, top)
      top += found.height
      return found.svg
    })
    return head + drawn.join('')
  })
  return {
    height: top + 17,
    body: legend.svg + scale(chart.zones, size, { above: legend.height, first, last: top }) + parts.join(''),
  }
}

function samplesOf(rows: readonly ProfileRow[], last = 'last signed'): Sample[] {
  return [
    sampleOf('shown', 'shown on evidence'),
    sampleOf('said', 'said, not shown'),
    ...(rows.some(({ high, paper }) => high > paper) ? [sampleOf('unknown', 'not answered')] : []),
    ...(rows.some(({ before }) => before !== undefined)
      ? [{ text: last, draw: (x: number, y: number) => lastYear(x + 16, y + 10) }]
      : []),
    ...(rows.some(({ middle }) => middle !== undefined)
      ? [
          {
            text: 'middle of our group',
            draw: (x: number, y: number) => middleOfGroup(x + 16, y + 6),
          },
        ]
      : []),
  ]
}

const x = (score: number, size: Size) => LAYOUT[size].left + (score * LAYOUT[size].length) / 100

function drawRow(row: ProfileRow, size: Size, id: string, top: number): { svg: Svg; height: number } {
  const { pitch, name, characters } = LAYOUT[size]
  const lines = wrapWords(row.label, characters)
  const extra = (lines.length - 1) * 14
  const y = top + (size === 'wide' ? extra / 2 : name + extra)
  const [evidence, paper, high] = [row.evidence, row.paper, row.high].map((score) => x(score, size)) as [
    number,
    number,
    number,
  ]
  const box = (from: number, to: number) => ({ x: from, y, width: to - from, height: BAR })
  const svg = [
    ...lines.map((line, index) => label(line, { x: 4, y: top + 10 + index * 14 })),
    bar('shown', id, box(x(0, size), evidence)),
    bar('said', id, box(evidence, paper)),
    bar('unknown', id, box(paper, high)),
    ...(row.before === undefined ? [] : [lastYear(x(row.before, size), y - 0.5)]),
    ...(row.middle === undefined ? [] : [middleOfGroup(x(row.middle, size), y + BAR / 2)]),
    numbers(row, size, size === 'wide' ? y + 10 : top + 10),
  ]
  return { svg: svg.join(''), height: pitch + extra }
}

/** Each number once, at the right: what is shown stands out. */
function numbers({ paper, high, evidence }: ProfileRow, size: Size, y: number): Svg {
  const said = paper === high ? `${paper}` : `${paper}–${high}`
  const at = (text: string, right: number, bold: boolean) =>
    label(text, { x: right, y, 'text-anchor': 'end', ...(bold ? { 'font-weight': 700 } : {}) })
  return size === 'wide'
    ? at(said, 541, false) + at(`${evidence}`, 596, true)
    : at(said, 266, false) + at(`${evidence}`, 321, true)
}

/** Lines where a band begins, its name on top, and the numbers below. */
function scale(
  zones: ProfileChart['zones'],
  size: Size,
  { above, first, last }: { above: number; first: number; last: number },
): Svg {
  const ends = [...zones.map((zone) => zone.from), 100]
  const small = { 'font-size': 12, fill: SECOND }
  const heads = [
    label('paper', { x: size === 'wide' ? 541 : 266, y: above + 12, 'text-anchor': 'end', ...small }),
    label('evidence', { x: size === 'wide' ? 598 : 323, y: above + 12, 'text-anchor': 'end', ...small }),
  ]
  return [
    ...heads,
    ...zones.map((zone, index) =>
      label(zone.name, {
        x: x((zone.from + (ends[index + 1] ?? 100)) / 2, size),
        y: above + (size === 'wide' ? 12 : 28),
        'text-anchor': 'middle',
        ...small,
      }),
    ),
    ...ends.map(
      (at) =>
        element('line', {
          x1: x(at, size),
          x2: x(at, size),
          y1: first,
          y2: last,
          stroke: GRID,
          'stroke-width': 0.6,
        }) +
        label(`${at}`, {
          x: x(at, size),
          y: last + 13,
          'text-anchor': at === 0 ? 'start' : at === 100 && size === 'narrow' ? 'end' : 'middle',
          ...small,
        }),
    ),
  ].join('')
}
