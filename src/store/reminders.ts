/** Who may be reminded by mail, and when they last were. */

import type { Role } from './person.ts'
import type { Handle } from './tables.ts'

/** A role of somebody who wants reminders and has a mail address. */
export interface Remindable {
  readonly accountId: string
  readonly email: string
  /** ISO 8601 UTC; undefined: never. */
  readonly remindedAt: string | undefined
  readonly organisationId: string
  readonly role: Extract<Role, 'lead' | 'contributor'>
}

const REMINDED_ROLES = ['lead', 'contributor'] as const

/** Organisations that have a lead or a contributor, in the order of their ids, so many after one of them; '': from the first. */
export async function findOrganisationsAfter(db: Handle, after: string, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .select('organisation_id')
    .distinct()
    .where('organisation_id', '>', after)
    .where('role', 'in', REMINDED_ROLES)
    .where('ended_at', 'is', null)
    .orderBy('organisation_id')
    .limit(most)
    .execute()
  return rows.map((row) => row.organisation_id)
}

/** The roles of leads and contributors of some organisations whose account is active and wants reminders. */
export async function findRemindable(db: Handle, organisationIds: readonly string[]): Promise<Remindable[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select([
      'account.id as accountId',
      'account.email as email',
      'account.reminded_at as remindedAt',
      'membership.organisation_id as organisationId',
      'membership.role as role',
    ])
    .where('membership.organisation_id', 'in', organisationIds)
    .where('membership.role', 'in', REMINDED_ROLES)
    .where('membership.ended_at', 'is', null)
    .where('account.status', '=', 'active')
    .where('account.reminders', '=', 1)
    .where('account.email', 'is not', null)
    .orderBy('membership.organisation_id')
    .orderBy('account.id')
    .orderBy('membership.role')
    .execute()
  return rows.map((row) => ({
    ...row,
    email: row.email ?? '',
    remindedAt: row.remindedAt ?? undefined,
    role: row.role === 'lead' ? 'lead' : 'contributor',
  }))
}

/**
 * Writes down that somebody is reminded now (ISO 8601 UTC), if nobody else did since `seen` was read and they still want it.
 * False: leave it, another process has it.
 */
export async function claimReminder(
  db: Handle,
  accountId: string,
  seen: string | undefined,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ reminded_at: at })
    .where('id', '=', accountId)
    .where('status', '=', 'active')
    .where('reminders', '=', 1)
    .where((column) =>
      seen === undefined ? column('reminded_at', 'is', null) : column('reminded_at', '=', seen),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes back that somebody was reminded `at` an instant (ISO 8601 UTC), and puts back what was `seen` before. */
export async function releaseReminder(
  db: Handle,
  accountId: string,
  at: string,
  seen: string | undefined,
): Promise<void> {
  await db
    .updateTable('account')
    .set({ reminded_at: seen ?? null })
    .where('id', '=', accountId)
    .where('reminded_at', '=', at)
    .execute()
}

/** Stops the reminders of an account. Gives its name; undefined when they were stopped already. */
export async function stopReminders(db: Handle, accountId: string): Promise<string | undefined> {
  const row = await db
    .updateTable('account')
    .set({ reminders: 0 })
    .where('id', '=', accountId)
    .where('reminders', '=', 1)
    .returning('name')
    .executeTakeFirst()
  return row?.name
}
