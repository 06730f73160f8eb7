/** Accounts and what each belongs to, as they stand now: a role that ended, or an account that was disabled, is gone at the next look. */

import type { AssignedPart, NationalRole, Person, Role } from './person.ts'
import { saveWords } from './search.ts'
import type { AccountStatus, AccountTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'
import type { Selectable } from 'kysely'

const CHUNK = 1000

export interface AccountRow {
  readonly id: string
  readonly name: string
  /** In lower case; undefined: somebody of the demonstration. */
  readonly email: string | undefined
  readonly status: AccountStatus
  /** ISO 8601 UTC. */
  readonly createdAt: string
  /** ISO 8601 UTC; undefined: its owner has not signed in yet. */
  readonly firstSignedInAt?: string | undefined
}

export async function findAccount(db: Handle, id: string): Promise<AccountRow | undefined> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** The account of a mail address, however it is spelt. */
export async function findAccountByEmail(db: Handle, email: string): Promise<AccountRow | undefined> {
  const row = await db
    .selectFrom('account')
    .selectAll()
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** Adds accounts without any proof yet. */
export async function insertAccounts(db: Handle, accounts: readonly AccountRow[]): Promise<void> {
  for (let from = 0; from < accounts.length; from += CHUNK)
    await db
      .insertInto('account')
      .values(
        accounts.slice(from, from + CHUNK).map(({ id, name, email, status, createdAt, firstSignedInAt }) => ({
          id,
          name,
          status,
          email: email?.trim().toLowerCase() ?? null,
          created_at: createdAt,
          first_signed_in_at: firstSignedInAt ?? null,
        })),
      )
      .execute()
  const words = accounts.map(({ id, name, email = '' }) => ({ id, text: `${name} ${email}` }))
  await saveWords(db, 'account', words, true)
}

/** The person of an active account at an instant (ISO 8601 UTC); undefined when there is none, or it is not active. */
export async function findPerson(
  db: Handle,
  accountId: string,
  at: string,
  address?: string,
): Promise<Person | undefined> {
  // One account with the roles that it has now: a row for each, or one without a role; and whether there is more to ask, which is rare.
  // Every request asks this.
  const rows = await db
    .selectFrom('account')
    .leftJoin('membership', (join) =>
      join.onRef('membership.account_id', '=', 'account.id').on('membership.ended_at', 'is', null),
    )
    .select(['account.name', 'organisation_id', 'role', 'deputy'])
    .select((account) => [
      account
        .selectFrom('national_membership')
        .whereRef('account_id', '=', 'account.id')
        .where('ended_at', 'is', null)
        .select((column) => column.fn.countAll().as('all'))
        .as('national'),
      account
        .selectFrom('shared_view')
        .whereRef('account_id', '=', 'account.id')
        .where('ended_at', 'is', null)
        .select((column) => column.fn.countAll().as('all'))
        .as('shared'),
    ])
    .where('account.id', '=', accountId)
    .where('account.status', '=', 'active')
    .orderBy('given_at')
    .orderBy('membership.id')
    .execute()
  const [account] = rows
  if (account === undefined) return undefined
  const memberships = rows.flatMap(({ organisation_id, role, deputy }) =>
    organisation_id === null || role === null
      ? []
      : [{ organisationId: organisation_id, role, ...(deputy === 1 ? { deputy: true } : {}) }],
  )
  const isContributor = memberships.some((one) => one.role === 'contributor')
  return {
    id: accountId,
    name: account.name,
    memberships,
    national: Number(account.national) > 0 ? await findNational(db, accountId) : [],
    assigned: isContributor ? await findAssigned(db, accountId) : {},
    shared: Number(account.shared) > 0 ? await findShared(db, accountId, at) : [],
    ...(address === undefined ? {} : { address }),
  }
}

async function findNational(db: Handle, accountId: string): Promise<NationalRole[]> {
  const rows = await db
    .selectFrom('national_membership')
    .select('role')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .orderBy('role')
    .execute()
  return rows.map(({ role }) => role)
}

/** What the account was asked to fill in, in the present assessment of each organisation, while it is not signed. */
async function findAssigned(db: Handle, accountId: string): Promise<Record<string, AssignedPart[]>> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('assessment', 'assessment.id', 'assignment.assessment_id')
    .select(['assessment.organisation_id as organisation', 'assignment.kind', 'assignment.target'])
    .where('assignment.account_id', '=', accountId)
    .where('assignment.ended_at', 'is', null)
    .where('assessment.status', 'in', ['draft', 'returned', 'submitted'])
    // One that was never signed ended with its period, once there is a newer one.
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('assessment as newer')
            .select('newer.id')
            .whereRef('newer.organisation_id', '=', 'assessment.organisation_id')
            .whereRef('newer.as_of', '>', 'assessment.as_of')
            .where('newer.status', '<>', 'superseded'),
        ),
      ),
    )
    .execute()
  const assigned: Record<string, AssignedPart[]> = {}
  for (const { organisation, ...part } of rows) (assigned[organisation] ??= []).push(part)
  return assigned
}

async function findShared(db: Handle, accountId: string, at: string): Promise<Person['shared']> {
  return db
    .selectFrom('shared_view')
    .select(['id', 'organisation_id as organisationId', 'assessment_id as assessmentId'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('until', '>', at)
    .orderBy('id')
    .execute()
}

/** One role, as it is given. */
export interface NewMembership {
  readonly organisationId: string
  readonly accountId: string
  readonly role: Role
  /** Account of the SIRO who names this deputy; undefined: no deputy. */
  readonly deputyOf?: string | undefined
  /** The name that was typed for somebody who was not known here; undefined: they were. */
  readonly invitedAs?: string | undefined
}

/** Gives roles in organisations; ids are made of what they say, so that none is given twice at one instant. */
export async function insertMemberships(
  db: Handle,
  memberships: readonly NewMembership[],
  given: { readonly at: string; readonly by: string },
): Promise<void> {
  for (let from = 0; from < memberships.length; from += CHUNK)
    await db
      .insertInto('membership')
      .values(
        memberships.slice(from, from + CHUNK).map((one) => ({
          id: `${one.role}.${one.organisationId}.${one.accountId}.${given.at}`,
          organisation_id: one.organisationId,
          account_id: one.accountId,
          role: one.role,
          deputy: one.deputyOf === undefined ? 0 : 1,
          deputy_of: one.deputyOf ?? null,
          given_at: given.at,
          given_by: given.by,
          ended_at: null,
          invited_as: one.invitedAs ?? null,
          met_at: one.invitedAs === undefined ? given.at : null,
        })),
      )
      .execute()
}

/** Gives national roles. */
export async function insertNationalMemberships(
  db: Handle,
  memberships: readonly { readonly accountId: string; readonly role: NationalRole }[],
  given: { readonly at: string; readonly by: string },
): Promise<void> {
  if (memberships.length === 0) return
  await db
    .insertInto('national_membership')
    .values(
      memberships.map(({ accountId, role }) => ({
        id: `${role}.${accountId}.${given.at}`,
        account_id: accountId,
        role,
        given_at: given.at,
        given_by: given.by,
        ended_at: null,
      })),
    )
    .execute()
}

function fromTable(row: Selectable<AccountTable>): AccountRow {
  return {
    id: row.id,
    name: row.name,
    email: row.email ?? undefined,
    status: row.status,
    createdAt: row.created_at,
    firstSignedInAt: row.first_signed_in_at ?? undefined,
  }
}
