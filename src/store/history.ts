/** Every version that an answer had: added beside each save, and never changed. */

import type { Answer } from '../answers/model.ts'
import type { Versioned } from './saved.ts'
import type { Handle } from './tables.ts'

export interface PastAnswer {
  readonly version: number
  /** Undefined: it was cleared. */
  readonly value: Answer | undefined
  /** ISO 8601 UTC. */
  readonly savedAt: string
  readonly savedBy: string
  /** Empty where it was filled in without an account. */
  readonly savedById: string
}

/** Adds versions; one that is there already stays as it is. */
export async function insertHistory(
  db: Handle,
  assessmentId: string,
  questionId: string,
  versions: readonly (Versioned<Answer> & { readonly savedById: string })[],
): Promise<void> {
  await db
    .insertInto('answer_history')
    .values(
      versions.map(({ version, value, savedAt, savedBy, savedById }) => ({
        assessment_id: assessmentId,
        question_id: questionId,
        version,
        value: value === undefined ? null : JSON.stringify(value),
        saved_at: savedAt ?? '',
        saved_by: savedBy ?? '',
        saved_by_id: savedById,
      })),
    )
    .onConflict((conflict) => conflict.columns(['assessment_id', 'question_id', 'version']).doNothing())
    .execute()
}

/** The versions of one answer, the newest first. */
export async function findHistory(
  db: Handle,
  assessmentId: string,
  questionId: string,
): Promise<PastAnswer[]> {
  const rows = await db
    .selectFrom('answer_history')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .where('question_id', '=', questionId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    value: row.value === null ? undefined : (JSON.parse(row.value) as Answer),
    savedAt: row.saved_at,
    savedBy: row.saved_by,
    savedById: row.saved_by_id,
  }))
}

/** Every version of any answer of an assessment that one person saved. */
export async function findSavedBy(
  db: Handle,
  assessmentId: string,
  savedById: string,
): Promise<readonly { readonly questionId: string; readonly value: Answer | undefined }[]> {
  const rows = await db
    .selectFrom('answer_history')
    .select(['question_id', 'value'])
    .where('assessment_id', '=', assessmentId)
    .where('saved_by_id', '=', savedById)
    .execute()
  return rows.map((row) => ({
    questionId: row.question_id,
    value: row.value === null ? undefined : (JSON.parse(row.value) as Answer),
  }))
}
