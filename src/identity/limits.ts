/**
 * How often something may go wrong before it must wait: counted before it is tried, so that many at once do not slip through.
 * Nobody is locked out for good, and it is said alike whether there is such an account or not.
 */

import { createHash } from 'node:crypto'
import type { AccountId } from '../ids.ts'
import { type AccountRow, findAccount } from '../store/accounts.ts'
import { saveAttempt, deleteAttempts, deleteAttempt } from '../store/attempts.ts'
import type { Handle } from '../store/tables.ts'
import { write } from '../store/transaction.ts'
import { type Gate, instant, note, type Visit } from './gate.ts'

/** Of one account (ours). OWASP ASVS 5.0, V6.3.1, asks for a limit, and for no lasting lock-out. */
const MOST_FAILURES = 10
/** Of one address (ours): all the staff of a hospital often come from one, and must not be kept out by ten of them. */
const MOST_FROM_ADDRESS = 100
export const WINDOW_MINUTES = 15

/** Of passkeys that a browser asks for and nobody shows (ours): from one address; and from all together where addresses are not known. */
const MOST_ASKED = { address: 100, everybody: 1000 } as const

/** What is limited: what somebody says who they are, where they are, or one step of one sign-in. */
export interface Limited {
  readonly name: string
  readonly most: number
  /** What there was too much of, for the trail. */
  readonly what: string
  /** Others are counted with them: what went well is taken back, and does not begin the count anew. */
  readonly isShared?: boolean
}

/** Of a mail address as typed, whether it is anybody's or not. */
export function byEmail(email: string): Limited {
  const hash = createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
  return { name: `email:${hash}`, most: MOST_FAILURES, what: 'wrong passwords' }
}

/** Nothing where the address is not known. */
export function byAddress(address: string | undefined): readonly Limited[] {
  if (address === undefined) return []
  const what = 'failures from one address'
  return [{ name: `address:${address}`, most: MOST_FROM_ADDRESS, what, isShared: true }]
}

/** Of letters that somebody asked for, to one mail address or by one account: three a quarter of an hour (ours). */
export function byLetters(kind: 'reset' | 'email-change', whose: string): Limited {
  const hash = createHash('sha256').update(whose.trim().toLowerCase()).digest('hex')
  return { name: `${kind}:${hash}`, most: 3, what: 'letters asked for' }
}

/** Of the second factor of one account, over all its sign-ins. */
export function bySecondFactor(accountId: AccountId): Limited {
  return { name: `second:${accountId}`, most: MOST_FAILURES, what: 'wrong codes' }
}

/** Of the codes typed at one sign-in or in one session (ours). OWASP ASVS 5.0, V6.6.3, asks for a limit. */
export function byStep(id: string): Limited {
  return { name: `step:${id}`, most: 5, what: 'wrong codes' }
}

/** Of passkeys, or single sign-on, that strangers begin with: each is kept for a while. */
export function byAsking(address: string | undefined): Limited {
  const most = MOST_ASKED[address === undefined ? 'everybody' : 'address']
  return { name: `asking:${address ?? ''}`, most, what: 'sign-ins begun', isShared: true }
}

/** As `byAsking`, of somebody who is known. */
export function byOwnAsking(accountId: AccountId): Limited {
  return { name: `asking-of:${accountId}`, most: MOST_ASKED.address, what: 'passkeys asked for' }
}

type Whose = (db: Handle) => Promise<Pick<AccountRow, 'id' | 'name'> | undefined>

/**
 * Counts a try. False: too many went wrong lately, and this one must not be made. The first that meets a limit is entered in the trail,
 * under the account that `whose` finds.
 */
export async function mayTry(
  gate: Gate,
  visit: Visit,
  limits: readonly Limited[],
  whose: Whose = () => Promise.resolve(undefined),
): Promise<boolean> {
  const [at, window] = [instant(gate), instant(gate, -WINDOW_MINUTES)]
  return write(gate.db, async (db) => {
    let may = true
    const met: string[] = []
    for (const { name, most, what } of limits) {
      const count = await saveAttempt(db, name, at, window)
      if (count === most + 1) met.push(what)
      may = count <= most && may
    }
    if (met.length > 0) await note(db, gate, await whose(db), visit, 'limit-met', { of: met.join(', ') })
    return may
  })
}

/** Whose account it is, for `mayTry`. */
export const ofAccount =
  (id: string): Whose =>
  (db) =>
    findAccount(db, id)

/** A try went well: it is forgotten for whose it was, and not counted where it came from. */
export async function wentWell(gate: Gate, limits: readonly Limited[]): Promise<void> {
  await write(gate.db, async (db) => {
    for (const { name, isShared } of limits)
      await (isShared === true ? deleteAttempt(db, name) : deleteAttempts(db, name))
  })
}

/** A try was not made after all: it does not count. */
export async function takeBack(gate: Gate, limits: readonly Limited[]): Promise<void> {
  await write(gate.db, async (db) => {
    for (const { name } of limits) await deleteAttempt(db, name)
  })
}
