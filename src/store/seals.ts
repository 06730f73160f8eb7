/**
 * Everything that a signed assessment holds → one digest, made at signing and chained into the trail, and made again by whoever verifies.
 * It reads whole rows as they are stored, so that a single changed byte gives another digest.
 */

import { createHash } from 'node:crypto'
import type { Handle } from './tables.ts'

/** The tables whose rows stand still once an assessment is signed, each with what puts its rows in order. */
const CONTENT = {
  answer: ['question_id'],
  context_answer: ['question_id'],
  register: ['register_id'],
  register_row: ['register_id', 'id'],
  level_row: [],
  answer_history: ['question_id', 'version'],
  domain_note: ['domain_id'],
  explanation: ['contradiction_id'],
  evidence: ['id'],
  review: ['id'],
  carried: ['question_id'],
  rule_set_move: ['id'],
  signed_summary: [],
} as const

/** The act by which the digest enters the trail; its object is the assessment. */
export const SEALED = 'assessment-sealed'

/** SHA-256, hexadecimal, of everything in a signed assessment; the same on both engines. Whether it was superseded since does not count. */
export async function digestSigned(db: Handle, assessmentId: string): Promise<string> {
  const assessment = await db
    .selectFrom('assessment')
    .selectAll()
    .where('id', '=', assessmentId)
    .executeTakeFirstOrThrow()
  const hash = createHash('sha256').update(textOf({ ...assessment, status: 'signed' }))
  for (const [table, order] of Object.entries(CONTENT)) {
    // Every table of the list has this column; kysely takes one table's name at a time.
    let query = db
      .selectFrom(table as 'answer')
      .selectAll()
      .where('assessment_id', '=', assessmentId)
    for (const column of order) query = query.orderBy(column as 'question_id')
    const rows = await query.execute()
    hash.update(`\n${table} ${rows.length}`)
    for (const row of rows) hash.update(textOf(row))
  }
  // What follows the signature is that it was opened again.
  const steps = await db
    .selectFrom('sign_off')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .where('kind', '<>', 'reopened')
    .orderBy('number')
    .execute()
  for (const step of steps) hash.update(textOf(step))
  return hash.digest('hex')
}

/** SHA-256, hexadecimal, of everything of a published release: its texts, its two analysts, and who contributed. */
export async function digestRelease(db: Handle, releaseId: string): Promise<string> {
  const release = await db
    .selectFrom('release')
    .selectAll()
    .where('id', '=', releaseId)
    .executeTakeFirstOrThrow()
  const members = await db
    .selectFrom('release_member')
    .selectAll()
    .where('release_id', '=', releaseId)
    .orderBy('organisation_id')
    .execute()
  const hash = createHash('sha256')
  for (const row of [release, ...members]) hash.update(textOf(row))
  return hash.digest('hex')
}

/** A row whatever the order of its columns; bytes as base64. */
export function textOf(row: object): string {
  const columns = Object.entries(row)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]: [string, unknown]) => [
      name,
      Buffer.isBuffer(value) ? value.toString('base64') : value,
    ])
  return JSON.stringify(columns)
}
