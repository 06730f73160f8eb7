/**
 * Accounts as an administrator keeps them: names, mail addresses, roles and state; never anything that anybody answered.
 * Nobody gives themselves a role, nor disables or ends their own; the last administrator stays. A further administrator, and a way back
 * in for a lead, SIRO or deputy, wait for somebody else.
 */

import { DomainError } from '../errors.ts'
import { findPerson } from '../store/accounts.ts'
import { hasAssessment } from '../store/assessments.ts'
import {
  type AccountLine,
  type AccountWithRoles,
  saveMembershipEnd,
  saveNationalMembershipEnd,
  findAccountPage,
  findAccountWithRoles,
  findMembers,
  saveAccountStatus,
} from '../store/members.ts'
import { findOrganisation, findOrganisationNames } from '../store/organisations.ts'
import type { NationalRole, Person } from '../store/person.ts'
import type { Page } from '../store/search.ts'
import { saveSessionsEnd } from '../store/sessions.ts'
import type { Handle } from '../store/tables.ts'
import { deleteTickets } from '../store/tickets.ts'
import { read, write } from '../store/transaction.ts'
import { endRequestsOf } from './ending.ts'
import type { House } from './house.ts'
import {
  findOrAddInvitee,
  type Invited,
  readInvitee,
  renewInvitation,
  sendInvitation,
  type TypedInvitee,
} from './inviting.ts'
import { demandNotSelf, getWaiting, type InvitedOrWaits, isLead } from './members.ts'
import type { FieldFault } from '../errors.ts'
import { demandNational } from './permission.ts'
import { ask, type AskedFor, type ProposalRow } from './proposals.ts'
import { record } from './recording.ts'
import { endDeputiesOf, giveNational, giveRoles, NATIONAL_WORDS, roleInSentence, takesTwo } from './roles.ts'
import { send } from './telling.ts'

export type { AccountLine } from '../store/members.ts'

/** Of one page of a list (ours). */
export const MOST_SHOWN = 100

/** A page of the accounts of which words of name or address begin as typed; without a search, of those with a national role. @throws DomainError 'not-allowed'. */
export async function listAccounts(
  house: House,
  person: Person,
  search: string,
  after?: string,
): Promise<Page<AccountLine>> {
  demandNational('manage-accounts', person)
  return read(house.db, (db) => findAccountPage(db, { search, after, most: MOST_SHOWN }))
}

/** An account with its roles, and the names of the organisations that they are in. */
export interface AccountRecord {
  readonly account: AccountWithRoles
  readonly organisationNames: ReadonlyMap<string, string>
}

/** @throws DomainError 'not-allowed', 'not-found'. */
export async function getAccountRecord(house: House, person: Person, id: string): Promise<AccountRecord> {
  demandNational('manage-accounts', person)
  return read(house.db, async (db) => {
    const account = await getAccount(db, id)
    return { account, organisationNames: await findNames(db, account) }
  })
}

const findNames = (db: Handle, { roles }: AccountWithRoles) =>
  findOrganisationNames(
    db,
    roles.map(({ organisationId }) => organisationId),
  )

/** @throws DomainError 'not-found'. */
export async function getAccount(db: Handle, id: string): Promise<AccountWithRoles> {
  const account = await findAccountWithRoles(db, id)
  if (account === undefined) throw new DomainError('not-found', 'There is no such account.')
  return account
}

/** As whom somebody is invited: nationally, or as the first lead of an organisation. */
export type InvitedAs = { readonly national: NationalRole } | { readonly leadOf: string }

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
  demandNational('manage-accounts', person)
  const found = readInvitee(typed)
  if (!found.ok) return found
  const fault = (field: InviteFault['field'], message: string) => ({ fault: { field, message } })
  const done = await write(house.db, async (db) => {
    await demandStill(db, house, person)
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
    const account = await findOrAddInvitee(db, house, person, found.invitee)
    demandNotSelf(person, account.id)
    if (hasAlready(account, as)) return fault('email', `${account.name} has this role already.`)
    const asked = await giveOrAsk(db, house, person, account, as)
    if (asked !== undefined) return { asked }
    const token =
      account.status === 'invited' ? await renewInvitation(db, house, person, account.id) : undefined
    const what =
      'national' in as
        ? NATIONAL_WORDS[as.national]
        : `${roleInSentence('lead')} of ${organisation?.name ?? ''}`
    return { invitation: { account, what, token } }
  })
  if ('fault' in done) return { ok: false, faults: [done.fault] }
  if ('asked' in done) return { ok: true, invited: undefined, waits: [await tell(house, done.asked)] }
  return { ok: true, invited: await sendInvitation(house, person, done.invitation), waits: [] }
}

/** Gives what one administrator may give alone; else asks for it, and gives what was asked for. */
async function giveOrAsk(
  db: Handle,
  house: House,
  person: Person,
  account: AccountWithRoles,
  as: InvitedAs,
): Promise<AskedFor | undefined> {
  const accountId = account.id
  if ('leadOf' in as) {
    const organisationId = as.leadOf
    if (await takesTwo(db, organisationId, 'lead'))
      return ask(db, house, person, { kind: 'lead', organisationId, accountId })
    await giveRoles(db, house, person, organisationId, account, ['lead'])
  } else if (as.national === 'administrator' && (await hasAssessment(db)))
    return ask(db, house, person, { kind: 'administrator', accountId })
  else await giveNational(db, house, person, account, as.national)
  return undefined
}

