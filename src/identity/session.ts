/**
 * A request's cookie → a person of the demonstration, and back.
 * No secret and no account: whoever can open the page may enter as anybody, so it lets nobody into an organisation that is not fictional.
 */

import { findOrganisation } from '../store/organisations.ts'
import { type Person, type Role, ROLES } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'

const COOKIE = 'wardround-demonstration'

/** The person whom the Cookie header names; undefined when it names nobody, or no fictional organisation. */
export async function findPerson(db: Handle, cookies: string | undefined): Promise<Person | undefined> {
  const named = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([name]) => name === COOKIE)
  const [role, organisationId] = named.length === 1 ? (named[0]?.[1] ?? '').split('.') : []
  return role === undefined || organisationId === undefined ? undefined : enter(db, organisationId, role)
}

/** The person who enters an organisation in a role; undefined when there is no such role or fictional organisation. */
export async function enter(db: Handle, organisationId: string, role: string): Promise<Person | undefined> {
  if (!isRole(role) || !/^[a-z0-9-]{1,64}$/.test(organisationId)) return undefined
  const organisation = await findOrganisation(db, organisationId)
  return organisation?.fictional === true ? { name: NAMES[role], role, organisationId } : undefined
}

/** The Set-Cookie header that makes the browser this person until it is closed. */
export function cookieOf(person: Person): string {
  return `${COOKIE}=${person.role}.${person.organisationId}; Path=/; HttpOnly; SameSite=Lax`
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
