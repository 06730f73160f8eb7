/**
 * Everything answered in one assessment → a second one that goes on from it: answers, scope, registers, evidence, reviews, notes, explanations, open comments, who has what, and the SIRO's marks.
 * Versions begin anew; the history of each answer, and what was settled, stays with the assessment in which it was written.
 */

import { randomUUID } from 'node:crypto'
import type { AssessmentId, QuestionId } from './column-kinds.ts'
import { type Raw, raw } from './rows.ts'
import type { Handle } from './tables.ts'

/** Tables of which every row of an assessment is copied, as a first version. */
const VERSIONED = ['answer', 'context_answer', 'register', 'register_row', 'explanation', 'domain_note']

/** Copies the content of an assessment into a new and empty one of the same organisation and rule set. */
export async function copyContent(db: Handle, from: AssessmentId, to: AssessmentId): Promise<void> {
  for (const table of VERSIONED)
    for (const row of await findRaw(raw(db), table, from))
      await insertRaw(raw(db), table, { ...row, assessment_id: to, version: 1 })
  await copySupport(db, from, to)
  // Comments that nobody resolved, and parts that somebody still has.
  for (const row of await findRaw(raw(db), 'comment', from, 'resolved_at'))
    await insertRaw(raw(db), 'comment', { ...row, id: randomUUID(), assessment_id: to })
  for (const row of await findRaw(raw(db), 'assignment', from, 'ended_at'))
    await insertRaw(raw(db), 'assignment', { ...row, id: randomUUID(), assessment_id: to })
  // What was accepted or challenged holds as long as the answer stands; what was sent back came back before it was signed.
  for (const row of await findRaw(raw(db), 'sign_off_mark', from))
    if (row['mark'] !== 'sent-back') await insertRaw(raw(db), 'sign_off_mark', { ...row, assessment_id: to })
}

/** Copies evidence with its files, and reviews, into a new assessment of the same organisation; `questionIds` names the questions, default all. */
export async function copySupport(
  db: Handle,
  from: AssessmentId,
  to: AssessmentId,
  questionIds?: ReadonlySet<QuestionId>,
): Promise<void> {
  const isWanted = (row: RawRow) => questionIds?.has(String(row['question_id'])) !== false
  // Only what was not ended; the revisions before stay with the old assessment.
  const evidence = await findRaw(raw(db), 'evidence', from, 'ended_at')
  for (const row of evidence.filter(isWanted)) {
    const id = randomUUID()
    await insertRaw(raw(db), 'evidence', { ...row, id, assessment_id: to, replaces_id: null })
    const files = raw(db).selectFrom('evidence_file').selectAll().where('evidence_id', '=', row['id'])
    const file = await files.executeTakeFirst()
    if (file !== undefined)
      await insertRaw(raw(db), 'evidence_file', { ...file, evidence_id: id, assessment_id: to })
  }
  const reviews = await findRaw(raw(db), 'review', from)
  for (const row of reviews.filter(isWanted))
    await insertRaw(raw(db), 'review', { ...row, id: randomUUID(), assessment_id: to })
}

type RawRow = Readonly<Record<string, unknown>>

/** The rows of an assessment, all of them or those in which a column is empty. */
async function findRaw(db: Raw, table: string, of: AssessmentId, empty?: string): Promise<RawRow[]> {
  const query = db.selectFrom(table).selectAll().where('assessment_id', '=', of)
  return (empty === undefined ? query : query.where(empty, 'is', null)).execute()
}

async function insertRaw(db: Raw, table: string, row: RawRow): Promise<void> {
  await db.insertInto(table).values(row).execute()
}
