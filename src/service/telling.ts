/**
 * A proposal → what it says in a sentence, and the letters to who is told of it: who may agree, when it takes effect, and a link that stops it.
 * A letter names the people and the organisation, never an answer or a result.
 */

import { daysAfter, dayWords } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import type { AccountId } from '../ids.ts'
import { findAccount } from '../store/accounts.ts'
import type { Holder } from '../store/offices.ts'
import { findOrganisation } from '../store/organisations.ts'
import type { ProposalRow } from '../store/proposals.ts'
import type { Handle } from '../store/tables.ts'
import { insertTicket } from '../store/tickets.ts'
import { LET_IN_DAYS } from './established.ts'
import type { House } from './house.ts'

/** What goes to each address once the transaction is done. */
export type Letters = readonly { readonly to: string; readonly subject: string; readonly text: string }[]

/** What somebody asks for, as the rest of "… asks to": `make Rowan Vale cyber lead of Oak`. */
export async function wishOf(db: Handle, row: ProposalRow): Promise<string> {
  const account = row.accountId === undefined ? undefined : await findAccount(db, row.accountId)
  const organisation =
    row.organisationId === undefined ? undefined : await findOrganisation(db, row.organisationId)
  const { knownAs = account?.name ?? '' } = row.details
  const [who, where] = [String(knownAs), organisation?.name ?? '']
  switch (row.kind) {
    case 'administrator':
      return `make ${who} an administrator`
    case 'lead':
      return `make ${who} cyber lead of ${where}`
    case 'siro':
      return `make ${who} SIRO (senior information risk owner) of ${where}`
    case 'deputy':
      return `make ${who} deputy of the SIRO of ${where}`
    case 'way-back':
      return row.details['act'] === 'enable'
        ? `enable the account of ${who} again`
        : `take from ${who} every way to sign in, and invite them to choose new ones`
    case 'share':
      return `show one signed assessment of ${where} to ${who}, for ${row.details['body'] ?? ''}`
    case 'deletion':
      return `delete everything that ${where} has here`
  }
}

/** One letter to each who is told and has an address; with the link that lets them stop it. Inside the transaction of the asking. */
export async function lettersFor(
  db: Handle,
  house: House,
  row: ProposalRow,
  told: readonly Holder[],
  open: ReadonlyMap<string, readonly AccountId[]>,
): Promise<Letters> {
  if (house.mailer === undefined) return []
  const wish = await wishOf(db, row)
  const may = new Set([...open.values()].flat())
  const agreers = await Promise.all([...may].map((id) => findAccount(db, id)))
  const to = new Map(
    [...told, ...agreers.filter((one) => one !== undefined)].map(({ id, name, email }) => [
      id,
      { name, email },
    ]),
  )
  const at = house.now()
  const expiresAt = daysAfter(at, LET_IN_DAYS)
  const letters = []
  for (const [accountId, { name, email }] of to) {
    if (email === undefined) continue
    const isTold = told.some((one) => one.id === accountId)
    const token = isTold
      ? await insertTicket(db, {
          ...{ kind: 'stop-request' as const, accountId, details: { proposal: row.id } },
          ...{ at: at.toISOString(), expiresAt },
        })
      : undefined
    const lines = [
      `Dear ${name},`,
      `${row.asked.name} asks to ${wish}.`,
      effectWords(row, may.has(accountId)),
      `See what waits: ${house.origin}/waiting`,
      ...(token === undefined
        ? []
        : [`If this should not be, stop it: ${house.origin}/waiting/stop/${token}`]),
    ]
    const subject = may.has(accountId)
      ? 'Ward Round: your agreement is asked for'
      : 'Ward Round: somebody asks for this'
    letters.push({ to: email, subject, text: `${lines.join('\n\n')}\n` })
  }
  return letters
}

function effectWords(row: Pick<ProposalRow, 'dueAt'>, may: boolean): string {
  if (row.dueAt !== undefined)
    return `Nobody else here can agree to it. It takes effect on ${dayWords(row.dueAt)}, unless somebody stops it.`
  return may
    ? 'It takes effect when you agree. Ask them in person or by a number that you know before you do.'
    : 'It takes effect when somebody else has agreed.'
}

/** Sends letters once their transaction is done; whom one does not reach is told on their next page. */
export async function send(house: House, letters: Letters): Promise<void> {
  const { mailer } = house
  if (mailer === undefined) return
  await Promise.all(
    letters.map((letter) =>
      mailer(letter).catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error
      }),
    ),
  )
}
