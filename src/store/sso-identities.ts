/** Which account of somebody else's sign-in service belongs to which of ours: by issuer and subject only, never by mail. */

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
    .selectFrom('sso_identity')
    .select('account_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.account_id
}

/** What is linked to an account, the oldest first. */
export async function findSsoIdentities(
  db: Handle,
  accountId: string,
): Promise<readonly (SsoIdentity & { readonly linkedAt: string })[]> {
  return db
    .selectFrom('sso_identity')
    .select(['issuer', 'subject', 'linked_at as linkedAt'])
    .where('account_id', '=', accountId)
    .orderBy('linked_at')
    .execute()
}

/** Call it in the transaction in which `findSsoAccount` found none. */
export async function insertSsoIdentity(
  db: Handle,
  accountId: string,
  { issuer, subject }: SsoIdentity,
  at: string,
): Promise<void> {
  await db
    .insertInto('sso_identity')
    .values({ issuer, subject, account_id: accountId, linked_at: at })
    .execute()
}

/** Unlinks everything of an account; false when nothing was linked. */
export async function deleteSsoIdentities(db: Handle, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sso_identity')
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
