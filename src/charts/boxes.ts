/** A count out of a few → a row of boxes, so many of them filled. It only repeats the word beside it, and says nothing to who does not see it. */

import { element, INK, PAPER, type Svg } from './svg.ts'

const [WIDTH, HEIGHT, STEP] = [9, 13, 12]

export function drawBoxes(filled: number, of: number): Svg {
  const boxes = Array.from({ length: of }, (_, at) =>
    element('rect', {
      x: at * STEP + 1,
      y: 1,
      width: WIDTH,
      height: HEIGHT,
      fill: at < filled ? INK : PAPER,
      stroke: INK,
      'stroke-width': 1.5,
    }),
  )
  const size = { width: of * STEP, height: HEIGHT + 2 }
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', 'aria-hidden': 'true', ...size }, ...boxes)
}
