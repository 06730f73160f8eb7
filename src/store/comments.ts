/** Comments on questions of one assessment. A comment is never changed or deleted; it is resolved, and opened again. */

import type { AssessmentId, CommentId, QuestionId } from './column-kinds.ts'
import type { CommentTable } from './tables-of-work.ts'
import type { Handle, Row } from './tables.ts'

/** It is open while `resolvedAt` is undefined. */
export type Comment = Omit<Row<CommentTable>, 'assessmentId'>

/** The comments of an assessment, or on one question, the oldest first. */
export async function findComments(
  db: Handle,
  assessmentId: AssessmentId,
  questionId?: QuestionId,
): Promise<Comment[]> {
  let query = db.selectFrom('comment').selectAll().where('assessmentId', '=', assessmentId)
  if (questionId !== undefined) query = query.where('questionId', '=', questionId)
  return query.orderBy('at').orderBy('id').execute()
}

/** How many comments are open, by question; a question without one is not there. */
export async function countOpenComments(
  db: Handle,
  assessmentId: AssessmentId,
): Promise<Map<QuestionId, number>> {
  const rows = await db
    .selectFrom('comment')
    .select(['questionId', (build) => build.fn.countAll().as('open')])
    .where('assessmentId', '=', assessmentId)
    .where('resolvedAt', 'is', null)
    .groupBy('questionId')
    .execute()
  return new Map(rows.map((row) => [row.questionId, Number(row.open)]))
}

/** The open comments of an assessment: what they are about, and who wrote them. */
export async function findOpenComments(
  db: Handle,
  assessmentId: AssessmentId,
): Promise<Pick<Comment, 'questionId' | 'byId'>[]> {
  return db
    .selectFrom('comment')
    .select(['questionId', 'byId'])
    .where('assessmentId', '=', assessmentId)
    .where('resolvedAt', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** Adds an open comment; false: one with this id is there already, and stays as it is. */
export async function insertComment(
  db: Handle,
  assessmentId: AssessmentId,
  comment: Omit<Comment, 'resolvedAt' | 'resolvedBy'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('comment')
    .values({ ...comment, assessmentId })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows) > 0
}

/** Resolves a comment, or opens it again when `resolved` is undefined. */
export async function saveResolved(
  db: Handle,
  id: CommentId,
  resolved: { readonly at: string; readonly by: string } | undefined,
): Promise<void> {
  await db
    .updateTable('comment')
    .set({ resolvedAt: resolved?.at ?? null, resolvedBy: resolved?.by ?? null })
    .where('id', '=', id)
    .execute()
}
