/**
 * One signed assessment → a view of it for one named person outside, for some days: proposed by the lead or the SIRO, opened once the other,
 * who must be a person of their own, agrees. Either ends it at once. It shares no draft, and nothing that is not signed.
 */

import { daysAfter } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import type { AccountId, AssessmentId, OrganisationId, ProposalId } from '../ids.ts'
import { findAccount } from '../store/accounts.ts'
import { type AssessmentRow, findAssessments } from '../store/assessments.ts'
import type { OrganisationRow } from '../store/organisations.ts'
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
import { changeInOrganisation, lookInOrganisation } from './acting.ts'
import type { House } from './house.ts'
import { type Invited, renewInvitation, sendInvitation } from './inviting.ts'
import { agree, findSubject, getProposal, stop } from './proposals.ts'
import { actingAs } from './recording.ts'
import { standingOf } from './two-persons.ts'

export type ShareState = 'waiting' | 'open' | 'ended'

export interface SharedView extends SharedViewRow {
  readonly viewer: { readonly name: string; readonly email: string | undefined }
  readonly periodName: string
  readonly state: ShareState
  /** Whether this person may agree now. */
  readonly mayAgree: boolean
}

export interface Snapshot {
  readonly assessmentId: AssessmentId
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

/** Everything that the organisation shares, shared, or was asked to. @throws as `lookInOrganisation`. */
export async function getSharing(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<Sharing> {
  return lookInOrganisation(house, person, organisationId, 'share', async ({ db, organisation }) => {
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
      const { open } = isWaiting ? await standingOf(db, house, row) : { open: new Map<string, AccountId[]>() }
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

/**
 * Agrees as the other of lead and SIRO: from now on the named person may look. Tells them by mail; the link is given back where that is not possible.
 *
 * @throws as `changeInOrganisation`, and 'conflict' (agreed already, by the same person, or without a way to reach them).
 */
export async function agreeToShare(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  id: ProposalId,
): Promise<Invited> {
  const invitation = await changeInOrganisation(house, person, organisationId, 'share', async (change) => {
    const { db, organisation } = change
    const row = await getProposal(db, id)
    if (row.kind !== 'share' || row.organisationId !== organisationId) throw shareNotFound()
    const isThere = (await findSigned(db, organisationId)).some((one) => one.id === row.assessmentId)
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
    await agree(change, house, row)
    const view = viewOf((await findProposal(db, id)) ?? row)
    await insertSharedView(db, { ...view, until: daysAfter(house.now(), view.days) })
    const token = isWaiting ? await renewInvitation(actingAs(db, house, row.asked), account.id) : undefined
    return { account, token, what: `reader of one signed assessment of ${organisation.name}` }
  })
  return sendInvitation(house, person, invitation)
}

/** Ends it at once, whether it was open or not agreed to yet; ending it twice changes nothing. @throws as `changeInOrganisation`. */
export async function endShare(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  id: ProposalId,
): Promise<void> {
  await changeInOrganisation(house, person, organisationId, 'share', async (change) => {
    const { db, stamp, record } = change
    const proposal = await findProposal(db, id)
    if (
      proposal?.kind === 'share' &&
      proposal.organisationId === organisationId &&
      proposal.doneAt === undefined
    ) {
      if (proposal.stoppedAt === undefined) await stop(change, house, proposal)
      return
    }
    const row = await findSharedView(db, id)
    if (row?.organisationId !== organisationId) throw shareNotFound()
    if (stateOf(row, house.now()) === 'ended') return
    await saveSharedViewEnd(db, id, stamp.at, stamp.by)
    await record({ action: 'share-ended', object: id })
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
export async function findSigned(db: Handle, organisationId: OrganisationId): Promise<AssessmentRow[]> {
  const all = await findAssessments(db, organisationId)
  return all.filter((one) => one.signedAt !== undefined)
}

function stateOf(row: SharedViewRow, now: Date): ShareState {
  if (row.endedAt !== undefined) return 'ended'
  return row.until !== undefined && row.until > now.toISOString() ? 'open' : 'ended'
}
