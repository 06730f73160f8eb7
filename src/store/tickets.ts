/**
 * Links that work once: a ticket is made with a token that is told once, and stored as its hash only.
 * Whoever used it, or came too late, has no ticket; why is not said.
 */

import type { Selectable } from 'kysely'
import type { TicketTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'
import { hashToken, newToken } from './tokens.ts'

/** What a ticket is for: the first administrator, a new account, a forgotten password, a new mail address, no more reminders, stopping what somebody asked for. */
export type TicketKind = 'set-up' | 'invitation' | 'reset' | 'email' | 'stop-reminders' | 'stop-request'

export interface NewTicket {
  readonly kind: TicketKind
  /** Whose account it opens; undefined: none yet. */
  readonly accountId?: string | undefined
  readonly details?: Readonly<Record<string, string>>
  /** Id of the account that asked for it; undefined: the program itself. */
  readonly createdBy?: string | undefined
  /** ISO 8601 UTC, as is `expiresAt`. */
  readonly at: string
  readonly expiresAt: string
}

export interface Ticket {
  readonly kind: TicketKind
  readonly accountId: string | undefined
  readonly details: Readonly<Record<string, string>>
  readonly createdBy: string | undefined
  readonly createdAt: string
  readonly expiresAt: string
}

/** Makes a ticket. Gives its token, which nothing can tell again. */
export async function insertTicket(db: Handle, ticket: NewTicket): Promise<string> {
  const token = newToken()
  await db
    .insertInto('ticket')
    .values({
      token_hash: hashToken(token),
      account_id: ticket.accountId ?? null,
      kind: ticket.kind,
      details: JSON.stringify(ticket.details ?? {}),
      created_by: ticket.createdBy ?? null,
      created_at: ticket.at,
      expires_at: ticket.expiresAt,
      used_at: null,
    })
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
  const row = await db
    .selectFrom('ticket')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** As `findTicket`, and uses it: call it in the transaction of what the ticket is for, and give up when there is none. */
export async function useTicket(
  db: Handle,
  kind: TicketKind,
  token: string,
  at: string,
): Promise<Ticket | undefined> {
  const row = await db
    .updateTable('ticket')
    .set({ used_at: at })
    .where('token_hash', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** Binds an unused ticket to something that must still be so when it is used. */
export async function saveTicketDetails(
  db: Handle,
  token: string,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  await db
    .updateTable('ticket')
    .set({ details: JSON.stringify(details) })
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .execute()
}

/** Deletes unused tickets of a kind, of one account or of none (undefined): their links stop working. */
export async function deleteTickets(
  db: Handle,
  kind: TicketKind,
  accountId: string | undefined,
): Promise<void> {
  const query = db.deleteFrom('ticket').where('kind', '=', kind).where('used_at', 'is', null)
  await (
    accountId === undefined
      ? query.where('account_id', 'is', null)
      : query.where('account_id', '=', accountId)
  ).execute()
}

/** Deletes tickets of a kind that are good no longer at an instant (ISO 8601 UTC). */
export async function deleteExpiredTickets(db: Handle, kind: TicketKind, at: string): Promise<void> {
  await db.deleteFrom('ticket').where('kind', '=', kind).where('expires_at', '<=', at).execute()
}

function fromTable(row: Selectable<TicketTable>): Ticket {
  return {
    kind: row.kind as TicketKind,
    accountId: row.account_id ?? undefined,
    details: JSON.parse(row.details) as Ticket['details'],
    createdBy: row.created_by ?? undefined,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
