/** What an account's owner changes about it: name, mail address, password, reminders; and whose accounts a database has. */

import { saveWords } from './search.ts'
import type { Handle } from './tables.ts'

/** What is kept of an account beyond who it is. */
export interface AccountDetails {
  /** Argon2id in its own notation; undefined: it has no password. */
  readonly password: string | undefined
  /** Mails that remind of what is late are wanted. */
  readonly reminders: boolean
}

/** Undefined when there is no such account. */
export async function findAccountDetails(db: Handle, id: string): Promise<AccountDetails | undefined> {
  const row = await db
    .selectFrom('account')
    .select(['password', 'reminders'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : { password: row.password ?? undefined, reminders: row.reminders === 1 }
}

export async function savePassword(db: Handle, id: string, password: string): Promise<void> {
  await db.updateTable('account').set({ password }).where('id', '=', id).execute()
}

export async function saveName(db: Handle, id: string, name: string): Promise<void> {
  await db.updateTable('account').set({ name }).where('id', '=', id).execute()
  await saveOwnWords(db, id)
}

/** Keeps the words by which an account is found, after its name or address changed. */
export async function saveOwnWords(db: Handle, id: string): Promise<void> {
  const row = await db.selectFrom('account').select(['name', 'email']).where('id', '=', id).executeTakeFirst()
  if (row !== undefined)
    await saveWords(db, 'account', [{ id, text: `${row.name} ${row.email ?? ''}` }], false)
}

/** Call it in the transaction in which nobody had this address. */
export async function saveEmail(db: Handle, id: string, email: string): Promise<void> {
  await db.updateTable('account').set({ email: email.trim().toLowerCase() }).where('id', '=', id).execute()
  await saveOwnWords(db, id)
}

export async function saveReminders(db: Handle, id: string, wanted: boolean): Promise<void> {
  await db
    .updateTable('account')
    .set({ reminders: wanted ? 1 : 0 })
    .where('id', '=', id)
    .execute()
}

/** Opens an account that was invited. */
export async function openInvitedAccount(db: Handle, id: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ status: 'active' })
    .where('id', '=', id)
    .where('status', '=', 'invited')
    .execute()
}

/** Tables of what an account proves itself with, apart from its password. */
const FACTORS = ['passkey', 'totp', 'recovery_code', 'sso_identity'] as const

/** Whether anything is there by which its owner could sign in. */
export async function hasWayIn(db: Handle, id: string): Promise<boolean> {
  if ((await findAccountDetails(db, id))?.password !== undefined) return true
  for (const table of FACTORS) {
    const row = await db
      .selectFrom(table)
      .select('account_id')
      .where('account_id', '=', id)
      .executeTakeFirst()
    if (row !== undefined) return true
  }
  return false
}

/** Takes away everything by which its owner could sign in. */
export async function deleteWaysIn(db: Handle, id: string): Promise<void> {
  await db.updateTable('account').set({ password: null }).where('id', '=', id).execute()
  for (const table of FACTORS) await db.deleteFrom(table).where('account_id', '=', id).execute()
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
