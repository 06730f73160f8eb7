/** What reviewers found, each with the value and the evidence that it saw. Reviews are added, and never changed or deleted. */

import type { Answer, AnswerValue } from '../answers/model.ts'
import type { ReviewTable } from './tables-of-work.ts'
import { insertMany } from './many.ts'
import type { Handle } from './tables.ts'

export type Finding = ReviewTable['finding']

export interface ReviewRow {
  readonly id: string
  readonly assessmentId: string
  readonly questionId: string
  /** As it stood then. */
  readonly saw: Pick<Answer, 'evidence' | 'evidenceDate'> & { readonly value: AnswerValue }
  readonly how: ReviewTable['how']
  readonly independence: string
  readonly finding: Finding
  readonly note: string
  /** ISO 8601 UTC. */
  readonly at: string
  readonly byId: string
  readonly byName: string
}

/** Every review of an assessment, or of one question, in the order in which they were made. */
export async function findReviews(
  db: Handle,
  assessmentId: string,
  questionId?: string,
): Promise<ReviewRow[]> {
  let query = db.selectFrom('review').selectAll().where('assessment_id', '=', assessmentId)
  if (questionId !== undefined) query = query.where('question_id', '=', questionId)
  const rows = await query.orderBy('at').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    assessmentId: row.assessment_id,
    questionId: row.question_id,
    saw: {
      value: JSON.parse(row.value) as AnswerValue,
      ...(row.evidence === null ? {} : { evidence: row.evidence }),
      ...(row.evidence_date === null ? {} : { evidenceDate: row.evidence_date }),
    },
    how: row.how,
    independence: row.independence,
    finding: row.finding,
    note: row.note,
    at: row.at,
    byId: row.by_id,
    byName: row.by_name,
  }))
}

export async function insertReviews(db: Handle, reviews: readonly ReviewRow[]): Promise<void> {
  await insertMany(
    db,
    'review',
    reviews.map((one) => ({
      id: one.id,
      assessment_id: one.assessmentId,
      question_id: one.questionId,
      value: JSON.stringify(one.saw.value),
      evidence: one.saw.evidence ?? null,
      evidence_date: one.saw.evidenceDate ?? null,
      how: one.how,
      independence: one.independence,
      finding: one.finding,
      note: one.note,
      at: one.at,
      by_id: one.byId,
      by_name: one.byName,
    })),
  )
}
