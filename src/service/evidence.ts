/**
 * Evidence of one question, as it is read: its pieces with their revisions, what reviewers found, and its files as downloads.
 * It changes nothing; a download is counted, and enters the trail.
 */

import { canBeShown, isSameValue } from '../answers/evidence.ts'
import type { Answer } from '../answers/model.ts'
import type { EvidenceId, OrganisationId, QuestionId } from '../ids.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { findAnswers } from '../store/answers.ts'
import { findUnconfirmed } from '../store/carried.ts'
import {
  countPieces,
  type EvidenceRow,
  fileOf,
  findEvidence,
  findEvidenceBytes,
  findEvidenceOf,
} from '../store/evidence.ts'
import type { Person } from '../store/person.ts'
import { findReviews, type ReviewRow } from '../store/reviews.ts'
import { changeAssessment, lookAtAssessment } from './acting.ts'
import { recordDownload } from './exporting.ts'
import type { House } from './house.ts'
import { getQuestion, noSuch, ofQuestions } from './named.ts'
import { type About, aboutQuestion, demand } from './permission.ts'
import { earlierOf, endsEvidence, findBrought, isReviewOf, restsOn, supportOf } from './supporting.ts'
import type { Place } from './views.ts'

/** One piece of evidence with its revisions. */
export interface PieceView {
  readonly newest: EvidenceRow
  /** Replaced ones, the newest first. */
  readonly earlier: readonly EvidenceRow[]
  readonly isWithdrawn: boolean
  /**
   * `stands`: the answer rests on it. `beside`: it shows the same value, and the answer rests on something else.
   * `earlier-value`: it was given for another value. `ended`: a reviewer found that it does not show this value.
   */
  readonly standing: 'stands' | 'beside' | 'earlier-value' | 'ended' | 'withdrawn'
}

export interface ReviewView extends ReviewRow {
  /** False: the value or the evidence has changed since. */
  readonly isPresent: boolean
}

export interface EvidenceView extends Place {
  readonly question: Question
  readonly answer: Answer | undefined
  /** It was carried forward, and rests on no evidence until somebody confirms it. */
  readonly toConfirm: boolean
  /** Version of the answer, which a review must name. */
  readonly version: number
  /** By the date of what they show, the newest first. */
  readonly pieces: readonly PieceView[]
  /** The newest first. */
  readonly reviews: readonly ReviewView[]
  /** The reader brought the evidence that the answer rests on: somebody else must review it. */
  readonly isOwn: boolean
}

/** Evidence and reviews of one question of the present assessment. @throws as `lookAtAssessment`. */
export async function getEvidence(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
): Promise<EvidenceView> {
  const asked = { action: 'read-evidence', about: ofQuestions(questionId) } as const
  return lookAtAssessment(house, person, organisationId, asked, async ({ db, place }) => {
    const { id } = place.assessment
    const stored = (await findAnswers(db, id)).get(questionId)
    const rows = await findEvidence(db, id, questionId)
    const reviews = await findReviews(db, id, questionId)
    const answer = stored?.value
    return {
      ...place,
      question: getQuestion(place.ruleSet, questionId),
      answer,
      toConfirm: (await findUnconfirmed(db, id)).has(questionId),
      version: stored?.version ?? 0,
      pieces: piecesOf(rows, answer, reviews),
      reviews: reviews.map((one) => ({ ...one, isPresent: isReviewOf(one, answer) })).reverse(),
      isOwn: answer !== undefined && (await findBrought(db, id, person))(questionId, answer),
    }
  })
}

/** How many pieces of evidence one question of the present assessment has now. @throws as `lookAtAssessment`. */
export async function countEvidence(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
): Promise<number> {
  const asked = { action: 'read-evidence', about: ofQuestions(questionId) } as const
  return lookAtAssessment(house, person, organisationId, asked, ({ db, place }) =>
    countPieces(db, place.assessment.id, questionId),
  )
}

export interface EvidenceFile {
  readonly title: string
  readonly type: string
  readonly sha256: string
  readonly bytes: Buffer
}

/**
 * A file, as a download, which the trail keeps; also one of an earlier assessment, or replaced since.
 *
 * @throws DomainError 'not-found' (unknown, another organisation's, a reference, or withdrawn), 'not-allowed' or 'too-many'.
 */
export async function getEvidenceFile(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  evidenceId: EvidenceId,
): Promise<EvidenceFile> {
  const asked = { action: 'read-evidence', about: 'some' } as const
  return changeAssessment(house, person, organisationId, asked, async (change) => {
    const { db, place } = change
    const row = await findEvidenceOf(db, organisationId, evidenceId)
    if (row === undefined) throw noSuch('evidence')
    // Of which question it is only the row says.
    demand('read-evidence', person, organisationId, aboutQuestionOf(place.ruleSet, row))
    const bytes = await findEvidenceBytes(db, row.id)
    const file = fileOf(row)
    if (file === undefined || bytes === undefined) throw noSuch('evidence')
    const { type, sha256 } = file
    await recordDownload(change, {
      organisationId,
      action: 'evidence-downloaded',
      object: `${row.questionId}/${row.id}`,
      details: { type, sha256 },
    })
    return { title: row.title, type, sha256, bytes }
  })
}

function aboutQuestionOf(ruleSet: RuleSet, { questionId }: EvidenceRow): About {
  const question = findQuestion(ruleSet, questionId)
  // Of a question that these rules no longer have: it belongs to no part of more than itself.
  return question === undefined
    ? { domain: '', question: questionId, inFirstLook: false }
    : aboutQuestion(ruleSet, question)
}

/** Why evidence cannot be added yet, and what to do first; undefined when it can. */
export function whatToDoFirst(
  question: Question,
  answer: Answer | undefined,
  toConfirm: boolean,
): string | undefined {
  if (question.form.type === 'share')
    return 'This answer is worked out from a register. Give the evidence in the rows of the register.'
  if (answer === undefined) return 'Answer the question first. Evidence belongs to the answer that it shows.'
  if (toConfirm)
    return 'This answer is to be confirmed. Confirm or change it on its page first: evidence belongs to the answer that it shows.'
  if (canBeShown(answer.value)) return undefined
  return answer.value.kind === 'dont-know'
    ? 'The answer is “we do not know”, which nothing can show. Find out and answer first.'
    : 'The answer is “not applicable”, which counts by its reason. Give the reason in the answer.'
}

function piecesOf(
  rows: readonly EvidenceRow[],
  answer: Answer | undefined,
  reviews: readonly ReviewRow[],
): PieceView[] {
  const replaced = new Set(rows.map((row) => row.replacesId))
  return rows
    .filter((row) => !replaced.has(row.id))
    .map((newest) => ({
      newest,
      earlier: earlierOf(rows, newest),
      isWithdrawn: newest.endedAt !== undefined,
      standing: standingOf(newest, answer, reviews),
    }))
    .reverse()
}

function standingOf(
  row: EvidenceRow,
  answer: Answer | undefined,
  reviews: readonly ReviewRow[],
): PieceView['standing'] {
  if (row.endedAt !== undefined) return 'withdrawn'
  if (answer === undefined || !isSameValue(row.value, answer.value)) return 'earlier-value'
  if (reviews.some((one) => endsEvidence(one, { value: answer.value, ...supportOf(row) }))) return 'ended'
  return restsOn(answer, row) ? 'stands' : 'beside'
}
