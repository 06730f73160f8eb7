/**
 * Answers as given, scored and context ones, each with its own version.
 * A save names the version it saw; a stale one writes nothing. Call `saveAnswer` and its like inside a transaction.
 */

import type { Answer } from '../answers/model.ts'
import type { AssessmentId, QuestionId } from './column-kinds.ts'
import { insertMany } from './many.ts'
import {
  type Edit,
  firstVersion,
  NEVER,
  type Save,
  saveVersion,
  type Stamp,
  type Versioned,
} from './saved.ts'
import type { AnswerTable, ContextAnswerTable, Handle, Row } from './tables.ts'
import { type ValueOf, worded } from './worded.ts'

const COLUMNS = ['questionId', 'value', 'version', 'savedAt', 'savedBy'] as const

/** Every answer of an assessment by question id, cleared ones included. */
export async function findAnswers(
  db: Handle,
  assessmentId: AssessmentId,
): Promise<Map<QuestionId, Versioned<Answer>>> {
  return byQuestion(await answersOf(db, { assessmentId }))
}

const answersOf = worded((db, value: ValueOf<{ assessmentId: AssessmentId }>) =>
  db.selectFrom('answer').select(COLUMNS).where('assessmentId', '=', value('assessmentId')),
)

/** As `findAnswers`, for the context questions: option ids or texts. */
export async function findContextAnswers(
  db: Handle,
  assessmentId: AssessmentId,
): Promise<Map<QuestionId, Versioned<string>>> {
  return byQuestion(await contextOf(db, { assessmentId }))
}

const contextOf = worded((db, value: ValueOf<{ assessmentId: AssessmentId }>) =>
  db.selectFrom('contextAnswer').select(COLUMNS).where('assessmentId', '=', value('assessmentId')),
)

const byQuestion = <T>(rows: readonly ({ readonly questionId: QuestionId } & Versioned<T>)[]) =>
  new Map(rows.map(({ questionId, ...row }): [QuestionId, Versioned<T>] => [questionId, row]))

/** Saves one answer, or clears it; `stored` is what stands there, read in the same transaction. */
export async function saveAnswer(
  db: Handle,
  key: AnswerKey,
  stored: Versioned<Answer>,
  edit: Edit<Answer>,
): Promise<Save<Answer>> {
  return saveVersion(stored, edit, (version) => putAnswer(db, { ...key, value: edit.value, ...version }))
}

const putAnswer = worded((db, value: ValueOf<Row<AnswerTable>>) =>
  db
    .insertInto('answer')
    .values({
      assessmentId: value('assessmentId'),
      questionId: value('questionId'),
      value: value('value'),
      version: value('version'),
      savedAt: value('savedAt'),
      savedBy: value('savedBy'),
    })
    .onConflict((conflict) =>
      conflict.columns(['assessmentId', 'questionId']).doUpdateSet((row) => ({
        value: row.ref('excluded.value'),
        version: row.ref('excluded.version'),
        savedAt: row.ref('excluded.savedAt'),
        savedBy: row.ref('excluded.savedBy'),
      })),
    ),
)

/** Which answer it is. */
export type AnswerKey = Pick<Row<AnswerTable>, 'assessmentId' | 'questionId'>

/** Saves one context answer, or clears it. */
export async function saveContextAnswer(
  db: Handle,
  key: AnswerKey,
  edit: Edit<string>,
): Promise<Save<string>> {
  const stored = (await findContextAnswers(db, key.assessmentId)).get(key.questionId) ?? NEVER
  return saveVersion<string>(stored, edit, (version) => {
    const columns = { value: edit.value ?? null, ...version }
    return db
      .insertInto('contextAnswer')
      .values({ ...key, ...columns })
      .onConflict((conflict) => conflict.columns(['assessmentId', 'questionId']).doUpdateSet(columns))
      .execute()
  })
}

/** Adds many first answers (version 1), for filling many assessments at once. */
export async function insertAnswers(
  db: Handle,
  answers: readonly Pick<Row<AnswerTable>, 'assessmentId' | 'questionId' | 'value'>[],
  stamp: Stamp,
): Promise<void> {
  await insertMany(
    db,
    'answer',
    answers.map((one) => ({ ...one, ...firstVersion(stamp) })),
  )
}

/** Adds many first context answers (version 1). */
export async function insertContextAnswers(
  db: Handle,
  answers: readonly Pick<Row<ContextAnswerTable>, 'assessmentId' | 'questionId' | 'value'>[],
  stamp: Stamp,
): Promise<void> {
  await insertMany(
    db,
    'contextAnswer',
    answers.map((one) => ({ ...one, ...firstVersion(stamp) })),
  )
}
