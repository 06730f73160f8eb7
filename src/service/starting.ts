/**
 * An open period without an assessment of an organisation → a new draft: empty, or carried forward from its latest signed assessment.
 * What is carried forward rests on nobody's word until somebody confirms it. The assessment that it comes from never changes.
 */

import { londonDate } from '../calendar.ts'
import { asserted } from '../answers/evidence.ts'
import { type CarryPlan, planCarry } from '../answers/carry.ts'
import { DomainError } from '../errors.ts'
import type { AssessmentId, OrganisationId } from '../ids.ts'
import { dateWords } from '../report/words.ts'
import type { RuleSet } from '../rules/model.ts'
import { insertAnswers, insertContextAnswers } from '../store/answers.ts'
import {
  type AssessmentInPeriod,
  type AssessmentRow,
  findAssessment,
  findAssessments,
  insertAssessments,
  newDraft,
} from '../store/assessments.ts'
import { insertCarried } from '../store/carried.ts'
import { copySupport } from '../store/copying.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import { findPeriods, type PeriodRow } from '../store/periods.ts'
import type { Person } from '../store/person.ts'
import { insertRegisters } from '../store/registers.ts'
import type { Stamp } from '../store/saved.ts'
import type { Handle } from '../store/tables.ts'
import { changeInOrganisation, lookInOrganisation } from './acting.ts'
import { type Content, readContent, renewLevels } from './content.ts'
import type { House } from './house.ts'
import { isClosed } from './organisations.ts'
import { isOpen, isToCome } from './period-times.ts'
import { placeOf } from './places.ts'
import { getRuleSet } from './rule-sets.ts'

/** Why no assessment can be started now. */
export type WhyNot =
  | { readonly kind: 'closed' }
  /** The present assessment goes on, or is the signed one of the period that is open. */
  | { readonly kind: 'has-one'; readonly period: PeriodRow | undefined; readonly assessment: AssessmentRow }
  /** `next`: the first one that is still to open. */
  | { readonly kind: 'no-period'; readonly next: PeriodRow | undefined }

/** The assessment that a new one can go on from. */
export interface Earlier {
  readonly assessment: AssessmentRow
  readonly period: PeriodRow | undefined
  readonly ruleSet: RuleSet
  readonly plan: CarryPlan
}

export interface Start {
  readonly period: PeriodRow
  readonly ruleSet: RuleSet
  /** Undefined: nothing was ever signed before. */
  readonly earlier: Earlier | undefined
  /** The period of an assessment that was never signed before that closed; it stays as it is. */
  readonly unsigned: PeriodRow | undefined
  /** Names what is shown here: an assessment is started from this page only while it still is. */
  readonly seen: string
}

export type Starting = { readonly organisation: OrganisationRow } & (
  | { readonly start: Start }
  | { readonly start: undefined; readonly whyNot: WhyNot }
)

