/** A score month by month as it runs out → a step line with what is left below it, solid, and what is lost above; below each month how many ran out in it. */

import {
  type Draw,
  drawTwice,
  filled,
  key,
  label,
  sampleOf,
  SECOND,
  SHOWN,
  type Size,
  WIDTHS,
} from './marks.ts'
import { element, GRID, type Named, PAPER, type Svg } from './svg.ts'

export interface CalendarChart extends Named {
  /** Where the line begins, 0–100. */
  readonly from: number
  /** In order, at least one; `score` at most the one before. */
  readonly months: readonly {
    /** In three letters. */
    readonly name: string
    readonly year: string
    readonly score: number
    readonly count: number
  }[]
  readonly legend: { readonly left: string; readonly lost: string; readonly counts: string }
}

const LAYOUT = { wide: { plot: 150, left: 26 }, narrow: { plot: 120, left: 22 } } as const
const [TOP, RIGHT, FOOT] = [16, 8, 62]

/** The chart, wide and narrow. */
export const drawCalendar = (chart: CalendarChart, only?: Size): Svg => drawTwice(chart, draw, only)

const round = (units: number) => Math.round(units * 10) / 10

const draw: Draw<CalendarChart> = ({ from, months, legend }, size, id) => {
  const { plot, left } = LAYOUT[size]
  const head = key([sampleOf('shown', legend.left), sampleOf('nothing', legend.lost)], size, id)
  const top = head.height + TOP
  const width = (WIDTHS[size] - left - RIGHT) / (months.length + 1)
  const x = (slot: number) => round(left + slot * width)
  const y = (score: number) => round(top + plot - (score * plot) / 100)
  const scores = [from, ...months.map(({ score }) => score)]
  return {
    height: top + plot + FOOT,
    body: [
      head.svg,
      ...[0, 40, 60, 80, 100].map((at) => drawLevel(at, y(at), left, WIDTHS[size] - RIGHT)),
      ...scores.flatMap((score, slot) => [
        element('rect', {
          x: x(slot),
          y: y(from),
          width: round(width),
          height: y(score) - y(from),
          ...filled('nothing', id),
          stroke: 'none',
        }),
        element('rect', {
          x: x(slot),
          y: y(score),
          width: round(width + 0.2),
          height: y(0) - y(score),
          fill: SHOWN,
        }),
      ]),
      element('polyline', {
        points: scores
          .flatMap((score, slot) => [`${x(slot)},${y(score)}`, `${x(slot + 1)},${y(score)}`])
          .join(' '),
        fill: 'none',
        stroke: SHOWN,
        'stroke-width': 3,
      }),
      drawLost(from, scores, x, y),
      ...scores.map((score, slot) =>
        slot === 0 || score !== scores[slot - 1]
          ? label(String(score), {
              x: round(x(slot) + width / 2),
              y: y(score) - 5,
              'text-anchor': 'middle',
              'font-weight': 700,
              // Readable on the dotted line.
              stroke: PAPER,
              'stroke-width': 3,
              'paint-order': 'stroke',
            })
          : '',
      ),
      label('now', {
        x: round(left + width / 2),
        y: top + plot + 14,
        'text-anchor': 'middle',
        'font-size': 12,
      }),
      ...drawMonths(months, x, width, top + plot, size),
      label(legend.counts, { x: left, y: top + plot + FOOT - 4, 'font-size': 12, fill: SECOND }),
    ].join(''),
  }
}

/** What is lost by the end, outlined: from where it began down to the line. */
function drawLost(
  from: number,
  scores: readonly number[],
  x: (slot: number) => number,
  y: (score: number) => number,
) {
  if ((scores.at(-1) ?? from) === from) return ''
  const line = { x1: x(0), x2: x(scores.length), y1: y(from), y2: y(from) }
  return element('line', { ...line, stroke: GRID, 'stroke-width': 1.4, 'stroke-dasharray': '2 3' })
}

function drawLevel(at: number, y: number, left: number, right: number): Svg {
  return (
    element('line', { x1: left, x2: right, y1: y, y2: y, stroke: '#d8dde0', 'stroke-width': 1 }) +
    label(String(at), { x: left - 4, y: y + 4, 'text-anchor': 'end', 'font-size': 11 })
  )
}

/** Names of the months, the year below the first of each, and how many run out. */
function drawMonths(
  months: CalendarChart['months'],
  x: (slot: number) => number,
  width: number,
  foot: number,
  size: Size,
): Svg[] {
  return months.flatMap(({ name, year, count }, index) => {
    const at = { x: round(x(index + 1) + width / 2), 'text-anchor': 'middle' }
    // The year of a December alone would run into the next one.
    const isFirst = index === 0 ? months[1]?.year === year : months[index - 1]?.year !== year
    return [
      label(size === 'wide' ? name : name.slice(0, 1), { ...at, y: foot + 14, 'font-size': 12 }),
      isFirst ? label(year, { ...at, y: foot + 28, 'font-size': 11, fill: SECOND }) : '',
      count === 0 ? '' : label(String(count), { ...at, y: foot + 44, 'font-weight': 700 }),
    ]
  })
}
