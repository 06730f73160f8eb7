/**
 * What somebody shows of themselves → a session, the next step, or a refusal that says nothing about which accounts there are.
 * Nothing opens with one factor; a passkey, whose device checked its holder, is both.
 */

import { setTimeout as wait } from 'node:timers/promises'
import { DomainError } from '../errors.ts'
import type { AccountId } from '../ids.ts'
import { findAccountDetails } from '../store/account-details.ts'
import { type AccountRow, findAccount, findAccountByEmail } from '../store/accounts.ts'
import { saveAttempt } from '../store/attempts.ts'
import { countRecoveryCodes, findTotp } from '../store/codes.ts'
import { findPasskeys, type PasskeyRow, savePasskeyUse } from '../store/passkeys.ts'
import type { Handle } from '../store/tables.ts'
import { hashToken } from '../store/tokens.ts'
import { write } from '../store/transaction.ts'
import { looksLikeRecoveryCode } from './codes.ts'
import { type Gate, instant, note, type Visit } from './gate.ts'
import { type AwaitsSecond, beginHalfWay, endHalfWay, saveHalfWay, type Step } from './half-way.ts'
import { tell } from './letters.ts'
import {
  byAddress,
  byAsking,
  byEmail,
  byOwnAsking,
  bySecondFactor,
  byStep,
  type Limited,
  mayTry,
  ofAccount,
  takeBack,
  wentWell,
  WINDOW_MINUTES,
} from './limits.ts'
import { askForPasskey, NO_PASSKEY, readPasskey } from './passkeys.ts'
import { isPassword } from './passwords.ts'
import { type CodeOutcome, isClosed, tellClosed, useCode } from './second-step.ts'
import { beginSession } from './sessions.ts'

/** A session, with its token and whose it is. */
export interface SignedIn {
  readonly outcome: 'signed-in'
  readonly token: string
  readonly accountId: AccountId
  readonly next: string | undefined
}

export type Outcome =
  | SignedIn
  /** Half way: the token leads to the next step. */
  | { readonly outcome: 'second' | 'enrol'; readonly token: string }
  /** The first factor is right, and there is no second that could be shown. */
  | { readonly outcome: 'unproved' }
  /** What was shown is not right. */
  | { readonly outcome: 'refused' }
  /** It is wrong, and codes of the app open nothing now, until a recovery code does. */
  | { readonly outcome: 'closed' }
  /** Too often lately; not even looked at. */
  | { readonly outcome: 'too-many' }
  /** Too many sign in at this moment; not even looked at, and not counted. */
  | { readonly outcome: 'busy' }
  /** The step was used already, or took too long. */
  | { readonly outcome: 'over' }

/** The shortest time in which a password is answered, in milliseconds, so that what differs inside does not show. */
const LEAST_MS = 150

/** Signs in by mail address and password, as far as the second factor. */
export async function signInByPassword(
  gate: Gate,
  visit: Visit,
  shown: { readonly email: string; readonly password: string; readonly next?: string | undefined },
): Promise<Outcome> {
  const limits = [byEmail(shown.email), ...byAddress(visit.address)]
  const work = async (): Promise<Outcome> => {
    if (!(await mayTry(gate, visit, limits, (db) => findAccountByEmail(db, shown.email))))
      return { outcome: 'too-many' }
    const account = await findAccountByEmail(gate.db, shown.email)
    const isActive = account?.status === 'active'
    const details = isActive ? await findAccountDetails(gate.db, account.id) : undefined
    const isRight = await isPassword(shown.password, details?.password).catch(async (error: unknown) => {
      if (!(error instanceof DomainError)) throw error
      await takeBack(gate, limits)
    })
    if (isRight === undefined) return { outcome: 'busy' }
    if (!isRight) {
      await noteFailure(gate, account, visit, 'password')
      return { outcome: 'refused' }
    }
    return account === undefined
      ? { outcome: 'refused' }
      : goOn(gate, account, 'password', shown.next, limits)
  }
  const [outcome] = await Promise.all([work(), wait(LEAST_MS)])
  return outcome
}

