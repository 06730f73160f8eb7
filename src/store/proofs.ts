/** Lists of what there is to verify, over all organisations. For verifying only: no page reads them. */

import { createHash } from 'node:crypto'
import type { Handle } from './tables.ts'

/** Digests of every rule set kept here. */
export async function findRuleSetDigests(db: Handle): Promise<string[]> {
  const rows = await db.selectFrom('rule_set').select('digest').orderBy('kept_at').orderBy('digest').execute()
  return rows.map((row) => row.digest)
}

/** The cohorts that an organisation was in before, as its changes say. */
export async function findEarlierCohorts(db: Handle, organisationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('organisation_change')
    .select('before')
    .where('organisation_id', '=', organisationId)
    .where('field', '=', 'cohort')
    .execute()
  return rows.flatMap(({ before }) => (before === null ? [] : [before]))
}

/** An entry of the trail that says what something must be. */
export interface Said {
  readonly seq: number
  readonly object: string
  readonly organisationId: string | undefined
  readonly details: Readonly<Record<string, unknown>>
}

/** The entries of one act, oldest first. */
export async function findSaid(db: Handle, action: string): Promise<Said[]> {
  const rows = await db
    .selectFrom('trail')
    .select(['seq', 'object', 'organisation_id', 'details'])
    .where('action', '=', action)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    object: row.object,
    organisationId: row.organisation_id ?? undefined,
    details: JSON.parse(row.details) as Said['details'],
  }))
}

/** The first question whose answer is not the newest version of its history; undefined when there is none. */
export async function findUnlikeHistory(db: Handle, assessmentId: string): Promise<string | undefined> {
  const past = await db
    .selectFrom('answer_history')
    .select(['question_id', 'version', 'value', 'saved_at', 'saved_by'])
    .where('assessment_id', '=', assessmentId)
    .orderBy('question_id')
    .orderBy('version')
    .execute()
  const newest = new Map(past.map((row) => [row.question_id, row]))
  if (newest.size === 0) return undefined
  const now = await db
    .selectFrom('answer')
    .select(['question_id', 'version', 'value', 'saved_at', 'saved_by'])
    .where('assessment_id', '=', assessmentId)
    .execute()
  const answers = new Map(now.map((row) => [row.question_id, row]))
  const unlike = [...newest.values()].find((row) => {
    const answer = answers.get(row.question_id)
    return (
      answer === undefined ||
      answer.version !== row.version ||
      answer.value !== row.value ||
      answer.saved_at !== row.saved_at ||
      answer.saved_by !== row.saved_by
    )
  })
  return unlike?.question_id
}

/** The first file of evidence whose bytes do not have the digest they were taken in with; undefined when there is none. */
export async function findChangedFile(db: Handle, assessmentId: string): Promise<string | undefined> {
  const files = await db
    .selectFrom('evidence')
    .select(['id', 'sha256'])
    .where('assessment_id', '=', assessmentId)
    .where('kind', '=', 'file')
    .orderBy('id')
    .execute()
  for (const { id, sha256 } of files) {
    const file = await db
      .selectFrom('evidence_file')
      .select('bytes')
      .where('evidence_id', '=', id)
      .executeTakeFirst()
    const digest = file && createHash('sha256').update(file.bytes).digest('hex')
    if (digest !== sha256) return id
  }
  return undefined
}
