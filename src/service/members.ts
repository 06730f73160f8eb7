/**
 * The people of one organisation: who has which role, and what its lead changes of that; and the SIRO's deputy.
 * Nobody gives themselves a role, and an organisation never loses its last lead.
 */

import { DomainError } from '../errors.ts'
import { type AccountWithRoles, findAccountWithRoles, findMembers } from '../store/members.ts'
import { findOrganisation, type OrganisationRow } from '../store/organisations.ts'
import { type Person, type Role, ROLES } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { read, write } from '../store/transaction.ts'
import { deleteTickets } from '../store/tickets.ts'
import type { House } from './house.ts'
import {
  countInvitation,
  demandLinkMayBeShown,
  findOrAddInvitee,
  type Invited,
  isWithoutRoles,
  nameTyped,
  readInvitee,
  renewInvitation,
  sendInvitation,
  type TypedInvitee,
} from './inviting.ts'
import type { FieldFault } from '../errors.ts'
import { demand, organisationNotFound } from './permission.ts'
import { ask, type AskedFor, knownAsOf, type ProposalRow } from './proposals.ts'
import { record } from './recording.ts'
import { endRoleOf, giveRoles, hasRole, roleInSentence, takesTwo } from './roles.ts'
import { send } from './telling.ts'

export type { AccountWithRoles, MemberRole } from '../store/members.ts'
export type { Invited } from './inviting.ts'

export interface Members {
  readonly organisation: OrganisationRow
  /** By name. */
  readonly members: readonly AccountWithRoles[]
}

/** @throws DomainError 'not-found', 'not-allowed'. */
export async function getMembers(house: House, person: Person, organisationId: string): Promise<Members> {
  demand('read-members', person, organisationId)
  return read(house.db, async (db) => ({
    organisation: await getOrganisation(db, organisationId),
    members: await findMembers(db, organisationId),
  }))
}

async function getOrganisation(db: Handle, id: string): Promise<OrganisationRow> {
  const organisation = await findOrganisation(db, id)
  if (organisation === undefined) throw organisationNotFound()
  return organisation
}

type InviteFault = FieldFault<keyof TypedInvitee | 'roles'>

/** What came of an invitation to several roles: those that were given, and those that wait for somebody else's agreement. */
export interface InvitedOrWaits {
  readonly ok: true
  /** Undefined: nothing was given yet. */
  readonly invited: Invited | undefined
  readonly waits: readonly ProposalRow[]
}

/**
 * Gives roles to the account of a mail address, which is told by mail; or invites its owner. A further lead or SIRO waits until somebody
 * else has agreed.
 *
 * @throws DomainError 'not-found', 'not-allowed', 'conflict' (the account is disabled, or its link may not be shown).
 */
export async function inviteMember(
  house: House,
  person: Person,
  organisationId: string,
  typed: TypedInvitee & { readonly roles: readonly string[] },
): Promise<InvitedOrWaits | { ok: false; faults: readonly InviteFault[] }> {
  demand('manage-members', person, organisationId)
  const roles = ROLES.filter((role) => typed.roles.includes(role))
  const found = readInvitee(typed)
  const faults: InviteFault[] = found.ok ? [] : [...found.faults]
  if (roles.length === 0) faults.push({ field: 'roles', message: 'Choose one or more roles.' })
  if (!found.ok || faults.length > 0) return { ok: false, faults }
  const done = await write(house.db, async (db) => {
    const organisation = await getOrganisation(db, organisationId)
    const account = await findOrAddInvitee(db, house, person, found.invitee, organisationId)
    demandNotSelf(person, account.id)
    const missing = roles.filter((role) => !hasRole(account, organisationId, role))
    if (missing.length === 0) return undefined
    const { atOnce, asked } = await giveOrAsk(db, house, person, organisationId, account, missing)
    if (atOnce.length === 0) return { invitation: undefined, asked }
    const isWaiting = account.status === 'invited'
    if (isWaiting) demandLinkMayBeShown(house, account, organisationId)
    const token = isWaiting ? await renewInvitation(db, house, person, account.id) : undefined
    const what = `${atOnce.map((role) => roleInSentence(role)).join(', ')} of ${organisation.name}`
    return { invitation: { account, what, token }, asked }
  })
  if (done === undefined)
    return {
      ok: false,
      faults: [{ field: 'email', message: 'The person with this address has these roles already.' }],
    }
  for (const { letters } of done.asked) await send(house, letters)
  return {
    ok: true,
    invited: done.invitation && (await sendInvitation(house, person, done.invitation)),
    waits: done.asked.map(({ proposal }) => proposal),
  }
}

