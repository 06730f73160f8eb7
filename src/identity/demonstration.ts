/**
 * A request's cookie → a person of the demonstration, and back; and the accounts that the demonstration has.
 * No secret: whoever can open the page may enter as anybody, so it lets nobody into an organisation that is not fictional,
 * and nobody national into a database that holds one.
 */

import type { AccountId, OrganisationId } from '../ids.ts'
import {
  findPerson,
  insertAccounts,
  insertMemberships,
  insertNationalMemberships,
} from '../store/accounts.ts'
import { findOrganisation, hasRealOrganisation } from '../store/organisations.ts'
import { type NationalRole, type Person, type Role, ROLE_NAMES, ROLES } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { read } from '../store/transaction.ts'

const COOKIE = 'wardround-demonstration'

export interface DemonstrationAccount {
  readonly id: string
  readonly name: string
  readonly role: NationalRole
}

/** The two analysts of the demonstration: what one prepares, the other confirms. */
export const ANALYSTS: readonly DemonstrationAccount[] = [
  { id: 'analyst.first-analyst', name: 'First analyst (demonstration)', role: 'analyst' },
  { id: 'analyst.second-analyst', name: 'Second analyst (demonstration)', role: 'analyst' },
]

/** Keeps organisations, periods and accounts of the demonstration. */
export const ADMINISTRATOR: DemonstrationAccount = {
  id: 'administrator.first-administrator',
  name: 'Administrator (demonstration)',
  role: 'administrator',
}

/** What the one asks for, this one confirms: legal holds and deletions. */
export const SECOND_ADMINISTRATOR: DemonstrationAccount = {
  id: 'administrator.second-administrator',
  name: 'Second administrator (demonstration)',
  role: 'administrator',
}

/** Nobody signs in to the demonstration: its accounts count as established (`service/established.ts`). */
const LONG_AGO = '2000-01-01T00:00:00.000Z'

/** Id of the one account that a fictional organisation has in a role. */
export function demonstrationId(organisationId: OrganisationId, role: Role): AccountId {
  return `${role}.${organisationId}`
}

/** Adds the accounts of fictional organisations, one a role, and national ones if they are wanted. */
export async function insertDemonstrationAccounts(
  db: Handle,
  organisationIds: readonly OrganisationId[],
  at: string,
  national: readonly DemonstrationAccount[] = [],
): Promise<void> {
  const members = organisationIds.flatMap((organisationId) =>
    ROLES.map((role) => ({
      id: demonstrationId(organisationId, role),
      name: nameOf(role),
      organisationId,
      role,
    })),
  )
  await insertAccounts(
    db,
    [...members, ...national].map(({ id, name }) => ({
      id,
      name,
      email: undefined,
      status: 'active',
      createdAt: at,
      firstSignedInAt: LONG_AGO,
    })),
  )
  const given = { at, by: 'Demonstration' }
  await insertMemberships(
    db,
    members.map(({ id, organisationId, role }) => ({ organisationId, accountId: id, role })),
    given,
  )
  await insertNationalMemberships(
    db,
    national.map(({ id, role }) => ({ accountId: id, role })),
    given,
  )
}

/** The person whom the Cookie header names; undefined when it names nobody, or no fictional organisation. */
export async function findDemonstrationPerson(
  db: Handle,
  cookies: string | undefined,
  at: string,
): Promise<Person | undefined> {
  const named = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([name]) => name === COOKIE)
  return named.length === 1 ? enter(db, named[0]?.[1] ?? '', at) : undefined
}

/** The person of an account of the demonstration; undefined when there is none, or it belongs to no fictional organisation. */
export async function enter(db: Handle, accountId: AccountId, at: string): Promise<Person | undefined> {
  if (!/^[a-z]{1,20}\.[a-z0-9-]{1,64}$/.test(accountId)) return undefined
  return read(db, async (now) => {
    const person = await findPerson(now, accountId, at)
    if (person === undefined) return undefined
    for (const { organisationId } of person.memberships)
      if ((await findOrganisation(now, organisationId))?.fictional !== true) return undefined
    return person.national.length > 0 && (await hasRealOrganisation(now)) ? undefined : person
  })
}

/** The Set-Cookie header that makes the browser this person until it is closed. */
export function cookieOf(person: Person): string {
  return `${COOKIE}=${person.id}; Path=/; HttpOnly; SameSite=Lax`
}

/** The Set-Cookie header that makes the browser nobody again. */
export function cookieOfNobody(): string {
  return `${COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`
}

/** What the account of a role is called, such as `SIRO (demonstration)`. */
function nameOf(role: Role): string {
  return `${ROLE_NAMES[role].replace(/ \(.*/, '')} (demonstration)`
}
