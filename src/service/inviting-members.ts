/** Somebody's name and mail address → roles in one organisation, or an invitation to them: sent, sent anew, or taken back by its lead. */

import type { FieldFault } from '../errors.ts'
import type { AccountId, OrganisationId } from '../ids.ts'
import { type AccountWithRoles, findAccountWithRoles } from '../store/members.ts'
import { type Person, ROLES } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { deleteTickets } from '../store/tickets.ts'
import { changeInOrganisation } from './acting.ts'
import type { House } from './house.ts'
import {
  countInvitation,
  demandLinkMayBeShown,
  findOrAddInvitee,
  getWaiting,
  type Invited,
  type InvitedOrWaits,
  isWithoutRoles,
  readInvitee,
  renewInvitation,
  sendInvitation,
  type TypedInvitee,
} from './inviting.ts'
import { demandNotSelf, getMember, giveOrAsk } from './members.ts'
import { endRoleOf, hasRole, roleInSentence } from './roles.ts'
import { send } from './telling.ts'

type InviteFault = FieldFault<keyof TypedInvitee | 'roles'>

/**
 * Gives roles to the account of a mail address, which is told by mail; or invites its owner. A further lead or SIRO waits until somebody
 * else has agreed.
 *
 * @throws as `changeInOrganisation`, and 'conflict' (the account is disabled, or its link may not be shown).
 */
export async function inviteMember(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  typed: TypedInvitee & { readonly roles: readonly string[] },
): Promise<InvitedOrWaits | { ok: false; faults: readonly InviteFault[] }> {
  const action = 'manage-members'
  const done = await changeInOrganisation(house, person, organisationId, action, async (change) => {
    const roles = ROLES.filter((role) => typed.roles.includes(role))
    const found = readInvitee(typed)
    const faults: InviteFault[] = found.ok ? [] : [...found.faults]
    if (roles.length === 0) faults.push({ field: 'roles', message: 'Choose one or more roles.' })
    if (!found.ok || faults.length > 0) return { faults }
    const account = await findOrAddInvitee(change, found.invitee, organisationId)
    demandNotSelf(person, account.id)
    const missing = roles.filter((role) => !hasRole(account, organisationId, role))
    if (missing.length === 0) return { faults: [HAS_THEM] }
    const { atOnce, asked } = await giveOrAsk(change, house, organisationId, account, missing)
    if (atOnce.length === 0) return { invitation: undefined, asked }
    const isWaiting = account.status === 'invited'
    if (isWaiting) demandLinkMayBeShown(house, account, organisationId)
    const token = isWaiting ? await renewInvitation(change, account.id) : undefined
    const what = `${atOnce.map((role) => roleInSentence(role)).join(', ')} of ${change.organisation.name}`
    return { invitation: { account, what, token }, asked }
  })
  if ('faults' in done) return { ok: false, faults: done.faults }
  for (const { letters } of done.asked) await send(house, letters)
  return {
    ok: true,
    invited: done.invitation && (await sendInvitation(house, person, done.invitation)),
    waits: done.asked.map(({ proposal }) => proposal),
  }
}

const HAS_THEM: InviteFault = {
  field: 'email',
  message: 'The person with this address has these roles already.',
}

/**
 * Sends an invitation anew; the earlier link stops working.
 *
 * @throws as `changeInOrganisation`, and 'conflict' when it was accepted, or its link may not be shown.
 */
export async function renewMemberInvitation(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  accountId: AccountId,
): Promise<Invited> {
  const action = 'manage-members'
  const done = await changeInOrganisation(house, person, organisationId, action, async (change) => {
    const { db, organisation, record } = change
    const member = await getMember(db, organisationId, accountId)
    const { account, isWaiting } = await getInvited(db, member)
    if (isWaiting) demandLinkMayBeShown(house, account, organisationId)
    const token = isWaiting ? await renewInvitation(change, accountId) : undefined
    if (!isWaiting) await countInvitation(change, accountId)
    await record({ action: 'invitation-renewed', object: accountId })
    const what = `${member.roles.map(({ role }) => roleInSentence(role)).join(', ')} of ${organisation.name}`
    return { account, what, token }
  })
  return sendInvitation(house, person, done)
}

/**
 * Takes an invitation back: its roles here end, and its link stops working unless it was invited elsewhere too.
 *
 * @throws as `changeInOrganisation`, and 'conflict' when it was accepted, or for the last lead.
 */
export async function revokeMemberInvitation(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  accountId: AccountId,
): Promise<void> {
  await changeInOrganisation(house, person, organisationId, 'manage-members', async (change) => {
    const { db, record } = change
    const member = await getMember(db, organisationId, accountId)
    const { account } = await getInvited(db, member)
    for (const { role } of member.roles) await endRoleOf(change, organisationId, account, role)
    const left = await findAccountWithRoles(db, accountId)
    if (left !== undefined && isWithoutRoles(left)) await deleteTickets(db, 'invitation', accountId)
    await record({ action: 'invitation-revoked', object: accountId })
  })
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
