/**
 * A role or a way back in that somebody asked for → given, once who must agree has, or once its day has come where nobody could.
 * Shares and deletions never take effect here: whoever agrees to them does so where they are shown.
 */

import { DomainError } from '../errors.ts'
import type { OrganisationId, ProposalId } from '../ids.ts'
import type { AccountWithRoles } from '../store/members.ts'
import { findOrganisation } from '../store/organisations.ts'
import type { Person } from '../store/person.ts'
import { findWaiting } from '../store/proposals.ts'
import type { Handle } from '../store/tables.ts'
import { write } from '../store/transaction.ts'
import type { House } from './house.ts'
import { type Invitation, type Invited, renewInvitation, sendInvitation } from './inviting.ts'
import { enable, letBackIn } from './inviting-again.ts'
import { agree, findSubject, finish, getProposal, type ProposalRow } from './proposals.ts'
import { type Acting, actingAs } from './recording.ts'
import { giveNational, giveRoles, hasRole, NATIONAL_WORDS, roleInSentence } from './roles.ts'

/**
 * Agrees to what somebody else asked for, or, as who asked, lets it take effect once its day has come. Undefined: somebody else must agree too.
 *
 * @throws DomainError 'not-found' or 'conflict'.
 */
export async function settleProposal(
  house: House,
  person: Person,
  id: ProposalId,
): Promise<Invited | undefined> {
  const invitation = await write(house.db, async (db) => {
    const row = await getProposal(db, id)
    if (row.kind === 'share' || row.kind === 'deletion')
      throw new DomainError('conflict', 'This is agreed to on its own page.')
    const acting = actingAs(db, house, person)
    if (row.asked.id === person.id) await finish(acting, house, row)
    else if (!(await agree(acting, house, row))) return undefined
    return takeEffect(db, house, row, true)
  })
  return invitation && sendInvitation(house, { name: person.name }, invitation)
}

/** Lets everything take effect whose day has come. A way back in waits for who asked where its link cannot be mailed. Gives how many. */
export async function settleDue(house: House): Promise<number> {
  const at = house.now().toISOString()
  const isDue = ({ kind, dueAt }: ProposalRow) =>
    dueAt !== undefined && dueAt <= at && (kind !== 'way-back' || house.mailer !== undefined)
  let settled = 0
  for (const { id, asked } of (await findWaiting(house.db)).filter(isDue)) {
    try {
      const invitation = await write(house.db, async (db) => {
        // Another process may have come first.
        const row = await getProposal(db, id)
        await finish(actingAs(db, house, undefined), house, row)
        return takeEffect(db, house, row, house.mailer !== undefined)
      })
      settled++
      await sendInvitation(house, asked, invitation)
    } catch (error) {
      // Somebody who can agree has come since, or who asked may no longer ask: it goes on waiting.
      if (!(error instanceof DomainError)) throw error
    }
  }
  return settled
}

/** Does what was asked for, in the name of who asked. `isLinkSeen`: a new link reaches somebody, by mail or on a page. */
async function takeEffect(
  db: Handle,
  house: House,
  row: ProposalRow,
  isLinkSeen: boolean,
): Promise<Invitation> {
  const account = await findSubject(db, row)
  const acting = actingAs(db, house, row.asked)
  const { kind, organisationId = '' } = row
  if (kind === 'way-back') {
    const isEnabling = row.details['act'] === 'enable'
    if (account.status !== (isEnabling ? 'disabled' : 'active'))
      throw new DomainError('conflict', 'The account changed since this was asked for.')
    if (!isEnabling) return letBackIn(acting, account)
    await enable(acting, account)
    return { account, what: 'the person who you were there before', token: undefined }
  }
  // Of somebody whom nobody here knows it is not told whether their account is disabled.
  if (account.status === 'disabled' && account.isExpected !== true)
    throw new DomainError('conflict', `The account of ${account.name} is disabled.`)
  const what = await give(acting, row, account, organisationId)
  const mayShow = house.mailer !== undefined || isAlone(account, organisationId)
  const token =
    account.status === 'invited' && isLinkSeen && mayShow
      ? await renewInvitation(acting, account.id)
      : undefined
  return { account, what, token }
}

async function give(
  acting: Acting,
  { kind, asked }: ProposalRow,
  account: AccountWithRoles,
  organisationId: OrganisationId,
): Promise<string> {
  if (kind === 'administrator') {
    if (!account.national.includes('administrator')) await giveNational(acting, account, 'administrator')
    return NATIONAL_WORDS.administrator
  }
  const role = kind === 'lead' ? 'lead' : 'siro'
  if (!hasRole(account, organisationId, role)) {
    const deputyOf = kind === 'deputy' ? asked.id : undefined
    await giveRoles(acting, organisationId, account, [role], deputyOf)
  }
  const name = (await findOrganisation(acting.db, organisationId))?.name ?? ''
  return `${kind === 'deputy' ? 'deputy of the SIRO' : roleInSentence(role)} of ${name}`
}

/** Whether a link would open nothing of another organisation, nor a national role, to whoever sees it. */
function isAlone({ roles, national }: AccountWithRoles, organisationId: OrganisationId): boolean {
  return national.length === 0 && roles.every((one) => one.organisationId === organisationId)
}
