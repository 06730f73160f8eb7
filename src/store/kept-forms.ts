/** Forms that were sent after their session had ended: sealed, for one account, until it sends or drops them or an hour is over. */

import type { AccountId } from './column-kinds.ts'
import type { KeptFormTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'
import { hashToken, newToken } from './tokens.ts'

/** `id` names it on the page of its owner, and opens nothing. */
export type KeptForm = Omit<Row<KeptFormTable>, 'tokenHash'> & { readonly id: string }

/** A name for a form that is about to be kept. */
export function newKeptFormId(): string {
  return hashToken(newToken())
}

/** The column of its id is called so since a cookie led here. */
export async function insertKeptForm(db: Handle, { id: tokenHash, ...form }: KeptForm): Promise<void> {
  await db
    .insertInto('keptForm')
    .values({ ...form, tokenHash })
    .execute()
}

/** The forms of an account that have not expired, the oldest first. */
export async function findKeptForms(db: Handle, accountId: AccountId, at: string): Promise<KeptForm[]> {
  const rows = await db
    .selectFrom('keptForm')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('expiresAt', '>', at)
    .orderBy('expiresAt')
    .orderBy('tokenHash')
    .execute()
  return rows.map(fromTable)
}

/** Takes a form of an account out: it is sent once, or never. Undefined: it has none of this name that has not expired. */
export async function deleteKeptForm(
  db: Handle,
  accountId: AccountId,
  id: string,
  at: string,
): Promise<KeptForm | undefined> {
  const row = await db
    .deleteFrom('keptForm')
    .where('tokenHash', '=', id)
    .where('accountId', '=', accountId)
    .returningAll()
    .executeTakeFirst()
  return row === undefined || row.expiresAt <= at ? undefined : fromTable(row)
}

const fromTable = ({ tokenHash: id, ...form }: Row<KeptFormTable>): KeptForm => ({ id, ...form })
