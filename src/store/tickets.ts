/**
 * Links that work once: a ticket is made with a token that is told once, and stored as its hash only.
 * Whoever used it, or came too late, has no ticket; why is not said.
 */

import type { AccountId } from './column-kinds.ts'
import type { TicketKind, TicketTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'
import { hashToken, newToken } from './tokens.ts'

export type { TicketKind } from './tables-of-people.ts'

export interface NewTicket {
  readonly kind: TicketKind
  /** Whose account it opens; undefined: none yet. */
  readonly accountId?: AccountId | undefined
  readonly details?: Readonly<Record<string, string>>
  /** Id of the account that asked for it; undefined: the program itself. */
  readonly createdBy?: AccountId | undefined
  /** ISO 8601 UTC, as is `expiresAt`. */
  readonly at: string
  readonly expiresAt: string
}

/** `accountId` is whose account it opens, `createdBy` who asked for it; undefined: none yet, and the program itself. */
export type Ticket = Omit<Row<TicketTable>, 'tokenHash' | 'usedAt'>

/** Makes a ticket. Gives its token, which nothing can tell again. */
export async function insertTicket(db: Handle, { at: createdAt, ...ticket }: NewTicket): Promise<string> {
  const token = newToken()
  await db
    .insertInto('ticket')
    .values({ ...ticket, tokenHash: hashToken(token), details: ticket.details ?? {}, createdAt })
    .execute()
  return token
}

/** The ticket of a token, if it is of this kind, unused, and good at an instant (ISO 8601 UTC). */
export async function findTicket(
  db: Handle,
  kind: TicketKind,
  token: string,
  at: string,
): Promise<Ticket | undefined> {
  return db
    .selectFrom('ticket')
    .selectAll()
    .where('tokenHash', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .executeTakeFirst()
}

/** As `findTicket`, and uses it: call it in the transaction of what the ticket is for, and give up when there is none. */
export async function saveTicketUsed(
  db: Handle,
  kind: TicketKind,
  token: string,
  at: string,
): Promise<Ticket | undefined> {
  return db
    .updateTable('ticket')
    .set({ usedAt: at })
    .where('tokenHash', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .returningAll()
    .executeTakeFirst()
}

/** Binds an unused ticket to something that must still be so when it is used. */
export async function saveTicketDetails(
  db: Handle,
  token: string,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  await db
    .updateTable('ticket')
    .set({ details })
    .where('tokenHash', '=', hashToken(token))
    .where('usedAt', 'is', null)
    .execute()
}

/** Deletes unused tickets of a kind, of one account or of none (undefined): their links stop working. */
export async function deleteTickets(
  db: Handle,
  kind: TicketKind,
  accountId: AccountId | undefined,
): Promise<void> {
  const query = db.deleteFrom('ticket').where('kind', '=', kind).where('usedAt', 'is', null)
  await (
    accountId === undefined ? query.where('accountId', 'is', null) : query.where('accountId', '=', accountId)
  ).execute()
}

/** Deletes tickets of a kind that are good no longer at an instant (ISO 8601 UTC). */
export async function deleteExpiredTickets(db: Handle, kind: TicketKind, at: string): Promise<void> {
  await db.deleteFrom('ticket').where('kind', '=', kind).where('expiresAt', '<=', at).execute()
}