/** The first factor was right: asks for the second. Where there is none, one factor opens nothing, not even a new second. */
export async function goOn(
  gate: Gate,
  account: AccountRow,
  how: AwaitsSecond['how'],
  next: string | undefined,
  limits: readonly Limited[] = [],
): Promise<Outcome> {
  const { id: accountId } = account
  await wentWell(gate, limits)
  if (!(await hasSecondFactor(gate.db, accountId))) return { outcome: 'unproved' }
  const half = { kind: 'second', accountId, how, ...(next === undefined ? {} : { next }) } as const
  return { outcome: 'second', token: await beginHalfWay(gate.db, gate, half) }
}

/** Whether an account has a second factor of ours. */
export async function hasSecondFactor(db: Handle, accountId: AccountId): Promise<boolean> {
  return (await findPasskeys(db, accountId)).length > 0 || (await findTotp(db, accountId)) !== undefined
}

/** Which second factors a sign-in may be finished with. */
export async function findSecondFactors(gate: Gate, accountId: AccountId) {
  return {
    passkey: (await findPasskeys(gate.db, accountId)).length > 0,
    authenticator: (await findTotp(gate.db, accountId)) !== undefined,
    recoveryCodes: await countRecoveryCodes(gate.db, accountId),
    isClosed: await isClosed(gate.db, accountId),
  }
}

/** Whether one more sign-in may begin there, that is kept for whoever comes back. */
export function mayBegin(gate: Gate, visit: Visit): Promise<boolean> {
  return mayTry(gate, visit, [byAsking(visit.address)])
}

/** A sign-in that was begun there ended well. */
export function beganWell(gate: Gate, visit: Visit): Promise<void> {
  return wentWell(gate, [byAsking(visit.address)])
}

/** What a browser is asked when a passkey alone is to sign somebody in; the token leads to its answer. Undefined: too often lately. */
export async function askAnybody(gate: Gate, visit: Visit, next: string | undefined) {
  if (!(await mayBegin(gate, visit))) return undefined
  const { options, challenge } = await askForPasskey(gate, undefined)
  const half = { kind: 'passkey', challenge, ...(next === undefined ? {} : { next }) } as const
  return { options, token: await beginHalfWay(gate.db, gate, half) }
}

/** What a browser is asked when a passkey is the second factor. Undefined: too often lately. */
export async function askSecond(gate: Gate, visit: Visit, half: Step<'second'>): Promise<object | undefined> {
  const { accountId } = half
  if (!(await mayTry(gate, visit, [byOwnAsking(accountId)], ofAccount(accountId)))) return undefined
  const { options, challenge } = await askForPasskey(gate, half.accountId)
  await saveHalfWay(gate, { ...half, challenge })
  return options
}

/** Signs in by a passkey alone. */
export async function signInByPasskey(
  gate: Gate,
  visit: Visit,
  half: Step<'passkey'>,
  answer: string,
): Promise<Outcome> {
  const { passkey, owner } = await readPasskey(gate, half.challenge, answer)
  if (passkey === undefined) {
    if (await endHalfWay(gate.db, half.token))
      await noteFailure(gate, await findAccount(gate.db, owner ?? ''), visit, 'passkey')
    return { outcome: 'refused' }
  }
  const outcome = await finish(gate, visit, { ...half, accountId: passkey.accountId }, 'passkey', (db) =>
    keepUse(db, gate, passkey),
  )
  if (outcome.outcome === 'signed-in') await beganWell(gate, visit)
  return outcome
}

