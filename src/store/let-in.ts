/** When the owner of an account first signed in, and who invited them or let them back in. It decides nothing. */

import type { Handle } from './tables.ts'

/** Notes that somebody invited the owner of an account, or let them back in; `at` is ISO 8601 UTC. */
export async function insertLetIn(db: Handle, accountId: string, byId: string, at: string): Promise<void> {
  await db
    .insertInto('let_in')
    .values({ account_id: accountId, by_id: byId, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Ids of the accounts that this one let in after an instant (ISO 8601 UTC). */
export async function findLetInBy(db: Handle, byId: string, after: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('let_in')
    .select('account_id')
    .distinct()
    .where('by_id', '=', byId)
    .where('at', '>', after)
    .execute()
  return new Set(rows.map((row) => row.account_id))
}

/** Of these accounts, those whose owner first signed in at an instant (ISO 8601 UTC) or before. */
export async function findSignedInBy(
  db: Handle,
  accountIds: readonly string[],
  at: string,
): Promise<Set<string>> {
  if (accountIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where('id', 'in', accountIds)
    .where('first_signed_in_at', '<=', at)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** The first time stays; ISO 8601 UTC. */
export async function saveFirstSignIn(db: Handle, accountId: string, at: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ first_signed_in_at: at })
    .where('id', '=', accountId)
    .where('first_signed_in_at', 'is', null)
    .execute()
}
