/**
 * An assessment in the store → everything that is kept of it, as one document. It changes nothing but the trail.
 * The page and the command line give out the same.
 */

import { writeAnswers } from '../answers/written.ts'
import { FORMAT } from '../answers/opening.ts'
import type { AssessmentId, OrganisationId } from '../ids.ts'
import type { WholeAssessment } from '../report/whole-assessment.ts'
import { frameworkOf } from '../scoring/caf.ts'
import { METHOD } from '../scoring/model.ts'
import { findCafOutcomes } from '../store/caf.ts'
import { findComments } from '../store/comments.ts'
import { findEvidence } from '../store/evidence.ts'
import { findExplanations } from '../store/explanations.ts'
import { findWholeHistory } from '../store/history.ts'
import { findLevels } from '../store/levels.ts'
import { findDomainNotes } from '../store/notes.ts'
import type { Person } from '../store/person.ts'
import { findReviews } from '../store/reviews.ts'
import { findStatements } from '../store/row-statements.ts'
import type { Versioned } from '../store/saved.ts'
import { findSignOffs } from '../store/sign-offs.ts'
import type { Handle } from '../store/tables.ts'
import { changeAssessment } from './acting.ts'
import { readResultAnew } from './assessments.ts'
import { writeSaid } from './caf.ts'
import { recordExport } from './exporting.ts'
import type { House } from './house.ts'
import type { Action } from './permission.ts'
import { getPlace } from './places.ts'
import type { AssessmentView, Place } from './views.ts'

/** How a document is marked, and when it is made. */
interface Making {
  readonly marking: string
  readonly made: string
}

/**
 * The present assessment, once it is entered in the trail that somebody took it.
 *
 * @throws as `changeAssessment`, and 'too-many'.
 */
export async function exportAssessment(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  marking: string,
): Promise<WholeAssessment> {
  return changeAssessment(house, person, organisationId, 'read-whole', async (change) => {
    const { db, place, stamp } = change
    await recordTaken(change, place, 'assessment.json')
    return readWhole(db, place, { marking, made: stamp.at })
  })
}

/** Enters in the trail that somebody takes one of the tables of the present assessment, which `action` lets them read. @throws as `exportAssessment`. */
export async function recordTable(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  file: string,
  action: Action = 'read-whole',
): Promise<void> {
  await changeAssessment(house, person, organisationId, action, (change) =>
    recordTaken(change, change.place, file),
  )
}

/** Enters in the trail that somebody takes a file of the assessment. Call it in a transaction. @throws DomainError 'too-many'. */
export function recordTaken(
  acting: Parameters<typeof recordExport>[0],
  { organisation, assessment }: Place,
  file: string,
): Promise<void> {
  const act = { action: 'data-exported', object: assessment.id, details: { file } } as const
  return recordExport(acting, { ...act, organisationId: organisation.id })
}

/** As `exportAssessment`, for the operator's command: no person asks. @throws DomainError 'not-found'. */
export async function readWholeOf(
  db: Handle,
  organisationId: OrganisationId,
  making: Making,
): Promise<WholeAssessment> {
  const house = { ruleSet: undefined, now: () => new Date(making.made) }
  return readWhole(db, await getPlace(db, house, organisationId), making)
}

async function readWhole(db: Handle, place: Place, { marking, made }: Making): Promise<WholeAssessment> {
  const { assessment, ruleSet } = place
  const { view, result, signed } = await readResultAnew(db, place)
  const levels = await findLevels(db, assessment.id)
  return {
    ...{ format: FORMAT, version: 1, marking, made },
    assessment: {
      id: assessment.id,
      period: assessment.period.name,
      status: assessment.status,
      'signed-at': assessment.signedAt,
    },
    'rule-set': {
      ...{ id: ruleSet.id, version: ruleSet.version, digest: ruleSet.digest },
      framework: frameworkOf(ruleSet, assessment.period.framework).id,
    },
    answers: writeAnswers(ruleSet, view.answers),
    method: signed === undefined ? METHOD : (levels?.method ?? METHOD),
    results: signed?.result ?? result,
    'to-confirm': view.toConfirm,
    verified: Object.fromEntries(
      Object.entries(view.answers.answers).flatMap(([id, { assurance, verifiedBy, verifiedHow }]) =>
        assurance === 'verified' ? [[id, { by: verifiedBy ?? '', how: verifiedHow }]] : [],
      ),
    ),
    ...(await readSupport(db, assessment.id)),
    statements: await readStatements(db, view),
    ...(await readTold(db, assessment.id)),
    caf: (await findCafOutcomes(db, place.organisation.id)).map(writeSaid),
  }
}

async function readSupport(
  db: Handle,
  assessmentId: AssessmentId,
): Promise<Pick<WholeAssessment, 'reviews' | 'evidence' | 'history'>> {
  return {
    reviews: (await findReviews(db, assessmentId)).map((one) => ({
      ...{ question: one.questionId, finding: one.finding, how: one.how, independence: one.independence },
      ...{ note: one.note, value: one.value, evidence: one.evidence, 'evidence-date': one.evidenceDate },
      ...{ at: one.at, by: one.byName },
    })),
    evidence: (await findEvidence(db, assessmentId)).map((one) => ({
      ...{ question: one.questionId, kind: one.kind, title: one.title, place: one.place },
      ...{ dated: one.dated, owner: one.owner, type: one.type, bytes: one.size, sha256: one.sha256 },
      ...{ 'added-at': one.addedAt, 'added-by': one.addedBy, 'ended-at': one.endedAt },
    })),
    history: (await findWholeHistory(db, assessmentId)).map(
      ({ questionId: question, version, value: answer, savedAt, savedBy }) => ({
        ...{ question, version, answer, 'saved-at': savedAt, 'saved-by': savedBy },
      }),
    ),
  }
}

/** In the order of the rows beside which they stand. */
async function readStatements(
  db: Handle,
  { organisation, registers }: Pick<AssessmentView, 'organisation' | 'registers'>,
): Promise<WholeAssessment['statements']> {
  const all = await findStatements(db, organisation.id)
  const byRow = new Map(all.map((one) => [`${one.registerId}/${one.rowId}`, one]))
  return Object.entries(registers).flatMap(([register, { rows }]) =>
    rows.flatMap(({ id }, index) => {
      const one = byRow.get(`${register}/${id}`)
      if (one === undefined) return []
      const stated = { 'stated-on': one.statedOn, 'stated-by': one.statedBy, cells: one.cells }
      const received = { 'received-at': one.savedAt, 'received-by': one.savedBy }
      return [{ register, row: index + 1, ...stated, ...received }]
    }),
  )
}

async function readTold(
  db: Handle,
  assessmentId: AssessmentId,
): Promise<Pick<WholeAssessment, 'explanations' | 'notes' | 'comments' | 'sign-off'>> {
  return {
    explanations: textsOf(await findExplanations(db, assessmentId)),
    notes: textsOf(await findDomainNotes(db, assessmentId)),
    comments: (await findComments(db, assessmentId)).map((one) => ({
      ...{ question: one.questionId, text: one.text, at: one.at, by: one.byName },
      'resolved-at': one.resolvedAt,
    })),
    'sign-off': (await findSignOffs(db, assessmentId)).map(({ kind, at, byName: by, text }) => ({
      ...{ kind, at, by, text },
    })),
  }
}

const textsOf = (stored: ReadonlyMap<string, Versioned<string>>) =>
  Object.fromEntries(
    [...stored].flatMap(([about, { value }]): [string, string][] =>
      value === undefined ? [] : [[about, value]],
    ),
  )
