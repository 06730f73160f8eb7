/**
 * A mail address, given by whoever runs commands on the machine → an administrator, where no other is left who could make one.
 * It asks nobody: who can run it can read the database. It stands in the trail, and gives a link where they have no way in.
 */

import { HOUR_MS } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import { deleteWaysIn, findKindOfAccounts } from '../store/account-details.ts'
import { findAccountByEmail } from '../store/accounts.ts'
import { findRights, saveAccountStatus } from '../store/members.ts'
import { findAdministrators } from '../store/offices.ts'
import { saveSessionsEnd } from '../store/sessions.ts'
import { deleteTickets, insertTicket } from '../store/tickets.ts'
import { write } from '../store/transaction.ts'
import type { House } from './house.ts'
import { findOrAddInvitee, readInvitee, type TypedInvitee } from './inviting.ts'
import { actingAs, MACHINE, record } from './recording.ts'
import { giveNational } from './roles.ts'

const LINK_HOURS = 24

/** What came of it. */
export interface MadeAdministrator {
  readonly name: string
  /** Opens the account once, within a day; undefined: its owner signs in as before. */
  readonly link: string | undefined
}

/**
 * Makes the owner of an address the administrator. Somebody who is one already loses every way to sign in, and chooses anew.
 *
 * @throws DomainError 'invalid' (what was typed, or a demonstration) or 'conflict' while another administrator is in use.
 */
export async function makeAdministrator(
  house: Pick<House, 'db' | 'now' | 'origin'>,
  typed: TypedInvitee,
): Promise<MadeAdministrator> {
  const read = readInvitee(typed)
  if (!read.ok) throw new DomainError('invalid', read.faults.map(({ message }) => message).join(' '))
  return write(house.db, async (db) => {
    if ((await findKindOfAccounts(db)) === 'demonstration')
      throw new DomainError('invalid', 'This database holds the demonstration, which has its administrators.')
    const at = house.now()
    const acting = actingAs(db, house, MACHINE)
    const known = await findAccountByEmail(db, read.invitee.email)
    if (known?.status === 'disabled') await saveAccountStatus(db, known.id, 'active')
    const account = await findOrAddInvitee(acting, read.invitee)
    const other = (await findAdministrators(db, at.toISOString())).find(
      (one) => one.isPresent && one.status === 'active' && one.id !== account.id,
    )
    if (other !== undefined)
      throw new DomainError(
        'conflict',
        `${other.name} is an administrator here. Ask them to invite another one.`,
      )
    const isOne = account.national.includes('administrator')
    if (!isOne) await giveNational(acting, account, 'administrator')
    const needsLink = isOne || account.status === 'invited' || known?.status === 'disabled'
    if (needsLink) {
      await deleteWaysIn(db, account.id)
      await deleteTickets(db, 'invitation', account.id)
      await saveSessionsEnd(db, account.id, at.toISOString())
    }
    const expiresAt = new Date(at.getTime() + LINK_HOURS * HOUR_MS).toISOString()
    const details = { rights: await findRights(db, account.id) }
    const ticket = {
      kind: 'invitation',
      accountId: account.id,
      details,
      at: at.toISOString(),
      expiresAt,
    } as const
    const link = needsLink ? `${house.origin}/invitation/${await insertTicket(db, ticket)}` : undefined
    await record(acting, {
      action: 'administrator-made',
      object: account.id,
      details: { name: account.name, link: needsLink },
    })
    return { name: account.name, link }
  })
}
