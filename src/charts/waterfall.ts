/** A whole from which parts are lost, step by step → bars lying down, each step below the one before; what is left stands at each stage. */

import { bar, type Draw, drawTwice, type Fill, key, label, sampleOf, type Size, WIDTHS } from './marks.ts'
import { element, GRID, type Named, type Svg } from './svg.ts'

export interface WaterfallStep {
  readonly label: string
  /** Points lost, above 0. */
  readonly points: number
  readonly fill: Fill
}

/** What is left: its parts from the left, which add up to `total`. */
export interface WaterfallStage {
  readonly label: string
  readonly total: number
  readonly parts: readonly { readonly fill: Fill; readonly points: number }[]
}

export interface WaterfallChart extends Named {
  /** A whole of 100, then stages with the steps that lead to each. */
  readonly whole: string
  readonly stages: readonly { readonly steps: readonly WaterfallStep[]; readonly stage: WaterfallStage }[]
  readonly legend: readonly { readonly fill: Fill; readonly text: string }[]
}

/** Length of the scale, height of a step with its name, and where its bar begins in that. */
const LAYOUT = {
  wide: { length: 490, pitch: 19, name: 0 },
  narrow: { length: 225, pitch: 32, name: 15 },
} as const
const BAR = 12
/** Units that a letter takes, on the safe side. */
const LETTER = 6.6

/** The chart, wide and narrow. */
export const drawWaterfall = (chart: WaterfallChart): Svg => drawTwice(chart, draw)

const draw: Draw<WaterfallChart> = (chart, size, id) => {
  const legend = key(
    chart.legend.map(({ fill, text }) => sampleOf(fill, text)),
    size,
    id,
  )
  const { length, pitch } = LAYOUT[size]
  const unit = length / 100
  let top = legend.height + 4
  let left = 100
  const drawStage = ({ label: text, total, parts }: WaterfallStage) => {
    let from = 0
    const bars = parts.map(({ fill, points }) => {
      const svg = bar(fill, id, { x: from * unit + 1, y: top, width: points * unit, height: BAR })
      from += points
      return svg
    })
    const svg = `${bars.join('')}${label(`${total} ${text}`, { x: total * unit + 7, y: top + 10.5, 'font-weight': 700 })}`
    top += 21
    return svg
  }
  const body = [
    legend.svg,
    drawStage({ label: chart.whole, total: 100, parts: [{ fill: 'nothing', points: 100 }] }),
    ...chart.stages.flatMap(({ steps, stage }) => [
      ...steps.map((step) => {
        const svg = drawStep(step, size, id, top, (left - step.points) * unit)
        left -= step.points
        top += pitch
        return svg
      }),
      drawStage(stage),
    ]),
  ]
  return { height: top + 2, body: body.join('') }
}

/** A step with what it takes, its name where there is room: before it, after it, or on a line above. */
function drawStep(step: WaterfallStep, size: Size, id: string, top: number, left: number): Svg {
  const { length, name } = LAYOUT[size]
  const y = top + name
  const width = (step.points * length) / 100
  const right = left + width
  const room = step.label.length * LETTER
  const number = `−${step.points}`
  const side =
    size === 'narrow'
      ? right > room
        ? label(step.label, { x: right, y: top + 11, 'text-anchor': 'end' })
        : label(step.label, { x: Math.min(left, WIDTHS[size] - room), y: top + 11 })
      : left > room + 6
        ? label(step.label, { x: left - 5, y: y + 10, 'text-anchor': 'end' })
        : label(step.label, { x: right + 34, y: y + 10 })
  const link =
    size === 'narrow'
      ? ''
      : element('line', { x1: right + 1, x2: right + 1, y1: top - 8, y2: y, stroke: GRID, 'stroke-width': 1 })
  return [
    link,
    bar(step.fill, id, { x: left + 1, y, width, height: BAR }),
    side,
    label(number, { x: right + 6, y: y + 10.5 }),
  ].join('')
}
