/**
 * Answers as given, scored and context ones, each with its own version.
 * A save names the version it saw; a stale one writes nothing. Call `saveAnswer` and its like inside a transaction.
 */

import { isDeepStrictEqual } from 'node:util'
import type { Answer } from '../answers/model.ts'
import { insertMany } from './many.ts'
import type { Save, Stamp, Versioned } from './saved.ts'
import type { AnswerTable, Handle } from './tables.ts'

/** Every answer of an assessment by question id, cleared ones included. */
export async function findAnswers(db: Handle, assessmentId: string): Promise<Map<string, Versioned<Answer>>> {
  const rows = await db.selectFrom('answer').selectAll().where('assessment_id', '=', assessmentId).execute()
  return new Map(rows.map((row) => [row.question_id, versioned(row, parseStored)]))
}

/** As `findAnswers`, for the context questions: option ids or texts. */
export async function findContextAnswers(
  db: Handle,
  assessmentId: string,
): Promise<Map<string, Versioned<string>>> {
  const rows = await db
    .selectFrom('context_answer')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .execute()
  return new Map(rows.map((row) => [row.question_id, versioned(row, (text) => text)]))
}

/** Saves one answer, or clears it when undefined; `stored` is what stands there, read in the same transaction. */
export async function saveAnswer(
  db: Handle,
  assessmentId: string,
  questionId: string,
  stored: Versioned<Answer>,
  seenVersion: number,
  answer: Answer | undefined,
  stamp: Stamp,
): Promise<Save<Answer>> {
  const text = answer === undefined ? null : JSON.stringify(answer)
  return saveOne(db, 'answer', assessmentId, questionId, stored, seenVersion, answer, text, stamp)
}

/** Saves one context answer, or clears it when undefined. */
export async function saveContextAnswer(
  db: Handle,
  assessmentId: string,
  questionId: string,
  seenVersion: number,
  value: string | undefined,
  stamp: Stamp,
): Promise<Save<string>> {
  const stored = (await findContextAnswers(db, assessmentId)).get(questionId) ?? NEVER
  return saveOne(
    db,
    'context_answer',
    assessmentId,
    questionId,
    stored,
    seenVersion,
    value,
    value ?? null,
    stamp,
  )
}

/** One answer of an assessment that has none yet, for filling many assessments at once. */
export interface NewAnswer {
  readonly assessmentId: string
  readonly questionId: string
  readonly answer: Answer
}

/** Adds many first answers (version 1). */
export async function insertAnswers(db: Handle, answers: readonly NewAnswer[], stamp: Stamp): Promise<void> {
  await insertMany(
    db,
    'answer',
    answers.map((one) => newRow(one.assessmentId, one.questionId, JSON.stringify(one.answer), stamp)),
  )
}

/** Adds many first context answers (version 1). */
export async function insertContextAnswers(
  db: Handle,
  answers: readonly { readonly assessmentId: string; readonly questionId: string; readonly value: string }[],
  stamp: Stamp,
): Promise<void> {
  await insertMany(
    db,
    'context_answer',
    answers.map((one) => newRow(one.assessmentId, one.questionId, one.value, stamp)),
  )
}

function newRow(assessmentId: string, questionId: string, value: string | null, stamp: Stamp): AnswerTable {
  return {
    assessment_id: assessmentId,
    question_id: questionId,
    value,
    version: 1,
    saved_at: stamp.at,
    saved_by: stamp.by,
  }
}

async function saveOne<T>(
  db: Handle,
  table: 'answer' | 'context_answer',
  assessmentId: string,
  questionId: string,
  stored: Versioned<T>,
  seenVersion: number,
  value: T | undefined,
  text: string | null,
  stamp: Stamp,
): Promise<Save<T>> {
  if (isDeepStrictEqual(stored.value, value)) return { outcome: 'same', version: stored.version }
  if (stored.version !== seenVersion) return { outcome: 'stale', stored }
  if (stored.version === 0) {
    await db
      .insertInto(table)
      .values(newRow(assessmentId, questionId, text, stamp))
      .execute()
    return { outcome: 'saved', version: 1 }
  }
  const version = seenVersion + 1
  await db
    .updateTable(table)
    .set({ value: text, version, saved_at: stamp.at, saved_by: stamp.by })
    .where('assessment_id', '=', assessmentId)
    .where('question_id', '=', questionId)
    .execute()
  return { outcome: 'saved', version }
}

/** Nobody ever saved it. */
export const NEVER = { version: 0, value: undefined, savedAt: undefined, savedBy: undefined }

const parseStored = (text: string) => JSON.parse(text) as Answer

function versioned<T>(row: AnswerTable, parse: (text: string) => T): Versioned<T> {
  return {
    version: row.version,
    value: row.value === null ? undefined : parse(row.value),
    savedAt: row.saved_at,
    savedBy: row.saved_by,
  }
}
