/**
 * Passkeys, authenticator app, recovery codes and single sign-on, as their owner adds and removes them.
 * It never takes the last factor, nor the last way in; and each change is told to the owner by mail.
 */

import { DomainError } from '../errors.ts'
import type { AccountId } from '../ids.ts'
import { findAccountDetails } from '../store/account-details.ts'
import { findAccount } from '../store/accounts.ts'
import { deleteTotp, findTotp, saveRecoveryCodes, saveTotp } from '../store/codes.ts'
import { deletePasskey, findPasskeys, insertPasskey } from '../store/passkeys.ts'
import { deleteSsoIdentities, findSsoIdentities } from '../store/sso-identities.ts'
import type { Handle } from '../store/tables.ts'
import { write } from '../store/transaction.ts'
import { hashRecoveryCode, newRecoveryCodes, newSecret, stepOf } from './codes.ts'
import { type Gate, instant, note, type Visit } from './gate.ts'
import { beginHalfWay, endHalfWay, type Step } from './half-way.ts'
import { seal } from './key.ts'
import { tell } from './letters.ts'
import { byOwnAsking, mayTry, ofAccount } from './limits.ts'
import { notYou } from './own-account.ts'
import { askForNewPasskey, readNewPasskey } from './passkeys.ts'
import { demandFresh } from './proving.ts'
import type { Session } from './sessions.ts'

/** What a browser is asked for a further passkey; the token leads to its answer. Undefined: too often lately. */
export async function askFurtherPasskey(gate: Gate, visit: Visit, session: Session) {
  demandFresh(session)
  const { person } = session
  if (!(await mayTry(gate, visit, [byOwnAsking(person.id)], ofAccount(person.id)))) return undefined
  const email = (await findAccount(gate.db, person.id))?.email ?? ''
  const { options, challenge } = await askForNewPasskey(gate, { ...person, email })
  const half = { kind: 'own-passkey', accountId: person.id, challenge } as const
  return { options, token: await beginHalfWay(gate.db, gate, half) }
}

/** False: the browser's answer is no new passkey. */
export async function addPasskey(
  gate: Gate,
  visit: Visit,
  session: Session,
  half: Step<'own-passkey'>,
  label: string,
  answer: string,
): Promise<boolean> {
  demandFresh(session)
  const { person } = session
  const passkey =
    half.accountId === person.id
      ? await readNewPasskey(gate, person.id, label, half.challenge, answer)
      : undefined
  if (passkey === undefined) return false
  const added = await change(gate, visit, session, 'factor-added', 'passkey', async (db) => {
    if (!(await endHalfWay(db, half.token))) return false
    await insertPasskey(db, passkey)
    return true
  })
  return added
}

/** @throws DomainError 'conflict' when nothing else would be left. */
export async function removePasskey(
  gate: Gate,
  visit: Visit,
  session: Session,
  id: string,
): Promise<boolean> {
  demandFresh(session)
  return change(gate, visit, session, 'factor-removed', 'passkey', async (db) => {
    if (!(await deletePasskey(db, session.person.id, id))) return false
    await demandWayIn(db, session.person.id)
    return true
  })
}

/** Makes the secret of a new authenticator app; the token leads to its first code. */
export async function startOwnApp(gate: Gate, session: Session): Promise<string> {
  demandFresh(session)
  const half = { kind: 'own-app', accountId: session.person.id, secret: newSecret() } as const
  return beginHalfWay(gate.db, gate, half)
}

/** Takes the app that showed this code, instead of any earlier one; false: the code is not right. */
export async function addApp(
  gate: Gate,
  visit: Visit,
  session: Session,
  half: Step<'own-app'>,
  typed: string,
): Promise<boolean> {
  demandFresh(session)
  const { person } = session
  const step = half.accountId === person.id ? stepOf(half.secret, typed, gate.now()) : undefined
  if (step === undefined) return false
  return change(gate, visit, session, 'factor-added', 'authenticator app', async (db) => {
    if (!(await endHalfWay(db, half.token))) return false
    await saveTotp(db, person.id, seal(gate.key, 'totp', half.secret), step, instant(gate))
    return true
  })
}

/** @throws DomainError 'conflict' when nothing else would be left. */
export async function removeApp(gate: Gate, visit: Visit, session: Session): Promise<boolean> {
  demandFresh(session)
  return change(gate, visit, session, 'factor-removed', 'authenticator app', async (db) => {
    if (!(await deleteTotp(db, session.person.id))) return false
    await demandWayIn(db, session.person.id)
    return true
  })
}

/** Ten new recovery codes, shown once; the earlier ones stop working. */
export async function renewCodes(gate: Gate, visit: Visit, session: Session): Promise<readonly string[]> {
  demandFresh(session)
  const codes = newRecoveryCodes()
  const { id } = session.person
  await change(gate, visit, session, 'factor-added', 'recovery codes', async (db) => {
    const hashes = codes.map((code) => hashRecoveryCode(id, code))
    await saveRecoveryCodes(db, id, hashes)
    return true
  })
  return codes
}

/** @throws DomainError 'conflict' when nothing else would be left. */
export async function unlinkSso(gate: Gate, visit: Visit, session: Session): Promise<boolean> {
  demandFresh(session)
  return change(gate, visit, session, 'factor-removed', 'single sign-on', async (db) => {
    if (!(await deleteSsoIdentities(db, session.person.id))) return false
    await demandWayIn(db, session.person.id)
    return true
  })
}

/** One change of a factor with its entry in the trail, or neither; then a letter to its owner. */
async function change(
  gate: Gate,
  visit: Visit,
  { person }: Session,
  action: 'factor-added' | 'factor-removed',
  factor: string,
  work: (db: Handle) => Promise<boolean>,
): Promise<boolean> {
  const done = await write(gate.db, async (db) => {
    if (!(await work(db))) return undefined
    await note(db, gate, person, visit, action, { factor })
    return { email: (await findAccount(db, person.id))?.email }
  })
  if (done === undefined) return false
  const what = action === 'factor-added' ? 'was added to' : 'was removed from'
  const subject = 'How you sign in to Ward Round was changed'
  tell(
    gate,
    done.email,
    subject,
    notYou(`A way to prove who you are (${factor}) ${what} your Ward Round account just now.`),
  )
  return true
}

/** A passkey, or an authenticator app with something before it. */
async function demandWayIn(db: Handle, accountId: AccountId): Promise<void> {
  if ((await findPasskeys(db, accountId)).length > 0) return
  const hasFirst =
    (await findAccountDetails(db, accountId))?.password !== undefined ||
    (await findSsoIdentities(db, accountId)).length > 0
  if (hasFirst && (await findTotp(db, accountId)) !== undefined) return
  throw new DomainError(
    'conflict',
    'This is the last way in to your account. Add another first: a passkey, or a password with an authenticator app.',
  )
}
