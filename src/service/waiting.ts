/**
 * What waits, as one person sees it: what they may agree to, what they were told of and may stop, and what they asked for.
 * Nobody else finds any of it; a link in a letter lets somebody stop one request without signing in.
 */

import type { ProposalId } from '../ids.ts'
import { findAccount } from '../store/accounts.ts'
import type { Person } from '../store/person.ts'
import { findProposal, findWaiting } from '../store/proposals.ts'
import type { Handle } from '../store/tables.ts'
import { findTicket, saveTicketUsed } from '../store/tickets.ts'
import { read, write } from '../store/transaction.ts'
import type { House } from './house.ts'
import { getProposal, type ProposalRow, stop } from './proposals.ts'
import { actingAs } from './recording.ts'
import { settleDue } from './settling.ts'
import { wishOf } from './telling.ts'
import { RULES, type Standing, standingOf } from './two-persons.ts'

/** One request as somebody sees it. */
export interface Request {
  readonly proposal: ProposalRow
  /** The rest of "… asks to". */
  readonly wish: string
  readonly isOwn: boolean
  readonly mayAgree: boolean
  /** Names of who may agree; nobody: it takes effect by time, or not at all. */
  readonly agreers: readonly string[]
  /** It never takes effect by time. */
  readonly isNeverByTime: boolean
  /** Who asked can let it take effect: its day has come. */
  readonly mayFinish: boolean
}

/** The requests that concern a person, the oldest first. Lets take effect first what is due. */
export async function listRequests(house: House, person: Person): Promise<Request[]> {
  await settleDue(house)
  return read(house.db, async (db) => {
    const requests: Request[] = []
    for (const standing of await findConcerning(db, house, person)) {
      const { row, open, isDue } = standing
      const ids = [...new Set([...open.values()].flat())]
      const agreers = await Promise.all(ids.map((id) => findAccount(db, id)))
      const isOwn = row.asked.id === person.id
      requests.push({
        proposal: row,
        wish: await wishOf(db, row),
        isOwn,
        mayAgree: ids.includes(person.id),
        agreers: agreers.flatMap((one) => (one === undefined ? [] : [one.name])),
        isNeverByTime: RULES[row.kind].orElse === 'never' || row.dueAt === undefined,
        mayFinish: isOwn && isDue,
      })
    }
    return requests
  })
}

/** How many requests of others a person is to be told of on their next page. */
export async function countToTell(house: House, person: Person): Promise<number> {
  // Mostly nothing waits, and every page asks.
  if ((await findWaiting(house.db)).length === 0) return 0
  return read(house.db, async (db) => {
    const all = await findConcerning(db, house, person)
    return all.filter(({ row }) => row.asked.id !== person.id).length
  })
}

async function findConcerning(db: Handle, house: House, { id }: Person): Promise<Standing[]> {
  const found: Standing[] = []
  for (const row of await findWaiting(db)) {
    const standing = await standingOf(db, house, row)
    const isTheirs =
      row.asked.id === id ||
      standing.told.some((one) => one.id === id) ||
      [...standing.open.values()].some((ids) => ids.includes(id))
    if (isTheirs) found.push(standing)
  }
  return found
}

/** Stops what somebody was told of, or asked for. @throws DomainError 'not-found' or 'conflict' (it is over). */
export async function stopRequest(house: House, person: Person, id: ProposalId): Promise<void> {
  await write(house.db, async (db) => stop(actingAs(db, house, person), house, await getProposal(db, id)))
}

/** What a link in a letter would stop, in words; undefined: it stops nothing, or nothing any more. */
export async function findToStop(
  house: House,
  token: string,
): Promise<{ readonly asker: string; readonly wish: string } | undefined> {
  return read(house.db, async (db) => {
    const ticket = await findTicket(db, 'stop-request', token, house.now().toISOString())
    const row = ticket && (await findProposal(db, ticket.details['proposal'] ?? ''))
    if (row === undefined || row.doneAt !== undefined || row.stoppedAt !== undefined) return undefined
    return { asker: row.asked.name, wish: await wishOf(db, row) }
  })
}

/** Stops it for whoever the letter went to; false: the link stops nothing. */
export async function stopRequestByLink(house: House, token: string): Promise<boolean> {
  return write(house.db, async (db) => {
    const ticket = await saveTicketUsed(db, 'stop-request', token, house.now().toISOString())
    const account = ticket?.accountId === undefined ? undefined : await findAccount(db, ticket.accountId)
    const row = ticket && (await findProposal(db, ticket.details['proposal'] ?? ''))
    if (account === undefined || row === undefined || row.doneAt !== undefined || row.stoppedAt !== undefined)
      return false
    await stop(actingAs(db, house, account), house, row)
    return true
  })
}
