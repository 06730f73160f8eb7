/** Rows of parts of a whole → one stacked bar each, with what it comes to in words at its end; halves and quarters are marked. */

import {
  bar,
  type Draw,
  drawTwice,
  type Fill,
  key,
  label,
  LOST,
  sampleOf,
  SECOND,
  type Size,
  WIDTHS,
} from './marks.ts'
import { element, type Named, type Svg, wrapWords } from './svg.ts'

export interface StackChart extends Named {
  /** What each fill means; one that no row has is left out. */
  readonly samples: readonly { readonly fill: Fill; readonly text: string }[]
  readonly groups: readonly {
    readonly heading: string
    readonly rows: readonly {
      readonly label: string
      /** Shares of the whole, from the left; together at most 1. */
      readonly parts: readonly { readonly fill: Fill; readonly share: number }[]
      /** In at most 18 characters. */
      readonly says: string
    }[]
  }[]
}

/** Left end and length of a bar, height of a row and of the name above it, and characters of a name. */
const LAYOUT = {
  wide: { left: 216, length: 262, pitch: 19, name: 0, characters: 33 },
  narrow: { left: 4, length: 317, pitch: 36, name: 17, characters: 30 },
} as const
const HEIGHT = 11
const MARKS = [0, 0.25, 0.5, 0.75, 1]

/** The chart, wide and narrow, or one of them. */
export const drawStacks = (chart: StackChart, only?: Size): Svg => drawTwice(chart, draw, only)

const draw: Draw<StackChart> = ({ samples, groups }, size, id) => {
  const { left, length, pitch, name, characters } = LAYOUT[size]
  const rows = groups.flatMap((group) => group.rows)
  const has = (fill: Fill) =>
    rows.some(({ parts }) => parts.some((part) => part.fill === fill && part.share > 0))
  const legend = key(
    samples.filter(({ fill }) => has(fill)).map(({ fill, text }) => sampleOf(fill, text)),
    size,
    id,
  )
  let top = legend.height + 2
  const drawn = groups.map((group) => {
    const head = label(group.heading, { x: 4, y: top + 13, 'font-weight': 700 })
    top += 20
    const bars = group.rows.map((row) => {
      const lines = wrapWords(row.label, characters)
      const extra = (lines.length - 1) * 14
      const y = top + (size === 'wide' ? extra / 2 : name + extra)
      let done = 0
      const parts = row.parts.map(({ fill, share }) => {
        const box = { x: left + done * length, y, width: share * length, height: HEIGHT }
        done += share
        return bar(fill, id, box)
      })
      const svg = [
        ...lines.map((line, index) => label(line, { x: 4, y: top + 10 + index * 14 })),
        bar('nothing', id, { x: left, y, width: length, height: HEIGHT }),
        ...parts,
        label(row.says, {
          x: WIDTHS[size] - 4,
          y: size === 'wide' ? y + 10 : top + 10,
          'text-anchor': 'end',
          'font-size': 12,
        }),
      ]
      top += pitch + extra
      return svg.join('')
    })
    top += 4
    return head + bars.join('')
  })
  return { height: top + 15, body: legend.svg + drawn.join('') + scale(size, top) }
}

/** Where a quarter, a half and so on end. */
function scale(size: Size, last: number): Svg {
  const { left, length } = LAYOUT[size]
  return MARKS.map(
    (at) =>
      element('line', {
        x1: left + at * length,
        x2: left + at * length,
        y1: last - 4,
        y2: last,
        stroke: LOST,
        'stroke-width': 1,
      }) +
      (at % 0.5 === 0
        ? label(at === 0 ? 'none' : at === 1 ? 'all' : 'half', {
            x: left + at * length,
            y: last + 11,
            'text-anchor': at === 0 ? 'start' : at === 1 ? 'end' : 'middle',
            'font-size': 12,
            fill: SECOND,
          })
        : ''),
  ).join('')
}