/** Gives what one person may give alone, and asks for the rest. */
async function giveOrAsk(
  db: Handle,
  house: House,
  person: Person,
  organisationId: string,
  account: AccountWithRoles,
  roles: readonly Role[],
): Promise<{ atOnce: readonly Role[]; asked: readonly AskedFor[] }> {
  const atOnce: Role[] = []
  const asked: AskedFor[] = []
  for (const role of roles)
    if ((role === 'lead' || role === 'siro') && (await takesTwo(db, organisationId, role)))
      asked.push(
        await ask(db, house, person, {
          ...{ kind: role, organisationId, accountId: account.id },
          details: knownAsOf(nameTyped(account)),
        }),
      )
    else atOnce.push(role)
  if (atOnce.length > 0) await giveRoles(db, house, person, organisationId, account, atOnce)
  return { atOnce, asked }
}

/**
 * Gives a role to somebody who has another one here already; gives what waits where somebody else must agree first.
 *
 * @throws DomainError 'not-found', 'not-allowed', 'conflict'.
 */
export async function giveRole(
  house: House,
  person: Person,
  organisationId: string,
  accountId: string,
  role: Role,
): Promise<ProposalRow | undefined> {
  demand('manage-members', person, organisationId)
  const { asked } = await write(house.db, async (db) => {
    const account = await getMember(db, organisationId, accountId)
    demandNotSelf(person, accountId)
    if (hasRole(account, organisationId, role))
      throw new DomainError('conflict', `${account.name} has this role already.`)
    return giveOrAsk(db, house, person, organisationId, account, [role])
  })
  return sendFirst(house, asked)
}

async function sendFirst(house: House, [first]: readonly AskedFor[]): Promise<ProposalRow | undefined> {
  if (first !== undefined) await send(house, first.letters)
  return first?.proposal
}

/** Ends a role, a deputy's too. @throws DomainError 'not-found', 'not-allowed', 'conflict' for the last lead. */
export async function endRole(
  house: House,
  person: Person,
  organisationId: string,
  accountId: string,
  role: Role,
): Promise<void> {
  demand('manage-members', person, organisationId)
  await write(house.db, async (db) => {
    const account = await getMember(db, organisationId, accountId)
    if (role === 'lead') await demandAnotherLead(db, organisationId, account)
    await endRoleOf(db, house, person, organisationId, account, role)
  })
}

/**
 * Asks that somebody of the organisation stands in for the SIRO, until the SIRO's own role ends. Only the SIRO asks, and no deputy.
 *
 * @throws DomainError 'not-found', 'not-allowed', 'conflict'.
 */
export async function nameDeputy(
  house: House,
  person: Person,
  organisationId: string,
  accountId: string,
): Promise<ProposalRow | undefined> {
  demandSiro(person, organisationId)
  const asked = await write(house.db, async (db) => {
    const account = await getMember(db, organisationId, accountId)
    demandNotSelf(person, accountId)
    if (hasRole(account, organisationId, 'siro'))
      throw new DomainError('conflict', `${account.name} is SIRO or deputy already.`)
    return ask(db, house, person, { kind: 'deputy', organisationId, accountId })
  })
  return sendFirst(house, [asked])
}

/** Ends a deputy, never a SIRO. @throws DomainError 'not-found', 'not-allowed'. */
export async function endDeputy(
  house: House,
  person: Person,
  organisationId: string,
  accountId: string,
): Promise<void> {
  demandSiro(person, organisationId)
  await write(house.db, async (db) => {
    const account = await getMember(db, organisationId, accountId)
    if (!account.roles.some(({ role, deputy }) => role === 'siro' && deputy))
      throw new DomainError('conflict', `${account.name} is no deputy.`)
    await endRoleOf(db, house, person, organisationId, account, 'siro')
  })
}

/**
 * Sends an invitation anew; the earlier link stops working.
 *
 * @throws DomainError 'not-found', 'not-allowed', 'conflict' when it was accepted, or its link may not be shown.
 */
