/** Who has which role, as it stands now: the members of an organisation, and every account with its roles. A role that ended stays as a row. */

import type { NationalRole } from './person.ts'
import { ROLES } from './person.ts'
import type { AccountId, OrganisationId } from './column-kinds.ts'
import { saveOwnWords } from './account-details.ts'
import { findIds, type Page, pageOf, type Paging } from './search.ts'
import type { AccountStatus, AccountTable, MembershipTable } from './tables-of-people.ts'
import { byName } from '../text.ts'
import type { Handle, Row } from './tables.ts'

/** One role of one account in one organisation; `invitedAs` is undefined once they are known here. */
export type MemberRole = Omit<Row<MembershipTable>, 'id' | 'endedAt' | 'metAt'>

/** An account with the roles it has now. */
export interface AccountWithRoles extends Pick<Row<AccountTable>, 'id' | 'name' | 'email' | 'status'> {
  /** In the order of `ROLES`. */
  readonly roles: readonly MemberRole[]
  readonly national: readonly NationalRole[]
  /** They were invited here and have not signed in since: neither their own name nor their state is told. */
  readonly isExpected?: boolean
}

/** Accounts that have a role in an organisation, by name, with their roles there only. */
export async function findMembers(db: Handle, organisationId: OrganisationId): Promise<AccountWithRoles[]> {
  const roles = await findRoles(db, 'organisationId', organisationId)
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
    return { ...one, ...shown, roles: own, national: [] }
  })
  // By the names that are shown: another order would tell of others.
  return members.sort(byName)
}

/** One account with all its roles, organisation by organisation. */
export async function findAccountWithRoles(db: Handle, id: AccountId): Promise<AccountWithRoles | undefined> {
  const account = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'status'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (account === undefined) return undefined
  const national = await db
    .selectFrom('nationalMembership')
    .select('role')
    .where('accountId', '=', id)
    .where('endedAt', 'is', null)
    .orderBy('role')
    .execute()
  return {
    ...account,
    roles: await findRoles(db, 'accountId', id),
    national: national.map(({ role }) => role),
  }
}

async function findRoles(db: Handle, by: 'organisationId' | 'accountId', id: string): Promise<MemberRole[]> {
  const rows = await db
    .selectFrom('membership')
    .selectAll()
    .where(by, '=', id)
    .where('endedAt', 'is', null)
    .orderBy('organisationId')
    .execute()
  return rows
    .map(({ metAt, ...row }) => ({ ...row, invitedAs: metAt === undefined ? row.invitedAs : undefined }))
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
}

/** The names of the organisations in which an account has a role. */
export async function findNamesOfOrganisations(db: Handle, accountId: AccountId): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('organisation', 'organisation.id', 'membership.organisationId')
    .select('organisation.name')
    .distinct()
    .where('membership.accountId', '=', accountId)
    .where('membership.endedAt', 'is', null)
    .execute()
  return rows.map(({ name }) => name)
}

/** An account as a list shows it. */
export interface AccountLine extends Pick<Row<AccountTable>, 'id' | 'name' | 'email' | 'status'> {
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
      of.selectFrom('nationalMembership').select('accountId').where('endedAt', 'is', null),
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
      national: national.filter(({ accountId }) => accountId === one.id).map(({ role }) => role),
      organisations: counts.get(one.id) ?? 0,
    })),
    all,
    next,
  }
}

async function findNationalOf(db: Handle, ids: readonly AccountId[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('nationalMembership')
    .select(['accountId', 'role'])
    .where('accountId', 'in', ids)
    .where('endedAt', 'is', null)
    .orderBy('role')
    .execute()
}

/** In how many organisations each has a role. */
async function countOrganisationsOf(db: Handle, ids: readonly AccountId[]): Promise<Map<AccountId, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('membership')
    .select((column) => [
      'accountId',
      column.fn.count<number>('organisationId').distinct().as('organisations'),
    ])
    .where('accountId', 'in', ids)
    .where('endedAt', 'is', null)
    .groupBy('accountId')
    .execute()
  return new Map(rows.map((one) => [one.accountId, Number(one.organisations)]))
}

/** Somebody signed in: whoever invited them may know them now. */
export async function saveMet(db: Handle, accountId: AccountId, at: string): Promise<void> {
  await db
    .updateTable('membership')
    .set({ metAt: at })
    .where('accountId', '=', accountId)
    .where('metAt', 'is', null)
    .execute()
}

/** Ends a role in an organisation; false when the account does not have it. */
export async function saveMembershipEnd(
  db: Handle,
  { organisationId, accountId, role }: Pick<MemberRole, 'organisationId' | 'accountId' | 'role'>,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('membership')
    .set({ endedAt: at })
    .where('organisationId', '=', organisationId)
    .where('accountId', '=', accountId)
    .where('role', '=', role)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Ends a national role; false when the account does not have it. */
export async function saveNationalMembershipEnd(
  db: Handle,
  accountId: AccountId,
  role: NationalRole,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('nationalMembership')
    .set({ endedAt: at })
    .where('accountId', '=', accountId)
    .where('role', '=', role)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Ends what an account was asked to fill in, in all assessments of an organisation. */
export async function saveAssignmentsEnd(
  db: Handle,
  organisationId: OrganisationId,
  accountId: AccountId,
  at: string,
): Promise<void> {
  await db
    .updateTable('assignment')
    .set({ endedAt: at })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where('assessmentId', 'in', (of) =>
      of.selectFrom('assessment').select('assessment.id').where('organisationId', '=', organisationId),
    )
    .execute()
}

/** Writes the state of an account; a name only where it is given. */
export async function saveAccountStatus(
  db: Handle,
  id: AccountId,
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
export async function findRights(db: Handle, accountId: AccountId): Promise<string> {
  const own = await db
    .selectFrom('membership')
    .select(['organisationId', 'role', 'deputy'])
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .execute()
  const national = await db
    .selectFrom('nationalMembership')
    .select('role')
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .execute()
  const shared = await db
    .selectFrom('sharedView')
    .select('id')
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .execute()
  const all = [
    ...own.map(({ organisationId, role, deputy }) => `${organisationId}/${role}/${deputy}`),
    ...national.map(({ role }) => role),
    ...shared.map(({ id }) => id),
  ]
  return all.sort().join(' ')
}
