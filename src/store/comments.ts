/** Comments on questions of one assessment. A comment is never changed or deleted; it is resolved, and opened again. */

import type { Handle } from './tables.ts'

export interface Comment {
  readonly id: string
  readonly questionId: string
  readonly text: string
  /** ISO 8601 UTC. */
  readonly at: string
  readonly by: string
  readonly byId: string
  /** Undefined: it is open. */
  readonly resolved: { readonly at: string; readonly by: string } | undefined
}

/** The comments on one question, the oldest first. */
export async function findComments(db: Handle, assessmentId: string, questionId: string): Promise<Comment[]> {
  const rows = await db
    .selectFrom('comment')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .where('question_id', '=', questionId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    questionId: row.question_id,
    text: row.text,
    at: row.at,
    by: row.by_name,
    byId: row.by_id,
    resolved:
      row.resolved_at === null ? undefined : { at: row.resolved_at, by: row.resolved_by ?? 'Somebody' },
  }))
}

/** How many comments are open, by question; a question without one is not there. */
export async function findOpenCounts(db: Handle, assessmentId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('comment')
    .select(['question_id', (build) => build.fn.countAll().as('open')])
    .where('assessment_id', '=', assessmentId)
    .where('resolved_at', 'is', null)
    .groupBy('question_id')
    .execute()
  return new Map(rows.map((row) => [row.question_id, Number(row.open)]))
}

/** The open comments of an assessment: what they are about, and who wrote them. */
export async function findOpenComments(
  db: Handle,
  assessmentId: string,
): Promise<Pick<Comment, 'questionId' | 'byId'>[]> {
  return db
    .selectFrom('comment')
    .select(['question_id as questionId', 'by_id as byId'])
    .where('assessment_id', '=', assessmentId)
    .where('resolved_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** Adds an open comment; false: one with this id is there already, and stays as it is. */
export async function insertComment(
  db: Handle,
  assessmentId: string,
  comment: Omit<Comment, 'resolved'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('comment')
    .values({
      id: comment.id,
      assessment_id: assessmentId,
      question_id: comment.questionId,
      text: comment.text,
      at: comment.at,
      by_id: comment.byId,
      by_name: comment.by,
      resolved_at: null,
      resolved_by: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows) > 0
}

/** Resolves a comment, or opens it again when `resolved` is undefined. */
export async function saveResolved(db: Handle, id: string, resolved: Comment['resolved']): Promise<void> {
  await db
    .updateTable('comment')
    .set({ resolved_at: resolved?.at ?? null, resolved_by: resolved?.by ?? null })
    .where('id', '=', id)
    .execute()
}
