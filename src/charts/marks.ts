/**
 * What a mark means → how it is drawn: the one grammar of every chart, which shapes and patterns carry so that grey print says the same.
 * Solid is shown on evidence, stripes are said and not shown, dots with a question mark are not known, white is nothing or lost.
 */

import { element, escapeText, INK, type Named, PAPER, type Svg, words } from './svg.ts'

export const SHOWN = '#003087'
export const SAID = '#005eb8'
export const LOST = '#768692'
export const SECOND = '#4c6272'
/** Ground of a heading inside a chart. */
export const PALE = '#e8edee'
/** Where many of the group stand, and the lines of a scale. */
export const FAINT = '#d8dde0'

/** The line of what is accepted: thicker than any other. */
export const LINE_OF_ACCEPTANCE = { stroke: INK, 'stroke-width': 3 } as const

/** How a length or an area is filled; `peers`: where many of the group stand. */
export type Fill = 'shown' | 'said' | 'unknown' | 'nothing' | 'peers'

/** Each chart is drawn twice, because nothing scrolls sideways: names beside their marks, or above them. */
export type Size = 'wide' | 'narrow'

/** Units across; a unit is a pixel where letters have their usual size. */
export const WIDTHS: Readonly<Record<Size, number>> = { wide: 600, narrow: 325 }

/** What a chart draws at one size: its height, and what stands in it. `id` is that of this drawing alone. */
export type Draw<C> = (chart: C, size: Size, id: string) => { readonly height: number; readonly body: Svg }

const BOTH: readonly Size[] = ['wide', 'narrow']

/** Both drawings of a chart, of which the page shows one; one alone where `only` it has room. `role`: what holds links is no image. */
export function drawTwice<C extends Named>(
  chart: C,
  draw: Draw<C>,
  only?: Size,
  role: 'img' | 'group' = 'img',
): Svg {
  return (only === undefined ? BOTH : [only])
    .map((size) => {
      const id = `${chart.id}-${size}`
      const { height, body } = draw(chart, size, id)
      const width = WIDTHS[size]
      return element(
        'svg',
        {
          xmlns: 'http://www.w3.org/2000/svg',
          class: `wr-${size}`,
          role,
          'aria-labelledby': `${id}-title`,
          'font-family': 'Arial, sans-serif',
          width: `${width / 16}rem`,
          viewBox: `0 0 ${width} ${height}`,
        },
        element('title', { id: `${id}-title` }, escapeText(`${chart.title}. ${chart.description}`)),
        stripes(id),
        element('rect', { width, height, fill: PAPER }),
        body,
      )
    })
    .join('')
}

/** The pattern of what is said and not shown, by an id of its own. */
export function stripes(id: string): Svg {
  return element(
    'pattern',
    {
      id: `${id}-said`,
      width: 6,
      height: 6,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    element('rect', { width: 6, height: 6, fill: PAPER }),
    element('rect', { width: 2.6, height: 6, fill: SAID }),
  )
}

/** How a shape is filled and outlined: to be spread among its attributes. */
export function filled(fill: Fill, id: string) {
  switch (fill) {
    case 'shown':
      return { fill: SHOWN, stroke: SHOWN, 'stroke-width': 1 }
    case 'said':
      return { fill: `url(#${id}-said)`, stroke: SAID, 'stroke-width': 1 }
    case 'unknown':
      return { fill: PAPER, stroke: INK, 'stroke-width': 1.2, 'stroke-dasharray': '1.5 2.5' }
    case 'nothing':
      return { fill: PAPER, stroke: LOST, 'stroke-width': 1 }
    case 'peers':
      return { fill: FAINT, stroke: LOST, 'stroke-width': 1 }
  }
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A bar, or nothing where it has no length; one that is not known has its question mark where there is room. */
export function bar(fill: Fill, id: string, box: Box): Svg {
  if (box.width <= 0) return ''
  const mark =
    fill === 'unknown' && box.width > 12
      ? label('?', {
          x: box.x + box.width / 2,
          y: box.y + box.height / 2 + 4,
          'text-anchor': 'middle',
          'font-size': 12,
          'font-weight': 700,
        })
      : ''
  return element('rect', { ...box, ...filled(fill, id) }) + mark
}

/** Last year's signed figure: a triangle that points down at the bar. */
export const lastYear = (x: number, top: number): Svg =>
  element('polygon', { points: `${x - 4.5},${top - 7} ${x + 4.5},${top - 7} ${x},${top}`, fill: INK })

/** The middle of a group: a white diamond with a dark rim, seen on solid and on stripes. */
export const middleOfGroup = (x: number, y: number): Svg =>
  element('polygon', {
    points: `${x},${y - 6} ${x + 6},${y} ${x},${y + 6} ${x - 6},${y}`,
    fill: PAPER,
    stroke: INK,
    'stroke-width': 1.6,
  })

/** Words of a chart, in their usual size. */
export const label = (text: string, attributes: Parameters<typeof words>[1]): Svg =>
  words(text, { 'font-size': 13, ...attributes })

/** A heading over some rows, on its pale ground across the chart. */
export const heading = (text: string, size: Size, top: number, height = 18): Svg =>
  element('rect', { x: 0, y: top, width: WIDTHS[size], height, fill: PALE }) +
  label(text, { x: 4, y: top + 13.5, 'font-weight': 700 })

/** One sample of a key: drawn around the middle of a box of 26 × 12 with this left upper corner. */
export interface Sample {
  readonly draw: (x: number, y: number, id: string) => Svg
  readonly text: string
}

export const sampleOf = (fill: Fill, text: string): Sample => ({
  text,
  draw: (x, y, id) => bar(fill, id, { x: x + 1, y, width: 24, height: 11 }),
})

/** The key of a chart, in as many lines as its words need, from `top` on. */
export function key(
  samples: readonly Sample[],
  size: Size,
  id: string,
  top = 0,
): { svg: Svg; height: number } {
  let [x, line] = [0, 0]
  const drawn = samples.map(({ draw, text }) => {
    const width = 32 + text.length * 6.4 + 14
    if (x > 0 && x + width - 14 > WIDTHS[size]) {
      x = 0
      line++
    }
    const svg = draw(x, top + line * 19 + 2, id) + label(text, { x: x + 32, y: top + line * 19 + 12 })
    x += width
    return svg
  })
  return { svg: drawn.join(''), height: samples.length === 0 ? 0 : (line + 1) * 19 + 3 }
}
