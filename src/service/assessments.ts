/**
 * An assessment as a page needs it: the answers with their versions, and the result scored from the stored level row.
 * It only reads, and explains every result with the rule set the assessment belongs to.
 */

import type { OrganisationId } from '../ids.ts'
import type { AssessmentView, Place, ResultView } from './views.ts'
import { encode, withCeilings } from '../answers/encode.ts'
import { readAsSigned } from '../peers/signed.ts'
import { METHOD } from '../scoring/model.ts'
import { score } from '../scoring/score.ts'
import { findLevels } from '../store/levels.ts'
import type { AssignedPart, Person } from '../store/person.ts'
import { findSummary } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { lookAtAssessment } from './acting.ts'
import { type Content, readContent, type RegisterView } from './content.ts'
import type { House } from './house.ts'
import { findKept, keepView, type Kept } from './kept.ts'
import { aboutQuestion, covers, decide } from './permission.ts'

export type { RegisterView } from './content.ts'

/**
 * The organisation's present assessment with everything answered; for a contributor, with what is answered in the parts assigned to them.
 *
 * @throws as `lookAtAssessment`.
 */
export async function getAssessment(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<AssessmentView> {
  const asked = { action: 'read-answers', about: 'some' } as const
  const { view } = await lookAtAssessment(house, person, organisationId, asked, ({ db, place }) =>
    readKept(db, house, place),
  )
  return decide('read-answers', person, organisationId) === 'allowed'
    ? view
    : { ...view, ...keepAssigned(view, person.assigned[organisationId] ?? []) }
}

/** The present assessment with its result. @throws as `lookAtAssessment`. */
export async function getResult(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<ResultView> {
  return lookAtAssessment(house, person, organisationId, 'read-results', ({ db, place }) =>
    readResult(db, house, place),
  )
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
