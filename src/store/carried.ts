/** Answers that came from an earlier assessment, each as it stood there, until somebody says that it is still true or changes it. */

import type { AnswerKey } from './answers.ts'
import type { AssessmentId, QuestionId } from './column-kinds.ts'
import type { Stamp } from './saved.ts'
import type { CarriedTable } from './tables-of-work.ts'
import type { Handle, Row } from './tables.ts'
import { type ValueOf, worded, wordedChange } from './worded.ts'

export type CarriedAnswer = Pick<Row<CarriedTable>, 'questionId' | 'fromAssessmentId' | 'answer'>

/** Those that nobody has confirmed yet, by question id. */
export async function findUnconfirmed(
  db: Handle,
  assessmentId: AssessmentId,
): Promise<Map<QuestionId, CarriedAnswer>> {
  const rows = await waitingOf(db, { assessmentId })
  return new Map(rows.map((row) => [row.questionId, row]))
}

const waitingOf = worded((db, value: ValueOf<{ assessmentId: AssessmentId }>) =>
  db
    .selectFrom('carried')
    .select(['questionId', 'fromAssessmentId', 'answer'])
    .where('assessmentId', '=', value('assessmentId'))
    .where('confirmedAt', 'is', null),
)

export async function insertCarried(
  db: Handle,
  assessmentId: AssessmentId,
  carried: readonly CarriedAnswer[],
): Promise<void> {
  if (carried.length === 0) return
  await db
    .insertInto('carried')
    .values(carried.map((one) => ({ ...one, assessmentId })))
    .execute()
}

/** Lets one wait to be confirmed (again), as it stands now. */
export async function saveCarried(
  db: Handle,
  assessmentId: AssessmentId,
  { questionId, fromAssessmentId, answer }: CarriedAnswer,
): Promise<void> {
  const columns = { fromAssessmentId, answer, confirmedAt: null, confirmedBy: null }
  await db
    .insertInto('carried')
    .values({ assessmentId, questionId, ...columns })
    .onConflict((conflict) => conflict.columns(['assessmentId', 'questionId']).doUpdateSet(columns))
    .execute()
}

/** Marks one as confirmed; gives whether it was waiting for that. */
export async function saveConfirmed(db: Handle, key: AnswerKey, stamp: Stamp): Promise<boolean> {
  const { numAffectedRows = 0n } = await confirm(db, { ...key, ...stamp })
  return numAffectedRows > 0n
}

const confirm = wordedChange((db, value: ValueOf<AnswerKey & Stamp>) =>
  db
    .updateTable('carried')
    .set({ confirmedAt: value('at'), confirmedBy: value('by') })
    .where('assessmentId', '=', value('assessmentId'))
    .where('questionId', '=', value('questionId'))
    .where('confirmedAt', 'is', null),
)
