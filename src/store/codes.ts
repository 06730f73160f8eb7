/** Authenticator apps and recovery codes of accounts. What it is given is sealed or hashed already, and every code is used once. */

import type { Handle } from './tables.ts'

export interface TotpRow {
  /** Sealed with the key of this installation. */
  readonly secret: string
  readonly confirmedAt: string
  /** Wrong codes since the last right one. */
  readonly wrongCodes: number
}

/** The authenticator app of an account; undefined: it has none. */
export async function findTotp(db: Handle, accountId: string): Promise<TotpRow | undefined> {
  const row = await db
    .selectFrom('totp')
    .select(['secret', 'confirmed_at', 'wrong_codes'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.confirmed_at == null
    ? undefined
    : { secret: row.secret, confirmedAt: row.confirmed_at, wrongCodes: row.wrong_codes }
}

/** Keeps an authenticator app that showed its first code, instead of any earlier one; `step` is that code's. */
export async function saveTotp(
  db: Handle,
  accountId: string,
  secret: string,
  step: number,
  at: string,
): Promise<void> {
  await deleteTotp(db, accountId)
  await db
    .insertInto('totp')
    .values({ account_id: accountId, secret, confirmed_at: at, last_step: step })
    .execute()
}

/** Uses the code of a time step, which ends the count of wrong ones: false when this step's code, or a later one's, was used already. */
export async function useTotpStep(db: Handle, accountId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('totp')
    .set({ last_step: step, wrong_codes: 0 })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Counts one more wrong code of an authenticator app. Gives how many there are since the last right one; 0: there is no app. */
export async function countWrongCode(db: Handle, accountId: string): Promise<number> {
  const row = await db
    .updateTable('totp')
    .set((column) => ({ wrong_codes: column('wrong_codes', '+', 1) }))
    .where('account_id', '=', accountId)
    .returning('wrong_codes')
    .executeTakeFirst()
  return row?.wrong_codes ?? 0
}

/** Begins the count of wrong codes anew. */
export async function forgetWrongCodes(db: Handle, accountId: string): Promise<void> {
  await db.updateTable('totp').set({ wrong_codes: 0 }).where('account_id', '=', accountId).execute()
}

/** False when the account has none. */
export async function deleteTotp(db: Handle, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('totp')
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Keeps the hashes of new recovery codes; earlier ones stop working. */
export async function saveRecoveryCodes(
  db: Handle,
  accountId: string,
  hashes: readonly string[],
): Promise<void> {
  await db.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  await db
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ account_id: accountId, hash, used_at: null })))
    .execute()
}

/** Uses a recovery code by its hash: false when there is none, or it was used already. */
export async function useRecoveryCode(
  db: Handle,
  accountId: string,
  hash: string,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recovery_code')
    .set({ used_at: at })
    .where('account_id', '=', accountId)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** How many recovery codes still work. */
export async function countRecoveryCodes(db: Handle, accountId: string): Promise<number> {
  const rows = await db
    .selectFrom('recovery_code')
    .select('hash')
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute()
  return rows.length
}
