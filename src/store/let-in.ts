/** When the owner of an account first signed in, and who invited them or let them back in. It decides nothing. */

import type { AccountId } from './column-kinds.ts'
import type { Handle } from './tables.ts'

/** Notes that somebody invited the owner of an account, or let them back in; `at` is ISO 8601 UTC. */
export async function insertLetIn(
  db: Handle,
  accountId: AccountId,
  byId: AccountId,
  at: string,
): Promise<void> {
  await db
    .insertInto('letIn')
    .values({ accountId, byId, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Ids of the accounts that this one let in after an instant (ISO 8601 UTC). */
export async function findLetInBy(db: Handle, byId: AccountId, after: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('letIn')
    .select('accountId')
    .distinct()
    .where('byId', '=', byId)
    .where('at', '>', after)
    .execute()
  return new Set(rows.map((row) => row.accountId))
}

/** Of these accounts, those whose owner first signed in at an instant (ISO 8601 UTC) or before. */
export async function findSignedInBy(
  db: Handle,
  accountIds: readonly AccountId[],
  at: string,
): Promise<Set<string>> {
  if (accountIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where('id', 'in', accountIds)
    .where('firstSignedInAt', '<=', at)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** The first time stays; ISO 8601 UTC. */
export async function saveFirstSignIn(db: Handle, accountId: AccountId, at: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ firstSignedInAt: at })
    .where('id', '=', accountId)
    .where('firstSignedInAt', 'is', null)
    .execute()
}
