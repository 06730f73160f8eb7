/**
 * A password as typed → whether it may be used, and its argon2id hash. It asks for length, not for kinds of characters.
 * Where there is no password it works as long as if there were one.
 */

import { hash, verify } from '@node-rs/argon2'

/** Source: NIST SP 800-63B-4, section 3.1.1.2 (15 where it may stand alone, at least 64 permitted). */
export const SHORTEST_PASSWORD = 15
export const LONGEST_PASSWORD = 128
const FEWEST_DIFFERENT = 8

/** Argon2id, which is the library's default. Source: OWASP Password Storage Cheat Sheet (19 MiB, two passes, one lane). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Normalised, so that the same keys on another machine give the same password. */
const normal = (password: string) => password.normalize('NFC')

/** Why a password cannot be used; undefined: it can. */
export function faultOfPassword(
  password: string,
  who: { readonly name: string; readonly email: string },
): string | undefined {
  const length = [...normal(password)].length
  if (length === 0) return 'Enter a password.'
  if (length < SHORTEST_PASSWORD)
    return `Your password must have at least ${SHORTEST_PASSWORD} characters. Three or four words that do not belong together are easy to remember.`
  if (length > LONGEST_PASSWORD) return `Your password must have at most ${LONGEST_PASSWORD} characters.`
  if (new Set(normal(password).toLowerCase()).size < FEWEST_DIFFERENT)
    return `Your password repeats too few characters. Use at least ${FEWEST_DIFFERENT} different ones.`
  const squeezed = squeeze(password)
  const [mailbox = ''] = who.email.split('@')
  const known = ['ward round', mailbox, ...who.name.split(/\s+/)].map(squeeze)
  if (known.some((word) => word.length >= 4 && squeezed.includes(word)))
    return 'Your password must not hold your name, your email address or the words Ward Round.'
  return undefined
}

/** Letters and digits only, so that dots and gaps hide nothing. */
function squeeze(text: string): string {
  return normal(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Argon2id in its own notation. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), COST)
}

let nobody: Promise<string> | undefined

/** Whether it is the password of a hash; against no hash it is not, after the same work. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  nobody ??= hashPassword('somebody who does not exist')
  const right = await verify(stored ?? (await nobody), normal(password).slice(0, 4 * LONGEST_PASSWORD))
  return right && stored !== undefined
}
