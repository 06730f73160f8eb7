/** Text that anybody typed → text that XML can hold, with a sign in place of each character that it cannot: an office calls a file with one damaged. */

import { markStray } from '../text.ts'

/** Source: XML 1.0, 5th edition, production 2 (Char). */
export function inXml(text: string): string {
  return markStray(text).replaceAll(/[\ufffe\uffff]/g, '\ufffd')
}

/** The same of every text in it. */
export function allInXml<T extends object>(said: T): T {
  const signed = (_: string, value: unknown) => (typeof value === 'string' ? inXml(value) : value)
  return JSON.parse(JSON.stringify(said), signed) as T
}
