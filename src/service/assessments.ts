/**
 * An assessment as a page needs it: the answers with their versions, and the result scored from the stored level row.
 * It only reads, and explains every result with the rule set the assessment belongs to.
 */

import type { AssessmentView, Place, ResultView } from './views.ts'
import { encode, withCeilings } from '../answers/encode.ts'
import { DomainError } from '../errors.ts'
import { readAsSigned } from '../peers/signed.ts'
import { METHOD } from '../scoring/model.ts'
import { score } from '../scoring/score.ts'
import { type AssessmentInPeriod, findPresent } from '../store/assessments.ts'
import { findLevels } from '../store/levels.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import type { AssignedPart, Person } from '../store/person.ts'
import { findSummary } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { read } from '../store/transaction.ts'
import { type Content, readContent, type RegisterView } from './content.ts'
import type { House } from './house.ts'
import { findKept, keepView, type Kept } from './kept.ts'
import { hasClosed } from './period-times.ts'
import {
  aboutQuestion,
  type ClosedPeriod,
  covers,
  decide,
  demand,
  demandForSome,
  organisationNotFound,
} from './permission.ts'
import { getRuleSet } from './rule-sets.ts'

export type { RegisterView } from './content.ts'

/**
 * The organisation's present assessment with everything answered; for a contributor, with what is answered in the parts assigned to them.
 *
 * @throws DomainError 'not-found' (unknown, or another organisation's) or 'not-allowed'.
 */
export async function getAssessment(
  house: House,
  person: Person,
  organisationId: string,
): Promise<AssessmentView> {
  demandForSome('read-answers', person, organisationId)
  const { view } = await read(house.db, async (db) =>
    readKept(db, house, await getPlace(db, house, organisationId)),
  )
  return decide('read-answers', person, organisationId) === 'allowed'
    ? view
    : { ...view, ...keepAssigned(view, person.assigned[organisationId] ?? []) }
}

/**
 * The present assessment with its result.
 *
 * @throws DomainError as `getAssessment`.
 */
export async function getResult(house: House, person: Person, organisationId: string): Promise<ResultView> {
  demand('read-results', person, organisationId)
  return read(house.db, async (db) => readResult(db, house, await getPlace(db, house, organisationId)))
}

/** What an assessment, present or not, adds up to; for this room, after `demand` and inside a transaction that only reads. */
export async function readResult(db: Handle, house: House, place: Place): Promise<ResultView> {
  const kept = await readKept(db, house, place)
  return (kept.found ??= await workOut(db, kept.view))
}

async function readKept(db: Handle, house: House, place: Place): Promise<Kept> {
  return findKept(house, place) ?? keepView(house, await readPlace(db, place))
}

/** As `readResult`, for a transaction that also writes: it neither uses what is kept in memory nor adds to it. */
export async function readResultAnew(db: Handle, place: Place): Promise<ResultView> {
  return workOut(db, await readPlace(db, place))
}

async function workOut(db: Handle, view: AssessmentView): Promise<ResultView> {
  const { ruleSet, answers, assessment } = view
  const levels = await findLevels(db, assessment.id)
  // What was signed stays as it was sealed; a draft's row of an earlier method is made anew at its next save.
  const current =
    levels?.digest === ruleSet.digest &&
    levels.revision === assessment.revision &&
    (levels.method === METHOD || assessment.signedAt !== undefined)
  const row = current ? withCeilings(ruleSet, answers, levels.row) : encode(ruleSet, answers)
  const result = score(ruleSet, answers, row)
  const found = { view, result, row }
  const kept = assessment.signedAt === undefined ? undefined : await findSummary(db, assessment.id)
  const signed =
    kept === undefined || kept.method === METHOD ? undefined : readAsSigned(ruleSet, result, kept.summary)
  return signed === undefined ? found : { ...found, signed }
}

/** An organisation that has no assessment at all: there is nothing to show of it yet. */
export class NotStarted extends DomainError {
  readonly organisation: Pick<OrganisationRow, 'id' | 'name'>

