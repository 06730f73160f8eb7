/** Who may be reminded by mail, and when they last were. */

import type { AccountId, OrganisationId } from './column-kinds.ts'
import type { MailKind, Role } from './person.ts'
import type { Handle } from './tables.ts'

/** A role of somebody who wants reminders and has a mail address. */
export interface Remindable {
  readonly accountId: AccountId
  readonly email: string
  /** ISO 8601 UTC; undefined: never. */
  readonly remindedAt: string | undefined
  readonly notMailed: readonly MailKind[]
  readonly organisationId: OrganisationId
  readonly role: Role
}

/** Organisations that have somebody, in the order of their ids, so many after one of them; '': from the first. */
export async function findOrganisationsAfter(
  db: Handle,
  after: OrganisationId,
  most: number,
): Promise<OrganisationId[]> {
  const rows = await db
    .selectFrom('membership')
    .select('organisationId')
    .distinct()
    .where('organisationId', '>', after)
    .where('endedAt', 'is', null)
    .orderBy('organisationId')
    .limit(most)
    .execute()
  return rows.map((row) => row.organisationId)
}

/** The roles in some organisations of everybody whose account is active and wants reminders. */
export async function findRemindable(
  db: Handle,
  organisationIds: readonly OrganisationId[],
): Promise<Remindable[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.accountId')
    .select([
      'account.id as accountId',
      'account.email',
      'account.remindedAt',
      'account.notMailed',
      'membership.organisationId',
      'membership.role',
    ])
    .where('membership.organisationId', 'in', organisationIds)
    .where('membership.endedAt', 'is', null)
    .where('account.status', '=', 'active')
    .where('account.reminders', '=', true)
    .where('account.email', 'is not', null)
    .orderBy('membership.organisationId')
    .orderBy('account.id')
    .orderBy('membership.role')
    .execute()
  return rows.map(({ notMailed = [], ...row }) => ({ ...row, email: row.email ?? '', notMailed }))
}

/**
 * Writes down that somebody is reminded now (ISO 8601 UTC), if nobody else did since `seen` was read and they still want it.
 * False: leave it, another process has it.
 */
export async function saveReminded(
  db: Handle,
  accountId: AccountId,
  seen: string | undefined,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ remindedAt: at })
    .where('id', '=', accountId)
    .where('status', '=', 'active')
    .where('reminders', '=', true)
    .where((column) =>
      seen === undefined ? column('remindedAt', 'is', null) : column('remindedAt', '=', seen),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes back that somebody was reminded `at` an instant (ISO 8601 UTC), and puts back what was `seen` before. */
export async function saveNotReminded(
  db: Handle,
  accountId: AccountId,
  at: string,
  seen: string | undefined,
): Promise<void> {
  await db
    .updateTable('account')
    .set({ remindedAt: seen ?? null })
    .where('id', '=', accountId)
    .where('remindedAt', '=', at)
    .execute()
}

/** Stops the reminders of an account. Gives its name; undefined when they were stopped already. */
export async function saveRemindersStopped(db: Handle, accountId: AccountId): Promise<string | undefined> {
  const row = await db
    .updateTable('account')
    .set({ reminders: false })
    .where('id', '=', accountId)
    .where('reminders', '=', true)
    .returning('name')
    .executeTakeFirst()
  return row?.name
}
