/** Which account of somebody else's sign-in service belongs to which of ours: by issuer and subject only, never by mail. */

import type { AccountId } from './column-kinds.ts'
import type { Handle } from './tables.ts'

export interface SsoIdentity {
  readonly issuer: string
  /** The service's own name for the person, which never changes. */
  readonly subject: string
}

/** Id of the account that is linked; undefined: none. */
export async function findSsoAccount(
  db: Handle,
  { issuer, subject }: SsoIdentity,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('ssoIdentity')
    .select('accountId')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.accountId
}

/** What is linked to an account, the oldest first. */
export async function findSsoIdentities(
  db: Handle,
  accountId: AccountId,
): Promise<readonly (SsoIdentity & { readonly linkedAt: string })[]> {
  return db
    .selectFrom('ssoIdentity')
    .select(['issuer', 'subject', 'linkedAt'])
    .where('accountId', '=', accountId)
    .orderBy('linkedAt')
    .execute()
}

/** Call it in the transaction in which `findSsoAccount` found none. */
export async function insertSsoIdentity(
  db: Handle,
  accountId: AccountId,
  { issuer, subject }: SsoIdentity,
  at: string,
): Promise<void> {
  await db.insertInto('ssoIdentity').values({ issuer, subject, accountId, linkedAt: at }).execute()
}

/** Unlinks everything of an account; false when nothing was linked. */
export async function deleteSsoIdentities(db: Handle, accountId: AccountId): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('ssoIdentity')
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