  constructor({ id, name }: OrganisationRow) {
    super('not-found', 'No assessment has been started here yet. The cyber lead starts one.')
    this.organisation = { id, name }
  }
}

/**
 * The organisation, its present assessment and that assessment's rule set; for this room, inside a transaction and after `demand`.
 *
 * @throws DomainError 'not-found', or `NotStarted` where there is none yet.
 */
export async function getPlace(db: Handle, house: House, organisationId: string): Promise<Place> {
  const known = places.get(db)?.get(organisationId)
  if (known !== undefined) return known
  const place = await findPlace(db, house, organisationId)
  places.get(db)?.set(organisationId, place)
  return place
}

const places = new WeakMap<Handle, Map<string, Place>>()

/** From now on a transaction finds each place once; for one that only reads. */
export function rememberPlaces(transaction: Handle): void {
  places.set(transaction, new Map())
}

async function findPlace(db: Handle, house: House, organisationId: string): Promise<Place> {
  const present = await findPresent(db, organisationId)
  if (present === undefined) throw organisationNotFound()
  const { organisation, assessment } = present
  if (assessment === undefined) throw new NotStarted(organisation)
  return placeOf(db, house, organisation, assessment)
}

/** Any assessment of an organisation, with its own rule set. */
export async function placeOf(
  db: Handle,
  house: House,
  organisation: OrganisationRow,
  assessment: AssessmentInPeriod,
): Promise<Place> {
  return {
    organisation,
    assessment,
    closed: closedPeriodOf(house, assessment),
    ruleSet: await getRuleSet(db, house.ruleSet, assessment.ruleSetDigest),
  }
}

/** The period of an assessment, once it has closed. */
export function closedPeriodOf(house: House, { period }: AssessmentInPeriod): ClosedPeriod | undefined {
  return hasClosed(period, house.now()) ? period : undefined
}

/** What is answered at a place before somebody changes it; inside a transaction that writes, which found the place itself. */
export async function readBefore(db: Handle, house: House, place: Place): Promise<Content> {
  const kept = findKept(house, place)
  if (kept === undefined) return readContent(db, place.ruleSet, place.organisation, place.assessment)
  const { answers, versions, savedAt, savedBy, registers, toConfirm } = kept.view
  return { answers, versions, savedAt, savedBy, registers, toConfirm }
}

async function readPlace(db: Handle, place: Place): Promise<AssessmentView> {
  return { ...place, ...(await readContent(db, place.ruleSet, place.organisation, place.assessment)) }
}

/** The content with nothing in it that was answered outside the assigned parts; the scope stays, since it decides what is asked. */
function keepAssigned(view: AssessmentView, assigned: readonly AssignedPart[]): Content {
  const { ruleSet } = view
  const kept = new Set([
    ...ruleSet.questions.filter((one) => covers(assigned, aboutQuestion(ruleSet, one))).map((one) => one.id),
    ...ruleSet.context.map((one) => one.id),
  ])
  const keep = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => kept.has(id)))
  const isOurs = (id: string) =>
    ruleSet.registers.some((one) => one.id === id && covers(assigned, { domain: one.domain }))
  const registers = Object.fromEntries(
    Object.entries(view.registers).map(([id, one]): [string, RegisterView] => [
      id,
      isOurs(id) ? one : { version: 0, complete: false, savedAt: undefined, rows: [] },
    ]),
  )
  return {
    answers: {
      ...view.answers,
      answers: keep(view.answers.answers),
      registers: Object.fromEntries(
        Object.entries(view.answers.registers).map(([id, one]) => [
          id,
          isOurs(id) ? one : { complete: false, rows: [] },
        ]),
      ),
    },
    versions: keep(view.versions),
    savedAt: keep(view.savedAt),
    savedBy: keep(view.savedBy),
    registers,
    toConfirm: keep(view.toConfirm),
  }
}
