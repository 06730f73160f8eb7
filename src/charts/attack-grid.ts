/** Attacks and their steps → a line each, from left to right, with a mark at each step and where it ends in words; in groups. */

import { type Draw, drawTwice, heading, key, label, type Sample, SECOND, type Size, WIDTHS } from './marks.ts'
import { drawMark, type DrawnStep } from './steps.ts'
import { element, INK, type Named, type Svg } from './svg.ts'

export interface GridRow {
  readonly label: string
  /** As far as it comes on evidence, in order. */
  readonly steps: readonly DrawnStep[]
  /** Where it ends, in at most 22 characters. */
  readonly ends: string
}

export interface AttackGridChart extends Named {
  readonly groups: readonly { readonly heading: string; readonly rows: readonly GridRow[] }[]
}

const LAYOUT = {
  wide: { left: 252, pitch: 31, height: 18, name: 0 },
  narrow: { left: 16, pitch: 43, height: 38, name: 17 },
} as const
const R = 5.5

/** The chart, wide and narrow. */
export const drawAttackGrid = (chart: AttackGridChart): Svg => drawTwice(chart, draw)

const draw: Draw<AttackGridChart> = (chart, size, id) => {
  const steps = chart.groups.flatMap(({ rows }) => rows.flatMap((row) => row.steps))
  const most = Math.max(0, ...chart.groups.flatMap(({ rows }) => rows.map((row) => row.steps.length)))
  const legend = key(samplesOf(steps), size, id)
  const { left, pitch, height } = LAYOUT[size]
  let top = legend.height + 14
  const heads = Array.from({ length: most }, (_, index) =>
    label(`${index === 0 ? 'step ' : ''}${index + 1}`, {
      x: left + index * pitch + 4,
      y: legend.height + 10,
      'text-anchor': index === 0 && size === 'wide' ? 'end' : index === 0 ? 'start' : 'middle',
      'font-size': 12,
      fill: SECOND,
    }),
  )
  const parts = chart.groups.map((group) => {
    const head = heading(group.heading, size, top, 16)
    top += 19
    const rows = group.rows.map((row) => {
      const svg = drawRow(row, size, id, top)
      top += height
      return svg
    })
    top += 2
    return head + rows.join('')
  })
  return { height: top, body: legend.svg + heads.join('') + parts.join('') }
}

function drawRow({ label: name, steps, ends }: GridRow, size: Size, id: string, top: number): Svg {
  const { left, pitch, height, name: above } = LAYOUT[size]
  const y = top + above + (height - above) / 2
  const x = (index: number) => left + index * pitch
  const text = size === 'wide' ? y + 4.5 : top + 12
  return [
    label(name, { x: 4, y: text }),
    ...steps.slice(1).map(({ onlyIfWordIsWrong }, index) =>
      element('line', {
        x1: x(index),
        x2: x(index + 1),
        y1: y,
        y2: y,
        stroke: INK,
        'stroke-width': 1.6,
        ...(onlyIfWordIsWrong ? { 'stroke-dasharray': '3 3' } : {}),
      }),
    ),
    ...steps.map((step, index) => drawMark(step, id, x(index), y, R)),
    label(ends, { x: WIDTHS[size] - 4, y: text, 'text-anchor': 'end', 'font-size': 12 }),
  ].join('')
}

/** Only marks that stand somewhere. */
function samplesOf(steps: readonly DrawnStep[]): Sample[] {
  const samples = [
    ['stopped', 'shown', 'stopped'],
    ['seen', 'shown', 'seen'],
    ['limited', 'shown', 'limited'],
    ['open', 'nothing', 'nothing in the way'],
    ['limited', 'said', 'striped: on our word'],
    ['unknown', 'unknown', 'not known'],
    ['untestable', 'nothing', 'cannot be tested'],
  ] as const
  return samples
    .filter(([mark, fill]) =>
      steps.some((step) => (fill === 'said' ? step.fill === 'said' : step.mark === mark)),
    )
    .map(([mark, fill, text]) => ({
      text,
      draw: (x, y, id) => drawMark({ shape: 'attack', mark, fill }, id, x + 15, y + 6, R),
    }))
}
