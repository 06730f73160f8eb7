/** A signed-in owner proves again who they are, before anything by which they prove it may change. */

import { DomainError } from '../errors.ts'
import { savePasskeyUse } from '../store/passkeys.ts'
import { saveSessionEnd } from '../store/sessions.ts'
import type { Handle } from '../store/tables.ts'
import { write } from '../store/transaction.ts'
import { type Gate, instant, note, type Visit } from './gate.ts'
import { beginHalfWay, endHalfWay, type Step } from './half-way.ts'
import { byOwnAsking, bySecondFactor, byStep, mayTry, ofAccount, wentWell } from './limits.ts'
import { askForPasskey, readPasskey } from './passkeys.ts'
import { tellClosed, useCode } from './second-step.ts'
import { refresh, type Session } from './sessions.ts'

/** @throws DomainError 'not-allowed': the pages ask for the proof first. */
export function demandFresh(session: Session): void {
  if (!session.isFresh) throw new DomainError('not-allowed', 'Show again that it is you, then change this.')
}

/** What a browser is asked for; the token leads to its answer. Undefined: too often lately. */
export async function askOwner(gate: Gate, visit: Visit, { person }: Session) {
  if (!(await mayTry(gate, visit, [byOwnAsking(person.id)], ofAccount(person.id)))) return undefined
  const { options, challenge } = await askForPasskey(gate, person.id)
  const half = { kind: 'own-passkey', accountId: person.id, challenge } as const
  return { options, token: await beginHalfWay(gate.db, gate, half) }
}

/** False: the answer proves nothing. */
export async function proveByPasskey(
  gate: Gate,
  visit: Visit,
  session: Session,
  half: Step<'own-passkey'>,
  answer: string,
): Promise<boolean> {
  const { passkey } = await readPasskey(gate, half.challenge, answer)
  const isOwn = passkey !== undefined && passkey.accountId === session.person.id
  return write(gate.db, async (db) => {
    if (!(await endHalfWay(db, half.token))) return false
    if (!isOwn) {
      await note(db, gate, session.person, visit, 'proof-failed')
      return false
    }
    await savePasskeyUse(db, passkey.id, passkey.counter, instant(gate))
    await proved(db, gate, visit, session, 'passkey')
    return true
  })
}

/** `ended`: too many wrong codes, and the session is over. `closed`: the codes of the app open nothing any more. */
export async function proveByCode(
  gate: Gate,
  visit: Visit,
  session: Session,
  typed: string,
): Promise<'proved' | 'refused' | 'closed' | 'ended'> {
  const { id, person } = session
  const limits = [byStep(id), bySecondFactor(person.id)]
  if (!(await mayTry(gate, visit, limits, ofAccount(person.id)))) {
    await write(gate.db, async (db) => {
      await saveSessionEnd(db, person.id, id, instant(gate))
      await note(db, gate, person, visit, 'session-ended', { why: 'too many wrong codes' })
    })
    return 'ended'
  }
  const code = await write(gate.db, async (db) => {
    const outcome = await useCode(db, gate, visit, person, typed)
    if (outcome === 'right') await proved(db, gate, visit, session, 'code')
    else await note(db, gate, person, visit, 'proof-failed')
    return outcome
  })
  if (code === 'right') await wentWell(gate, limits)
  if (code === 'closes') await tellClosed(gate, person.id)
  if (code === 'right') return 'proved'
  return code === 'wrong' ? 'refused' : 'closed'
}

async function proved(
  db: Handle,
  gate: Gate,
  visit: Visit,
  { id, person }: Session,
  how: string,
): Promise<void> {
  await refresh(db, gate, id)
  await note(db, gate, person, visit, 'proved-again', { how })
}
