/** Who has which role, as it stands now: the members of an organisation, and every account with its roles. A role that ended stays as a row. */

import type { NationalRole, Role } from './person.ts'
import { ROLES } from './person.ts'
import { saveOwnWords } from './account-details.ts'
import { findIds, type Page, pageOf, type Paging } from './search.ts'
import type { AccountStatus } from './tables-of-people.ts'
import { byName } from '../text.ts'
import type { Handle } from './tables.ts'

/** One role of one account in one organisation. */
export interface MemberRole {
  readonly organisationId: string
  readonly accountId: string
  readonly role: Role
  /** Stands in for the SIRO. */
  readonly deputy: boolean
  /** Account of the SIRO who named this deputy; undefined: none, or not known. */
  readonly deputyOf: string | undefined
  /** ISO 8601 UTC. */
  readonly givenAt: string
  /** Name of who gave it. */
  readonly givenBy: string
  /** The name that was typed, until its owner signs in; undefined: they are known here. */
  readonly invitedAs: string | undefined
}

/** An account with the roles it has now. */
export interface AccountWithRoles {
  readonly id: string
  readonly name: string
  /** Undefined: somebody of the demonstration. */
  readonly email: string | undefined
  readonly status: AccountStatus
  /** In the order of `ROLES`. */
  readonly roles: readonly MemberRole[]
  readonly national: readonly NationalRole[]
  /** They were invited here and have not signed in since: neither their own name nor their state is told. */
  readonly isExpected?: boolean
}

/** Accounts that have a role in an organisation, by name, with their roles there only. */
export async function findMembers(db: Handle, organisationId: string): Promise<AccountWithRoles[]> {
  const roles = await findRoles(db, 'organisation_id', organisationId)
  const ids = [...new Set(roles.map(({ accountId }) => accountId))]
  if (ids.length === 0) return []
  const accounts = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'status'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  const members = accounts.map((one) => {
    const own = roles.filter(({ accountId }) => accountId === one.id)
    const [first] = own
    // Who has an account elsewhere is not told by inviting them here.
    const isExpected = own.every(({ invitedAs }) => invitedAs !== undefined)
    const shown = isExpected
      ? ({ name: first?.invitedAs ?? one.name, status: 'invited', isExpected } as const)
      : {}
    return { ...one, ...shown, email: one.email ?? undefined, roles: own, national: [] }
  })
  // By the names that are shown: another order would tell of others.
  return members.sort(byName)
}

/** One account with all its roles, organisation by organisation. */
export async function findAccountWithRoles(db: Handle, id: string): Promise<AccountWithRoles | undefined> {
  const account = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'status'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (account === undefined) return undefined
  const national = await db
    .selectFrom('national_membership')
    .select('role')
    .where('account_id', '=', id)
    .where('ended_at', 'is', null)
    .orderBy('role')
    .execute()
  return {
    ...account,
    email: account.email ?? undefined,
    roles: await findRoles(db, 'account_id', id),
    national: national.map(({ role }) => role),
  }
}

async function findRoles(
  db: Handle,
  by: 'organisation_id' | 'account_id',
  id: string,
): Promise<MemberRole[]> {
  const rows = await db
    .selectFrom('membership')
    .selectAll()
    .where(by, '=', id)
    .where('ended_at', 'is', null)
    .orderBy('organisation_id')
    .execute()
  return rows
    .map((row) => ({
      organisationId: row.organisation_id,
      accountId: row.account_id,
      role: row.role,
      deputy: row.deputy === 1,
      deputyOf: row.deputy_of ?? undefined,
      givenAt: row.given_at,
      givenBy: row.given_by,
      invitedAs: row.met_at === null ? (row.invited_as ?? undefined) : undefined,
    }))
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
}

/** The names of the organisations in which an account has a role. */
export async function findNamesOfOrganisations(db: Handle, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .select('organisation.name')
    .distinct()
    .where('membership.account_id', '=', accountId)
    .where('membership.ended_at', 'is', null)
    .execute()
  return rows.map(({ name }) => name)
}

/** An account as a list shows it. */
export interface AccountLine {
  readonly id: string
  readonly name: string
  readonly email: string | undefined
  readonly status: AccountStatus
  readonly national: readonly NationalRole[]
  /** In how many organisations it has a role. */
  readonly organisations: number
}

