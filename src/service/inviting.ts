/**
 * A mail address and a name → an account that waits for its owner, and a link that opens it once within seven days.
 * The link goes by mail; where no mail server is set up it is given to whoever invited, once. It is stored as its hash only.
 */

import { randomUUID } from 'node:crypto'
import { daysAfter, HOUR_MS } from '../calendar.ts'
import { DomainError, type FieldFault } from '../errors.ts'
import type { AccountId, OrganisationId } from '../ids.ts'
import { isMailAddress } from '../mail/address.ts'
import { saveAttempt } from '../store/attempts.ts'
import { findAccountByEmail, insertAccounts } from '../store/accounts.ts'
import { insertLetIn } from '../store/let-in.ts'
import {
  type AccountWithRoles,
  findAccountWithRoles,
  findRights,
  saveAccountStatus,
} from '../store/members.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { deleteTickets, insertTicket, saveTicketDetails } from '../store/tickets.ts'
import { write } from '../store/transaction.ts'
import { readName } from '../text.ts'
import type { House } from './house.ts'
import type { ProposalRow } from './proposals.ts'
import type { Acting } from './recording.ts'

const GOOD_FOR_DAYS = 7
const LONGEST_NAME = 100
/** Invitations within an hour (ours): of one person, enough for a large trust; and to one account. */
const MOST_BY_ONE = 100
const MOST_TO_ONE = 5

/** Who is to be invited, as typed. */
export interface TypedInvitee {
  readonly name: string
  readonly email: string
}

/** What came of an invitation, for whoever invited. */
export interface Invited {
  readonly accountId: AccountId
  readonly name: string
  /** `added`: the account was there, and has its role at once. */
  readonly outcome: 'added' | 'invited'
  /** The link, when it could not be mailed; it is shown this once. */
  readonly link: string | undefined
  /** Why there was no mail, when there is a mail server and it failed. */
  readonly mailFault: string | undefined
}

/** What came of an invitation to several roles: those that were given, and those that wait for somebody else's agreement. */
export interface InvitedOrWaits {
  readonly ok: true
  /** Undefined: nothing was given yet. */
  readonly invited: Invited | undefined
  readonly waits: readonly ProposalRow[]
}

/** The invitee as stored, or what is wrong with what was typed. */
export function readInvitee(
  typed: TypedInvitee,
): { ok: true; invitee: TypedInvitee } | { ok: false; faults: readonly FieldFault<keyof TypedInvitee>[] } {
  const named = readName(typed.name, LONGEST_NAME, 'Enter the name of the person.')
  const email = typed.email.trim().toLowerCase()
  const faults: FieldFault<keyof TypedInvitee>[] = []
  if ('message' in named) faults.push({ field: 'name', ...named })
  if (!isMailAddress(email))
    faults.push({
      field: 'email',
      message: 'Enter an email address in the correct format, like name@example.nhs.uk.',
    })
  return 'name' in named && faults.length === 0
    ? { ok: true, invitee: { ...named, email } }
    : { ok: false, faults }
}

/**
 * The account of a mail address with its roles; made, and waiting for its owner, when there is none. Inside a transaction.
 * Who invites for one `organisation` learns nothing of an account elsewhere, not even that there is one: it is named as it was typed.
 *
 * @throws DomainError 'too-many': each address counts, whether it is anybody's or not; 'conflict' when the account is disabled.
 */
export async function findOrAddInvitee(
  acting: Acting,
  { name, email }: TypedInvitee,
  organisationId?: OrganisationId,
): Promise<AccountWithRoles> {
  const { db, person, stamp } = acting
  await demandFew(acting, `invitees-by:${person.id}`, MOST_BY_ONE)
  const account = await findAccountByEmail(db, email)
  if (account?.status === 'disabled' && organisationId === undefined)
    throw new DomainError(
      'conflict',
      'The account with this email address is disabled. Ask an administrator to enable it.',
    )
  const id = account?.id ?? randomUUID()
  if (account === undefined)
    await insertAccounts(db, [{ id, name, email, status: 'invited', createdAt: stamp.at }])
  const found = await findAccountWithRoles(db, id)
  if (found === undefined) throw new Error('An account that was just written is not there.')
  // Invited once, revoked, and invited anew: the name is the one typed now.
  if (found.status === 'invited' && isWithoutRoles(found)) {
    await saveAccountStatus(db, id, 'invited', name)
    return { ...found, name }
  }
  const here = found.roles.filter((role) => role.organisationId === organisationId)
  const isKnown = organisationId === undefined || here.some(({ invitedAs }) => invitedAs === undefined)
  return isKnown ? found : { ...found, name, isExpected: true }
}

/** The name to keep for somebody whom nobody here knows yet; undefined: they are known. */
export function nameTyped({ name, isExpected }: AccountWithRoles): string | undefined {
  return isExpected === true ? name : undefined
}

export function isWithoutRoles({ roles, national }: AccountWithRoles): boolean {
  return roles.length === 0 && national.length === 0
}

