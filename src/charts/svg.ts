/**
 * Names, attributes and children → the text of an SVG that says in words what it shows.
 * It knows no `style` attribute, so that a strict Content-Security-Policy never hides a chart.
 */

/** SVG source; everything in it is escaped already. */
export type Svg = string

/** Undefined leaves an attribute out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** Dark on every colour that a chart fills. */
export const INK = '#212b32'
export const PAPER = '#ffffff'
export const GRID = '#768692'
export const BLUE = '#005eb8'

/** One element with its children, in the order given. */
export function element(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  let written = ''
  for (const key in attributes) {
    const value = attributes[key]
    if (value !== undefined) written += ` ${key}="${typeof value === 'number' ? value : escapeText(value)}"`
  }
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`
}

/** A line of words. The anchor is the start unless the attributes say otherwise. */
export function words(text: string, attributes: Attributes): Svg {
  return element('text', { fill: INK, 'font-size': 16, ...attributes }, escapeText(text))
}

/** What a reader who does not see the chart is told instead; ids must be unique on the page. */
export interface Named {
  readonly id: string
  readonly title: string
  readonly description: string
}

/**
 * The outermost element: an image with a title and a description, on its own white ground, so that forced colours of the
 * page leave it readable.
 */
export function drawing(named: Named, size: Attributes, ...children: readonly Svg[]): Svg {
  const [title, description] = [`${named.id}-title`, `${named.id}-description`]
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'img',
      'aria-labelledby': `${title} ${description}`,
      'font-family': 'Arial, sans-serif',
      ...size,
    },
    element('title', { id: title }, escapeText(named.title)),
    element('desc', { id: description }, escapeText(named.description)),
    element('rect', { width: '100%', height: '100%', fill: PAPER }),
    ...children,
  )
}

/** Text as the content of an element or the value of an attribute. */
export function escapeText(text: string): string {
  return text.search(UNSAFE) < 0
    ? text
    : text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
const UNSAFE = /[&<>"]/

/** The words in lines of at most so many characters; a longer word has a line of its own. */
export function wrapWords(text: string, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > most) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
