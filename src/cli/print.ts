/** Lines or data → standard output. Colour only on a terminal that wants it, and only for what a line is, never for what it says. */

import { styleText } from 'node:util'
import { readConfig } from '../config.ts'
import { DEFAULT_WIDTH, type Line, TextPage } from '../report/text-page.ts'
import { escapeControls } from '../text.ts'
import type { Options } from './options.ts'
import { misuse } from './refusal.ts'

const STYLES = { title: ['bold'], heading: ['bold', 'underline'], strong: ['bold'], quiet: ['dim'] } as const

/** Data as indented JSON, of which a terminal obeys nothing: JSON itself leaves some control characters as they are. */
export function printJson(data: unknown): void {
  const json = JSON.stringify(data, null, 2).replaceAll(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  process.stdout.write(`${json}\n`)
}

/** A page under the handling marking that everything bears which holds a trust's answers or results. */
export function printPage(fill: (page: TextPage) => void): void {
  const page = new TextPage(Math.min(Math.max(process.stdout.columns || DEFAULT_WIDTH, 60), DEFAULT_WIDTH))
  page.line(marking(), 'quiet').space()
  fill(page)
  print(page.lines)
}

/** The marking alone: a wrong port is nothing to a page of text. @throws Refusal */
export function marking(): string {
  try {
    return readConfig({ WARDROUND_MARKING: process.env['WARDROUND_MARKING'] }).marking
  } catch (error) {
    throw misuse(error instanceof Error ? error.message : String(error))
  }
}

/** Lines as they are, but for what a terminal would obey. */
export function print(lines: readonly Line[]): void {
  const colour = process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb'
  const styled = lines.map(({ text, style }) => {
    const safe = escapeControls(text)
    return colour && style !== undefined && safe !== '' ? styleText([...STYLES[style]], safe) : safe
  })
  process.stdout.write(`${styled.join('\n')}\n`)
}

/** One of the two, as asked for. */
export function printAs({ json }: Options, data: unknown, fill: (page: TextPage) => void): void {
  if (json === true) printJson(data)
  else printPage(fill)
}
