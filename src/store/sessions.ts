/**
 * Sessions: a token in somebody's browser, stored as its hash only, and when it was made, last seen, proved and ended.
 * It keeps what it is told; how long a session may last is for `identity` to say.
 */

import type { Selectable } from 'kysely'
import type { SessionTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'
import { hashToken, newToken } from './tokens.ts'

export interface SessionRow {
  /** Names it on the page of its owner; opens nothing. */
  readonly id: string
  readonly accountId: string
  /** ISO 8601 UTC, as are the others. */
  readonly createdAt: string
  readonly seenAt: string
  /** When its owner last proved who they are. */
  readonly provedAt: string | undefined
  readonly endedAt: string | undefined
  /** The browser, as it calls itself. */
  readonly agent: string
  readonly address: string
}

export interface NewSession {
  readonly id: string
  readonly accountId: string
  /** The moment in which its owner proved who they are. */
  readonly at: string
  readonly agent: string
  readonly address: string
}

/** Begins a session. Gives its token, which nothing can tell again. */
export async function insertSession(db: Handle, session: NewSession): Promise<string> {
  const token = newToken()
  await db
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      id: session.id,
      account_id: session.accountId,
      created_at: session.at,
      seen_at: session.at,
      proved_at: session.at,
      ended_at: null,
      agent: session.agent,
      address: session.address,
    })
    .execute()
  return token
}

/** The session of a token, ended or not. */
export async function findSession(db: Handle, token: string): Promise<SessionRow | undefined> {
  const row = await db
    .selectFrom('session')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** The session of an id, ended or not. */
export async function findSessionById(db: Handle, id: string): Promise<SessionRow | undefined> {
  const row = await db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** The sessions of an account that were not ended, the last seen first. */
export async function findSessions(db: Handle, accountId: string): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(fromTable)
}

export async function saveSeen(db: Handle, id: string, at: string): Promise<void> {
  await db.updateTable('session').set({ seen_at: at }).where('id', '=', id).execute()
}

export async function saveProved(db: Handle, id: string, at: string): Promise<void> {
  await db.updateTable('session').set({ proved_at: at }).where('id', '=', id).execute()
}

/** Ends one session of an account; false when it has no such session that goes on. */
export async function endSession(db: Handle, accountId: string, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Ends all sessions of an account, such as when it is disabled, but for the one that is excepted. Gives how many. */
export async function endSessions(
  db: Handle,
  accountId: string,
  at: string,
  exceptId?: string,
): Promise<number> {
  let query = db
    .updateTable('session')
    .set({ ended_at: at })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
  if (exceptId !== undefined) query = query.where('id', '<>', exceptId)
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Ends whatever was last seen or made before an instant, or seen after `latest`, which no true clock has reached. */
export async function endStaleSessions(
  db: Handle,
  before: { readonly seen: string; readonly created: string },
  latest: string,
  at: string,
): Promise<void> {
  const stale = await db
    .selectFrom('session')
    .select('id')
    .where('ended_at', 'is', null)
    .where((row) =>
      row.or([
        row('seen_at', '<', before.seen),
        row('created_at', '<', before.created),
        row('seen_at', '>', latest),
      ]),
    )
    .execute()
  // Reading first: most of the time there is nothing to write, and a file has one writer.
  if (stale.length === 0) return
  await db
    .updateTable('session')
    .set({ ended_at: at })
    .where('ended_at', 'is', null)
    .where(
      'id',
      'in',
      stale.map(({ id }) => id),
    )
    .execute()
}

/** Forgets sessions that ended before an instant. */
export async function deleteEndedSessions(db: Handle, before: string): Promise<void> {
  await db.deleteFrom('session').where('ended_at', '<', before).execute()
}

function fromTable(row: Selectable<SessionTable>): SessionRow {
  return {
    id: row.id,
    accountId: row.account_id,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    provedAt: row.proved_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    agent: row.agent,
    address: row.address,
  }
}
