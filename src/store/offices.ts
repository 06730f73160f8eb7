/** Who holds an office, or held it until lately: leads and SIROs of an organisation, and administrators. It decides nothing. */

import type { Role } from './person.ts'
import type { AccountStatus } from './tables-of-people.ts'
import type { Handle } from './tables.ts'

/** An account that holds or held an office. */
export interface Holder {
  readonly id: string
  readonly name: string
  /** Undefined: somebody of the demonstration. */
  readonly email: string | undefined
  readonly status: AccountStatus
}

/** A holder of a role, and whether they hold it now. */
export interface OfficeHolder extends Holder {
  readonly role: Role | 'administrator'
  readonly isPresent: boolean
}

/** Who holds these roles in an organisation, and whose role ended after an instant (ISO 8601 UTC); one row a role. */
export async function findLeadership(
  db: Handle,
  organisationId: string,
  roles: readonly Role[],
  endedAfter: string,
): Promise<OfficeHolder[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['account.id', 'account.name', 'account.email', 'account.status', 'role', 'ended_at'])
    .where('organisation_id', '=', organisationId)
    .where('role', 'in', roles)
    .where((or) => or.or([or('ended_at', 'is', null), or('ended_at', '>', endedAfter)]))
    .orderBy('given_at')
    .orderBy('membership.id')
    .execute()
  return rows.map(holderOf)
}

/** Administrators, and those whose role ended after an instant (ISO 8601 UTC). */
export async function findAdministrators(db: Handle, endedAfter: string): Promise<OfficeHolder[]> {
  const rows = await db
    .selectFrom('national_membership')
    .innerJoin('account', 'account.id', 'national_membership.account_id')
    .select(['account.id', 'account.name', 'account.email', 'account.status', 'role', 'ended_at'])
    .where('role', '=', 'administrator')
    .where((or) => or.or([or('ended_at', 'is', null), or('ended_at', '>', endedAfter)]))
    .orderBy('given_at')
    .orderBy('national_membership.id')
    .execute()
  return rows.map((row) => holderOf({ ...row, role: 'administrator' }))
}

/** Whether somebody who once signed in holds or held a role there. */
export async function wasEverHeld(db: Handle, organisationId: string, role: Role): Promise<boolean> {
  const row = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select('membership.id')
    .where('organisation_id', '=', organisationId)
    .where('role', '=', role)
    .where('first_signed_in_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function holderOf({
  email,
  ended_at,
  ...row
}: Omit<Holder, 'email'> & {
  email: string | null
  ended_at: string | null
  role: Role | 'administrator'
}): OfficeHolder {
  return { ...row, email: email ?? undefined, isPresent: ended_at === null }
}
