/** Passkeys of accounts: the public half of each, and when it was last used. The private half never leaves its owner's device. */

import type { AccountId } from './column-kinds.ts'
import type { PasskeyTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'

/** `counter` is of its uses, as the device counts them; 0 on devices that do not count. */
export type PasskeyRow = Omit<Row<PasskeyTable>, 'publicKey'> & {
  readonly publicKey: Uint8Array<ArrayBuffer>
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
      ...passkey,
      publicKey: Buffer.from(passkey.publicKey),
      counter: Math.min(passkey.counter, LARGEST_COUNT),
    })
    .execute()
}

export async function findPasskey(db: Handle, id: string): Promise<PasskeyRow | undefined> {
  const row = await db.selectFrom('passkey').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromTable(row)
}

/** The passkeys of an account, the oldest first. */
export async function findPasskeys(db: Handle, accountId: AccountId): Promise<PasskeyRow[]> {
  const rows = await db
    .selectFrom('passkey')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map(fromTable)
}

/** Keeps when it was used, and how often its device says that it was. */
export async function savePasskeyUse(db: Handle, id: string, counter: number, at: string): Promise<void> {
  await db
    .updateTable('passkey')
    .set({ counter: Math.min(counter, LARGEST_COUNT), usedAt: at })
    .where('id', '=', id)
    .execute()
}

/** False when the account has no such passkey. */
export async function deletePasskey(db: Handle, accountId: AccountId, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('passkey')
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

const fromTable = (row: Row<PasskeyTable>): PasskeyRow => ({
  ...row,
  publicKey: new Uint8Array(row.publicKey),
})
