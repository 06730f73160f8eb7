/**
 * The steps of an attack → a drawing of its way down a page, with what stands at each step and where it ends.
 * It is 288 pixels wide, so that it fits a screen of 320 with its letters at full size; a filled mark is evidenced, an
 * empty one rests on somebody's word.
 */

import { drawing, element, GRID, INK, type Named, PAPER, type Svg, words, wrapWords } from './svg.ts'

export type StepShape = 'attack' | 'response' | 'harm'

/**
 * What stands at a step: it ends there, it is seen there, something limits it, nothing stands there, it is not known,
 * it cannot be tested, or there is nothing to say.
 */
export type StepMark = 'end' | 'eye' | 'brake' | 'nothing' | 'unknown' | 'untestable' | 'none'

export interface DrawnStep {
  readonly shape: StepShape
  /** Name of the shape in words, such as "The attack". */
  readonly kind: string
  /** What happens. */
  readonly text: string
  readonly mark: StepMark
  /** The mark is evidenced: it is filled. */
  readonly evidenced: boolean
  /** The mark in words. */
  readonly label: string
  /** Whether the attack comes this far: in every reading, only in that of evidence, or in none. */
  readonly reached: 'yes' | 'on-evidence' | 'no'
}

export interface ChainDrawing extends Named {
  readonly steps: readonly DrawnStep[]
}

const WIDTH = 288
/** Left edge of the words, and middle of the way. */
const [TEXT, WAY] = [60, 26]
const LINE = 19
/** Characters in a line of 228 pixels at 14 pixels a letter. */
const [CHARACTERS, BOLD_CHARACTERS] = [32, 30]
const RED = '#b00020'
const GREEN = '#00401e'
const BLUE = '#005eb8'

/** The drawing as SVG. */
export function drawChain(chain: ChainDrawing): Svg {
  let top = 8
  const rows = chain.steps.map((step, index) => {
    const row = drawStep(step, index + 1, top, chain.steps[index + 1])
    top += row.height
    return row.svg
  })
  return drawing(chain, { width: WIDTH, height: top + 4 }, ...rows)
}

function drawStep(
  step: DrawnStep,
  number: number,
  top: number,
  next: DrawnStep | undefined,
): { svg: Svg; height: number } {
  const lines = wrapWords(step.text, CHARACTERS)
  const labels = wrapWords(step.label, BOLD_CHARACTERS)
  const markTop = top + Math.max(44, 18 + lines.length * LINE + 8)
  const height = markTop - top + Math.max(34, labels.length * LINE + 14) + 8
  const middle = markTop + 15
  const svg = [
    ...(next === undefined ? [] : [way(top + 20, top + height + 20, next.reached)]),
    shape(step, number, top + 20),
    words(`${number}. ${step.kind}`, { x: TEXT, y: top + 12, 'font-size': 13, 'font-weight': 600 }),
    ...lines.map((line, index) =>
      words(line, { x: TEXT, y: top + 12 + (index + 1) * LINE, 'font-size': 14 }),
    ),
    mark(step, middle),
    ...labels.map((line, index) =>
      words(line, {
        x: TEXT,
        y: markTop + 14 + index * LINE + (labels.length === 1 ? 6 : 0),
        'font-size': 14,
        'font-weight': 600,
      }),
    ),
  ]
  return { svg: element('g', {}, ...svg), height }
}

/** The way to the next step: a full line where the attack goes on, dashed on evidence only, dotted where it does not. */
function way(from: number, to: number, reached: DrawnStep['reached']): Svg {
  const styles = {
    yes: { stroke: INK, 'stroke-width': 4 },
    'on-evidence': { stroke: INK, 'stroke-width': 3, 'stroke-dasharray': '8 5' },
    no: { stroke: GRID, 'stroke-width': 2, 'stroke-dasharray': '2 5' },
  }
  return element('line', { x1: WAY, x2: WAY, y1: from, y2: to, ...styles[reached] })
}

/** Arrow for the attack, circle for what the defender does, diamond for harm; empty where the attack does not come. */
function shape(step: DrawnStep, number: number, middle: number): Svg {
  const out = step.reached === 'no'
  const fill = out ? PAPER : { attack: INK, response: BLUE, harm: RED }[step.shape]
  const edge = {
    fill,
    stroke: out ? GRID : fill,
    'stroke-width': 2,
    'stroke-dasharray': out ? '3 3' : undefined,
  }
  const outline = {
    attack: element('polygon', { points: at(middle, '-17,-18 17,-18 17,6 0,20 -17,6'), ...edge }),
    response: element('circle', { cx: WAY, cy: middle, r: 18, ...edge }),
    harm: element('polygon', { points: at(middle, '0,-21 21,0 0,21 -21,0'), ...edge }),
  }[step.shape]
  return (
    outline +
    words(String(number), {
      x: WAY,
      y: middle + (step.shape === 'attack' ? 4 : 6),
      'text-anchor': 'middle',
      'font-weight': 700,
      fill: out ? INK : PAPER,
    })
  )
}

/** What stands in the way, on the way itself. */
function mark(step: DrawnStep, middle: number): Svg {
  const filled = { fill: step.evidenced ? GREEN : PAPER }
  const edge = {
    stroke: step.evidenced ? GREEN : INK,
    'stroke-width': 2.5,
  }
  const ink = step.evidenced ? PAPER : INK
  switch (step.mark) {
    case 'end':
      return (
        element('polygon', {
          points: at(middle, '-6,-15 6,-15 15,-6 15,6 6,15 -6,15 -15,6 -15,-6'),
          ...filled,
          ...edge,
        }) + element('rect', { x: WAY - 9, y: middle - 3, width: 18, height: 6, fill: ink })
      )
    case 'eye':
      return (
        element('path', {
          d: `M${WAY - 17},${middle} Q${WAY},${middle - 21} ${WAY + 17},${middle} Q${WAY},${middle + 21} ${WAY - 17},${middle} Z`,
          ...filled,
          ...edge,
        }) + element('circle', { cx: WAY, cy: middle, r: 4.5, fill: ink })
      )
    case 'brake':
      return [-5, 5]
        .map((shift) =>
          element('rect', { x: WAY - 15, y: middle + shift - 3, width: 30, height: 6, ...filled, ...edge }),
        )
        .join('')
    case 'unknown':
    case 'untestable':
      return (
        element('circle', {
          cx: WAY,
          cy: middle,
          r: 13,
          fill: PAPER,
          stroke: step.mark === 'unknown' ? INK : GRID,
          'stroke-width': 2,
        }) +
        words(step.mark === 'unknown' ? '?' : '–', {
          x: WAY,
          y: middle + 6,
          'text-anchor': 'middle',
          'font-weight': 700,
        })
      )
    case 'nothing':
      return element('polyline', {
        points: at(middle, '-9,-6 0,4 9,-6'),
        fill: 'none',
        stroke: INK,
        'stroke-width': 4,
      })
    case 'none':
      return ''
  }
}

/** Points given around the middle of the way, such as `-5,0 5,0`. */
function at(middle: number, points: string): string {
  return points
    .split(' ')
    .map((point) => {
      const [x = 0, y = 0] = point.split(',').map(Number)
      return `${WAY + x},${middle + y}`
    })
    .join(' ')
}
