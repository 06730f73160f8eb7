/** The file of organisations that an administrator sent and has not applied yet: one an administrator, the newest. */

import type { Handle } from './tables.ts'

export interface Upload {
  readonly text: string
  /** ISO 8601 UTC. */
  readonly at: string
}

/** Keeps a file, in place of an earlier one of the same administrator. */
export async function saveUpload(db: Handle, accountId: string, upload: Upload): Promise<void> {
  await db
    .insertInto('organisation_upload')
    .values({ account_id: accountId, ...upload })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(upload))
    .execute()
}

export async function findUpload(db: Handle, accountId: string): Promise<Upload | undefined> {
  return db
    .selectFrom('organisation_upload')
    .select(['text', 'at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

export async function deleteUpload(db: Handle, accountId: string): Promise<void> {
  await db.deleteFrom('organisation_upload').where('account_id', '=', accountId).execute()
}
