/**
 * What was typed as a code → whether it opens the second step, once. After twenty wrong codes since the last right one the app's codes
 * open nothing, until a recovery code, a new app or a new invitation opens them again; a passkey still opens.
 */

import type { AccountId } from '../ids.ts'
import { type AccountRow, findAccount } from '../store/accounts.ts'
import {
  saveWrongCode,
  findTotp,
  deleteWrongCodes,
  saveRecoveryCodeUsed,
  saveTotpStep,
} from '../store/codes.ts'
import type { Handle } from '../store/tables.ts'
import { hashRecoveryCode, looksLikeRecoveryCode, stepOf } from './codes.ts'
import { type Gate, instant, note, type Visit } from './gate.ts'
import { unseal } from './key.ts'
import { tell } from './letters.ts'

/** So many guesses of three codes that are right at once hit with 6 in 100,000 (ours). */
export const MOST_WRONG_CODES = 20

/** `closes`: it was the last wrong one that is looked at. `closed`: it was not even looked at. */
export type CodeOutcome = 'right' | 'wrong' | 'closes' | 'closed'

/** Whether the codes of an account's authenticator app are closed. */
export async function isClosed(db: Handle, accountId: AccountId): Promise<boolean> {
  return ((await findTotp(db, accountId))?.wrongCodes ?? 0) >= MOST_WRONG_CODES
}

/** Uses a code of the authenticator app or a recovery code, once. Call it in the transaction of what it opens; what it counts stays. */
export async function useCode(
  db: Handle,
  gate: Gate,
  visit: Visit,
  who: Pick<AccountRow, 'id' | 'name'>,
  typed: string,
): Promise<CodeOutcome> {
  const totp = await findTotp(db, who.id)
  const wasClosed = (totp?.wrongCodes ?? 0) >= MOST_WRONG_CODES
  if (looksLikeRecoveryCode(typed)) {
    if (await saveRecoveryCodeUsed(db, who.id, hashRecoveryCode(who.id, typed), instant(gate))) {
      await deleteWrongCodes(db, who.id)
      if (wasClosed) await note(db, gate, who, visit, 'second-step-opened')
      return 'right'
    }
  } else {
    if (wasClosed) return 'closed'
    const secret = totp && unsealTotp(gate, totp.secret)
    const step = secret === undefined ? undefined : stepOf(secret, typed, gate.now())
    if (step !== undefined && (await saveTotpStep(db, who.id, step))) return 'right'
  }
  if (wasClosed || (await saveWrongCode(db, who.id)) < MOST_WRONG_CODES) return 'wrong'
  await note(db, gate, who, visit, 'second-step-closed', { wrong: MOST_WRONG_CODES })
  return 'closes'
}

/** Undefined, and a line in the log, when the installation has another key than it had: only the operator can bring it back. */
function unsealTotp(gate: Gate, sealed: string): string | undefined {
  try {
    return unseal(gate.key, 'totp', sealed)
  } catch {
    const fault = 'the key of this installation is not the one that its authenticator apps were sealed with'
    console.error(JSON.stringify({ at: new Date().toISOString(), fault }))
    return undefined
  }
}

/** Tells the owner, after the transaction in which the codes were closed. */
export async function tellClosed(gate: Gate, accountId: AccountId): Promise<void> {
  const what = `Somebody typed ${MOST_WRONG_CODES} wrong codes for your Ward Round account since the last right one. The codes of your authenticator app are closed now, and nobody was let in.`
  const advice = `A passkey still works. A recovery code opens them again; without one, ask the administrator to invite you again. If it was not you, somebody knows your password, or sits at your screen: change it at ${gate.origin}/account and tell the people who run Ward Round.`
  tell(
    gate,
    (await findAccount(gate.db, accountId))?.email,
    'The second step of your account is closed',
    `${what}\n\n${advice}`,
  )
}
