/**
 * The ticket of a new account → its factors, ten recovery codes and its first session.
 * Until that is done nothing of the account is open, and the ticket is not used; then all of it happens in one transaction.
 */

import { randomUUID } from 'node:crypto'
import { DomainError } from '../errors.ts'
import type { AccountId } from '../ids.ts'
import { findKindOfAccounts, hasWayIn, saveOpened, savePassword } from '../store/account-details.ts'
import { type AccountRow, findAccount, insertAccounts, insertNationalMemberships } from '../store/accounts.ts'
import { saveRecoveryCodes, saveTotp } from '../store/codes.ts'
import { insertPasskey, type PasskeyRow } from '../store/passkeys.ts'
import { findSsoAccount, insertSsoIdentity } from '../store/sso-identities.ts'
import type { Handle } from '../store/tables.ts'
import { findRights } from '../store/members.ts'
import {
  deleteTickets,
  findTicket,
  insertTicket,
  type Ticket,
  type TicketKind,
  saveTicketUsed,
} from '../store/tickets.ts'
import { write } from '../store/transaction.ts'
import { hashRecoveryCode, newRecoveryCodes, newSecret, stepOf } from './codes.ts'
import { type Gate, instant, note, type Visit } from './gate.ts'
import { beginHalfWay, endHalfWay, saveHalfWay, type Step } from './half-way.ts'
import { seal } from './key.ts'
import { askForNewPasskey, readNewPasskey } from './passkeys.ts'
import { hashPassword } from './passwords.ts'
import { beginSession } from './sessions.ts'

const SET_UP_HOURS = 24

/** While there is no account: a new set-up link for the first administrator, instead of any earlier one. */
export async function makeSetUpLink(gate: Gate): Promise<string | undefined> {
  return write(gate.db, async (db) => {
    if ((await findKindOfAccounts(db)) !== 'none') return undefined
    await deleteTickets(db, 'set-up', undefined)
    const at = instant(gate)
    const expiresAt = instant(gate, SET_UP_HOURS * 60)
    return `${gate.origin}/set-up/${await insertTicket(db, { kind: 'set-up', at, expiresAt })}`
  })
}

/** Whether a set-up link still works. */
export async function isSetUp(gate: Gate, token: string): Promise<boolean> {
  return (await findTicket(gate.db, 'set-up', token, instant(gate))) !== undefined
}

/** Begins with the first administrator, whose account comes to be when they are done. Gives the token of the next step. */
export async function beginSetUp(
  gate: Gate,
  token: string,
  who: { readonly name: string; readonly email: string },
): Promise<string> {
  return beginHalfWay(gate.db, gate, {
    kind: 'enrol',
    accountId: randomUUID(),
    name: who.name,
    email: who.email.trim().toLowerCase(),
    ticket: { kind: 'set-up', token },
  })
}

export interface Invited {
  readonly accountId: AccountId
  readonly name: string
  readonly email: string
}

/** Whom an invitation is for; undefined: it was used, is too old, or was taken back. */
export async function findInvited(gate: Gate, token: string): Promise<Invited | undefined> {
  const ticket = await findTicket(gate.db, 'invitation', token, instant(gate))
  const account = ticket?.accountId === undefined ? undefined : await findAccount(gate.db, ticket.accountId)
  if (ticket === undefined || account === undefined || !(await hasSameRights(gate.db, ticket)))
    return undefined
  return (await mayEnrol(gate.db, account))
    ? { accountId: account.id, name: account.name, email: account.email ?? '' }
    : undefined
}

/** Whether the account may do what it might when the link was shown to whoever invited; a link that went by mail is bound to nothing. */
async function hasSameRights(db: Handle, { accountId, details: { rights } }: Ticket): Promise<boolean> {
  return rights === undefined || (accountId !== undefined && (await findRights(db, accountId)) === rights)
}

/** Whoever waits for their first way in: invited for the first time, or again after an administrator took every way in from them. */
async function mayEnrol(db: Handle, { id, status }: AccountRow): Promise<boolean> {
  return status === 'invited' || (status === 'active' && !(await hasWayIn(db, id)))
}

/** Begins with somebody who was invited. Gives the token of the next step. */
export async function beginInvited(gate: Gate, token: string, invited: Invited): Promise<string> {
  return beginHalfWay(gate.db, gate, {
    kind: 'enrol',
    ...invited,
    ticket: { kind: 'invitation', token },
  })
}

/** What a browser is asked for a first passkey. */
export async function askFirstPasskey(gate: Gate, half: Step<'enrol'>): Promise<object> {
  const { options, challenge } = await askForNewPasskey(gate, { ...half, id: half.accountId })
  await saveHalfWay(gate, { ...half, challenge })
  return options
}

/** Keeps the password until there is a second factor, and makes the secret of an authenticator app. */
export async function choosePassword(gate: Gate, half: Step<'enrol'>, password: string): Promise<void> {
  await saveHalfWay(gate, { ...half, password: await hashPassword(password), secret: newSecret() })
}

