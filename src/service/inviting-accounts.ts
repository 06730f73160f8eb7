/** Somebody's name and mail address → a national role, or the first lead of an organisation; and invitations that an administrator sends anew or takes back. */

import type { FieldFault } from '../errors.ts'
import type { AccountId, OrganisationId } from '../ids.ts'
import {
  type AccountWithRoles,
  findMembers,
  saveMembershipEnd,
  saveNationalMembershipEnd,
} from '../store/members.ts'
import { findOrganisation } from '../store/organisations.ts'
import type { NationalRole, Person } from '../store/person.ts'
import { deleteTickets } from '../store/tickets.ts'
import { changeAccounts, findNames, giveNationalOrAsk, tell } from './accounts.ts'
import { type Change, changeNationally } from './acting.ts'
import type { House } from './house.ts'
import {
  findOrAddInvitee,
  getWaiting,
  type Invited,
  type InvitedOrWaits,
  readInvitee,
  renewInvitation,
  sendInvitation,
  type TypedInvitee,
} from './inviting.ts'
import { demandNotSelf, isLead } from './members.ts'
import { ask, type AskedFor } from './proposals.ts'
import { record } from './recording.ts'
import { giveRoles, NATIONAL_WORDS, roleInSentence, takesTwo } from './roles.ts'

/** As whom somebody is invited: nationally, or as the first lead of an organisation. */
export type InvitedAs = { readonly national: NationalRole } | { readonly leadOf: OrganisationId }

type InviteFault = FieldFault<keyof TypedInvitee | 'organisation'>

/**
 * Gives a national role, or makes somebody the lead of an organisation that has none. A further administrator, and a lead where there was
 * one, wait until somebody else has agreed.
 *
 * @throws DomainError 'not-allowed', 'conflict' when the account is disabled.
 */
export async function inviteAccount(
  house: House,
  person: Person,
  typed: TypedInvitee,
  as: InvitedAs,
): Promise<InvitedOrWaits | { ok: false; faults: readonly InviteFault[] }> {
  const fault = (field: InviteFault['field'], message: string) => ({ faults: [{ field, message }] })
  const done = await changeAccounts(house, person, async (change) => {
    const { db } = change
    const found = readInvitee(typed)
    if (!found.ok) return { faults: found.faults }
    // What can be refused is refused before an account is made.
    const organisation = 'leadOf' in as ? await findOrganisation(db, as.leadOf) : undefined
    if ('leadOf' in as) {
      if (organisation === undefined) return fault('organisation', 'Choose the organisation from the list.')
      if ((await findMembers(db, as.leadOf)).some(isLead))
        return fault(
          'organisation',
          `${organisation.name} has a cyber lead, who invites its people. Ask the lead.`,
        )
    }
    const account = await findOrAddInvitee(change, found.invitee)
    demandNotSelf(person, account.id)
    if (hasAlready(account, as)) return fault('email', `${account.name} has this role already.`)
    const asked = await giveOrAsk(change, house, account, as)
    if (asked !== undefined) return { asked }
    const token = account.status === 'invited' ? await renewInvitation(change, account.id) : undefined
    const what =
      'national' in as
        ? NATIONAL_WORDS[as.national]
        : `${roleInSentence('lead')} of ${organisation?.name ?? ''}`
    return { invitation: { account, what, token } }
  })
  if ('faults' in done) return { ok: false, faults: done.faults }
  if ('asked' in done) return { ok: true, invited: undefined, waits: [await tell(house, done.asked)] }
  return { ok: true, invited: await sendInvitation(house, person, done.invitation), waits: [] }
}

/** Gives what one administrator may give alone; else asks for it, and gives what was asked for. */
async function giveOrAsk(
  change: Change,
  house: House,
  account: AccountWithRoles,
  as: InvitedAs,
): Promise<AskedFor | undefined> {
  if ('national' in as) return giveNationalOrAsk(change, house, account, as.national)
  const organisationId = as.leadOf
  if (await takesTwo(change.db, organisationId, 'lead'))
    return ask(change, house, { kind: 'lead', organisationId, accountId: account.id })
  await giveRoles(change, organisationId, account, ['lead'])
  return undefined
}

function hasAlready({ roles, national }: AccountWithRoles, as: InvitedAs): boolean {
  return 'national' in as
    ? national.includes(as.national)
    : roles.some(({ organisationId, role }) => organisationId === as.leadOf && role === 'lead')
}

/** Sends an invitation anew; the earlier link stops working. @throws DomainError 'not-allowed', 'conflict' when it was accepted. */
export async function renewAccountInvitation(house: House, person: Person, id: AccountId): Promise<Invited> {
  const done = await changeNationally(house, person, 'manage-accounts', async (change) => {
    const { db } = change
    const account = await getWaiting(db, id)
    const token = await renewInvitation(change, id)
    await change.record({ action: 'invitation-renewed', object: id })
    const names = await findNames(db, account)
    const roles = [
      ...account.national.map((role) => NATIONAL_WORDS[role]),
      ...account.roles.map(
        ({ role, organisationId }) => `${roleInSentence(role)} of ${names.get(organisationId) ?? ''}`,
      ),
    ]
    return { account, what: roles.join(', '), token }
  })
  return sendInvitation(house, person, done)
}

/** Takes an invitation back with every role that waits for it. @throws DomainError 'not-allowed', 'conflict' when it was accepted. */
export async function revokeAccountInvitation(house: House, person: Person, id: AccountId): Promise<void> {
  await changeNationally(house, person, 'manage-accounts', async (change) => {
    const { db, stamp } = change
    const account = await getWaiting(db, id)
    const { name } = account
    for (const { organisationId, role } of account.roles) {
      await saveMembershipEnd(db, { organisationId, accountId: id, role }, stamp.at)
      const ended = { organisationId, action: 'role-ended', object: id, details: { name, role } } as const
      await record(change, ended)
    }
    for (const role of account.national) await saveNationalMembershipEnd(db, id, role, stamp.at)
    await deleteTickets(db, 'invitation', id)
    await change.record({ action: 'invitation-revoked', object: id, details: { name } })
  })
}
