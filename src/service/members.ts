/**
 * The people of one organisation: who has which role, and what its lead changes of that; and the SIRO's deputy.
 * Nobody gives themselves a role, and an organisation never loses its last lead.
 */

import { DomainError } from '../errors.ts'
import type { AccountId, OrganisationId } from '../ids.ts'
import { type AccountWithRoles, findMembers } from '../store/members.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import type { Person, Role } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { type Change, changeInOrganisation, lookInOrganisation } from './acting.ts'
import type { House } from './house.ts'
import { nameTyped } from './inviting.ts'
import { ask, type AskedFor, knownAsOf, type ProposalRow } from './proposals.ts'
import { endRoleOf, giveRoles, hasRole, takesTwo } from './roles.ts'
import { send } from './telling.ts'

export type { AccountWithRoles, MemberRole } from '../store/members.ts'

export interface Members {
  readonly organisation: OrganisationRow
  /** By name. */
  readonly members: readonly AccountWithRoles[]
}

/** @throws as `lookInOrganisation`. */
export async function getMembers(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<Members> {
  return lookInOrganisation(house, person, organisationId, 'read-members', async ({ db, organisation }) => ({
    organisation,
    members: await findMembers(db, organisationId),
  }))
}

/** Gives what one person may give alone, and asks for the rest. */
export async function giveOrAsk(
  change: Change,
  house: House,
  organisationId: OrganisationId,
  account: AccountWithRoles,
  roles: readonly Role[],
): Promise<{ atOnce: readonly Role[]; asked: readonly AskedFor[] }> {
  const atOnce: Role[] = []
  const asked: AskedFor[] = []
  for (const role of roles)
    if ((role === 'lead' || role === 'siro') && (await takesTwo(change.db, organisationId, role)))
      asked.push(
        await ask(change, house, {
          ...{ kind: role, organisationId, accountId: account.id },
          details: knownAsOf(nameTyped(account)),
        }),
      )
    else atOnce.push(role)
  if (atOnce.length > 0) await giveRoles(change, organisationId, account, atOnce)
  return { atOnce, asked }
}

/**
 * Gives a role to somebody who has another one here already; gives what waits where somebody else must agree first.
 *
 * @throws as `changeInOrganisation`, and 'conflict'.
 */
export async function giveRole(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  accountId: AccountId,
  role: Role,
): Promise<ProposalRow | undefined> {
  const action = 'manage-members'
  const { asked } = await changeInOrganisation(house, person, organisationId, action, async (change) => {
    const account = await getMember(change.db, organisationId, accountId)
    demandNotSelf(person, accountId)
    if (hasRole(account, organisationId, role))
      throw new DomainError('conflict', `${account.name} has this role already.`)
    return giveOrAsk(change, house, organisationId, account, [role])
  })
  return sendFirst(house, asked)
}

async function sendFirst(house: House, [first]: readonly AskedFor[]): Promise<ProposalRow | undefined> {
  if (first !== undefined) await send(house, first.letters)
  return first?.proposal
}

/** Ends a role, a deputy's too. @throws as `changeInOrganisation`, and 'conflict' for the last lead. */
export async function endRole(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  accountId: AccountId,
  role: Role,
): Promise<void> {
  await changeInOrganisation(house, person, organisationId, 'manage-members', async (change) => {
    const account = await getMember(change.db, organisationId, accountId)
    if (role === 'lead') await demandAnotherLead(change.db, organisationId, account)
    await endRoleOf(change, organisationId, account, role)
  })
}

/**
 * Asks that somebody of the organisation stands in for the SIRO, until the SIRO's own role ends. Only the SIRO asks, and no deputy.
 *
 * @throws as `changeInOrganisation`, and 'conflict'.
 */
export async function nameDeputy(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  accountId: AccountId,
): Promise<ProposalRow | undefined> {
  const asked = await changeInOrganisation(house, person, organisationId, 'name-deputy', async (change) => {
    demandSiro(person, organisationId)
    const account = await getMember(change.db, organisationId, accountId)
    demandNotSelf(person, accountId)
    if (hasRole(account, organisationId, 'siro'))
      throw new DomainError('conflict', `${account.name} is SIRO or deputy already.`)
    return ask(change, house, { kind: 'deputy', organisationId, accountId })
  })
  return sendFirst(house, [asked])
}

/** Ends a deputy, never a SIRO. @throws as `changeInOrganisation`, and 'conflict'. */
export async function endDeputy(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  accountId: AccountId,
): Promise<void> {
  await changeInOrganisation(house, person, organisationId, 'name-deputy', async (change) => {
    demandSiro(person, organisationId)
    const account = await getMember(change.db, organisationId, accountId)
    if (!account.roles.some(({ role, deputy }) => role === 'siro' && deputy))
      throw new DomainError('conflict', `${account.name} is not a deputy.`)
    await endRoleOf(change, organisationId, account, 'siro')
  })
}

/** Who has a role here, with those roles. @throws DomainError 'not-found'. */
export async function getMember(
  db: Handle,
  organisationId: OrganisationId,
  accountId: AccountId,
): Promise<AccountWithRoles> {
  const member = (await findMembers(db, organisationId)).find(({ id }) => id === accountId)
  if (member === undefined) throw new DomainError('not-found', 'Nobody of this organisation is here.')
  return member
}

/** @throws DomainError 'conflict'. */
export function demandNotSelf(person: Person, accountId: AccountId): void {
  if (person.id === accountId)
    throw new DomainError('conflict', 'Nobody gives themselves a role. Ask somebody else who may.')
}

/** @throws DomainError 'not-allowed' for a deputy. */
function demandSiro(person: Person, organisationId: OrganisationId): void {
  const isSiro = person.memberships.some(
    (one) => one.organisationId === organisationId && one.role === 'siro' && one.deputy !== true,
  )
  if (!isSiro) throw new DomainError('not-allowed', 'Only the SIRO names or ends a deputy.')
}

/** A lead counts once the account is in use. @throws DomainError 'conflict'. */
async function demandAnotherLead(
  db: Handle,
  organisationId: OrganisationId,
  { id, name }: AccountWithRoles,
): Promise<void> {
  const others = (await findMembers(db, organisationId)).filter((one) => one.id !== id && isLead(one))
  if (others.length === 0)
    throw new DomainError('conflict', `${name} is the last cyber lead here. Make somebody else lead first.`)
}

export function isLead({ status, roles }: AccountWithRoles): boolean {
  return status === 'active' && roles.some(({ role }) => role === 'lead')
}