/** Makes the secret of an authenticator app for somebody who has chosen a password or came through single sign-on. */
export async function startApp(gate: Gate, half: Step<'enrol'>): Promise<void> {
  if (half.secret === undefined) await saveHalfWay(gate, { ...half, secret: newSecret() })
}

export interface Enrolled {
  readonly token: string
  readonly accountId: AccountId
  /** Shown once. */
  readonly codes: readonly string[]
  readonly next: string | undefined
}

/** Ends enrolling by a passkey; undefined: the browser's answer proves none. */
export async function enrolPasskey(
  gate: Gate,
  visit: Visit,
  half: Step<'enrol'>,
  label: string,
  answer: string,
): Promise<Enrolled | undefined> {
  const { challenge } = half
  const passkey =
    challenge === undefined ? undefined : await readNewPasskey(gate, half.accountId, label, challenge, answer)
  return (
    passkey && enrol(gate, visit, half, 'passkey', (db) => insertPasskey(db, passkey satisfies PasskeyRow))
  )
}

/** Ends enrolling by the first code of an authenticator app; undefined: it is not right. */
export async function enrolApp(
  gate: Gate,
  visit: Visit,
  half: Step<'enrol'>,
  typed: string,
): Promise<Enrolled | undefined> {
  const { secret } = half
  const step = secret === undefined ? undefined : stepOf(secret, typed, gate.now())
  if (secret === undefined || step === undefined) return undefined
  const sealed = seal(gate.key, 'totp', secret)
  return enrol(gate, visit, half, 'authenticator', (db) =>
    saveTotp(db, half.accountId, sealed, step, instant(gate)),
  )
}

async function enrol(
  gate: Gate,
  visit: Visit,
  half: Step<'enrol'>,
  factor: string,
  keep: (db: Handle) => Promise<void>,
): Promise<Enrolled> {
  const { accountId, name, password, sso } = half
  const codes = newRecoveryCodes()
  const token = await write(gate.db, async (db) => {
    if (!(await endHalfWay(db, half.token))) throw over()
    await open(db, gate, visit, half)
    if (password !== undefined) await savePassword(db, accountId, password)
    if (sso !== undefined) {
      if ((await findSsoAccount(db, sso)) !== undefined) throw linkedElsewhere()
      await insertSsoIdentity(db, accountId, sso, instant(gate))
      await note(db, gate, { id: accountId, name }, visit, 'single-sign-on-linked', { issuer: sso.issuer })
    }
    await keep(db)
    await saveRecoveryCodes(
      db,
      accountId,
      codes.map((code) => hashRecoveryCode(accountId, code)),
    )
    const session = await beginSession(db, gate, accountId, visit)
    await note(db, gate, { id: accountId, name }, visit, 'factor-added', { factor })
    await note(db, gate, { id: accountId, name }, visit, 'signed-in', { how: `enrolled, ${factor}` })
    return session
  })
  return { token, accountId, codes, next: half.next }
}

/** Opens the account: makes the first administrator's, or opens an invited one. */
async function open(db: Handle, gate: Gate, visit: Visit, half: Step<'enrol'>): Promise<void> {
  const { accountId: id, name, email, ticket } = half
  await demandTicket(db, gate, ticket.kind, ticket.token)
  if (ticket.kind === 'set-up') {
    if ((await findKindOfAccounts(db)) !== 'none') throw over()
    const at = instant(gate)
    await insertAccounts(db, [{ id, name, email, status: 'active', createdAt: at }])
    await insertNationalMemberships(db, [{ accountId: id, role: 'administrator' }], { at, by: 'Set-up link' })
    await note(db, gate, { id, name }, visit, 'service-set-up')
  } else await openInvited(db, gate, visit, { id, name })
}

/** Opens an account that was invited, inside a transaction that used its ticket, before any way in is added. */
export async function openInvited(
  db: Handle,
  gate: Gate,
  visit: Visit,
  who: { readonly id: string; readonly name: string },
): Promise<void> {
  const account = await findAccount(db, who.id)
  if (account === undefined || !(await mayEnrol(db, account))) throw over()
  await saveOpened(db, who.id)
  await note(db, gate, who, visit, 'invitation-accepted')
}

/** @throws DomainError 'conflict' when the ticket was used meanwhile, or has expired. */
export async function demandTicket(db: Handle, gate: Gate, kind: TicketKind, token: string): Promise<void> {
  const ticket = await saveTicketUsed(db, kind, token, instant(gate))
  if (ticket === undefined || !(await hasSameRights(db, ticket))) throw over()
}

function over(): DomainError {
  return new DomainError(
    'conflict',
    'This link was used already, or is too old. Nothing was changed. Ask for a new one.',
  )
}

export function linkedElsewhere(): DomainError {
  return new DomainError('conflict', 'This single sign-on already belongs to another account here.')
}
