/**
 * One signed assessment → a view of it for one named person outside, for some days: proposed by the lead or the SIRO, opened once the other,
 * who must be a person of their own, agrees. Either ends it at once. It shares no draft, and nothing that is not signed.
 */

import { isDeepStrictEqual } from 'node:util'
import { daysAfter } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import { findAccount } from '../store/accounts.ts'
import { type AssessmentRow, findAssessments } from '../store/assessments.ts'
import { findAccountWithRoles } from '../store/members.ts'
import { findOrganisation, type OrganisationRow } from '../store/organisations.ts'
import { findPeriods } from '../store/periods.ts'
import type { Person } from '../store/person.ts'
import { findNotDone, findProposal, type ProposalRow } from '../store/proposals.ts'
import {
  findSharedView,
  findSharedViews,
  insertSharedView,
  saveSharedViewEnd,
  type SharedViewRow,
} from '../store/shared-views.ts'
import type { Handle } from '../store/tables.ts'
import type { Act } from '../store/acts.ts'
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
import type { FieldFault } from '../errors.ts'
import { demand, organisationNotFound } from './permission.ts'
import { agree, ask, findSubject, getProposal, knownAsOf, stop } from './proposals.ts'
import { record } from './recording.ts'
import { send } from './telling.ts'
import { standingOf } from './two-persons.ts'

/** Ours: a share is for some days. */
export const MOST_DAYS = 90
const LONGEST_BODY = 120
export const LONGEST_PURPOSE = 500

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
    const add = async (row: SharedViewRow, state: ShareState, mayAgree: boolean) => {
      const viewer = await findAccount(db, row.accountId)
      views.push({
        ...row,
        viewer: { name: row.knownAs ?? viewer?.name ?? '', email: viewer?.email },
        periodName: nameOf(signed.find((one) => one.id === row.assessmentId)),
        state,
        mayAgree,
      })
    }
    for (const row of await findNotDone(db, 'share', organisationId)) {
      const isWaiting = row.stoppedAt === undefined
      const { open } = isWaiting ? await standingOf(db, house, row) : { open: new Map<string, string[]>() }
      const mayAgree = [...open.values()].some((ids) => ids.includes(person.id))
      await add(viewOf(row), isWaiting ? 'waiting' : 'ended', mayAgree)
    }
    for (const row of await findSharedViews(db, organisationId))
      await add(row, stateOf(row, house.now()), false)
    views.sort((a, b) => b.askedAt.localeCompare(a.askedAt))
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
 * Proposes to share a snapshot; nothing is shown to anybody before the other of lead and SIRO agrees. The same is proposed once.
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
  const done = await write(house.db, async (db) => {
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
    if (signed === undefined || faults.length > 0) return { ok: false, faults } as const
    const viewer =
      listed ??
      (found?.ok === true
        ? await findOrAddInvitee(db, house, person, found.invitee, organisationId)
        : undefined)
    if (viewer === undefined) throw new Error('Nobody is named.')
    const theirs = await findAccountWithRoles(db, viewer.id)
    if (theirs?.roles.some((one) => one.organisationId === organisationId)) {
      const field = typed.account === undefined ? 'email' : 'account'
      const message = 'This person belongs to your organisation already.'
      return { ok: false, faults: [{ field, message }] as ShareFault[] } as const
    }
    const wanted = {
      kind: 'share',
      organisationId,
      accountId: viewer.id,
      assessmentId: signed.id,
      details: {
        ...knownAsOf('isExpected' in viewer ? nameTyped(viewer) : undefined),
        ...{ body: typed.body.trim(), purpose: typed.purpose.trim(), days: Number(typed.days) },
      },
    } as const
    // A form that was sent twice.
    const same = (await findNotDone(db, 'share', organisationId)).find(
      ({ stoppedAt, asked, accountId, assessmentId, details }) =>
        stoppedAt === undefined &&
        asked.id === person.id &&
        isDeepStrictEqual(
          { accountId, assessmentId, details },
          { accountId: wanted.accountId, assessmentId: wanted.assessmentId, details: wanted.details },
        ),
    )
    if (same !== undefined) return { ok: true, id: same.id, letters: [] } as const
    const { proposal, letters } = await ask(db, house, person, wanted)
    return { ok: true, id: proposal.id, letters } as const
  })
  if (!done.ok) return done
  await send(house, done.letters)
  return { ok: true, id: done.id }
}

