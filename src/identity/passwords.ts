/**
 * A password as typed → whether it may be used, and its argon2id hash. It asks for length, not for kinds of characters.
 * Where there is no password it works as long as if there were one; and only so many are worked on at once, so that strangers slow nobody.
 */

import { hash, verify } from '@node-rs/argon2'
import { DomainError } from '../errors.ts'
import type { AccountId } from '../ids.ts'
import { findNamesOfOrganisations } from '../store/members.ts'
import type { Gate } from './gate.ts'
import { isKnownWords, holdsOwn } from './password-words.ts'

/** Source: NIST SP 800-63B-4, section 3.1.1.2 (15 where it may stand alone, at least 64 permitted). */
export const SHORTEST_PASSWORD = 15
export const LONGEST_PASSWORD = 128
const FEWEST_DIFFERENT = 8

/** Argon2id, which is the library's default. Source: OWASP Password Storage Cheat Sheet (19 MiB, two passes, one lane). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Normalised, so that the same keys on another machine give the same password. */
const normal = (password: string) => password.normalize('NFC')

/** Why a password cannot be used; undefined: it can. */
export async function faultOfPassword(
  { db }: Pick<Gate, 'db'>,
  password: string,
  who: { readonly accountId: AccountId; readonly name: string; readonly email: string },
): Promise<string | undefined> {
  const length = [...normal(password)].length
  if (length === 0) return 'Enter a password.'
  if (length < SHORTEST_PASSWORD)
    return `Your password must have at least ${SHORTEST_PASSWORD} characters. Three or four words that do not belong together are easy to remember.`
  if (length > LONGEST_PASSWORD) return `Your password must have at most ${LONGEST_PASSWORD} characters.`
  if (new Set(normal(password).toLowerCase()).size < FEWEST_DIFFERENT)
    return `Your password repeats too few characters. Use at least ${FEWEST_DIFFERENT} different ones.`
  if (holdsOwn(password, { ...who, organisations: await findNamesOfOrganisations(db, who.accountId) }))
    return 'Your password must not hold your name, your email address, your organisation or the words Ward Round.'
  if (await isKnownWords(password))
    return 'Your password is one or two words that many people use, with or without digits around them. Take three or four words that do not belong together.'
  return undefined
}

/** At once, and waiting for their turn: each takes a core and 19 MiB for a moment (ours). */
const MOST_AT_ONCE = 2
const MOST_WAITING = 20

let running = 0
const waiting: (() => void)[] = []

/** @throws DomainError 'busy' when too many wait already. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < MOST_AT_ONCE) running++
  else if (waiting.length < MOST_WAITING) await new Promise<void>((go) => waiting.push(go))
  else
    throw new DomainError(
      'busy',
      'Too many people sign in just now. Nothing was changed. Try again in a minute.',
    )
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }
}

/** Argon2id in its own notation. @throws DomainError 'busy'. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normal(password), COST))
}

let nobody: Promise<string> | undefined

/** Whether it is the password of a hash; against no hash it is not, after the same work. @throws DomainError 'busy'. */
export function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  return inTurn(async () => {
    nobody ??= hash('somebody who does not exist', COST)
    const right = await verify(stored ?? (await nobody), normal(password).slice(0, 4 * LONGEST_PASSWORD))
    return right && stored !== undefined
  })
}
