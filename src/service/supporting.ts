/** What an answer rests on: which piece of evidence it names, and what a review left of it. For this room, inside a transaction. */

import {
  evidenceText,
  type NamedEvidence,
  isSameEvidence,
  isSameProof,
  isSameValue,
} from '../answers/evidence.ts'
import type { Answer } from '../answers/model.ts'
import type { AssessmentId, QuestionId } from '../ids.ts'
import { type EvidenceRow, findEvidence } from '../store/evidence.ts'
import { findLineage } from '../store/assessments.ts'
import { findSavedBy } from '../store/history.ts'
import type { Person } from '../store/person.ts'
import { findReviews, type ReviewRow } from '../store/reviews.ts'
import type { Handle } from '../store/tables.ts'

/** How an answer names a piece of evidence. */
export function supportOf(piece: Pick<EvidenceRow, 'title' | 'place' | 'sha256' | 'dated'>): {
  readonly evidence: string
  readonly evidenceDate: string
} {
  return { evidence: evidenceText(piece), evidenceDate: piece.dated }
}

/** Whether a review is of the answer as it stands: of its value, and of its evidence. */
export function isReviewOf(
  review: Pick<ReviewRow, 'value' | 'evidence' | 'evidenceDate'>,
  answer: (Pick<Answer, 'value'> & NamedEvidence) | undefined,
): boolean {
  return answer !== undefined && isSameValue(review.value, answer.value) && isSameEvidence(review, answer)
}

/** Whether a reviewer found that the evidence of this answer does not show its value. */
export async function isEndedByReview(
  db: Handle,
  assessmentId: AssessmentId,
  questionId: QuestionId,
  answer: Answer,
): Promise<boolean> {
  if (answer.assurance === 'asserted') return false
  return (await findReviews(db, assessmentId, questionId)).some((one) => endsEvidence(one, answer))
}

/** Whether this review ended the evidence that such an answer would rest on; a file also under another title or date. */
export function endsEvidence(review: ReviewRow, answer: Pick<Answer, 'value'> & NamedEvidence): boolean {
  return (
    ['overstated', 'cannot-tell'].includes(review.finding) &&
    isSameValue(review.value, answer.value) &&
    isSameProof(review, answer)
  )
}

/** Whether somebody added the evidence that an answer to a question names, or typed it into the answer. */
export type Brought = (questionId: QuestionId, answer: Answer) => boolean

/** What the person brought to an assessment, also in those that it goes on from: their evidence came along, and is still theirs. */
export async function findBrought(
  db: Handle,
  assessmentId: AssessmentId,
  { id }: Pick<Person, 'id'>,
): Promise<Brought> {
  const named = new Map<QuestionId, NamedEvidence[]>()
  const add = (questionId: QuestionId, one: NamedEvidence) =>
    named.set(questionId, [...(named.get(questionId) ?? []), one])
  for (const one of await findLineage(db, assessmentId)) {
    for (const row of await findEvidence(db, one))
      if (row.addedById === id) add(row.questionId, supportOf(row))
    for (const { questionId, value } of await findSavedBy(db, one, id))
      if (value?.assurance === 'evidenced') add(questionId, value)
  }
  return (questionId, answer) => named.get(questionId)?.some((one) => isSameEvidence(one, answer)) === true
}

/** Whether an answer rests on this piece of evidence. */
export function restsOn(answer: Answer, row: EvidenceRow): boolean {
  return answer.assurance !== 'asserted' && isSameEvidence(answer, supportOf(row))
}

/** The revisions that a piece took the place of, the newest first. */
export function earlierOf(rows: readonly EvidenceRow[], row: EvidenceRow): EvidenceRow[] {
  const before = rows.find((one) => one.id === row.replacesId)
  return before === undefined ? [] : [before, ...earlierOf(rows, before)]
}
