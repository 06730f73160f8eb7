/**
 * One signed assessment → a view of it for one named person outside, for some days: proposed by the lead or the SIRO, opened once the other agrees.
 * Nobody agrees twice, and either ends it at once. It shares no draft, and nothing that is not signed.
 */

import { randomUUID } from 'node:crypto'
import { DomainError } from '../errors.ts'
import { findAccount } from '../store/accounts.ts'
import { type AssessmentRow, findAssessments } from '../store/assessments.ts'
import { findAccountWithRoles } from '../store/members.ts'
import { findOrganisation, type OrganisationRow } from '../store/organisations.ts'
import { findPeriods } from '../store/periods.ts'
import type { Person } from '../store/person.ts'
import {
  findSharedView,
  findSharedViews,
  insertSharedView,
  saveAgreement,
  saveEnd,
  type SharedViewRow,
  type Side,
} from '../store/shared-views.ts'
import type { Handle } from '../store/tables.ts'
import { read, write } from '../store/transaction.ts'
import { readName, saysSomething } from '../text.ts'
import type { House } from './house.ts'
import {
  findOrAddInvitee,
  type Invited,
  nameTyped,
  readInvitee,
  renewInvitation,
  sendInvitation,
} from './inviting.ts'
import type { FieldFault } from './organisations.ts'
import { demand, organisationNotFound } from './permission.ts'
import { record } from './recording.ts'

/** Source: issue 4, "Grants": some days. */
export const MOST_DAYS = 90
const DAY_MS = 86_400_000
const LONGEST = { body: 120, purpose: 500 } as const

export type ShareState = 'waiting' | 'open' | 'ended'

export interface SharedView extends SharedViewRow {
  readonly viewer: { readonly name: string; readonly email: string | undefined }
  readonly periodName: string
  readonly state: ShareState
  /** Whether this person may agree now. */
  readonly mayAgree: boolean
}

export interface Snapshot {
  readonly assessmentId: string
  readonly periodName: string
  /** ISO 8601 UTC. */
  readonly signedAt: string
}

export interface Sharing {
  readonly organisation: OrganisationRow
  /** The newest first. */
  readonly views: readonly SharedView[]
  /** What can be shared, the newest first. */
  readonly snapshots: readonly Snapshot[]
}

/** Everything that the organisation shares, shared, or was asked to. @throws DomainError 'not-found' or 'not-allowed'. */
export async function getSharing(house: House, person: Person, organisationId: string): Promise<Sharing> {
  demand('share', person, organisationId)
  return read(house.db, async (db) => {
    const organisation = await findOrganisation(db, organisationId)
    if (organisation === undefined) throw organisationNotFound()
    const signed = await findSigned(db, organisationId)
    const periods = new Map((await findPeriods(db)).map((one) => [one.id, one.name]))
    const nameOf = (one: AssessmentRow | undefined) => periods.get(one?.periodId ?? '') ?? ''
    const views: SharedView[] = []
    for (const row of await findSharedViews(db, organisationId)) {
      const viewer = await findAccount(db, row.accountId)
      views.push({
        ...row,
        viewer: { name: row.knownAs ?? viewer?.name ?? '', email: viewer?.email },
        periodName: nameOf(signed.find((one) => one.id === row.assessmentId)),
        state: stateOf(row, house.now()),
        mayAgree: stateOf(row, house.now()) === 'waiting' && sideToAgree(row, person) !== undefined,
      })
    }
    return {
      organisation,
      views,
      snapshots: signed.map((one) => ({
        assessmentId: one.id,
        periodName: nameOf(one),
        signedAt: one.signedAt ?? '',
      })),
    }
  })
}

/** As typed and chosen. */
export interface TypedShare {
  readonly assessment: string
  readonly name: string
  readonly email: string
  /** In the demonstration, whose people have no address: an account of it, instead of name and address. Undefined: in the service. */
  readonly account: string | undefined
  readonly body: string
  readonly purpose: string
  readonly days: string
}

export type ShareFault = FieldFault<keyof TypedShare>

