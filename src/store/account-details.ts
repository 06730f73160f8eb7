/** What an account's owner changes about it: name, mail address, password, reminders; and whose accounts a database has. */

import type { AccountId } from './column-kinds.ts'
import { saveWords } from './search.ts'
import type { AccountTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'

/** What is kept of an account beyond who it is. */
export type AccountDetails = Pick<Row<AccountTable>, 'password' | 'reminders' | 'notMailed'>

/** Undefined when there is no such account. */
export async function findAccountDetails(db: Handle, id: AccountId): Promise<AccountDetails | undefined> {
  return db
    .selectFrom('account')
    .select(['password', 'reminders', 'notMailed'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function savePassword(db: Handle, id: AccountId, password: string): Promise<void> {
  await db.updateTable('account').set({ password }).where('id', '=', id).execute()
}

export async function saveName(db: Handle, id: AccountId, name: string): Promise<void> {
  await db.updateTable('account').set({ name }).where('id', '=', id).execute()
  await saveOwnWords(db, id)
}

/** Keeps the words by which an account is found, after its name or address changed. */
export async function saveOwnWords(db: Handle, id: AccountId): Promise<void> {
  const row = await db.selectFrom('account').select(['name', 'email']).where('id', '=', id).executeTakeFirst()
  if (row !== undefined)
    await saveWords(db, 'account', [{ id, text: `${row.name} ${row.email ?? ''}` }], false)
}

/** Call it in the transaction in which nobody had this address. */
export async function saveEmail(db: Handle, id: AccountId, email: string): Promise<void> {
  await db.updateTable('account').set({ email: email.trim().toLowerCase() }).where('id', '=', id).execute()
  await saveOwnWords(db, id)
}

/** Keeps which mails are wanted: none at all, or all but some kinds. */
export async function saveReminders(
  db: Handle,
  id: AccountId,
  { reminders, notMailed }: Pick<Row<AccountTable>, 'reminders' | 'notMailed'>,
): Promise<void> {
  await db
    .updateTable('account')
    .set({ reminders, notMailed: notMailed ?? null })
    .where('id', '=', id)
    .execute()
}

/** Opens an account that was invited. */
export async function saveOpened(db: Handle, id: AccountId): Promise<void> {
  await db
    .updateTable('account')
    .set({ status: 'active' })
    .where('id', '=', id)
    .where('status', '=', 'invited')
    .execute()
}

/** Tables of what an account proves itself with, apart from its password. */
const FACTORS = ['passkey', 'totp', 'recoveryCode', 'ssoIdentity'] as const

/** Whether anything is there by which its owner could sign in. */
export async function hasWayIn(db: Handle, id: AccountId): Promise<boolean> {
  if ((await findAccountDetails(db, id))?.password !== undefined) return true
  for (const table of FACTORS) {
    const row = await db.selectFrom(table).select('accountId').where('accountId', '=', id).executeTakeFirst()
    if (row !== undefined) return true
  }
  return false
}

/** Takes away everything by which its owner could sign in. */
export async function deleteWaysIn(db: Handle, id: AccountId): Promise<void> {
  await db.updateTable('account').set({ password: null }).where('id', '=', id).execute()
  for (const table of FACTORS) await db.deleteFrom(table).where('accountId', '=', id).execute()
}

/**
 * Whose database it is: a demonstration always has accounts without a mail address (people invited for a try may stand beside them),
 * and those of real people always have one.
 */
export async function findKindOfAccounts(db: Handle): Promise<'none' | 'demonstration' | 'real'> {
  const accounts = db.selectFrom('account').select('id').limit(1)
  if ((await accounts.where('email', 'is', null).executeTakeFirst()) !== undefined) return 'demonstration'
  return (await accounts.executeTakeFirst()) === undefined ? 'none' : 'real'
}
