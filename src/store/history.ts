/** Every version that an answer had: added beside each save, and never changed. */

import type { Answer } from '../answers/model.ts'
import type { AccountId, AssessmentId, QuestionId } from './column-kinds.ts'
import type { Versioned } from './saved.ts'
import type { AnswerHistoryTable } from './tables-of-work.ts'
import type { Handle, Row } from './tables.ts'
import { type ValueOf, worded } from './worded.ts'

/** One version; `savedById` is empty where it was filled in without an account. */
export type PastAnswer = Row<AnswerHistoryTable>

/** Adds a version, and the one before it where that is not there yet: what was filled in without a history. */
export async function insertVersion(db: Handle, now: PastAnswer, before: Versioned<Answer>): Promise<void> {
  if (before.version === 0) return void (await putFirst(db, now))
  const { version: wasVersion, value: was, savedAt: wasAt = '', savedBy: wasBy = '' } = before
  await putNext(db, { ...now, wasVersion, was, wasAt, wasBy })
}

const versionOf = (value: ValueOf<PastAnswer>): PastAnswer => ({
  assessmentId: value('assessmentId'),
  questionId: value('questionId'),
  version: value('version'),
  value: value('value'),
  savedAt: value('savedAt'),
  savedBy: value('savedBy'),
  savedById: value('savedById'),
})

const putFirst = worded((db, value: ValueOf<PastAnswer>) =>
  db
    .insertInto('answerHistory')
    .values(versionOf(value))
    .onConflict((conflict) => conflict.columns(['assessmentId', 'questionId', 'version']).doNothing()),
)

interface Next extends PastAnswer {
  readonly wasVersion: number
  readonly was: Answer | undefined
  readonly wasAt: string
  readonly wasBy: string
}

const putNext = worded((db, value: ValueOf<Next>) => {
  const now = versionOf(value)
  const [version, savedAt, savedBy] = [value('wasVersion'), value('wasAt'), value('wasBy')]
  return db
    .insertInto('answerHistory')
    .values([{ ...now, version, value: value('was'), savedAt, savedBy, savedById: '' }, now])
    .onConflict((conflict) => conflict.columns(['assessmentId', 'questionId', 'version']).doNothing())
})

/** The versions of one answer, the newest first. */
export async function findHistory(
  db: Handle,
  assessmentId: AssessmentId,
  questionId: QuestionId,
): Promise<PastAnswer[]> {
  return db
    .selectFrom('answerHistory')
    .selectAll()
    .where('assessmentId', '=', assessmentId)
    .where('questionId', '=', questionId)
    .orderBy('version', 'desc')
    .execute()
}

/** Every version of every answer of an assessment, by question, the oldest first. */
export async function findWholeHistory(db: Handle, assessmentId: AssessmentId): Promise<PastAnswer[]> {
  return db
    .selectFrom('answerHistory')
    .selectAll()
    .where('assessmentId', '=', assessmentId)
    .orderBy('questionId')
    .orderBy('version')
    .execute()
}

/** Every version of any answer of an assessment that one person saved. */
export async function findSavedBy(
  db: Handle,
  assessmentId: AssessmentId,
  savedById: AccountId,
): Promise<readonly Pick<PastAnswer, 'questionId' | 'value'>[]> {
  return db
    .selectFrom('answerHistory')
    .select(['questionId', 'value'])
    .where('assessmentId', '=', assessmentId)
    .where('savedById', '=', savedById)
    .execute()
}
