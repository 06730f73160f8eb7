/** Counts that add up to a whole → one strip, each part as long as its count; as blocks, one for each thing that is counted. */

import { bar, type Draw, drawTwice, type Fill, key, sampleOf, type Size, WIDTHS } from './marks.ts'
import type { Named, Svg } from './svg.ts'

export interface CountedChart extends Named {
  /** What is counted, in words with its number, such as `7 met, shown`; a part of nothing is not drawn. */
  readonly parts: readonly { readonly fill: Fill; readonly count: number; readonly text: string }[]
  /** Each thing on its own. */
  readonly blocks: boolean
}

const HEIGHT = 18

/** The chart, wide and narrow, or one of them. */
export const drawCounted = (chart: CountedChart, only?: Size): Svg => drawTwice(chart, draw, only)

const draw: Draw<CountedChart> = ({ parts, blocks }, size, id) => {
  const shown = parts.filter(({ count }) => count > 0)
  const total = shown.reduce((sum, { count }) => sum + count, 0)
  const unit = (WIDTHS[size] - 2) / Math.max(1, total)
  let done = 0
  const bars = shown.flatMap(({ fill, count }) => {
    const from = done
    done += count
    const box = (start: number, length: number) => ({
      x: 1 + start * unit,
      y: 1,
      width: length * unit - 2,
      height: HEIGHT,
    })
    return blocks
      ? Array.from({ length: count }, (_, index) => bar(fill, id, box(from + index, 1)))
      : [bar(fill, id, box(from, count))]
  })
  const legend = key(
    shown.map(({ fill, text }) => sampleOf(fill, text)),
    size,
    id,
    HEIGHT + 5,
  )
  return { height: HEIGHT + 5 + legend.height, body: bars.join('') + legend.svg }
}