/** A page of the accounts that a search finds, by name; without a search, of those with a national role. */
export async function findAccountPage(
  db: Handle,
  { search, after, most }: Paging,
): Promise<Page<AccountLine>> {
  let found = db.selectFrom('account')
  if (search.trim() === '')
    found = found.where('account.id', 'in', (of) =>
      of.selectFrom('national_membership').select('account_id').where('ended_at', 'is', null),
    )
  else {
    const ids = await findIds(db, 'account', search)
    if (ids === undefined) return { shown: [], all: undefined, next: undefined }
    if (ids.length === 0) return { shown: [], all: 0, next: undefined }
    found = found.where('account.id', 'in', ids)
  }
  const count = await found.select((one) => one.fn.countAll<number>().as('all')).executeTakeFirstOrThrow()
  const all = Number(count.all)
  let page = found.select(['id', 'name', 'email', 'status']).orderBy('name').orderBy('id')
  const last =
    after === undefined
      ? undefined
      : await db.selectFrom('account').select('name').where('id', '=', after).executeTakeFirst()
  if (after !== undefined && last !== undefined)
    page = page.where((one) => one.eb(one.refTuple('name', 'id'), '>', one.tuple(last.name, after)))
  const { shown, next } = pageOf(await page.limit(most + 1).execute(), all, most)
  const ids = shown.map(({ id }) => id)
  const [national, counts] = [await findNationalOf(db, ids), await countOrganisationsOf(db, ids)]
  return {
    shown: shown.map((one) => ({
      ...one,
      email: one.email ?? undefined,
      national: national.filter(({ account_id }) => account_id === one.id).map(({ role }) => role),
      organisations: counts.get(one.id) ?? 0,
    })),
    all,
    next,
  }
}

async function findNationalOf(db: Handle, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('national_membership')
    .select(['account_id', 'role'])
    .where('account_id', 'in', ids)
    .where('ended_at', 'is', null)
    .orderBy('role')
    .execute()
}

/** In how many organisations each has a role. */
async function countOrganisationsOf(db: Handle, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('membership')
    .select((column) => [
      'account_id',
      column.fn.count<number>('organisation_id').distinct().as('organisations'),
    ])
    .where('account_id', 'in', ids)
    .where('ended_at', 'is', null)
    .groupBy('account_id')
    .execute()
  return new Map(rows.map((one) => [one.account_id, Number(one.organisations)]))
}

/** Somebody signed in: whoever invited them may know them now. */
export async function saveMet(db: Handle, accountId: string, at: string): Promise<void> {
  await db
    .updateTable('membership')
    .set({ met_at: at })
    .where('account_id', '=', accountId)
    .where('met_at', 'is', null)
    .execute()
}

/** Ends a role in an organisation; false when the account does not have it. */
export async function endMembership(
  db: Handle,
  { organisationId, accountId, role }: Pick<MemberRole, 'organisationId' | 'accountId' | 'role'>,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('membership')
    .set({ ended_at: at })
    .where('organisation_id', '=', organisationId)
    .where('account_id', '=', accountId)
    .where('role', '=', role)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Ends a national role; false when the account does not have it. */
export async function endNationalMembership(
  db: Handle,
  accountId: string,
  role: NationalRole,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('national_membership')
    .set({ ended_at: at })
    .where('account_id', '=', accountId)
    .where('role', '=', role)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Ends what an account was asked to fill in, in all assessments of an organisation. */
export async function endAssignmentsOf(
  db: Handle,
  organisationId: string,
  accountId: string,
  at: string,
): Promise<void> {
  await db
    .updateTable('assignment')
    .set({ ended_at: at })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('assessment_id', 'in', (of) =>
      of.selectFrom('assessment').select('id').where('organisation_id', '=', organisationId),
    )
    .execute()
}

/** Writes the state of an account; a name only where it is given. */
export async function saveAccountStatus(
  db: Handle,
  id: string,
  status: AccountStatus,
  name?: string,
): Promise<void> {
  await db
    .updateTable('account')
    .set({ status, ...(name === undefined ? {} : { name }) })
    .where('id', '=', id)
    .execute()
  if (name !== undefined) await saveOwnWords(db, id)
}

/** What an account may do now, in one line that changes whenever that does: its roles, and what is shared with it. */
export async function findRights(db: Handle, accountId: string): Promise<string> {
  const own = await db
    .selectFrom('membership')
    .select(['organisation_id', 'role', 'deputy'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute()
  const national = await db
    .selectFrom('national_membership')
    .select('role')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute()
  const shared = await db
    .selectFrom('shared_view')
    .select('id')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute()
  const all = [
    ...own.map(({ organisation_id, role, deputy }) => `${organisation_id}/${role}/${deputy}`),
    ...national.map(({ role }) => role),
    ...shared.map(({ id }) => id),
  ]
  return all.sort().join(' ')
}
