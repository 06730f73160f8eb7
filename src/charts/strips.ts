/** Rows of things that are counted → a strip of boxes each, one box a thing, kind after kind, with what it comes to in words at its end. */

import { bar, type Draw, drawTwice, type Fill, key, label, sampleOf, type Size, WIDTHS } from './marks.ts'
import { type Named, type Svg, wrapWords } from './svg.ts'

export interface StripChart extends Named {
  /** What each fill means; one that no row has is left out. */
  readonly samples: readonly { readonly fill: Fill; readonly text: string }[]
  readonly rows: readonly {
    readonly label: string
    readonly parts: readonly { readonly fill: Fill; readonly count: number }[]
    /** In at most 16 characters. */
    readonly says: string
  }[]
}

/** Left end and length of a strip, height of a row and of the name above it, and characters of a name. */
const LAYOUT = {
  wide: { left: 216, length: 278, pitch: 24, name: 0, characters: 33 },
  narrow: { left: 4, length: 317, pitch: 38, name: 17, characters: 32 },
} as const
/** Height of a box, the longest that it is, and what is left free after it. */
const [HEIGHT, MOST, GAP] = [13, 20, 2]

/** The chart, wide and narrow, or one of them. */
export const drawStrips = (chart: StripChart, only?: Size): Svg => drawTwice(chart, draw, only)

const draw: Draw<StripChart> = ({ samples, rows }, size, id) => {
  const { left, length, pitch, name, characters } = LAYOUT[size]
  const has = (fill: Fill) =>
    rows.some(({ parts }) => parts.some((part) => part.fill === fill && part.count > 0))
  const legend = key(
    samples.filter(({ fill }) => has(fill)).map(({ fill, text }) => sampleOf(fill, text)),
    size,
    id,
  )
  const most = Math.max(1, ...rows.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)))
  const unit = Math.min(MOST, length / most)
  let top = legend.height + 6
  const drawn = rows.map(({ label: text, parts, says }) => {
    const lines = wrapWords(text, characters)
    const extra = (lines.length - 1) * 14
    const y = top + (size === 'wide' ? extra / 2 : name + extra)
    const boxes = parts
      .flatMap(({ fill, count }) => Array.from({ length: count }, () => fill))
      .map((fill, at) =>
        bar(fill, id, { x: left + at * unit, y, width: unit - Math.min(GAP, unit / 4), height: HEIGHT }),
      )
    const end = { x: WIDTHS[size] - 4, y: size === 'wide' ? y + 11 : top + 12 }
    const svg = [
      ...lines.map((line, index) => label(line, { x: 4, y: top + 12 + index * 14 })),
      ...boxes,
      label(says, { ...end, 'text-anchor': 'end' }),
    ]
    top += pitch + extra
    return svg.join('')
  })
  return { height: top, body: legend.svg + drawn.join('') }
}