function wordsFaults({ body, purpose, days }: TypedShare): ShareFault[] {
  const faults: ShareFault[] = []
  const say = (field: keyof TypedShare, message: string) => faults.push({ field, message })
  const named = readName(body, LONGEST_BODY, 'Enter for whom they look, such as an integrated care board.')
  if ('message' in named) say('body', named.message)
  if (!saysSomething(purpose)) say('purpose', 'Enter what they need it for.')
  else if (purpose.trim().length > LONGEST_PURPOSE)
    say('purpose', `Enter at most ${LONGEST_PURPOSE} characters.`)
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
    const organisation = await findOrganisation(db, organisationId)
    const row = await getProposal(db, id)
    if (organisation === undefined || row.kind !== 'share' || row.organisationId !== organisationId)
      throw shareNotFound()
    const { assessmentId } = row
    const isThere = (await findSigned(db, organisationId)).some((one) => one.id === assessmentId)
    const account = await findSubject(db, row)
    // Whether somebody whom nobody here knows has an account, or one that is disabled, is not told.
    if (!isThere || (account.status === 'disabled' && account.isExpected !== true))
      throw new DomainError('conflict', 'The account of the person who would look is disabled.')
    const isWaiting = account.status === 'invited'
    // A link shown to us would open somebody else's account to us.
    if (isWaiting && house.mailer === undefined)
      throw new DomainError(
        'conflict',
        'This person has no account yet, and no email can be sent here. Ask an administrator to invite them first.',
      )
    await agree(db, house, person, row)
    const agreed = (await findProposal(db, id)) ?? row
    const view = viewOf(agreed)
    const until = daysAfter(house.now(), view.days)
    await insertSharedView(db, { ...view, until })
    const token = isWaiting ? await renewInvitation(db, house, row.asked, account.id) : undefined
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
    const proposal = await findProposal(db, id)
    if (
      proposal?.kind === 'share' &&
      proposal.organisationId === organisationId &&
      proposal.doneAt === undefined
    ) {
      if (proposal.stoppedAt === undefined) await stop(db, house, person, proposal)
      return
    }
    const row = await findSharedView(db, id)
    if (row?.organisationId !== organisationId) throw shareNotFound()
    if (stateOf(row, house.now()) === 'ended') return
    await saveSharedViewEnd(db, id, house.now().toISOString(), person.name)
    await record(db, house, person, { organisationId, action: 'share-ended', object: id })
  })
}

function shareNotFound(): DomainError {
  return new DomainError('not-found', 'There is no such shared assessment here.')
}

/** A proposal of a share as the share that it asks for; one who agreed for each side. */
function viewOf(row: ProposalRow): SharedViewRow {
  const { details, stoppedAt, stoppedBy, organisationId = '' } = row
  const by = (side: 'lead' | 'siro'): Act | undefined =>
    row.agreed.find(({ seat }) => seat === `${side}:${organisationId}`)
  return {
    id: row.id,
    organisationId,
    assessmentId: row.assessmentId ?? '',
    accountId: row.accountId ?? '',
    knownAs: row.details['knownAs'] === undefined ? undefined : String(row.details['knownAs']),
    body: String(details['body'] ?? ''),
    purpose: String(details['purpose'] ?? ''),
    days: Number(details['days'] ?? 0),
    askedAt: row.asked.at,
    lead: by('lead'),
    siro: by('siro'),
    until: undefined,
    endedAt: stoppedAt,
    endedBy: stoppedBy,
  }
}

/** What was signed, superseded since or not; the newest first. */
async function findSigned(db: Handle, organisationId: string): Promise<AssessmentRow[]> {
  const all = await findAssessments(db, organisationId)
  return all.filter((one) => one.signedAt !== undefined)
}

function stateOf(row: SharedViewRow, now: Date): ShareState {
  if (row.endedAt !== undefined) return 'ended'
  return row.until !== undefined && row.until > now.toISOString() ? 'open' : 'ended'
}
