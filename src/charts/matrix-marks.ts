/** A risk on the matrix and where it stands on evidence or shall come down to → a circle, a square, a dashed ring, and the arrows between them. */

import { label, type Sample, SHOWN } from './marks.ts'
import { element, INK, PAPER, type Svg } from './svg.ts'

/** A place on the matrix, 1–5 each. */
export interface MatrixPlace {
  readonly likelihood: number
  readonly consequence: number
}

/** Where it stands on paper. */
export interface MatrixMark extends MatrixPlace {
  readonly number: number
  readonly name: string
  readonly href: string
  /** Undefined: where it stands on paper, or not to be drawn. */
  readonly evidence?: MatrixPlace | undefined
  /** Undefined: where it stands on paper, or none is set. */
  readonly target?: MatrixPlace | undefined
}

/** What stands in a cell. */
export interface Item {
  readonly kind: 'paper' | 'evidence' | 'target'
  readonly mark: MatrixMark
  readonly at: MatrixPlace
}

/** With its middle. */
export interface Placed extends Item {
  readonly cx: number
  readonly cy: number
}

/** Of a circle. */
export const RADIUS = 11.5

/** What is drawn of each risk, what stands on paper first. */
export function itemsOf(marks: readonly MatrixMark[]): Item[] {
  return [
    ...marks.map((mark): Item => ({ kind: 'paper', mark, at: mark })),
    ...marks.flatMap((mark): Item[] =>
      mark.evidence === undefined ? [] : [{ kind: 'evidence', mark, at: mark.evidence }],
    ),
    ...marks.flatMap((mark): Item[] =>
      mark.target === undefined ? [] : [{ kind: 'target', mark, at: mark.target }],
    ),
  ]
}

export const numberAt = (number: number, cx: number, cy: number, fill: string): Svg =>
  label(`${number}`, { x: cx, y: cy + 4.5, 'text-anchor': 'middle', 'font-weight': 700, fill })

/** On evidence a square, where it shall come down to a dashed ring: shapes that grey print keeps apart. */
export function drawGhost({ kind, mark, cx, cy }: Placed): Svg {
  return kind === 'evidence'
    ? square(cx, cy, 10) + numberAt(mark.number, cx, cy, PAPER)
    : ring(cx, cy, 10.5) + numberAt(mark.number, cx, cy, INK)
}

const square = (cx: number, cy: number, half: number): Svg =>
  element('rect', {
    x: cx - half,
    y: cy - half,
    width: 2 * half,
    height: 2 * half,
    fill: SHOWN,
    stroke: PAPER,
    'stroke-width': 1,
  })

const ring = (cx: number, cy: number, r: number): Svg =>
  element('circle', { cx, cy, r, fill: PAPER, stroke: INK, 'stroke-width': 1.6, 'stroke-dasharray': '3 2' })

const HEADS = { evidence: {}, target: { 'stroke-dasharray': '1.5 2.5' } } as const

/** From each mark to where it stands on evidence, and dotted to its target. */
export function arrows(placed: readonly Placed[]): Svg[] {
  return placed.flatMap(({ kind, mark, cx, cy }) => {
    const from = placed.find((one) => one.kind === 'paper' && one.mark === mark)
    return kind === 'paper' || from === undefined ? [] : [arrow(from, { cx, cy }, HEADS[kind])]
  })
}

function arrow(
  from: { readonly cx: number; readonly cy: number },
  to: { readonly cx: number; readonly cy: number },
  dashes: { readonly 'stroke-dasharray'?: string },
): Svg {
  const [dx, dy] = [to.cx - from.cx, to.cy - from.cy]
  const length = Math.hypot(dx, dy)
  const [ux, uy] = [dx / length, dy / length]
  // Up to the mark, with the head before it.
  const end = length - RADIUS - 2
  const at = (along: number, aside = 0) =>
    `${round(from.cx + ux * along - uy * aside)},${round(from.cy + uy * along + ux * aside)}`
  const [x2, y2] = at(end - 5).split(',')
  return (
    element('line', {
      x1: from.cx,
      y1: from.cy,
      x2,
      y2,
      stroke: INK,
      'stroke-width': 1.4,
      ...dashes,
    }) + element('polygon', { points: `${at(end)} ${at(end - 7, 3.5)} ${at(end - 7, -3.5)}`, fill: INK })
  )
}

const round = (value: number) => Math.round(value * 10) / 10

/** Only what stands somewhere. */
export function samplesOf(items: readonly Item[]): Sample[] {
  const samples = [
    [
      'paper',
      'on paper',
      (x: number, y: number) => element('circle', { cx: x + 18, cy: y + 6, r: 6, fill: INK }),
    ],
    ['evidence', 'on evidence', (x: number, y: number) => square(x + 18, y + 6, 6)],
    ['target', 'target', (x: number, y: number) => ring(x + 18, y + 6, 6)],
  ] as const
  return samples
    .filter(([kind]) => items.some((one) => one.kind === kind))
    .map(([, text, drawn]) => ({ text, draw: drawn }))
}
