/** Forms that were sent after their session had ended: sealed, for one account, until that signs in again or an hour is over. */

import type { Handle } from './tables.ts'
import { hashToken, newToken } from './tokens.ts'

export interface KeptForm {
  readonly accountId: string
  /** Where it was sent. */
  readonly path: string
  /** Sealed with the key of this installation. */
  readonly body: string
  /** ISO 8601 UTC. */
  readonly expiresAt: string
}

/** Keeps a form. Gives its token, which nothing can tell again. */
export async function insertKeptForm(db: Handle, form: KeptForm): Promise<string> {
  const token = newToken()
  await db
    .insertInto('kept_form')
    .values({
      token_hash: hashToken(token),
      account_id: form.accountId,
      path: form.path,
      body: form.body,
      expires_at: form.expiresAt,
    })
    .execute()
  return token
}

/** Takes a form out, for whomever it is: it is sent once, or never. */
export async function takeKeptForm(db: Handle, token: string, at: string): Promise<KeptForm | undefined> {
  const row = await db
    .deleteFrom('kept_form')
    .where('token_hash', '=', hashToken(token))
    .returningAll()
    .executeTakeFirst()
  if (row === undefined || row.expires_at <= at) return undefined
  return { accountId: row.account_id, path: row.path, body: row.body, expiresAt: row.expires_at }
}

/** How many forms of an account are kept, expired ones too. */
export async function countKeptForms(db: Handle, accountId: string): Promise<number> {
  const rows = await db
    .selectFrom('kept_form')
    .select('token_hash')
    .where('account_id', '=', accountId)
    .execute()
  return rows.length
}
