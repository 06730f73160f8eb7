/** Answers that came from an earlier assessment, each as it stood there, until somebody says that it is still true or changes it. */

import type { Answer } from '../answers/model.ts'
import type { Stamp } from './saved.ts'
import type { Handle } from './tables.ts'

export interface CarriedAnswer {
  readonly questionId: string
  /** The assessment that it came from. */
  readonly fromAssessmentId: string
  /** As it stood there, with its evidence. */
  readonly answer: Answer
}

/** Those that nobody has confirmed yet, by question id. */
export async function findUnconfirmed(db: Handle, assessmentId: string): Promise<Map<string, CarriedAnswer>> {
  const rows = await db
    .selectFrom('carried')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .where('confirmed_at', 'is', null)
    .execute()
  return new Map(
    rows.map((row) => [
      row.question_id,
      {
        questionId: row.question_id,
        fromAssessmentId: row.from_assessment_id,
        answer: JSON.parse(row.answer) as Answer,
      },
    ]),
  )
}

export async function insertCarried(
  db: Handle,
  assessmentId: string,
  carried: readonly CarriedAnswer[],
): Promise<void> {
  if (carried.length === 0) return
  await db
    .insertInto('carried')
    .values(
      carried.map(({ questionId, fromAssessmentId, answer }) => ({
        assessment_id: assessmentId,
        question_id: questionId,
        from_assessment_id: fromAssessmentId,
        answer: JSON.stringify(answer),
        confirmed_at: null,
        confirmed_by: null,
      })),
    )
    .execute()
}

/** Lets one wait to be confirmed (again), as it stands now. */
export async function saveCarried(
  db: Handle,
  assessmentId: string,
  { questionId, fromAssessmentId, answer }: CarriedAnswer,
): Promise<void> {
  const columns = {
    from_assessment_id: fromAssessmentId,
    answer: JSON.stringify(answer),
    confirmed_at: null,
    confirmed_by: null,
  }
  await db
    .insertInto('carried')
    .values({ assessment_id: assessmentId, question_id: questionId, ...columns })
    .onConflict((conflict) => conflict.columns(['assessment_id', 'question_id']).doUpdateSet(columns))
    .execute()
}

/** Marks one as confirmed; gives whether it was waiting for that. */
export async function saveConfirmed(
  db: Handle,
  assessmentId: string,
  questionId: string,
  { at, by }: Stamp,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('carried')
    .set({ confirmed_at: at, confirmed_by: by })
    .where('assessment_id', '=', assessmentId)
    .where('question_id', '=', questionId)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
