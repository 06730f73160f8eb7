/** Accounts and what each belongs to, as they stand now: a role that ended, or an account that was disabled, is gone at the next look. */

import type { AccountId, OrganisationId } from './column-kinds.ts'
import { insertMany } from './many.ts'
import type { AssignedPart, NationalRole, Person, Role } from './person.ts'
import { saveWords } from './search.ts'
import type { AccountTable } from './tables-of-people.ts'
import type { Handle, NewRow, Row } from './tables.ts'
import { type ValueOf, worded } from './worded.ts'

/** Who an account is. */
export type AccountRow = Pick<Row<AccountTable>, (typeof COLUMNS)[number]>

const COLUMNS = ['id', 'name', 'email', 'status', 'createdAt', 'firstSignedInAt'] as const

export async function findAccount(db: Handle, id: AccountId): Promise<AccountRow | undefined> {
  return db.selectFrom('account').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}

/** The account of a mail address, however it is spelt. */
export async function findAccountByEmail(db: Handle, email: string): Promise<AccountRow | undefined> {
  const address = email.trim().toLowerCase()
  return db.selectFrom('account').select(COLUMNS).where('email', '=', address).executeTakeFirst()
}

/** Adds accounts without any proof yet. */
export async function insertAccounts(
  db: Handle,
  accounts: readonly Pick<NewRow<AccountTable>, (typeof COLUMNS)[number]>[],
): Promise<void> {
  await insertMany(
    db,
    'account',
    accounts.map((one) => ({ ...one, email: one.email?.trim().toLowerCase() })),
  )
  const words = accounts.map(({ id, name, email }) => ({ id, text: `${name} ${email ?? ''}` }))
  await saveWords(db, 'account', words, true)
}

/** The person of an active account at an instant (ISO 8601 UTC); undefined when there is none, or it is not active. */
export async function findPerson(
  db: Handle,
  accountId: AccountId,
  at: string,
  address?: string,
): Promise<Person | undefined> {
  const rows = await rolesOf(db, { accountId })
  const [account] = rows
  if (account === undefined) return undefined
  // Without a role, all of it is empty.
  const memberships = rows.flatMap(({ organisationId, role, deputy }) =>
    organisationId && role ? [{ organisationId, role, ...(deputy ? { deputy } : {}) }] : [],
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

/**
 * One account with the roles that it has now: a row for each, or one without a role; and whether there is more to ask, which is rare.
 * Every request asks this.
 */
const rolesOf = worded((db, value: ValueOf<{ accountId: AccountId }>) =>
  db
    .selectFrom('account')
    .leftJoin('membership', (join) =>
      join.onRef('membership.accountId', '=', 'account.id').on('membership.endedAt', 'is', null),
    )
    .select(['account.name', 'organisationId', 'role', 'deputy'])
    .select((account) => [
      account
        .selectFrom('nationalMembership')
        .whereRef('accountId', '=', 'account.id')
        .where('endedAt', 'is', null)
        .select((column) => column.fn.countAll().as('all'))
        .as('national'),
      account
        .selectFrom('sharedView')
        .whereRef('accountId', '=', 'account.id')
        .where('endedAt', 'is', null)
        .select((column) => column.fn.countAll().as('all'))
        .as('shared'),
    ])
    .where('account.id', '=', value('accountId'))
    .where('account.status', '=', 'active')
    .orderBy('givenAt')
    .orderBy('membership.id'),
)

async function findNational(db: Handle, accountId: AccountId): Promise<NationalRole[]> {
  const rows = await db
    .selectFrom('nationalMembership')
    .select('role')
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .orderBy('role')
    .execute()
  return rows.map(({ role }) => role)
}

/** What the account was asked to fill in, in the present assessment of each organisation, while it is not signed. */
async function findAssigned(db: Handle, accountId: AccountId): Promise<Record<string, AssignedPart[]>> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('assessment', 'assessment.id', 'assignment.assessmentId')
    .select(['assessment.organisationId as organisation', 'assignment.kind', 'assignment.target'])
    .where('assignment.accountId', '=', accountId)
    .where('assignment.endedAt', 'is', null)
    .where('assessment.status', 'in', ['draft', 'returned', 'submitted'])
    // One that was never signed ended with its period, once there is a newer one.
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('assessment as newer')
            .select('newer.id')
            .whereRef('newer.organisationId', '=', 'assessment.organisationId')
            .whereRef('newer.asOf', '>', 'assessment.asOf')
            .where('newer.status', '<>', 'superseded'),
        ),
      ),
    )
    .execute()
  const assigned: Record<string, AssignedPart[]> = {}
  for (const { organisation, ...part } of rows) (assigned[organisation] ??= []).push(part)
  return assigned
}

async function findShared(db: Handle, accountId: AccountId, at: string): Promise<Person['shared']> {
  return db
    .selectFrom('sharedView')
    .select(['id', 'organisationId', 'assessmentId'])
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where('until', '>', at)
    .orderBy('id')
    .execute()
}

/** One role, as it is given. */
export interface NewMembership {
  readonly organisationId: OrganisationId
  readonly accountId: AccountId
  readonly role: Role
  /** Account of the SIRO who names this deputy; undefined: no deputy. */
  readonly deputyOf?: AccountId | undefined
  /** The name that was typed for somebody who was not known here; undefined: they were. */
  readonly invitedAs?: string | undefined
}

/** Gives roles in organisations; ids are made of what they say, so that none is given twice at one instant. */
export async function insertMemberships(
  db: Handle,
  memberships: readonly NewMembership[],
  given: { readonly at: string; readonly by: string },
): Promise<void> {
  await insertMany(
    db,
    'membership',
    memberships.map((one) => ({
      ...one,
      id: `${one.role}.${one.organisationId}.${one.accountId}.${given.at}`,
      deputy: one.deputyOf !== undefined,
      givenAt: given.at,
      givenBy: given.by,
      metAt: one.invitedAs === undefined ? given.at : undefined,
    })),
  )
}

/** Gives national roles. */
export async function insertNationalMemberships(
  db: Handle,
  memberships: readonly { readonly accountId: AccountId; readonly role: NationalRole }[],
  given: { readonly at: string; readonly by: string },
): Promise<void> {
  await insertMany(
    db,
    'nationalMembership',
    memberships.map((one) => ({
      ...one,
      id: `${one.role}.${one.accountId}.${given.at}`,
      givenAt: given.at,
      givenBy: given.by,
    })),
  )
}
