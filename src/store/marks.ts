/** What the SIRO said of each answer that is listed before a signature: one mark an answer, the last one. */

import type { AssessmentId, QuestionId } from './column-kinds.ts'
import type { SignOffMarkTable } from './tables-of-sign-off.ts'
import type { Handle, Row } from './tables.ts'

export type Mark = Omit<Row<SignOffMarkTable>, 'assessmentId' | 'questionId'>
export type MarkName = Mark['mark']

/** The marks of an assessment by question id, whether they still hold or not. */
export async function findMarks(db: Handle, assessmentId: AssessmentId): Promise<Map<QuestionId, Mark>> {
  const rows = await db
    .selectFrom('signOffMark')
    .select(['questionId', 'mark', 'word', 'judged', 'savedAt', 'savedBy'])
    .where('assessmentId', '=', assessmentId)
    .orderBy('questionId')
    .execute()
  return new Map(rows.map(({ questionId, ...mark }) => [questionId, mark]))
}

/** Saves a mark in the place of the one before. Call it inside a transaction. */
export async function saveMark(
  db: Handle,
  key: { readonly assessmentId: AssessmentId; readonly questionId: QuestionId },
  mark: Mark,
): Promise<void> {
  await db
    .insertInto('signOffMark')
    .values({ ...key, ...mark })
    .onConflict((conflict) => conflict.columns(['assessmentId', 'questionId']).doUpdateSet(mark))
    .execute()
}
