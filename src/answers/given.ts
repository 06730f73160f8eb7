/** A text or number as somebody gave it → as it is kept, or what is wrong with it; and a wrong one as a message quotes it. */

import { escapeControls, faultOfText, tidyText } from '../text.ts'
import { isDecimal } from './decimal.ts'

/** Where a value comes from: a message says what to do there. */
export type Door = 'page' | 'file'

const LONGEST_TEXT = 2000

/** A text as it is kept, empty where it says nothing; or what is wrong with it, for whom it is `what`. */
export function readText(given: string, what = 'this'): { text: string } | { message: string } {
  const text = tidyText(given)
  if (text.length > LONGEST_TEXT) return { message: `Keep ${what} to ${LONGEST_TEXT} characters.` }
  const message = faultOfText(text)
  return message === undefined ? { text } : { message }
}

/** Above these nothing here is counted, in things or pounds; or measured, in hours, days or the like (ours). */
const MOST = { counted: 1_000_000_000, measured: 1_000_000 }

/** A whole number, also with commas or spaces between its thousands; undefined for anything else. */
export function wholeOf(given: unknown): number | undefined {
  const text = plainNumber(given)
  return /^\d{1,13}$/.test(text) ? Number(text) : undefined
}

/** A decimal as text, without commas or spaces between its thousands; undefined for anything else. */
export function decimalOf(given: unknown): string | undefined {
  const text = plainNumber(given)
  return isDecimal(text) ? text : undefined
}

/** `1,200` and `1 200` are 1200, as people write it; `2,5` stays what it is, for nobody knows what is meant. */
function plainNumber(given: unknown): string {
  const text = typeof given === 'number' || typeof given === 'string' ? String(given).trim() : ''
  return /^\d{1,3}(,\d{3})+(\.\d+)?$|^\d{1,3}([\s\u202f]\d{3})+(\.\d+)?$/.test(text)
    ? text.replaceAll(/[,\s\u202f]/g, '')
    : text
}

/** Asks about a number that can hardly be meant; undefined when it can. */
export function doubtOfNumber(number: number, kind: keyof typeof MOST): string | undefined {
  const most = MOST[kind]
  return number <= most
    ? undefined
    : `Is ${number.toLocaleString('en-GB')} meant? Nothing here is above ${most.toLocaleString('en-GB')}. Check the number.`
}

export function isRecord(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

/** The wrong value as the person wrote it, shortened; nothing in it moves a terminal. */
export function shown(given: unknown): string {
  const text = escapeControls(typeof given === 'string' ? given : (JSON.stringify(given) ?? 'nothing'))
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`
}

export function listOf(ids: readonly string[]): string {
  return ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} or ${ids.at(-1)}`
}
