/** What an account's owner sees and changes: name, mail address, password, reminders and sessions. Each change has its entry in the trail. */

import { DomainError } from '../errors.ts'
import {
  type AccountDetails,
  findAccountDetails,
  saveEmail,
  saveName,
  savePassword,
  saveReminders,
} from '../store/account-details.ts'
import { findAccount, findAccountByEmail } from '../store/accounts.ts'
import { countRecoveryCodes, findTotp } from '../store/codes.ts'
import { findPasskeys } from '../store/passkeys.ts'
import { MAIL_KINDS, type MailKind } from '../store/person.ts'
import { saveSessionEnd, saveSessionsEnd, findSessions } from '../store/sessions.ts'
import { findSsoIdentities } from '../store/sso-identities.ts'
import { deleteTickets, findTicket, insertTicket, saveTicketUsed } from '../store/tickets.ts'
import { write } from '../store/transaction.ts'
import { findOwnKeys } from './api-keys.ts'
import { type Gate, instant, note, type Visit } from './gate.ts'
import { tell } from './letters.ts'
import { byLetters, mayTry, ofAccount } from './limits.ts'
import { hashPassword } from './passwords.ts'
import { demandFresh } from './proving.ts'
import { isOver, type Session } from './sessions.ts'

const EMAIL_MINUTES = 60

/** Everything that the page of an account shows. */
export async function getOwnAccount(gate: Gate, { person }: Session) {
  const { db } = gate
  const account = await findAccount(db, person.id)
  const details = await findAccountDetails(db, person.id)
  const sessions = await findSessions(db, person.id)
  return {
    name: account?.name ?? '',
    email: account?.email ?? '',
    hasPassword: details?.password !== undefined,
    mailed: mailedOf(details),
    passkeys: await findPasskeys(db, person.id),
    authenticator: await findTotp(db, person.id),
    recoveryCodes: await countRecoveryCodes(db, person.id),
    sso: await findSsoIdentities(db, person.id),
    sessions: sessions.filter((one) => !isOver(one, instant(gate))),
    keys: await findOwnKeys(db, { person }),
  }
}

export async function changeName(gate: Gate, visit: Visit, { person }: Session, name: string): Promise<void> {
  if (name === person.name) return
  await write(gate.db, async (db) => {
    await saveName(db, person.id, name)
    await note(db, gate, person, visit, 'name-changed')
  })
}

/** Sets which kinds of mail its owner gets; none: they are not reminded. */
export async function changeReminders(
  gate: Gate,
  visit: Visit,
  { person }: Session,
  mailed: readonly MailKind[],
): Promise<void> {
  await write(gate.db, async (db) => {
    const before = mailedOf(await findAccountDetails(db, person.id))
    if (MAIL_KINDS.every((kind) => before.includes(kind) === mailed.includes(kind))) return
    const off = MAIL_KINDS.filter((kind) => !mailed.includes(kind))
    const reminders = off.length < MAIL_KINDS.length
    await saveReminders(db, person.id, {
      reminders,
      notMailed: reminders && off.length > 0 ? off : undefined,
    })
    await note(db, gate, person, visit, 'reminders-changed', { wanted: reminders })
  })
}

function mailedOf(details: AccountDetails | undefined): readonly MailKind[] {
  if (details?.reminders !== true) return []
  return MAIL_KINDS.filter((kind) => details.notMailed?.includes(kind) !== true)
}

/** Sets a password, and ends every other session. @throws DomainError 'not-allowed' without a fresh proof. */
export async function changePassword(
  gate: Gate,
  visit: Visit,
  session: Session,
  password: string,
): Promise<void> {
  demandFresh(session)
  const { id, person } = session
  const hashed = await hashPassword(password)
  const email = await write(gate.db, async (db) => {
    await savePassword(db, person.id, hashed)
    await saveSessionsEnd(db, person.id, instant(gate), id)
    await note(db, gate, person, visit, 'password-changed')
    return (await findAccount(db, person.id))?.email
  })
  tell(
    gate,
    email,
    'Your password for Ward Round was changed',
    notYou('Your password for Ward Round was changed just now.'),
  )
}

