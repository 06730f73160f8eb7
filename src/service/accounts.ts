/**
 * Accounts as an administrator keeps them: names, mail addresses, national roles and state; never anything that anybody answered.
 * Nobody gives themselves a role, nor disables or ends their own; the last administrator stays. A further administrator, and a way back
 * in for a lead, SIRO or deputy, wait for somebody else.
 */

import { DomainError } from '../errors.ts'
import type { AccountId, OrganisationId } from '../ids.ts'
import { findPerson } from '../store/accounts.ts'
import { hasAssessment } from '../store/assessments.ts'
import {
  type AccountLine,
  type AccountWithRoles,
  saveNationalMembershipEnd,
  findAccountPage,
  findAccountWithRoles,
  saveAccountStatus,
} from '../store/members.ts'
import { findOrganisationNames } from '../store/organisations.ts'
import type { NationalRole, Person } from '../store/person.ts'
import type { Page } from '../store/search.ts'
import { saveSessionsEnd } from '../store/sessions.ts'
import type { Handle } from '../store/tables.ts'
import { type Change, changeNationally, lookNationally } from './acting.ts'
import { endRequestsOf } from './ending.ts'
import type { House } from './house.ts'
import { demandNotSelf } from './members.ts'
import { demandNational } from './permission.ts'
import { ask, type AskedFor, type ProposalRow } from './proposals.ts'
import { endDeputiesOf, giveNational } from './roles.ts'
import { send } from './telling.ts'

export type { AccountLine } from '../store/members.ts'

/** Of one page of a list (ours). */
export const MOST_SHOWN = 100

/** A page of the accounts of which words of name or address begin as typed; without a search, of those with a national role. @throws DomainError 'not-allowed'. */
export async function listAccounts(
  house: House,
  person: Person,
  search: string,
  after?: AccountId,
): Promise<Page<AccountLine>> {
  return lookNationally(house, person, 'manage-accounts', ({ db }) =>
    findAccountPage(db, { search, after, most: MOST_SHOWN }),
  )
}

/** An account with its roles, and the names of the organisations that they are in. */
export interface AccountRecord {
  readonly account: AccountWithRoles
  readonly organisationNames: ReadonlyMap<OrganisationId, string>
}

/** @throws DomainError 'not-allowed', 'not-found'. */
export async function getAccountRecord(house: House, person: Person, id: AccountId): Promise<AccountRecord> {
  return lookNationally(house, person, 'manage-accounts', async ({ db }) => {
    const account = await getAccount(db, id)
    return { account, organisationNames: await findNames(db, account) }
  })
}

/** The names of the organisations in which an account has a role. */
export const findNames = (db: Handle, { roles }: AccountWithRoles) =>
  findOrganisationNames(
    db,
    roles.map(({ organisationId }) => organisationId),
  )

/** @throws DomainError 'not-found'. */
export async function getAccount(db: Handle, id: AccountId): Promise<AccountWithRoles> {
  const account = await findAccountWithRoles(db, id)
  if (account === undefined) throw new DomainError('not-found', 'There is no such account.')
  return account
}

/**
 * Changes accounts. Refused is also whose own role or account ended since their request began; nobody ends their own, so one administrator
 * is always left.
 *
 * @throws DomainError 'not-allowed', 'busy' or 'read-only'.
 */
export async function changeAccounts<T>(
  house: House,
  person: Person,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  const action = 'manage-accounts'
  return changeNationally(house, person, action, async (change) => {
    demandNational(action, await findPerson(change.db, person.id, change.stamp.at))
    return work(change)
  })
}

/**
 * Gives a national role to an account that is there; gives what waits where somebody else must agree first.
 *
 * @throws DomainError 'not-allowed', 'not-found', 'conflict'.
 */
export async function giveNationalRole(
  house: House,
  person: Person,
  id: AccountId,
  role: NationalRole,
): Promise<ProposalRow | undefined> {
  const asked = await changeAccounts(house, person, async (change) => {
    const account = await getAccount(change.db, id)
    demandNotSelf(person, id)
    if (account.national.includes(role))
      throw new DomainError('conflict', `${account.name} has this role already.`)
    return giveNationalOrAsk(change, house, account, role)
  })
  return asked && tell(house, asked)
}

/** Gives the national role that one administrator may give alone; else asks for it, and gives what was asked for. */
export async function giveNationalOrAsk(
  change: Change,
  house: House,
  account: AccountWithRoles,
  role: NationalRole,
): Promise<AskedFor | undefined> {
  if (role === 'administrator' && (await hasAssessment(change.db)))
    return ask(change, house, { kind: 'administrator', accountId: account.id })
  await giveNational(change, account, role)
  return undefined
}

/** Sends the letters about what was asked for. Gives that. */
export async function tell(house: House, { proposal, letters }: AskedFor): Promise<ProposalRow> {
  await send(house, letters)
  return proposal
}

/** Ends a national role, never one's own. @throws DomainError 'not-allowed', 'not-found', 'conflict'. */
export async function endNationalRole(
  house: House,
  person: Person,
  id: AccountId,
  role: NationalRole,
): Promise<void> {
  await changeAccounts(house, person, async (change) => {
    const { db, stamp } = change
    const account = await getAccount(db, id)
    demandOther(person, id)
    if (!(await saveNationalMembershipEnd(db, id, role, stamp.at)))
      throw new DomainError('conflict', `${account.name} does not have this role any more.`)
    await change.record({ action: 'national-role-ended', object: id, details: { name: account.name, role } })
    await endRequestsOf(change, id)
  })
}

/** Disables an account, never one's own, and ends its sessions at once, with what its owner asked for and their deputies. @throws DomainError 'not-allowed', 'not-found', 'conflict'. */
export async function disableAccount(house: House, person: Person, id: AccountId): Promise<void> {
  await changeAccounts(house, person, async (change) => {
    const { db, stamp } = change
    const account = await getAccount(db, id)
    demandOther(person, id)
    if (account.status !== 'active')
      throw new DomainError('conflict', `The account of ${account.name} is not in use.`)
    await saveAccountStatus(db, id, 'disabled')
    const sessions = await saveSessionsEnd(db, id, stamp.at)
    await change.record({ action: 'account-disabled', object: id, details: { name: account.name, sessions } })
    for (const { organisationId, role, deputy } of account.roles)
      if (role === 'siro' && !deputy) await endDeputiesOf(change, organisationId, id)
    await endRequestsOf(change, id)
  })
}

/** @throws DomainError 'conflict'. */
export function demandOther(person: Person, id: AccountId): void {
  if (person.id === id)
    throw new DomainError('conflict', 'This is your own account. Ask another administrator.')
}