/** The second factor by passkey. */
export async function secondByPasskey(
  gate: Gate,
  visit: Visit,
  half: Step<'second'>,
  answer: string,
): Promise<Outcome> {
  const { passkey } = half.challenge ? await readPasskey(gate, half.challenge, answer) : NO_PASSKEY
  if (passkey === undefined || passkey.accountId !== half.accountId) {
    // A challenge is answered once, rightly or not.
    await saveHalfWay(gate, { ...half, challenge: '' })
    await noteFailure(gate, await findAccount(gate.db, half.accountId), visit, `${half.how}, passkey`)
    return { outcome: 'refused' }
  }
  const outcome = await finish(gate, visit, half, `${half.how}, passkey`, (db) => keepUse(db, gate, passkey))
  if (outcome.outcome === 'signed-in') await wentWell(gate, [byOwnAsking(half.accountId)])
  return outcome
}

/** The second factor by a code of the authenticator app, or a recovery code. */
export async function secondByCode(
  gate: Gate,
  visit: Visit,
  half: Step<'second'>,
  typed: string,
): Promise<Outcome> {
  const limits = [byStep(hashToken(half.token)), bySecondFactor(half.accountId)]
  if (!(await mayTry(gate, visit, limits, ofAccount(half.accountId)))) {
    // Once for one sign-in, which ends here.
    if (await endHalfWay(gate.db, half.token)) await warnOwner(gate, half)
    return { outcome: 'too-many' }
  }
  const by = looksLikeRecoveryCode(typed) ? 'recovery code' : 'authenticator'
  let code: CodeOutcome = 'wrong'
  const outcome = await finish(gate, visit, half, `${half.how}, ${by}`, async (db, account) => {
    code = await useCode(db, gate, visit, account, typed)
    return code === 'right'
  })
  if (outcome.outcome === 'signed-in') await wentWell(gate, limits)
  if ((code as CodeOutcome) === 'closes') await tellClosed(gate, half.accountId)
  const isClosed = (code as CodeOutcome) === 'closes' || (code as CodeOutcome) === 'closed'
  return isClosed ? { outcome: 'closed' } : outcome
}

/** The last step: what it proves, the end of the half-way state, the session and the trail are one transaction. */
export async function finish(
  gate: Gate,
  visit: Visit,
  half: { readonly token: string; readonly accountId: AccountId; readonly next?: string },
  how: string,
  prove: (db: Handle, account: AccountRow) => Promise<boolean>,
): Promise<Outcome> {
  return write(gate.db, async (db): Promise<Outcome> => {
    const account = await findAccount(db, half.accountId)
    if (account?.status !== 'active') return { outcome: 'refused' }
    if (!(await prove(db, account))) {
      await note(db, gate, account, visit, 'sign-in-failed', { how })
      return { outcome: 'refused' }
    }
    if (!(await endHalfWay(db, half.token))) return { outcome: 'over' }
    const token = await beginSession(db, gate, account.id, visit)
    await note(db, gate, account, visit, 'signed-in', { how })
    return { outcome: 'signed-in', token, accountId: account.id, next: half.next }
  })
}

async function keepUse(db: Handle, gate: Gate, { id, counter }: PasskeyRow): Promise<boolean> {
  await savePasskeyUse(db, id, counter, instant(gate))
  return true
}

/** Enters a failure in the trail of an account; for nobody it is only counted, in a transaction of its own too, so that it takes as long. */
async function noteFailure(
  gate: Gate,
  account: AccountRow | undefined,
  visit: Visit,
  how: string,
): Promise<void> {
  await write(gate.db, async (db) => {
    if (account === undefined) await saveAttempt(db, 'nobody', instant(gate), instant(gate, -WINDOW_MINUTES))
    else await note(db, gate, account, visit, 'sign-in-failed', { how })
  })
}

async function warnOwner(gate: Gate, { accountId, how }: Step<'second'>): Promise<void> {
  if (how !== 'password') return
  const email = (await findAccount(gate.db, accountId))?.email
  const what = 'Somebody typed your password for Ward Round just now, and then too many wrong codes.'
  const advice = `If that was not you, your password is known to somebody: change it at ${gate.origin}/account and tell the people who run Ward Round.`
  tell(gate, email, 'Too many wrong codes for Ward Round', `${what} Nobody was let in. ${advice}`)
}
