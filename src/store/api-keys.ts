/** Keys of the API: a token in somebody's program, stored as its hash only, and when it was made, last used and ended. */

import type { AccountId } from './column-kinds.ts'
import type { ApiKeyTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'
import { hashToken, newToken } from './tokens.ts'

/** What names it opens nothing: its token is kept as a hash, and not here. */
export type ApiKeyRow = Omit<Row<ApiKeyTable>, 'tokenHash'>

const COLUMNS = [
  'id',
  'accountId',
  'organisationId',
  'role',
  'scope',
  'label',
  'prefix',
  'createdAt',
  'usedAt',
  'endedAt',
] as const

/** By these a scanner of secrets knows a key of ours. */
const MARK = 'wardround_'
/** Characters of the token that its owner sees again: 36 of its 256 bits. */
const SHOWN = 6

export type NewApiKey = Pick<
  ApiKeyRow,
  'id' | 'accountId' | 'organisationId' | 'role' | 'scope' | 'label' | 'createdAt'
>

/** Keeps a new key. Gives its token, which nothing can tell again; undefined: there is one of this id already. */
export async function insertApiKey(
  db: Handle,
  key: NewApiKey,
): Promise<{ readonly token: string; readonly prefix: string } | undefined> {
  const token = `${MARK}${newToken()}`
  const prefix = token.slice(0, MARK.length + SHOWN)
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('apiKey')
    .values({ ...key, prefix, tokenHash: hashToken(token) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 0n ? undefined : { token, prefix }
}

/** The key of a token, ended or not. */
export async function findApiKey(db: Handle, token: string): Promise<ApiKeyRow | undefined> {
  return db.selectFrom('apiKey').select(COLUMNS).where('tokenHash', '=', hashToken(token)).executeTakeFirst()
}

/** The keys of an account that were not ended, the oldest first. */
export async function findApiKeys(db: Handle, accountId: AccountId): Promise<ApiKeyRow[]> {
  return db
    .selectFrom('apiKey')
    .select(COLUMNS)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

export async function saveApiKeyUse(db: Handle, id: string, at: string): Promise<void> {
  await db.updateTable('apiKey').set({ usedAt: at }).where('id', '=', id).execute()
}

/** Ends a key of an account. Gives it; undefined: it has no such key that goes on. */
export async function saveApiKeyEnd(
  db: Handle,
  accountId: AccountId,
  id: string,
  at: string,
): Promise<ApiKeyRow | undefined> {
  return db
    .updateTable('apiKey')
    .set({ endedAt: at })
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .returning(COLUMNS)
    .executeTakeFirst()
}
