/**
 * Sessions: a token in somebody's browser, stored as its hash only, and when it was made, last seen, proved and ended.
 * It keeps what it is told; how long a session may last is for `identity` to say.
 */

import type { AccountId } from './column-kinds.ts'
import type { SessionTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'
import { hashToken, newToken } from './tokens.ts'
import { type ValueOf, worded } from './worded.ts'

/** What names it opens nothing: its token is kept as a hash, and not here. */
export type SessionRow = Omit<Row<SessionTable>, 'tokenHash'>

const COLUMNS = ['id', 'accountId', 'createdAt', 'seenAt', 'provedAt', 'endedAt', 'agent', 'address'] as const

export interface NewSession {
  readonly id: string
  readonly accountId: AccountId
  /** The moment in which its owner proved who they are. */
  readonly at: string
  readonly agent: string
  readonly address: string
}

/** Begins a session. Gives its token, which nothing can tell again. */
export async function insertSession(db: Handle, { at, ...session }: NewSession): Promise<string> {
  const token = newToken()
  await db
    .insertInto('session')
    .values({ ...session, tokenHash: hashToken(token), createdAt: at, seenAt: at, provedAt: at })
    .execute()
  return token
}

/** The session of a token, ended or not. */
export async function findSession(db: Handle, token: string): Promise<SessionRow | undefined> {
  return (await sessionOf(db, { tokenHash: hashToken(token) }))[0]
}

const sessionOf = worded((db, value: ValueOf<{ tokenHash: string }>) =>
  db.selectFrom('session').select(COLUMNS).where('tokenHash', '=', value('tokenHash')),
)

/** The session of an id, ended or not. */
export async function findSessionById(db: Handle, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('session').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}

/** The sessions of an account that were not ended, the last seen first. */
export async function findSessions(db: Handle, accountId: AccountId): Promise<SessionRow[]> {
  return db
    .selectFrom('session')
    .select(COLUMNS)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .orderBy('seenAt', 'desc')
    .orderBy('id')
    .execute()
}

export async function saveSeen(db: Handle, id: string, at: string): Promise<void> {
  await db.updateTable('session').set({ seenAt: at }).where('id', '=', id).execute()
}

export async function saveProved(db: Handle, id: string, at: string): Promise<void> {
  await db.updateTable('session').set({ provedAt: at }).where('id', '=', id).execute()
}

/** Ends one session of an account; false when it has no such session that goes on. */
export async function saveSessionEnd(
  db: Handle,
  accountId: AccountId,
  id: string,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set({ endedAt: at })
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Ends all sessions of an account, such as when it is disabled, but for the one that is excepted. Gives how many. */
export async function saveSessionsEnd(
  db: Handle,
  accountId: AccountId,
  at: string,
  exceptId?: string,
): Promise<number> {
  let query = db
    .updateTable('session')
    .set({ endedAt: at })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
  if (exceptId !== undefined) query = query.where('id', '<>', exceptId)
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Ends whatever was last seen or made before an instant, or seen after `latest`, which no true clock has reached. */
export async function saveStaleEnded(
  db: Handle,
  before: { readonly seen: string; readonly created: string },
  latest: string,
  at: string,
): Promise<void> {
  const stale = await db
    .selectFrom('session')
    .select('id')
    .where('endedAt', 'is', null)
    .where((row) =>
      row.or([
        row('seenAt', '<', before.seen),
        row('createdAt', '<', before.created),
        row('seenAt', '>', latest),
      ]),
    )
    .execute()
  // Reading first: most of the time there is nothing to write, and a file has one writer.
  if (stale.length === 0) return
  await db
    .updateTable('session')
    .set({ endedAt: at })
    .where('endedAt', 'is', null)
    .where(
      'id',
      'in',
      stale.map(({ id }) => id),
    )
    .execute()
}

/** Forgets sessions that ended before an instant. */
export async function deleteEndedSessions(db: Handle, before: string): Promise<void> {
  await db.deleteFrom('session').where('endedAt', '<', before).execute()
}
