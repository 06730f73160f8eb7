/**
 * A forgotten password: a mail address → a link by mail, or nothing, and the same answer. The link sets a password and nothing else:
 * the second factor is still asked for, and who has none of ours cannot be reset by mail alone.
 */

import { setTimeout as wait } from 'node:timers/promises'
import { savePassword } from '../store/account-details.ts'
import { type AccountRow, findAccount, findAccountByEmail } from '../store/accounts.ts'
import { saveSessionsEnd } from '../store/sessions.ts'
import { deleteSignIns } from '../store/sign-ins.ts'
import { deleteTickets, findTicket, insertTicket, saveTicketUsed } from '../store/tickets.ts'
import { write } from '../store/transaction.ts'
import { type Gate, instant, note, type Visit } from './gate.ts'
import { beginHalfWay } from './half-way.ts'
import { byAddress, byLetters, mayTry } from './limits.ts'
import { tell } from './letters.ts'
import { hashPassword } from './passwords.ts'
import { hasSecondFactor } from './signing-in.ts'

const RESET_MINUTES = 60
const LEAST_MS = 150

/** Asks for a link. False: too often lately; otherwise nobody learns whether there is such an account. */
export async function askReset(gate: Gate, visit: Visit, email: string): Promise<boolean> {
  const limits = [byLetters('reset', email), ...byAddress(visit.address)]
  const work = async () => {
    if (!(await mayTry(gate, visit, limits, (db) => findAccountByEmail(db, email)))) return false
    const account = await findAccountByEmail(gate.db, email)
    const found = (await mayReset(gate, account)) ? account : undefined
    const token = await write(gate.db, async (db) => {
      await deleteTickets(db, 'reset', found?.id)
      // A ticket of nobody opens nothing; it is made so that both take the same time.
      const made = await insertTicket(db, {
        kind: 'reset',
        accountId: found?.id,
        at: instant(gate),
        expiresAt: instant(gate, RESET_MINUTES),
      })
      if (found !== undefined) await note(db, gate, found, visit, 'reset-asked')
      return made
    })
    if (found !== undefined)
      tell(gate, found.email, 'A new password for Ward Round', resetLetter(gate, found, token))
    return true
  }
  const [asked] = await Promise.all([work(), wait(LEAST_MS)])
  return asked
}

async function mayReset(gate: Gate, account: AccountRow | undefined): Promise<boolean> {
  return account?.status === 'active' && (await hasSecondFactor(gate.db, account.id))
}

function resetLetter(gate: Gate, account: AccountRow, token: string): string {
  return [
    `Dear ${account.name},`,
    'Somebody, we hope you, asked for a new password for your Ward Round account.',
    `Choose it here within an hour: ${gate.origin}/reset/${token}`,
    'You will still need your second factor. If you did not ask, do nothing: your password stays as it is.',
  ].join('\n\n')
}

/** Whose password a link changes; undefined: it was used, is too old, or is nobody's. */
export async function findReset(gate: Gate, token: string): Promise<AccountRow | undefined> {
  const ticket = await findTicket(gate.db, 'reset', token, instant(gate))
  const account = ticket?.accountId === undefined ? undefined : await findAccount(gate.db, ticket.accountId)
  return (await mayReset(gate, account)) ? account : undefined
}

/** Sets the new password, ends every session, and gives the token of the next step: the second factor. Undefined: the link is over. */
export async function resetPassword(
  gate: Gate,
  visit: Visit,
  token: string,
  password: string,
): Promise<string | undefined> {
  const account = await findReset(gate, token)
  if (account === undefined) return undefined
  const hashed = await hashPassword(password)
  const half = await write(gate.db, async (db) => {
    if ((await saveTicketUsed(db, 'reset', token, instant(gate))) === undefined) return undefined
    await savePassword(db, account.id, hashed)
    await saveSessionsEnd(db, account.id, instant(gate))
    await deleteSignIns(db, account.id)
    const begun = await beginHalfWay(db, gate, { kind: 'second', accountId: account.id, how: 'reset' })
    await note(db, gate, account, visit, 'password-reset')
    return begun
  })
  if (half !== undefined)
    tell(gate, account.email, 'Your password for Ward Round was changed', CHANGED_LETTER)
  return half
}

const CHANGED_LETTER =
  'Your password for Ward Round was changed just now. If that was not you, tell the people who run Ward Round at once.'
