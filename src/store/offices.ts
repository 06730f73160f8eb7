/** Who holds an office, or held it until lately: leads and SIROs of an organisation, and administrators. It decides nothing. */

import type { OrganisationId } from './column-kinds.ts'
import type { Role } from './person.ts'
import type { AccountTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'

/** An account that holds or held an office. */
export type Holder = Pick<Row<AccountTable>, 'id' | 'name' | 'email' | 'status'>

/** A holder of a role, and whether they hold it now. */
export interface OfficeHolder extends Holder {
  readonly role: Role | 'administrator'
  readonly isPresent: boolean
}

/** Who holds these roles in an organisation, and whose role ended after an instant (ISO 8601 UTC); one row a role. */
export async function findLeadership(
  db: Handle,
  organisationId: OrganisationId,
  roles: readonly Role[],
  endedAfter: string,
): Promise<OfficeHolder[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.accountId')
    .select(['account.id', 'account.name', 'account.email', 'account.status', 'role', 'endedAt'])
    .where('organisationId', '=', organisationId)
    .where('role', 'in', roles)
    .where((or) => or.or([or('endedAt', 'is', null), or('endedAt', '>', endedAfter)]))
    .orderBy('givenAt')
    .orderBy('membership.id')
    .execute()
  return rows.map(holderOf)
}

/** Administrators, and those whose role ended after an instant (ISO 8601 UTC). */
export async function findAdministrators(db: Handle, endedAfter: string): Promise<OfficeHolder[]> {
  const rows = await db
    .selectFrom('nationalMembership')
    .innerJoin('account', 'account.id', 'nationalMembership.accountId')
    .select(['account.id', 'account.name', 'account.email', 'account.status', 'role', 'endedAt'])
    .where('role', '=', 'administrator')
    .where((or) => or.or([or('endedAt', 'is', null), or('endedAt', '>', endedAfter)]))
    .orderBy('givenAt')
    .orderBy('nationalMembership.id')
    .execute()
  return rows.map((row) => holderOf({ ...row, role: 'administrator' }))
}

/** Whether somebody who once signed in holds or held a role there. */
export async function wasEverHeld(db: Handle, organisationId: OrganisationId, role: Role): Promise<boolean> {
  const row = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.accountId')
    .select('membership.id')
    .where('organisationId', '=', organisationId)
    .where('role', '=', role)
    .where('firstSignedInAt', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function holderOf({
  endedAt,
  ...row
}: Omit<OfficeHolder, 'isPresent'> & { readonly endedAt: string | undefined }): OfficeHolder {
  return { ...row, isPresent: endedAt === undefined }
}
