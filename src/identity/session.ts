/**
 * A request's cookie → a person of the demonstration, and back.
 * No secret and no account: whoever can open the page may enter as anybody, so it lets nobody into an organisation that is not fictional,
 * and no analyst into a database that holds one.
 */

import { findOrganisation, hasRealOrganisation } from '../store/organisations.ts'
import { type National, type Person, type Role, ROLES } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'

const COOKIE = 'wardround-demonstration'

/** The two analysts of the demonstration: what one prepares, the other confirms. */
export const ANALYSTS: readonly National[] = [
  { id: 'first-analyst', name: 'First analyst (demonstration)', role: 'analyst' },
  { id: 'second-analyst', name: 'Second analyst (demonstration)', role: 'analyst' },
]

/** The person whom the Cookie header names; undefined when it names nobody, or no fictional organisation. */
export async function findPerson(db: Handle, cookies: string | undefined): Promise<Person | undefined> {
  const named = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([name]) => name === COOKIE)
  const [role, place] = named.length === 1 ? (named[0]?.[1] ?? '').split('.') : []
  if (role === undefined || place === undefined) return undefined
  return role === 'analyst' ? enterAsAnalyst(db, place) : enter(db, place, role)
}

/** The person who enters an organisation in a role; undefined when there is no such role or fictional organisation. */
export async function enter(db: Handle, organisationId: string, role: string): Promise<Person | undefined> {
  if (!isRole(role) || !/^[a-z0-9-]{1,64}$/.test(organisationId)) return undefined
  const organisation = await findOrganisation(db, organisationId)
  return organisation?.fictional === true ? { name: NAMES[role], role, organisationId } : undefined
}

/** The analyst of the demonstration with this id; undefined when there is none, or an organisation here is real. */
export async function enterAsAnalyst(db: Handle, id: string): Promise<National | undefined> {
  const analyst = ANALYSTS.find((one) => one.id === id)
  return analyst === undefined || (await hasRealOrganisation(db)) ? undefined : analyst
}

/** The Set-Cookie header that makes the browser this person until it is closed. */
export function cookieOf(person: Person): string {
  const place = person.role === 'analyst' ? person.id : person.organisationId
  return `${COOKIE}=${person.role}.${place}; Path=/; HttpOnly; SameSite=Lax`
}

/** The Set-Cookie header that makes the browser nobody again. */
export function cookieOfNobody(): string {
  return `${COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`
}

const NAMES: Readonly<Record<Role, string>> = {
  lead: 'Cyber lead (demonstration)',
  siro: 'SIRO (demonstration)',
  board: 'Board member (demonstration)',
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text)
}
