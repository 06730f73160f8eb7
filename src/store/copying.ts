/**
 * Everything answered in one assessment → a second one that goes on from it: answers, scope, registers, evidence, reviews, notes, explanations, open comments and who has what.
 * Versions begin anew; the history of each answer, and what was settled, stays with the assessment in which it was written.
 */

import { randomUUID } from 'node:crypto'
import type { Handle } from './tables.ts'

/** Copies the content of an assessment into a new and empty one of the same organisation and rule set. */
export async function copyContent(db: Handle, from: string, to: string): Promise<void> {
  for (const table of [
    'answer',
    'context_answer',
    'register',
    'register_row',
    'explanation',
    'domain_note',
  ] as const) {
    const rows = await db.selectFrom(table).selectAll().where('assessment_id', '=', from).execute()
    for (const row of rows)
      await db
        .insertInto(table)
        .values({ ...row, assessment_id: to, version: 1 })
        .execute()
  }
  await copySupport(db, from, to)
  await copyWork(db, from, to)
}

/** Copies evidence with its files, and reviews, into a new assessment of the same organisation; `questionIds` names the questions, default all. */
export async function copySupport(
  db: Handle,
  from: string,
  to: string,
  questionIds?: ReadonlySet<string>,
): Promise<void> {
  const isWanted = (row: { question_id: string }) => questionIds?.has(row.question_id) !== false
  await copyEvidence(db, from, to, isWanted)
  const reviews = await db.selectFrom('review').selectAll().where('assessment_id', '=', from).execute()
  for (const row of reviews.filter(isWanted))
    await db
      .insertInto('review')
      .values({ ...row, id: randomUUID(), assessment_id: to })
      .execute()
}

/** Comments that nobody resolved, and parts that somebody still has. */
async function copyWork(db: Handle, from: string, to: string): Promise<void> {
  const comments = db.selectFrom('comment').selectAll().where('assessment_id', '=', from)
  for (const row of await comments.where('resolved_at', 'is', null).execute())
    await db
      .insertInto('comment')
      .values({ ...row, id: randomUUID(), assessment_id: to })
      .execute()
  const assignments = db.selectFrom('assignment').selectAll().where('assessment_id', '=', from)
  for (const row of await assignments.where('ended_at', 'is', null).execute())
    await db
      .insertInto('assignment')
      .values({ ...row, id: randomUUID(), assessment_id: to })
      .execute()
}

/** Only what was not ended; the revisions before stay with the old assessment. */
async function copyEvidence(
  db: Handle,
  from: string,
  to: string,
  isWanted: (row: { question_id: string }) => boolean,
): Promise<void> {
  const rows = await db
    .selectFrom('evidence')
    .selectAll()
    .where('assessment_id', '=', from)
    .where('ended_at', 'is', null)
    .execute()
  for (const row of rows.filter(isWanted)) {
    const id = randomUUID()
    await db
      .insertInto('evidence')
      .values({ ...row, id, assessment_id: to, replaces_id: null })
      .execute()
    const file = await db
      .selectFrom('evidence_file')
      .selectAll()
      .where('evidence_id', '=', row.id)
      .executeTakeFirst()
    if (file !== undefined)
      await db
        .insertInto('evidence_file')
        .values({ ...file, evidence_id: id, assessment_id: to })
        .execute()
  }
}