/**
 * Makes a new link for an account that waits; earlier ones stop working. Inside a transaction. Gives its token.
 *
 * @throws DomainError 'too-many': nobody fills other people's letter boxes.
 */
export async function renewInvitation(acting: Acting, accountId: AccountId): Promise<string> {
  const { db, person, stamp } = acting
  const { at } = stamp
  await countInvitation(acting, accountId)
  await deleteTickets(db, 'invitation', accountId)
  await insertLetIn(db, accountId, person.id, at)
  const expiresAt = daysAfter(new Date(at), GOOD_FOR_DAYS)
  return insertTicket(db, { kind: 'invitation', accountId, createdBy: person.id, at, expiresAt })
}

/** Counts a letter to an account. @throws DomainError 'too-many': nobody fills other people's letter boxes. */
export async function countInvitation(acting: Acting, accountId: AccountId): Promise<void> {
  await demandFew(acting, `invitations-by:${acting.person.id}`, MOST_BY_ONE)
  await demandFew(acting, `invitations-to:${accountId}`, MOST_TO_ONE)
}

async function demandFew({ db, stamp }: Acting, name: string, most: number): Promise<void> {
  const hourAgo = new Date(Date.parse(stamp.at) - HOUR_MS)
  if ((await saveAttempt(db, name, stamp.at, hourAgo.toISOString())) > most)
    throw new DomainError('too-many', 'That is too many invitations within an hour. Go on a little later.')
}

/**
 * Refuses to show a link that opens more than the inviter may give: without mail, it would let the inviter in elsewhere.
 *
 * @throws DomainError 'conflict'.
 */
export function demandLinkMayBeShown(
  house: House,
  account: AccountWithRoles,
  organisationId: OrganisationId,
): void {
  const isElsewhere =
    account.national.length > 0 || account.roles.some((role) => role.organisationId !== organisationId)
  if (house.mailer === undefined && isElsewhere)
    throw new DomainError(
      'conflict',
      'This person was invited elsewhere too, and has not accepted yet. Ask an administrator for their link.',
    )
}

/** An account that waits for its owner. @throws DomainError 'conflict' when it does not. */
export async function getWaiting(db: Handle, accountId: AccountId): Promise<AccountWithRoles> {
  const account = await findAccountWithRoles(db, accountId)
  if (account?.status !== 'invited')
    throw new DomainError('conflict', 'This invitation was accepted already, or is not there.')
  return account
}

/** What an invitation says. `what` ends the sentence "You are invited to Ward Round as …". */
export interface Invitation {
  readonly account: Pick<AccountWithRoles, 'id' | 'name' | 'email' | 'status' | 'isExpected'>
  readonly what: string
  /** Undefined: the account is there already. */
  readonly token: string | undefined
}

/** Whoever invites waits for it, before a proxy that gives up after a minute (ours). */
const PAGE_PATIENCE_MS = 20_000

/** Mails an invitation, or that a role was given, after its transaction; without a mail server the link is given back. */
export async function sendInvitation(
  house: House,
  person: Pick<Person, 'name'>,
  { account, what, token }: Invitation,
): Promise<Invited> {
  const { id: accountId, name, email, isExpected } = account
  const link = token === undefined ? undefined : `${house.origin}/invitation/${token}`
  const invited = {
    accountId,
    name,
    outcome: token === undefined && isExpected !== true ? 'added' : 'invited',
  } as const
  if (house.mailer === undefined || email === undefined) {
    // Whoever is shown the link could use it: so it opens no more than the account may do now.
    if (token !== undefined)
      await write(house.db, async (db) =>
        saveTicketDetails(db, token, { rights: await findRights(db, accountId) }),
      )
    return { ...invited, link, mailFault: undefined }
  }
  // Nobody is told by mail of a role in an account that is disabled, and whoever invites is not told why.
  if (account.status === 'disabled') return { ...invited, link: undefined, mailFault: undefined }
  try {
    const words = wordsOf({ name, inviter: person.name, what, origin: house.origin, link })
    await house.mailer({ to: email, ...words }, PAGE_PATIENCE_MS)
    return { ...invited, link: undefined, mailFault: undefined }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { ...invited, link: undefined, mailFault: error.message }
  }
}

interface Said {
  readonly name: string
  readonly inviter: string
  readonly what: string
  readonly origin: string
  readonly link: string | undefined
}

function wordsOf({ name, inviter, what, origin, link }: Said) {
  const purpose =
    'Ward Round helps an organisation find and fix weaknesses in its own cyber defences. If you did not expect this email, do nothing and tell your cyber lead.'
  return link === undefined
    ? {
        subject: 'You have a new role in Ward Round',
        text: `Dear ${name},\n\n${inviter} has given you a role: ${what}.\n\nSign in as usual: ${origin}\n\n${purpose}\n`,
      }
    : {
        subject: 'You are invited to Ward Round',
        text: `Dear ${name},\n\n${inviter} invites you to Ward Round as ${what}.\n\nOpen this link to set up how you sign in. It works once, within ${GOOD_FOR_DAYS} days:\n${link}\n\n${purpose}\n`,
      }
}
