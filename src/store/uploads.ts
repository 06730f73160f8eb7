/** The file of organisations that an administrator sent and has not applied yet: one an administrator, the newest. */

import type { AccountId } from './column-kinds.ts'
import type { Handle } from './tables.ts'

export interface Upload {
  readonly text: string
  /** ISO 8601 UTC. */
  readonly at: string
}

/** Keeps a file, in place of an earlier one of the same administrator. */
export async function saveUpload(db: Handle, accountId: AccountId, upload: Upload): Promise<void> {
  await db
    .insertInto('organisationUpload')
    .values({ accountId, ...upload })
    .onConflict((conflict) => conflict.column('accountId').doUpdateSet(upload))
    .execute()
}

export async function findUpload(db: Handle, accountId: AccountId): Promise<Upload | undefined> {
  return db
    .selectFrom('organisationUpload')
    .select(['text', 'at'])
    .where('accountId', '=', accountId)
    .executeTakeFirst()
}

export async function deleteUpload(db: Handle, accountId: AccountId): Promise<void> {
  await db.deleteFrom('organisationUpload').where('accountId', '=', accountId).execute()
}