/**
 * Proposes to share a snapshot; nothing is shown to anybody before the other of lead and SIRO agrees.
 *
 * @throws DomainError 'not-found', 'not-allowed' or 'conflict' (the account is disabled).
 */
export async function proposeShare(
  house: House,
  person: Person,
  organisationId: string,
  typed: TypedShare,
): Promise<{ ok: true; id: string } | { ok: false; faults: readonly ShareFault[] }> {
  demand('share', person, organisationId)
  return write(house.db, async (db) => {
    const faults: ShareFault[] = []
    const signed = (await findSigned(db, organisationId)).find((one) => one.id === typed.assessment)
    if (signed === undefined) faults.push({ field: 'assessment', message: 'Choose a signed assessment.' })
    faults.push(...wordsFaults(typed))
    const found = typed.account === undefined ? readInvitee(typed) : undefined
    if (found?.ok === false) faults.push(...found.faults)
    // Somebody of the demonstration has no address; everybody else is named by theirs, so that no account can be guessed.
    const listed = typed.account === undefined ? undefined : await findAccount(db, typed.account)
    if (typed.account !== undefined && (listed === undefined || listed.email !== undefined))
      faults.push({ field: 'account', message: 'Choose who may look.' })
    if (signed === undefined || faults.length > 0) return { ok: false, faults }
    const viewer =
      listed ??
      (found?.ok === true
        ? await findOrAddInvitee(db, house, person, found.invitee, organisationId)
        : undefined)
    if (viewer === undefined) throw new Error('Nobody is named.')
    const theirs = await findAccountWithRoles(db, viewer.id)
    if (theirs?.roles.some((one) => one.organisationId === organisationId)) {
      const field = typed.account === undefined ? 'email' : 'account'
      return { ok: false, faults: [{ field, message: 'This person belongs to your organisation already.' }] }
    }
    const at = house.now().toISOString()
    const id = randomUUID()
    const side = sideOf(person, organisationId)
    await insertSharedView(db, {
      id,
      organisationId,
      assessmentId: signed.id,
      accountId: viewer.id,
      knownAs: 'isExpected' in viewer ? nameTyped(viewer) : undefined,
      body: typed.body.trim(),
      purpose: typed.purpose.trim(),
      days: Number(typed.days),
      askedAt: at,
      lead: side === 'lead' ? { id: person.id, name: person.name, at } : undefined,
      siro: side === 'siro' ? { id: person.id, name: person.name, at } : undefined,
    })
    const details = {
      assessment: signed.id,
      viewer: viewer.name,
      body: typed.body.trim(),
      days: Number(typed.days),
    }
    await record(db, house, person, { organisationId, action: 'share-proposed', object: id, details })
    return { ok: true, id }
  })
}

function wordsFaults({ body, purpose, days }: TypedShare): ShareFault[] {
  const faults: ShareFault[] = []
  const say = (field: keyof TypedShare, message: string) => faults.push({ field, message })
  const named = readName(body, LONGEST.body, 'Enter for whom they look, such as an integrated care board.')
  if ('message' in named) say('body', named.message)
  if (!saysSomething(purpose)) say('purpose', 'Enter what they need it for.')
  else if (purpose.trim().length > LONGEST.purpose)
    say('purpose', `Enter at most ${LONGEST.purpose} characters.`)
  if (!/^\d{1,3}$/.test(days.trim()) || Number(days) < 1 || Number(days) > MOST_DAYS)
    say('days', `Enter a number of days from 1 to ${MOST_DAYS}.`)
  return faults
}

/**
 * Agrees as the other of lead and SIRO: from now on the named person may look. Tells them by mail; the link is given back where that is not possible.
 *
 * @throws DomainError 'not-found', 'not-allowed' or 'conflict' (agreed already, by the same person, or without a way to reach them).
 */
