/** Passkeys of accounts: the public half of each, and when it was last used. The private half never leaves its owner's device. */

import type { Selectable } from 'kysely'
import type { PasskeyTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'

export interface PasskeyRow {
  /** Credential id, base64url. */
  readonly id: string
  readonly accountId: string
  /** As its owner calls it. */
  readonly label: string
  readonly publicKey: Uint8Array<ArrayBuffer>
  /** Of its uses, as the device counts them; 0 on devices that do not count. */
  readonly counter: number
  readonly transports: readonly string[]
  readonly createdAt: string
  readonly usedAt: string | undefined
}

/**
 * Devices count to 4,294,967,295, and a column of PostgreSQL to half of that. Beyond it a count says no more than "at least so often":
 * a later one is still larger, and a copied device is found by nothing but the count of most devices, which stays far below.
 */
const LARGEST_COUNT = 2_147_483_647

export async function insertPasskey(db: Handle, passkey: PasskeyRow): Promise<void> {
  await db
    .insertInto('passkey')
    .values({
      id: passkey.id,
      account_id: passkey.accountId,
      label: passkey.label,
      public_key: Buffer.from(passkey.publicKey),
      counter: Math.min(passkey.counter, LARGEST_COUNT),
      transports: JSON.stringify(passkey.transports),
      created_at: passkey.createdAt,
      used_at: passkey.usedAt ?? null,
    })
    .execute()
}

export async function findPasskey(db: Handle, id: string): Promise<PasskeyRow | undefined> {
  const row = await db.selectFrom('passkey').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** The passkeys of an account, the oldest first. */
export async function findPasskeys(db: Handle, accountId: string): Promise<PasskeyRow[]> {
  const rows = await db
    .selectFrom('passkey')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(fromTable)
}

/** Keeps when it was used, and how often its device says that it was. */
export async function savePasskeyUse(db: Handle, id: string, counter: number, at: string): Promise<void> {
  await db
    .updateTable('passkey')
    .set({ counter: Math.min(counter, LARGEST_COUNT), used_at: at })
    .where('id', '=', id)
    .execute()
}

/** False when the account has no such passkey. */
export async function deletePasskey(db: Handle, accountId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('passkey')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

function fromTable(row: Selectable<PasskeyTable>): PasskeyRow {
  return {
    id: row.id,
    accountId: row.account_id,
    label: row.label,
    publicKey: new Uint8Array(row.public_key),
    counter: row.counter,
    transports: JSON.parse(row.transports) as string[],
    createdAt: row.created_at,
    usedAt: row.used_at ?? undefined,
  }
}
