/**
 * Ways back in: somebody who lost every way in → nothing of their old ones, no session, and a new invitation to the account that they have;
 * and a disabled account → one in use. For a lead, SIRO, deputy or administrator both wait for somebody else.
 * It takes an administrator's decision: no mail, and nobody's word at the sign-in page, ever skips a second factor.
 */

import { DomainError } from '../errors.ts'
import type { AccountId } from '../ids.ts'
import { deleteWaysIn } from '../store/account-details.ts'
import { insertLetIn } from '../store/let-in.ts'
import { type AccountWithRoles, saveAccountStatus } from '../store/members.ts'
import type { Person } from '../store/person.ts'
import { saveSessionsEnd } from '../store/sessions.ts'
import { deleteSignIns } from '../store/sign-ins.ts'
import { deleteTickets } from '../store/tickets.ts'
import { changeAccounts, demandOther, getAccount, tell } from './accounts.ts'
import type { House } from './house.ts'
import { type Invitation, type Invited, renewInvitation, sendInvitation } from './inviting.ts'
import { ask, type ProposalRow } from './proposals.ts'
import { type Acting, record } from './recording.ts'

/**
 * Takes away everything by which somebody proves who they are, and invites them to choose anew; their roles stay. For a lead, SIRO, deputy
 * or administrator that waits for somebody else: nothing of theirs changes before.
 *
 * @throws DomainError 'not-allowed', 'not-found', 'conflict' for one's own account and one that is not in use, 'too-many'.
 */
export async function inviteAgain(
  house: House,
  person: Person,
  id: AccountId,
): Promise<Invited | ProposalRow> {
  const done = await changeAccounts(house, person, async (change) => {
    const account = await getAccount(change.db, id)
    demandOther(person, id)
    if (account.status !== 'active')
      throw new DomainError('conflict', `The account of ${account.name} is not in use.`)
    if (comesBackByTwo(account))
      return ask(change, house, { kind: 'way-back', accountId: id, details: { act: 'invite-again' } })
    return letBackIn(change, account)
  })
  return 'proposal' in done ? tell(house, done) : sendInvitation(house, person, done)
}

/** Takes the ways in away and makes the invitation, for whoever decided that. Each organisation with a role of theirs reads it in its trail. Inside a transaction. */
export async function letBackIn(acting: Acting, account: AccountWithRoles): Promise<Invitation> {
  const { db, stamp } = acting
  const { id } = account
  await deleteWaysIn(db, id)
  await deleteSignIns(db, id)
  for (const kind of ['reset', 'email'] as const) await deleteTickets(db, kind, id)
  const sessions = await saveSessionsEnd(db, id, stamp.at)
  const token = await renewInvitation(acting, id)
  const entry = { action: 'account-invited-again', object: id, details: { name: account.name } } as const
  for (const organisationId of new Set(account.roles.map((role) => role.organisationId)))
    await record(acting, { ...entry, organisationId })
  await record(acting, { ...entry, details: { ...entry.details, sessions } })
  return { account, what: 'the person who you are there already, with the same roles', token }
}

/**
 * Lets a disabled account in again, with the roles that it still has; gives what waits where that takes two.
 *
 * @throws DomainError 'not-allowed', 'not-found', 'conflict'.
 */
export async function enableAccount(
  house: House,
  person: Person,
  id: AccountId,
): Promise<ProposalRow | undefined> {
  const asked = await changeAccounts(house, person, async (change) => {
    const account = await getAccount(change.db, id)
    if (account.status !== 'disabled')
      throw new DomainError('conflict', `The account of ${account.name} is not disabled.`)
    if (comesBackByTwo(account))
      return ask(change, house, { kind: 'way-back', accountId: id, details: { act: 'enable' } })
    await enable(change, account)
    return undefined
  })
  return asked && tell(house, asked)
}

/** Whether a way back in for this account takes two: a lead, SIRO, deputy or administrator. */
export function comesBackByTwo({ roles, national }: AccountWithRoles): boolean {
  return national.includes('administrator') || roles.some(({ role }) => role === 'lead' || role === 'siro')
}

/** Enables a disabled account, for whoever decided that. Inside a transaction. */
export async function enable(acting: Acting, { id, name }: AccountWithRoles): Promise<void> {
  const { db, person, stamp } = acting
  await saveAccountStatus(db, id, 'active')
  await insertLetIn(db, id, person.id, stamp.at)
  await record(acting, { action: 'account-enabled', object: id, details: { name } })
}