export async function agreeToShare(
  house: House,
  person: Person,
  organisationId: string,
  id: string,
): Promise<Invited> {
  demand('share', person, organisationId)
  const invitation = await write(house.db, async (db) => {
    const { row, organisation } = await getOwn(db, organisationId, id)
    const now = house.now()
    if (stateOf(row, now) !== 'waiting')
      throw new DomainError('conflict', 'This was agreed to already, or is ended.')
    const side = sideToAgree(row, person)
    if (side === undefined)
      throw new DomainError(
        'conflict',
        'You have agreed already. The other of lead and SIRO must agree too, and must be somebody else.',
      )
    const found = await findAccountWithRoles(db, row.accountId)
    if (found === undefined) throw new Error('The account of a share is not there.')
    // Whether somebody whom nobody here knows has an account, or one that is disabled, is not told.
    const account =
      row.knownAs === undefined ? found : { ...found, name: row.knownAs, isExpected: true as const }
    if (account.status === 'disabled' && row.knownAs === undefined)
      throw new DomainError('conflict', 'The account of the person who would look is disabled.')
    const isWaiting = account.status === 'invited'
    // A link shown to us would open somebody else's account to us.
    if (isWaiting && house.mailer === undefined)
      throw new DomainError(
        'conflict',
        'This person has no account yet, and no email can be sent here. Ask an administrator to invite them first.',
      )
    const token = isWaiting ? await renewInvitation(db, house, person, account.id) : undefined
    const until = new Date(now.getTime() + row.days * DAY_MS).toISOString()
    const by = { id: person.id, name: person.name, at: now.toISOString() }
    await saveAgreement(db, id, side, by, until)
    const details = { assessment: row.assessmentId, viewer: account.name, until }
    await record(db, house, person, { organisationId, action: 'share-agreed', object: id, details })
    return { account, token, what: `reader of one signed assessment of ${organisation.name}` }
  })
  return sendInvitation(house, person, invitation)
}

/** Ends it at once, whether it was open or not agreed to yet; ending it twice changes nothing. @throws DomainError 'not-found' or 'not-allowed'. */
export async function endShare(
  house: House,
  person: Person,
  organisationId: string,
  id: string,
): Promise<void> {
  demand('share', person, organisationId)
  await write(house.db, async (db) => {
    const { row } = await getOwn(db, organisationId, id)
    if (stateOf(row, house.now()) === 'ended') return
    await saveEnd(db, id, house.now().toISOString(), person.name)
    await record(db, house, person, { organisationId, action: 'share-ended', object: id })
  })
}

async function getOwn(
  db: Handle,
  organisationId: string,
  id: string,
): Promise<{ row: SharedViewRow; organisation: OrganisationRow }> {
  const organisation = await findOrganisation(db, organisationId)
  const row = await findSharedView(db, id)
  if (organisation === undefined || row?.organisationId !== organisationId)
    throw new DomainError('not-found', 'There is no such shared assessment here.')
  return { row, organisation }
}

/** What was signed, superseded since or not; the newest first. */
async function findSigned(db: Handle, organisationId: string): Promise<AssessmentRow[]> {
  const all = await findAssessments(db, organisationId)
  return all.filter((one) => one.signedAt !== undefined)
}

function stateOf(row: SharedViewRow, now: Date): ShareState {
  if (row.endedAt !== undefined) return 'ended'
  if (row.until === undefined) return 'waiting'
  return row.until > now.toISOString() ? 'open' : 'ended'
}

/** For which of the two a person speaks here; a lead who is SIRO too speaks as the lead. */
function sideOf(person: Person, organisationId: string): Side {
  const roles = person.memberships
    .filter((one) => one.organisationId === organisationId)
    .map((one) => one.role)
  return roles.includes('lead') ? 'lead' : 'siro'
}

/** The side that is missing, if this person may speak for it and did not speak for the other. */
function sideToAgree(row: SharedViewRow, person: Person): Side | undefined {
  if ((row.lead ?? row.siro)?.id === person.id) return undefined
  const missing: Side = row.lead === undefined ? 'lead' : 'siro'
  return person.memberships.some((one) => one.organisationId === row.organisationId && one.role === missing)
    ? missing
    : undefined
}
