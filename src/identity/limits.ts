/**
 * How often something may go wrong before it must wait: counted before it is tried, so that many at once do not slip through.
 * Nobody is locked out for good, and it is said alike whether there is such an account or not.
 */

import { createHash } from 'node:crypto'
import { countAttempt, deleteAttempts, uncountAttempt } from '../store/attempts.ts'
import { write } from '../store/transaction.ts'
import { type Gate, instant } from './gate.ts'

/** Of one account. Source: OWASP ASVS 5.0, V6.3.1; security.md, item 39. */
const MOST_FAILURES = 10
/** Of one address (ours): all the staff of a hospital often come from one, and must not be kept out by ten of them. */
const MOST_FROM_ADDRESS = 100
export const WINDOW_MINUTES = 15

/** What is limited: what somebody says who they are, where they are, or one step of one sign-in. */
export interface Limited {
  readonly name: string
  readonly most: number
}

/** Of a mail address as typed, whether it is anybody's or not. */
export function byEmail(email: string): Limited {
  const hash = createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
  return { name: `email:${hash}`, most: MOST_FAILURES }
}

/** Nothing where the address is not known. */
export function byAddress(address: string | undefined): readonly Limited[] {
  return address === undefined ? [] : [{ name: `address:${address}`, most: MOST_FROM_ADDRESS }]
}

/** Of letters that somebody asked for, to one mail address or by one account: three a quarter of an hour (ours). */
export function byLetters(kind: 'reset' | 'email-change', whose: string): Limited {
  const hash = createHash('sha256').update(whose.trim().toLowerCase()).digest('hex')
  return { name: `${kind}:${hash}`, most: 3 }
}

/** Of the second factor of one account, over all its sign-ins. */
export function bySecondFactor(accountId: string): Limited {
  return { name: `second:${accountId}`, most: MOST_FAILURES }
}

/** Of the codes typed at one sign-in or in one session. Source: security.md, item 46. */
export function byStep(id: string): Limited {
  return { name: `step:${id}`, most: 5 }
}

/** Counts a try. False: too many went wrong lately, and this one must not be made. */
export async function mayTry(gate: Gate, limits: readonly Limited[]): Promise<boolean> {
  const [at, window] = [instant(gate), instant(gate, -WINDOW_MINUTES)]
  return write(gate.db, async (db) => {
    let may = true
    for (const { name, most } of limits) may = (await countAttempt(db, name, at, window)) <= most && may
    return may
  })
}

/** A try went well: it is forgotten for whose it was, and not counted where it came from. */
export async function wentWell(gate: Gate, limits: readonly Limited[]): Promise<void> {
  await write(gate.db, async (db) => {
    for (const { name } of limits)
      await (name.startsWith('address:') ? uncountAttempt(db, name) : deleteAttempts(db, name))
  })
}
