/**
 * A role in an organisation, or a national one, given or ended, with everything that follows: deputies end with the SIRO whom they stood for, and what somebody asked for ends with the role by which they asked.
 * It asks nobody's permission; whoever calls has.
 */

import { DomainError } from '../errors.ts'
import type { AccountId, OrganisationId } from '../ids.ts'
import { insertMemberships, insertNationalMemberships } from '../store/accounts.ts'
import {
  type AccountWithRoles,
  saveAssignmentsEnd,
  saveMembershipEnd,
  findMembers,
} from '../store/members.ts'
import { wasEverHeld } from '../store/offices.ts'
import { type NationalRole, type Role, ROLE_NAMES } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { endRequestsOf } from './ending.ts'
import { nameTyped } from './inviting.ts'
import { type Acting, record } from './recording.ts'

/** What a role is called in a letter, inside a sentence. */
export function roleInSentence(role: Role): string {
  return ROLE_NAMES[role].replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())
}

/** What a national role is called in a letter. */
export const NATIONAL_WORDS: Readonly<Record<NationalRole, string>> = {
  analyst: 'national analyst',
  administrator: 'administrator',
}

export function hasRole({ roles }: AccountWithRoles, organisationId: OrganisationId, role: Role): boolean {
  return roles.some((one) => one.organisationId === organisationId && one.role === role)
}

/** Whether a further holder of this role takes two persons: a lead or SIRO where somebody is or was one. */
export async function takesTwo(db: Handle, organisationId: OrganisationId, role: Role): Promise<boolean> {
  return (role === 'lead' || role === 'siro') && wasEverHeld(db, organisationId, role)
}

/** Gives roles in an organisation. */
export async function giveRoles(
  acting: Acting,
  organisationId: OrganisationId,
  account: AccountWithRoles,
  roles: readonly Role[],
  deputyOf?: AccountId,
): Promise<void> {
  await insertMemberships(
    acting.db,
    roles.map((role) => ({
      ...{ organisationId, accountId: account.id, role, deputyOf },
      invitedAs: nameTyped(account),
    })),
    acting.stamp,
  )
  for (const role of roles)
    await record(acting, {
      organisationId,
      action: deputyOf === undefined ? 'role-given' : 'deputy-named',
      object: account.id,
      details: {
        name: account.name,
        role,
        invited: account.status === 'invited' || account.isExpected === true,
      },
    })
}

/** As `giveRoles`, for a national one. */
export async function giveNational(
  acting: Acting,
  account: AccountWithRoles,
  role: NationalRole,
): Promise<void> {
  await insertNationalMemberships(acting.db, [{ accountId: account.id, role }], acting.stamp)
  await record(acting, {
    action: 'national-role-given',
    object: account.id,
    details: { name: account.name, role, invited: account.status === 'invited' },
  })
}

/** Ends a role in an organisation. @throws DomainError 'conflict' when the account does not have it. */
export async function endRoleOf(
  acting: Acting,
  organisationId: OrganisationId,
  account: AccountWithRoles,
  role: Role,
): Promise<void> {
  const { db, stamp } = acting
  const wasSiro = account.roles.some(
    (one) => one.organisationId === organisationId && one.role === 'siro' && !one.deputy,
  )
  if (!(await saveMembershipEnd(db, { organisationId, accountId: account.id, role }, stamp.at)))
    throw new DomainError('conflict', `${account.name} does not have this role any more.`)
  const left = (await findMembers(db, organisationId)).find(({ id }) => id === account.id)
  const fillsIn = left?.roles.some((one) => one.role === 'lead' || one.role === 'contributor') === true
  if (!fillsIn) await saveAssignmentsEnd(db, organisationId, account.id, stamp.at)
  await record(acting, {
    organisationId,
    action: 'role-ended',
    object: account.id,
    details: { name: account.name, role },
  })
  await endRequestsOf(acting, account.id)
  if (role === 'siro' && wasSiro) await endDeputiesOf(acting, organisationId, account.id)
}

/** Ends the deputies whom a SIRO named; and those of whom nobody knows who did, once no SIRO is left in office. */
export async function endDeputiesOf(
  acting: Acting,
  organisationId: OrganisationId,
  siroId: AccountId,
): Promise<void> {
  const members = await findMembers(acting.db, organisationId)
  const isSiro = (one: AccountWithRoles) =>
    one.id !== siroId &&
    one.status === 'active' &&
    one.roles.some(({ role, deputy }) => role === 'siro' && !deputy)
  const isSiroLeft = members.some(isSiro)
  for (const member of members) {
    const stands = member.roles.find(({ role, deputy }) => role === 'siro' && deputy)
    if (stands === undefined) continue
    if (stands.deputyOf === siroId || (stands.deputyOf === undefined && !isSiroLeft))
      await endRoleOf(acting, organisationId, member, 'siro')
  }
}