/**
 * Sends a link to a new mail address, which changes nothing until its owner follows it.
 * @throws DomainError 'not-allowed' without a fresh proof, 'invalid' without a mail server, 'too-many'.
 */
export async function askEmailChange(
  gate: Gate,
  visit: Visit,
  session: Session,
  email: string,
): Promise<void> {
  demandFresh(session)
  if (gate.mailer === undefined)
    throw new DomainError('invalid', 'Ward Round has no mail server here, so an address cannot be confirmed.')
  const { person } = session
  if (!(await mayTry(gate, visit, [byLetters('email-change', person.id)], ofAccount(person.id))))
    throw new DomainError(
      'too-many',
      'You have asked for this several times. Wait 15 minutes, then try again.',
    )
  const isTaken = (await findAccountByEmail(gate.db, email)) !== undefined
  const token = await write(gate.db, async (db) => {
    await deleteTickets(db, 'email', person.id)
    const made = await insertTicket(db, {
      kind: 'email',
      accountId: person.id,
      details: { email: email.trim().toLowerCase() },
      createdBy: person.id,
      at: instant(gate),
      expiresAt: instant(gate, EMAIL_MINUTES),
    })
    await note(db, gate, person, visit, 'email-change-asked')
    return made
  })
  // Who has this address already is told nothing, and neither is who asks.
  if (isTaken) return
  tell(
    gate,
    email,
    'Confirm your email address for Ward Round',
    `Dear ${person.name},\n\nConfirm within an hour that this is your new address for Ward Round: ${gate.origin}/account/email/${token}\n\nIf you did not ask for it, do nothing.`,
  )
}

/** The new address that a link confirms; undefined: it is over, or somebody else's. */
export async function findEmailChange(
  gate: Gate,
  { person }: Session,
  token: string,
): Promise<string | undefined> {
  const ticket = await findTicket(gate.db, 'email', token, instant(gate))
  return ticket?.accountId === person.id ? ticket.details['email'] : undefined
}

/** Changes the address, and says so at the old one; false: the link is over, or somebody has the address meanwhile. */
export async function confirmEmail(
  gate: Gate,
  visit: Visit,
  session: Session,
  token: string,
): Promise<boolean> {
  const { person } = session
  const email = await findEmailChange(gate, session, token)
  if (email === undefined) return false
  const old = (await findAccount(gate.db, person.id))?.email
  const done = await write(gate.db, async (db) => {
    if ((await saveTicketUsed(db, 'email', token, instant(gate))) === undefined) return false
    if ((await findAccountByEmail(db, email)) !== undefined) return false
    await saveEmail(db, person.id, email)
    await deleteTickets(db, 'reset', person.id)
    await note(db, gate, person, visit, 'email-changed')
    return true
  })
  if (done)
    tell(
      gate,
      old,
      'Your email address for Ward Round was changed',
      notYou('The email address of your Ward Round account was changed just now, and is no longer this one.'),
    )
  return done
}

/** False: there is no such session of theirs. */
export async function endOwnSession(
  gate: Gate,
  visit: Visit,
  { person }: Session,
  id: string,
  action: 'session-ended' | 'signed-out',
): Promise<boolean> {
  return write(gate.db, async (db) => {
    if (!(await saveSessionEnd(db, person.id, id, instant(gate)))) return false
    await note(db, gate, person, visit, action)
    return true
  })
}

/** Ends all others; gives how many. */
export async function endOtherSessions(gate: Gate, visit: Visit, { id, person }: Session): Promise<number> {
  return write(gate.db, async (db) => {
    const ended = await saveSessionsEnd(db, person.id, instant(gate), id)
    if (ended > 0) await note(db, gate, person, visit, 'sessions-ended', { ended })
    return ended
  })
}

export function notYou(what: string): string {
  return `${what} If that was not you, tell the people who run Ward Round at once.`
}
