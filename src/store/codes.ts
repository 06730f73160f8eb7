/** Authenticator apps and recovery codes of accounts. What it is given is sealed or hashed already, and every code is used once. */

import type { AccountId } from './column-kinds.ts'
import type { TotpTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'

/** `wrongCodes` since the last right one. */
export type TotpRow = Pick<Row<TotpTable>, 'secret' | 'wrongCodes'> & { readonly confirmedAt: string }

/** The authenticator app of an account; undefined: it has none. */
export async function findTotp(db: Handle, accountId: AccountId): Promise<TotpRow | undefined> {
  const row = await db
    .selectFrom('totp')
    .select(['secret', 'confirmedAt', 'wrongCodes'])
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return row?.confirmedAt === undefined ? undefined : { ...row, confirmedAt: row.confirmedAt }
}

/** Keeps an authenticator app that showed its first code, instead of any earlier one; `step` is that code's. */
export async function saveTotp(
  db: Handle,
  accountId: AccountId,
  secret: string,
  step: number,
  at: string,
): Promise<void> {
  await deleteTotp(db, accountId)
  await db.insertInto('totp').values({ accountId, secret, confirmedAt: at, lastStep: step }).execute()
}

/** Uses the code of a time step, which ends the count of wrong ones: false when this step's code, or a later one's, was used already. */
export async function saveTotpStep(db: Handle, accountId: AccountId, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('totp')
    .set({ lastStep: step, wrongCodes: 0 })
    .where('accountId', '=', accountId)
    .where('lastStep', '<', step)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Counts one more wrong code of an authenticator app. Gives how many there are since the last right one; 0: there is no app. */
export async function saveWrongCode(db: Handle, accountId: AccountId): Promise<number> {
  const row = await db
    .updateTable('totp')
    .set((column) => ({ wrongCodes: column('wrongCodes', '+', 1) }))
    .where('accountId', '=', accountId)
    .returning('wrongCodes')
    .executeTakeFirst()
  return row?.wrongCodes ?? 0
}

/** Begins the count of wrong codes anew. */
export async function deleteWrongCodes(db: Handle, accountId: AccountId): Promise<void> {
  await db.updateTable('totp').set({ wrongCodes: 0 }).where('accountId', '=', accountId).execute()
}

/** False when the account has none. */
export async function deleteTotp(db: Handle, accountId: AccountId): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('totp')
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Keeps the hashes of new recovery codes; earlier ones stop working. */
export async function saveRecoveryCodes(
  db: Handle,
  accountId: AccountId,
  hashes: readonly string[],
): Promise<void> {
  await db.deleteFrom('recoveryCode').where('accountId', '=', accountId).execute()
  await db
    .insertInto('recoveryCode')
    .values(hashes.map((hash) => ({ accountId, hash, usedAt: null })))
    .execute()
}

/** Uses a recovery code by its hash: false when there is none, or it was used already. */
export async function saveRecoveryCodeUsed(
  db: Handle,
  accountId: AccountId,
  hash: string,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recoveryCode')
    .set({ usedAt: at })
    .where('accountId', '=', accountId)
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** How many recovery codes still work. */
export async function countRecoveryCodes(db: Handle, accountId: AccountId): Promise<number> {
  const rows = await db
    .selectFrom('recoveryCode')
    .select('hash')
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
    .execute()
  return rows.length
}
