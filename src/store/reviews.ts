/** What reviewers found, each with the value and the evidence that it saw. Reviews are added, and never changed or deleted. */

import type { AssessmentId, QuestionId } from './column-kinds.ts'
import { insertMany } from './many.ts'
import type { ReviewTable } from './tables-of-sign-off.ts'
import type { Handle, NewRow, Row } from './tables.ts'

export type Finding = ReviewTable['finding']

export type ReviewRow = Row<ReviewTable>

/** Every review of an assessment, or of one question, in the order in which they were made. */
export async function findReviews(
  db: Handle,
  assessmentId: AssessmentId,
  questionId?: QuestionId,
): Promise<ReviewRow[]> {
  let query = db.selectFrom('review').selectAll().where('assessmentId', '=', assessmentId)
  if (questionId !== undefined) query = query.where('questionId', '=', questionId)
  return query.orderBy('at').orderBy('id').execute()
}

export async function insertReviews(db: Handle, reviews: readonly NewRow<ReviewTable>[]): Promise<void> {
  await insertMany(db, 'review', reviews)
}
