/**
 * The assessments of an organisation over the years: the list of all, one signed one as it stands for ever, and the signed ones side by side.
 * Each is read with its own rule set. It changes nothing.
 */

import type { LevelRow } from '../answers/model.ts'
import { DomainError } from '../errors.ts'
import type { AssessmentId, OrganisationId } from '../ids.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Result } from '../scoring/model.ts'
import { type AssessmentRow, findAssessments } from '../store/assessments.ts'
import { findExplanations } from '../store/explanations.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import { findPeriods, type PeriodRow } from '../store/periods.ts'
import type { Person } from '../store/person.ts'
import { findSignOffs, type SignOffStep } from '../store/sign-offs.ts'
import { lookInOrganisation } from './acting.ts'
import { readResult } from './assessments.ts'
import { placeOf } from './places.ts'
import type { ResultView } from './views.ts'
import { listToExplain, type ToExplain } from './explaining.ts'
import type { House } from './house.ts'

/** One assessment in the list of all. */
export interface ListedAssessment {
  readonly assessment: AssessmentRow
  readonly period: PeriodRow
  /** How it was signed; undefined when it was not, or before such steps were kept. */
  readonly signature: SignOffStep | undefined
}

export interface AssessmentList {
  readonly organisation: OrganisationRow
  /** The newest first; empty before the first is started. */
  readonly assessments: readonly ListedAssessment[]
}

/** Every assessment of the organisation. @throws as `lookInOrganisation`. */
export async function listAssessments(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<AssessmentList> {
  return lookInOrganisation(house, person, organisationId, 'read-results', async ({ db, organisation }) => {
    const periods = await findPeriods(db)
    const assessments: ListedAssessment[] = []
    for (const assessment of await findAssessments(db, organisationId))
      assessments.push({
        assessment,
        period: periodOf(periods, assessment),
        signature: signatureOf(await findSignOffs(db, assessment.id)),
      })
    return { organisation, assessments }
  })
}

/** A signed assessment with everything that was signed; the scores and outcomes of its result are those that it was signed with. */
export interface SignedView extends ResultView {
  /** What today's method gives; the same where `signed` is undefined. */
  readonly today: Result
  readonly period: PeriodRow
  /** The first one first. */
  readonly steps: readonly SignOffStep[]
  readonly signature: SignOffStep | undefined
  /** What did not fit together or was not known, with how it was explained. */
  readonly explained: readonly ToExplain[]
}

/**
 * One assessment that was signed, also when a newer one has taken its place. One that was never signed looks like an unknown one.
 *
 * @throws as `lookInOrganisation`.
 */
export async function getSigned(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  assessmentId: AssessmentId,
): Promise<SignedView> {
  return lookInOrganisation(house, person, organisationId, 'read-results', async ({ db, organisation }) => {
    const assessment = (await findAssessments(db, organisationId)).find(({ id }) => id === assessmentId)
    if (assessment?.signedAt === undefined)
      throw new DomainError('not-found', 'There is no such signed assessment here.')
    const found = await readResult(db, house, await placeOf(db, house, organisation, assessment))
    const { view, result: today, signed } = found
    const steps = await findSignOffs(db, assessment.id)
    const given = Object.fromEntries(await findExplanations(db, assessment.id))
    return {
      ...found,
      result: signed?.result ?? today,
      today,
      period: periodOf(await findPeriods(db), assessment),
      steps,
      signature: signatureOf(steps),
      explained: listToExplain(view, today, given),
    }
  })
}

/** One signed assessment beside the others. */
export interface SignedResult {
  readonly assessment: AssessmentRow
  readonly period: string
  readonly ruleSet: RuleSet
  readonly result: Result
  /** The level row that was scored. */
  readonly row: LevelRow
}

export interface TrendView {
  readonly organisation: OrganisationRow
  /** The valid one of each period in which one was signed, the oldest first; at most the newest `MOST_IN_TREND`. */
  readonly signed: readonly SignedResult[]
}

/** Columns that a table still shows on paper (ours). */
export const MOST_IN_TREND = 5

/** The signed assessments, to compare. @throws as `lookInOrganisation`. */
export async function getTrend(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<TrendView> {
  return lookInOrganisation(house, person, organisationId, 'read-results', async ({ db, organisation }) => {
    const periods = await findPeriods(db)
    const all = await findAssessments(db, organisationId)
    const newest = all.filter(({ status }) => status === 'signed').slice(0, MOST_IN_TREND)
    const signed: SignedResult[] = []
    for (const assessment of newest.toReversed()) {
      const found = await readResult(db, house, await placeOf(db, house, organisation, assessment))
      const { ruleSet } = found.view
      const result = found.signed?.result ?? found.result
      signed.push({ assessment, period: periodOf(periods, assessment).name, ruleSet, result, row: found.row })
    }
    return { organisation, signed }
  })
}

function periodOf(periods: readonly PeriodRow[], { periodId }: AssessmentRow): PeriodRow {
  const period = periods.find(({ id }) => id === periodId)
  if (period === undefined) throw new Error(`There is no period ${periodId}.`)
  return period
}

function signatureOf(steps: readonly SignOffStep[]): SignOffStep | undefined {
  return steps.findLast(({ kind }) => kind === 'signed' || kind === 'signed-with-reservations')
}
