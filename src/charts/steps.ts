/** What stands at a step of an attack → its mark: a circle is the attack, a square our own act, a triangle harm; how it is filled says what rests on what. */

import { filled, type Fill, LOST } from './marks.ts'
import { element, INK, PAPER, type Svg, words } from './svg.ts'

export type StepShape = 'attack' | 'response' | 'harm'

/** It ends there, is seen there, something limits it, nothing stands there, it is not known, it cannot be tested, or nothing of it applies. */
export type StepMark = 'stopped' | 'seen' | 'limited' | 'open' | 'unknown' | 'untestable' | 'passed'

export interface DrawnStep {
  readonly shape: StepShape
  readonly mark: StepMark
  /** On what it rests; of a step at which nothing stands, nothing. */
  readonly fill: Fill
  /** The attack comes here only if our word is wrong. */
  readonly onlyIfWordIsWrong: boolean
}

/** The mark around its middle, as large as `r`. `id` is that of its drawing. */
export function drawMark(
  { shape, mark, fill }: Omit<DrawnStep, 'onlyIfWordIsWrong'>,
  id: string,
  x: number,
  y: number,
  r: number,
): Svg {
  const empty = { fill: PAPER, stroke: INK, 'stroke-width': 1.4 }
  switch (mark) {
    case 'stopped':
      return (
        outline(shape, x, y, r, { ...filled(fill, id), 'stroke-width': 1.4 }) +
        element('rect', {
          x: x + r * 1.45,
          y: y - r * 1.4,
          width: r * 0.7,
          height: r * 2.8,
          ...filled(fill, id),
        })
      )
    case 'seen':
      return (
        element('circle', { cx: x, cy: y, r: r * 1.45, fill: PAPER, stroke: INK, 'stroke-width': 1.6 }) +
        outline(shape, x, y, r * 0.8, filled(fill, id))
      )
    case 'limited':
      return (
        outline(shape, x, y, r, empty) +
        lowerHalf(shape, x, y, r, filled(fill, id)) +
        outline(shape, x, y, r, { ...empty, fill: 'none' })
      )
    case 'open':
      return outline(shape, x, y, r, { ...empty, stroke: LOST, 'stroke-width': 1.6 })
    case 'unknown':
      return (
        outline(shape, x, y, r * 1.1, filled('unknown', id)) +
        words('?', { x, y: y + r * 0.65, 'text-anchor': 'middle', 'font-size': r * 1.9, 'font-weight': 700 })
      )
    case 'untestable':
      return element('rect', {
        x: x - r,
        y: y - 1.2,
        width: 2 * r,
        height: 2.4,
        fill: PAPER,
        stroke: LOST,
        'stroke-width': 1,
      })
    case 'passed':
      return element('circle', { cx: x, cy: y, r: 2, fill: INK })
  }
}

type Look = Parameters<typeof element>[1]

function outline(shape: StepShape, x: number, y: number, r: number, look: Look): Svg {
  switch (shape) {
    case 'attack':
      return element('circle', { cx: x, cy: y, r, ...look })
    case 'response':
      return element('rect', { x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8, ...look })
    case 'harm':
      return element('polygon', {
        points: `${x},${y - r * 1.15} ${x + r * 1.2},${y + r * 0.95} ${x - r * 1.2},${y + r * 0.95}`,
        ...look,
      })
  }
}

function lowerHalf(shape: StepShape, x: number, y: number, r: number, look: Look): Svg {
  switch (shape) {
    case 'attack':
      return element('path', { d: `M${x - r},${y} A${r},${r} 0 0 0 ${x + r},${y} Z`, ...look })
    case 'response':
      return element('rect', { x: x - r * 0.9, y, width: r * 1.8, height: r * 0.9, ...look })
    case 'harm':
      return element('polygon', {
        points: `${x - r * 0.66},${y} ${x + r * 0.66},${y} ${x + r * 1.2},${y + r * 0.95} ${x - r * 1.2},${y + r * 0.95}`,
        ...look,
      })
  }
}