/** Sends the letters about what was asked for. Gives that. */
export async function tell(house: House, { proposal, letters }: AskedFor): Promise<ProposalRow> {
  await send(house, letters)
  return proposal
}

function hasAlready({ roles, national }: AccountWithRoles, as: InvitedAs): boolean {
  return 'national' in as
    ? national.includes(as.national)
    : roles.some(({ organisationId, role }) => organisationId === as.leadOf && role === 'lead')
}

/**
 * Gives a national role to an account that is there; gives what waits where somebody else must agree first.
 *
 * @throws DomainError 'not-allowed', 'not-found', 'conflict'.
 */
export async function giveNationalRole(
  house: House,
  person: Person,
  id: string,
  role: NationalRole,
): Promise<ProposalRow | undefined> {
  demandNational('manage-accounts', person)
  const asked = await write(house.db, async (db) => {
    await demandStill(db, house, person)
    const account = await getAccount(db, id)
    demandNotSelf(person, id)
    if (account.national.includes(role))
      throw new DomainError('conflict', `${account.name} has this role already.`)
    return giveOrAsk(db, house, person, account, { national: role })
  })
  return asked && tell(house, asked)
}

/** Ends a national role, never one's own. @throws DomainError 'not-allowed', 'not-found', 'conflict'. */
export async function endNationalRole(
  house: House,
  person: Person,
  id: string,
  role: NationalRole,
): Promise<void> {
  demandNational('manage-accounts', person)
  await write(house.db, async (db) => {
    await demandStill(db, house, person)
    const account = await getAccount(db, id)
    demandOther(person, id)
    if (!(await saveNationalMembershipEnd(db, id, role, house.now().toISOString())))
      throw new DomainError('conflict', `${account.name} does not have this role any more.`)
    await record(db, house, person, {
      action: 'national-role-ended',
      object: id,
      details: { name: account.name, role },
    })
    await endRequestsOf(db, house, person, id)
  })
}

/** Disables an account, never one's own, and ends its sessions at once, with what its owner asked for and their deputies. @throws DomainError 'not-allowed', 'not-found', 'conflict'. */
export async function disableAccount(house: House, person: Person, id: string): Promise<void> {
  demandNational('manage-accounts', person)
  await write(house.db, async (db) => {
    await demandStill(db, house, person)
    const account = await getAccount(db, id)
    demandOther(person, id)
    if (account.status !== 'active')
      throw new DomainError('conflict', `The account of ${account.name} is not in use.`)
    await saveAccountStatus(db, id, 'disabled')
    const sessions = await saveSessionsEnd(db, id, house.now().toISOString())
    await record(db, house, person, {
      action: 'account-disabled',
      object: id,
      details: { name: account.name, sessions },
    })
    for (const { organisationId, role, deputy } of account.roles)
      if (role === 'siro' && !deputy) await endDeputiesOf(db, house, person, organisationId, id)
    await endRequestsOf(db, house, person, id)
  })
}

/** Sends an invitation anew; the earlier link stops working. @throws DomainError 'not-allowed', 'conflict' when it was accepted. */
export async function renewAccountInvitation(house: House, person: Person, id: string): Promise<Invited> {
  demandNational('manage-accounts', person)
  const done = await write(house.db, async (db) => {
    const account = await getWaiting(db, id)
    const token = await renewInvitation(db, house, person, id)
    await record(db, house, person, { action: 'invitation-renewed', object: id })
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
export async function revokeAccountInvitation(house: House, person: Person, id: string): Promise<void> {
  demandNational('manage-accounts', person)
  await write(house.db, async (db) => {
    const account = await getWaiting(db, id)
    const at = house.now().toISOString()
    for (const { organisationId, role } of account.roles) {
      await saveMembershipEnd(db, { organisationId, accountId: id, role }, at)
      await record(db, house, person, {
        organisationId,
        action: 'role-ended',
        object: id,
        details: { name: account.name, role },
      })
    }
    for (const role of account.national) await saveNationalMembershipEnd(db, id, role, at)
    await deleteTickets(db, 'invitation', id)
    await record(db, house, person, {
      action: 'invitation-revoked',
      object: id,
      details: { name: account.name },
    })
  })
}

/**
 * Refuses whose own role or account ended since their request began. Nobody ends their own: so one administrator is always left.
 *
 * @throws DomainError 'not-allowed'.
 */
export async function demandStill(db: Handle, house: House, person: Person): Promise<void> {
  demandNational('manage-accounts', await findPerson(db, person.id, house.now().toISOString()))
}

/** @throws DomainError 'conflict'. */
function demandOther(person: Person, id: string): void {
  if (person.id === id)
    throw new DomainError('conflict', 'This is your own account. Ask another administrator.')
}
