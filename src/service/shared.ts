/**
 * What others shared with somebody: a list, and one snapshot with its result by its own rule set.
 * Every look is entered in the trail of the organisation that shared, and in that of whoever looks. An ended one looks like an unknown one.
 */

import { withCeilings } from '../answers/encode.ts'
import { DomainError } from '../errors.ts'
import type { ProposalId } from '../ids.ts'
import { type AsSigned, readAsSigned } from '../peers/signed.ts'
import { METHOD, type Result } from '../scoring/model.ts'
import { score } from '../scoring/score.ts'
import { type AssessmentRow, findAssessments } from '../store/assessments.ts'
import { findLevels } from '../store/levels.ts'
import { findOrganisation, type OrganisationRow } from '../store/organisations.ts'
import { findPeriod } from '../store/periods.ts'
import type { Person } from '../store/person.ts'
import { findSignOffs } from '../store/sign-offs.ts'
import { findSharedView, type SharedViewRow } from '../store/shared-views.ts'
import { findSummary } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { read, write } from '../store/transaction.ts'
import type { Examined } from '../report/explain-score.ts'
import { readContent } from './content.ts'
import type { House } from './house.ts'
import { actingAs, record } from './recording.ts'
import { getRuleSet } from './rule-sets.ts'

/** One snapshot that somebody may look at now. */
export interface SharedWithMe {
  readonly share: SharedViewRow
  readonly organisation: OrganisationRow
  readonly assessment: AssessmentRow
  readonly periodName: string
}

export interface SharedSnapshot extends SharedWithMe {
  /** Its scores and outcomes are those that it was signed with. */
  readonly examined: Examined
  /** What today's method gives; `signed` are the figures of `examined`, where they are others. */
  readonly today: Result
  readonly signed: AsSigned | undefined
  /** The SIRO signed with reservations: their words are not shared. */
  readonly hasReservations: boolean
}

/** What the person may look at now; a list is no look, and is not recorded. */
export async function listShared(house: House, person: Person): Promise<SharedWithMe[]> {
  return read(house.db, async (db) => {
    const found: SharedWithMe[] = []
    for (const { id } of person.shared) {
      const one = await findOpen(db, house, person, id)
      if (one !== undefined) found.push(one)
    }
    return found
  })
}

/**
 * One snapshot, entered in both trails: that of the organisation, and those of the viewer's organisations or, without any, of accounts.
 *
 * @throws DomainError 'not-found': unknown, somebody else's, or ended.
 */
export async function viewShared(house: House, person: Person, id: ProposalId): Promise<SharedSnapshot> {
  return write(house.db, async (db) => {
    const found = await findOpen(db, house, person, id)
    if (found === undefined)
      throw new DomainError('not-found', 'There is nothing like that here that is shared with you now.')
    const { organisation, assessment, share } = found
    const ruleSet = await getRuleSet(db, house.ruleSet, assessment.ruleSetDigest)
    const { answers } = await readContent(db, ruleSet, organisation, assessment)
    const levels = await findLevels(db, assessment.id)
    if (levels?.digest !== ruleSet.digest) throw new Error(`The level row of ${assessment.id} is missing.`)
    const row = withCeilings(ruleSet, answers, levels.row)
    const own = [...new Set(person.memberships.map((one) => one.organisationId))]
    const act = { action: 'share-viewed', object: share.id } as const
    const details = { assessment: assessment.id, body: share.body }
    const acting = actingAs(db, house, person)
    await record(acting, { ...act, organisationId: organisation.id, details })
    for (const organisationId of own)
      await record(acting, { ...act, organisationId, details: { of: organisation.name } })
    if (own.length === 0) await record(acting, act)
    const hasReservations = (await findSignOffs(db, assessment.id)).some(
      ({ kind }) => kind === 'signed-with-reservations',
    )
    const today = score(ruleSet, answers, row)
    const kept = await findSummary(db, assessment.id)
    const isEarlier = kept !== undefined && kept.method !== METHOD
    const signed = isEarlier ? readAsSigned(ruleSet, today, kept.summary) : undefined
    return {
      ...found,
      hasReservations,
      examined: { ruleSet, answers, row, result: signed?.result ?? today },
      today,
      signed,
    }
  })
}

/** As it stands in the database at this moment, whatever was known when the request began. */
async function findOpen(
  db: Handle,
  house: House,
  person: Person,
  id: ProposalId,
): Promise<SharedWithMe | undefined> {
  const share = await findSharedView(db, id)
  const isOpen =
    share?.accountId === person.id &&
    share.endedAt === undefined &&
    share.until !== undefined &&
    share.until > house.now().toISOString()
  if (!isOpen) return undefined
  const organisation = await findOrganisation(db, share.organisationId)
  const assessment = (await findAssessments(db, share.organisationId)).find(
    (one) => one.id === share.assessmentId,
  )
  if (organisation === undefined || assessment?.signedAt === undefined) return undefined
  return {
    share,
    organisation,
    assessment,
    periodName: (await findPeriod(db, assessment.periodId))?.name ?? '',
  }
}
