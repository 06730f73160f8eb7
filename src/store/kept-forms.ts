/** Forms that were sent after their session had ended: sealed, for one account, until it sends or drops them or an hour is over. */

import type { Selectable } from 'kysely'
import type { KeptFormTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'
import { hashToken, newToken } from './tokens.ts'

export interface KeptForm {
  /** Names it on the page of its owner; opens nothing. */
  readonly id: string
  readonly accountId: string
  /** Where it was sent. */
  readonly path: string
  /** Sealed with the key of this installation. */
  readonly body: string
  /** ISO 8601 UTC. */
  readonly expiresAt: string
}

/** A name for a form that is about to be kept. */
export function newKeptFormId(): string {
  return hashToken(newToken())
}

export async function insertKeptForm(db: Handle, form: KeptForm): Promise<void> {
  await db
    .insertInto('kept_form')
    .values({
      // As the column is called since a cookie led here.
      token_hash: form.id,
      account_id: form.accountId,
      path: form.path,
      body: form.body,
      expires_at: form.expiresAt,
    })
    .execute()
}

/** The forms of an account that have not expired, the oldest first. */
export async function findKeptForms(db: Handle, accountId: string, at: string): Promise<KeptForm[]> {
  const rows = await db
    .selectFrom('kept_form')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('expires_at', '>', at)
    .orderBy('expires_at')
    .orderBy('token_hash')
    .execute()
  return rows.map(fromTable)
}

/** Takes a form of an account out: it is sent once, or never. Undefined: it has none of this name that has not expired. */
export async function takeKeptForm(
  db: Handle,
  accountId: string,
  id: string,
  at: string,
): Promise<KeptForm | undefined> {
  const row = await db
    .deleteFrom('kept_form')
    .where('token_hash', '=', id)
    .where('account_id', '=', accountId)
    .returningAll()
    .executeTakeFirst()
  return row === undefined || row.expires_at <= at ? undefined : fromTable(row)
}

function fromTable(row: Selectable<KeptFormTable>): KeptForm {
  return {
    id: row.token_hash,
    accountId: row.account_id,
    path: row.path,
    body: row.body,
    expiresAt: row.expires_at,
  }
}
