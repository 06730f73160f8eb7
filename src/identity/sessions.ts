/**
 * A session's token → the person whose it is, for as long as it may last; and its ends.
 * A session that is over never comes back: it is marked as ended the moment anybody looks, so that no clock set back revives it.
 */

import { randomUUID } from 'node:crypto'
import type { AccountId } from '../ids.ts'
import { findPerson } from '../store/accounts.ts'
import { deleteExpired } from '../store/expiry.ts'
import { faultOf } from '../store/faults.ts'
import { saveFirstSignIn } from '../store/let-in.ts'
import { saveMet } from '../store/members.ts'
import type { Person } from '../store/person.ts'
import {
  deleteEndedSessions,
  saveSessionEnd,
  saveStaleEnded,
  findSession,
  findSessionById,
  insertSession,
  saveProved,
  saveSeen,
  type SessionRow,
} from '../store/sessions.ts'
import type { Handle } from '../store/tables.ts'
import { read } from '../store/transaction.ts'
import { type Gate, instant, type Visit } from './gate.ts'

/** Ours; OWASP ASVS 5.0, V7.3.1 and V7.3.2, asks for both limits. */
export const IDLE_MINUTES = 30
export const ABSOLUTE_MINUTES = 12 * 60
/** How fresh a proof must be before mail, password or a factor changes. */
const FRESH_MINUTES = 10
/** How far two clocks of one service may differ. */
const SKEW_MINUTES = 2
const LONGEST_AGENT = 200
/** An ended session is still known for so long: what is sent in its name is kept for its owner. */
const REMEMBERED_MINUTES = 24 * 60

export interface Session {
  readonly id: string
  readonly person: Person
  /** Its owner proved who they are a few minutes ago. */
  readonly isFresh: boolean
  /** Until it ends if nothing more is done, and until it ends whatever is done. */
  readonly secondsLeft: { readonly idle: number; readonly absolute: number }
}

/** Begins a session of an account that has just proved who it is. Gives its token. Call it in the transaction of the proof. */
export async function beginSession(
  db: Handle,
  gate: Gate,
  accountId: AccountId,
  visit: Visit,
): Promise<string> {
  await saveFirstSignIn(db, accountId, instant(gate))
  await saveMet(db, accountId, instant(gate))
  return insertSession(db, {
    id: randomUUID(),
    accountId,
    at: instant(gate),
    agent: visit.agent.slice(0, LONGEST_AGENT),
    address: visit.address ?? '',
  })
}

/**
 * The session of a token, if it goes on and its account is active; `touch` says that its owner did something,
 * which is written down at most once a minute.
 */
export async function findGoingSession(
  gate: Gate,
  token: string | undefined,
  visit: Visit,
  touch: boolean,
): Promise<Session | undefined> {
  await tidy(gate)
  const row = token === undefined ? undefined : await findSession(gate.db, token)
  if (row === undefined || row.endedAt !== undefined) return undefined
  if (isOver(row, instant(gate))) {
    await unlessBusy(() => saveSessionEnd(gate.db, row.accountId, row.id, instant(gate)))
    return undefined
  }
  const person = await read(gate.db, (db) => findPerson(db, row.accountId, instant(gate), visit.address))
  if (person === undefined) return undefined
  if (touch && row.seenAt <= instant(gate, -1))
    await unlessBusy(() => saveSeen(gate.db, row.id, instant(gate)))
  const until = (from: string, minutes: number) =>
    Math.max(0, Math.floor((Date.parse(from) - gate.now().getTime()) / 1000) + minutes * 60)
  const absolute = until(row.createdAt, ABSOLUTE_MINUTES)
  return {
    id: row.id,
    person,
    isFresh: row.provedAt !== undefined && row.provedAt > instant(gate, -FRESH_MINUTES),
    secondsLeft: {
      idle: Math.min(absolute, until(touch ? instant(gate) : row.seenAt, IDLE_MINUTES)),
      absolute,
    },
  }
}

/** A session that a page was shown to, whether it goes on or not. */
export interface PastSession {
  readonly accountId: AccountId
  /** Nobody ended it: it was left alone for too long, or went on for too long. */
  readonly endedByItself: boolean
}

/** What is known of the session of an id: for what is sent a little too late. */
export async function findPastSession(gate: Gate, id: string): Promise<PastSession | undefined> {
  const row = await findSessionById(gate.db, id)
  if (row === undefined) return undefined
  return { accountId: row.accountId, endedByItself: isOver(row, row.endedAt ?? instant(gate)) }
}

/** Its owner proved again who they are. */
export function refresh(db: Handle, gate: Gate, sessionId: string): Promise<void> {
  return saveProved(db, sessionId, instant(gate))
}

/** Whether a session can no longer be used at an instant (ISO 8601 UTC), even if it was not marked yet. Nobody ends one before it is. */
export function isOver(row: SessionRow, at: string): boolean {
  const when = { now: () => new Date(at) }
  return (
    row.seenAt <= instant(when, -IDLE_MINUTES) ||
    row.createdAt <= instant(when, -ABSOLUTE_MINUTES) ||
    row.seenAt > instant(when, SKEW_MINUTES)
  )
}

const tidied = new WeakMap<Handle, number>()

/** At most once a minute: ends every session that is over, and deletes what nobody can use any more. */
async function tidy(gate: Gate): Promise<void> {
  const now = gate.now().getTime()
  const last = tidied.get(gate.db)
  if (last !== undefined && Math.abs(now - last) < 60_000) return
  tidied.set(gate.db, now)
  await unlessBusy(async () => {
    const over = { seen: instant(gate, -IDLE_MINUTES), created: instant(gate, -ABSOLUTE_MINUTES) }
    await saveStaleEnded(gate.db, over, instant(gate, SKEW_MINUTES), instant(gate))
    await deleteEndedSessions(gate.db, instant(gate, -REMEMBERED_MINUTES))
    await deleteExpired(gate.db, instant(gate), instant(gate, -REMEMBERED_MINUTES))
  })
}

/** What can be done at the next request as well must not fail this one. */
async function unlessBusy(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (faultOf(error) === undefined) throw error
  }
}