export async function renewMemberInvitation(
  house: House,
  person: Person,
  organisationId: string,
  accountId: string,
): Promise<Invited> {
  demand('manage-members', person, organisationId)
  const done = await write(house.db, async (db) => {
    const organisation = await getOrganisation(db, organisationId)
    const member = await getMember(db, organisationId, accountId)
    const { roles } = member
    const { account, isWaiting } = await getInvited(db, member)
    if (isWaiting) demandLinkMayBeShown(house, account, organisationId)
    const token = isWaiting ? await renewInvitation(db, house, person, accountId) : undefined
    if (!isWaiting) await countInvitation(db, house, person, accountId)
    await record(db, house, person, { organisationId, action: 'invitation-renewed', object: accountId })
    const what = `${roles.map(({ role }) => roleInSentence(role)).join(', ')} of ${organisation.name}`
    return { account, what, token }
  })
  return sendInvitation(house, person, done)
}

/**
 * Takes an invitation back: its roles here end, and its link stops working unless it was invited elsewhere too.
 *
 * @throws DomainError 'not-found', 'not-allowed', 'conflict' when it was accepted, or for the last lead.
 */
export async function revokeMemberInvitation(
  house: House,
  person: Person,
  organisationId: string,
  accountId: string,
): Promise<void> {
  demand('manage-members', person, organisationId)
  await write(house.db, async (db) => {
    const member = await getMember(db, organisationId, accountId)
    const { roles } = member
    const { account } = await getInvited(db, member)
    for (const { role } of roles) await endRoleOf(db, house, person, organisationId, account, role)
    const left = await findAccountWithRoles(db, accountId)
    if (left !== undefined && isWithoutRoles(left)) await deleteTickets(db, 'invitation', accountId)
    await record(db, house, person, { organisationId, action: 'invitation-revoked', object: accountId })
  })
}

/** An account that waits for its owner. @throws DomainError 'conflict' when it does not. */
export async function getWaiting(db: Handle, accountId: string): Promise<AccountWithRoles> {
  const account = await findAccountWithRoles(db, accountId)
  if (account?.status !== 'invited')
    throw new DomainError('conflict', 'This invitation was accepted already, or is not there.')
  return account
}

/**
 * Somebody who was invited here and has not come yet, as they are known here; `isWaiting`: their account waits for its owner too.
 *
 * @throws DomainError 'conflict' when they have come.
 */
async function getInvited(
  db: Handle,
  { id, name, isExpected }: AccountWithRoles,
): Promise<{ readonly account: AccountWithRoles; readonly isWaiting: boolean }> {
  const account = await findAccountWithRoles(db, id)
  if (isExpected !== true || account === undefined)
    return { account: await getWaiting(db, id), isWaiting: true }
  return { account: { ...account, name, isExpected }, isWaiting: account.status === 'invited' }
}

/** Who has a role here, with those roles. @throws DomainError 'not-found'. */
async function getMember(db: Handle, organisationId: string, accountId: string): Promise<AccountWithRoles> {
  await getOrganisation(db, organisationId)
  const member = (await findMembers(db, organisationId)).find(({ id }) => id === accountId)
  if (member === undefined) throw new DomainError('not-found', 'Nobody of this organisation is here.')
  return member
}

/** @throws DomainError 'conflict'. */
export function demandNotSelf(person: Person, accountId: string): void {
  if (person.id === accountId)
    throw new DomainError('conflict', 'Nobody gives themselves a role. Ask somebody else who may.')
}

/** @throws DomainError 'not-found', 'not-allowed' for anybody but the SIRO. */
function demandSiro(person: Person, organisationId: string): void {
  demand('name-deputy', person, organisationId)
  const isSiro = person.memberships.some(
    (one) => one.organisationId === organisationId && one.role === 'siro' && one.deputy !== true,
  )
  if (!isSiro) throw new DomainError('not-allowed', 'Only the SIRO names or ends a deputy.')
}

/** A lead counts once the account is in use. @throws DomainError 'conflict'. */
async function demandAnotherLead(
  db: Handle,
  organisationId: string,
  { id, name }: AccountWithRoles,
): Promise<void> {
  const others = (await findMembers(db, organisationId)).filter((one) => one.id !== id && isLead(one))
  if (others.length === 0)
    throw new DomainError('conflict', `${name} is the last cyber lead here. Make somebody else lead first.`)
}

export function isLead({ status, roles }: AccountWithRoles): boolean {
  return status === 'active' && roles.some(({ role }) => role === 'lead')
}
