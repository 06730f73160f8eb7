/** A text or number as somebody gave it → as it is kept, or what is wrong with it; and a wrong one as a message quotes it. */

import { escapeControls, faultOfText, tidyText } from '../text.ts'
import { isDecimal } from './decimal.ts'

/** Where a value comes from: a message says what to do there. */
export type Door = 'page' | 'file' | 'table'

/** Characters of a text that belongs to an answer: a reason, a comment, a cell, where the evidence is (ours). */
export const LONGEST_TEXT = 2000

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

/** Whom a doubt is told to, and whether they said already that it is meant. */
export interface Asking {
  readonly door: Door
  readonly isMeant: boolean
}

/** By which a file, or the record that a form becomes, says that what can hardly be meant is meant. */
export const MEANT = 'meant'

const IF_MEANT: Readonly<Record<Door, string>> = {
  page: 'If it is meant, save it and tick that it is.',
  table: 'If it is meant, leave the cell as it was, and type it on its page.',
  file: `If it is meant, write ${MEANT}: true beside it.`,
}

/** Asks about what can hardly be meant; undefined once somebody said that it is. `why` says why, and what to check. */
export function doubt(what: string, why: string, { door, isMeant }: Asking): string | undefined {
  return isMeant ? undefined : `Is ${what} meant? ${why} ${IF_MEANT[door]}`
}

/** Asks about a number that can hardly be meant; undefined when it can. */
export function doubtOfNumber(number: number, kind: keyof typeof MOST, asking: Asking): string | undefined {
  const most = MOST[kind]
  if (number <= most) return undefined
  const why = `Nothing here is above ${most.toLocaleString('en-GB')}. Check the number.`
  return doubt(number.toLocaleString('en-GB'), why, asking)
}

/** Whether somebody said so. */
export function saysMeant(given: unknown, fault: (detail: string, message: string) => void): boolean {
  if (given !== undefined && given !== null && typeof given !== 'boolean')
    fault(MEANT, `${MEANT} is true or false.`)
  return given === true
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