/** What would be started now, with everything that would be carried forward, or why nothing can be. @throws as `lookInOrganisation`. */
export async function getStarting(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<Starting> {
  return lookInOrganisation(house, person, organisationId, 'start-assessment', ({ db, organisation }) =>
    readStarting(db, house, organisation),
  )
}

/** The period of which an assessment can be started now; undefined: of none. @throws as `lookInOrganisation`. */
export async function findStartable(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<PeriodRow | undefined> {
  const action = 'start-assessment'
  return lookInOrganisation(house, person, organisationId, action, async ({ db, organisation }) => {
    const found = await findWhich(db, house, organisation)
    return 'kind' in found ? undefined : found.period
  })
}

/**
 * Starts the assessment of the open period, as it was shown.
 *
 * @throws as `changeInOrganisation`, and 'conflict' when there is nothing to start (any more), or not what was shown.
 */
export async function startAssessment(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  seen: string,
  how: 'carried' | 'empty',
): Promise<AssessmentRow> {
  const asked = { action: 'start-assessment', within: true } as const
  return changeInOrganisation(house, person, organisationId, asked, async (change) => {
    const { db, organisation, stamp, record } = change
    const starting = await readStarting(db, house, organisation)
    if (starting.start === undefined) throw new DomainError('conflict', whyNotWords(starting.whyNot))
    const { period, ruleSet, earlier: latest, seen: now } = starting.start
    if (seen !== now)
      throw new DomainError(
        'conflict',
        'This changed since you opened the page. Nothing was started: look at what would be carried forward now.',
      )
    const earlier = how === 'carried' ? latest : undefined
    const assessment = newDraft({
      organisationId,
      periodId: period.id,
      asOf: period.referenceDate,
      ruleSetDigest: ruleSet.digest,
      predecessorId: earlier?.assessment.id,
    })
    await insertAssessments(db, [assessment])
    if (earlier !== undefined) await carry(db, organisation, assessment.id, earlier, stamp)
    await renewLevels(db, ruleSet, organisation, assessment)
    const from = earlier === undefined ? {} : { from: earlier.assessment.id, ...countsOf(earlier.plan) }
    const details = { period: period.id, ruleSet: ruleSet.digest, ...from }
    await record({ action: 'assessment-started', object: assessment.id, details })
    return assessment
  })
}

/** Why nothing can be started, in a sentence or two. */
export function whyNotWords(why: WhyNot): string {
  switch (why.kind) {
    case 'closed':
      return 'This organisation is closed, so no assessment of it is started any more. What was signed stays readable.'
    case 'has-one':
      return `There is an assessment of ${why.period?.name ?? 'this period'} already. Go on with that one.`
    case 'no-period':
      return why.next === undefined
        ? 'No period is open at the moment. The national administrators open one.'
        : `No period is open at the moment. The next one, ${why.next.name}, opens on ${dateWords(why.next.opens)}.`
  }
}

const countsOf = ({ carried, left }: CarryPlan) => ({ carried: carried.length, left: left.length })

async function readStarting(db: Handle, house: House, organisation: OrganisationRow): Promise<Starting> {
  const found = await findWhich(db, house, organisation)
  if ('kind' in found) return { organisation, start: undefined, whyNot: found }
  const { period, periods, present } = found
  const ruleSet = await getRuleSet(db, house.ruleSet, period.ruleSetDigest)
  const signed = (await findAssessments(db, organisation.id)).find(({ status }) => status === 'signed')
  const earlier =
    signed === undefined ? undefined : await readEarlier(db, house, organisation, signed, ruleSet, period)
  const isUnsigned = present !== undefined && present.status !== 'signed'
  return {
    organisation,
    start: {
      period,
      ruleSet,
      earlier:
        earlier === undefined
          ? undefined
          : { ...earlier, period: periods.find(({ id }) => id === earlier.assessment.periodId) },
      unsigned: isUnsigned ? periods.find(({ id }) => id === present.periodId) : undefined,
      seen: [period.id, ruleSet.digest, signed?.id ?? 'nothing'].join('/'),
    },
  }
}

async function readEarlier(
  db: Handle,
  house: House,
  organisation: OrganisationRow,
  assessment: AssessmentInPeriod,
  ruleSet: RuleSet,
  period: PeriodRow,
): Promise<Omit<Earlier, 'period'>> {
  const before = await placeOf(db, house, organisation, assessment)
  const { answers } = await readContent(db, before.ruleSet, organisation, assessment)
  return {
    assessment,
    ruleSet: before.ruleSet,
    plan: planCarry(before.ruleSet, answers, ruleSet, period.referenceDate),
  }
}

/** The period to start, the newest one that is open; its reference date lies after that of the present assessment. */
async function findWhich(
  db: Handle,
  house: House,
  organisation: OrganisationRow,
): Promise<
  WhyNot | { period: PeriodRow; periods: readonly PeriodRow[]; present: AssessmentRow | undefined }
> {
  const now = house.now()
  if (isClosed(organisation, londonDate(now))) return { kind: 'closed' }
  const periods = await findPeriods(db)
  const present = await findAssessment(db, organisation.id)
  const own = periods.find(({ id }) => id === present?.periodId)
  const isWorkedOn = present !== undefined && present.status !== 'signed'
  if (isWorkedOn && own !== undefined && isOpen(own, now))
    return { kind: 'has-one', period: own, assessment: present }
  const period = periods.find(
    (one) => isOpen(one, now) && (present === undefined || one.referenceDate > present.asOf),
  )
  if (period !== undefined) return { period, periods, present }
  if (present !== undefined && own !== undefined && isOpen(own, now))
    return { kind: 'has-one', period: own, assessment: present }
  return { kind: 'no-period', next: periods.findLast((one) => isToCome(one, now)) }
}

/** Writes what the plan carries: answers on nobody's word, with what they were kept for whoever confirms them; rows; evidence and reviews. */
async function carry(
  db: Handle,
  organisation: OrganisationRow,
  assessmentId: AssessmentId,
  { assessment: from, ruleSet: before, period, plan }: Earlier,
  { at, by }: Stamp,
): Promise<void> {
  const stamp = { at, by: `${by}, carried forward from ${period?.name ?? 'an earlier period'}` }
  await insertAnswers(
    db,
    plan.carried.map(({ question, answer }) => ({
      assessmentId,
      questionId: question.id,
      value: asserted(answer),
    })),
    stamp,
  )
  await insertContextAnswers(
    db,
    plan.context.map(({ question, value }) => ({ assessmentId, questionId: question.id, value })),
    stamp,
  )
  const { registers } = await readContent(db, before, organisation, from)
  await insertRegisters(db, [], rowsOf(assessmentId, plan, registers), stamp)
  await insertCarried(
    db,
    assessmentId,
    plan.carried.map(({ question, answer }) => ({
      questionId: question.id,
      fromAssessmentId: from.id,
      answer,
    })),
  )
  const kept = new Set(plan.carried.map(({ question }) => question.id))
  await copySupport(db, from.id, assessmentId, kept)
}

/** Rows keep their ids and places. A register is not complete until somebody says so again. */
function rowsOf(assessmentId: AssessmentId, plan: CarryPlan, registers: Content['registers']) {
  return plan.registers.flatMap(({ register, rows }) =>
    rows.map(({ index, row }) => {
      const was = registers[register.id]?.rows[index]
      if (was === undefined) throw new Error('A carried row has no row before it.')
      return { assessmentId, registerId: register.id, id: was.id, position: was.position, row }
    }),
  )
}
