/**
 * Somebody who lost every way in → nothing of their old ways in, no session, and a new invitation to the account that they have.
 * It takes an administrator's decision: no mail, and nobody's word at the sign-in page, ever skips a second factor.
 */

import { DomainError } from '../errors.ts'
import { deleteWaysIn } from '../store/account-details.ts'
import { findAccountWithRoles } from '../store/members.ts'
import type { Person } from '../store/person.ts'
import { endSessions } from '../store/sessions.ts'
import { deleteSignIns } from '../store/sign-ins.ts'
import { deleteTickets } from '../store/tickets.ts'
import { write } from '../store/transaction.ts'
import type { House } from './house.ts'
import { type Invited, renewInvitation, sendInvitation } from './inviting.ts'
import { demandNational } from './permission.ts'
import { record } from './recording.ts'

/**
 * Takes away everything by which somebody proves who they are, and invites them to choose anew; their roles stay.
 * Each organisation in which they have a role reads it in its trail.
 *
 * @throws DomainError 'not-allowed', 'not-found', 'conflict' for one's own account and one that is not in use, 'too-many'.
 */
export async function inviteAgain(house: House, person: Person, id: string): Promise<Invited> {
  demandNational('manage-accounts', person)
  const done = await write(house.db, async (db) => {
    const account = await findAccountWithRoles(db, id)
    if (account === undefined) throw new DomainError('not-found', 'There is no such account.')
    if (person.id === id)
      throw new DomainError('conflict', 'This is your own account. Ask another administrator.')
    if (account.status !== 'active')
      throw new DomainError('conflict', `The account of ${account.name} is not in use.`)
    await deleteWaysIn(db, id)
    await deleteSignIns(db, id)
    for (const kind of ['reset', 'email'] as const) await deleteTickets(db, kind, id)
    const sessions = await endSessions(db, id, house.now().toISOString())
    const token = await renewInvitation(db, house, person, id)
    const entry = { action: 'account-invited-again', object: id, details: { name: account.name } } as const
    for (const organisationId of new Set(account.roles.map((role) => role.organisationId)))
      await record(db, house, person, { ...entry, organisationId })
    await record(db, house, person, { ...entry, details: { ...entry.details, sessions } })
    return { account, what: 'the person who you are there already, with the same roles', token }
  })
  return sendInvitation(house, person, done)
}
