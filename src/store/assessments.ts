/** Assessments: one organisation's answers for one period, under one rule set. */

import type { AssessmentStatus, AssessmentTable, Handle } from './tables.ts'

export interface AssessmentRow {
  readonly id: string
  readonly organisationId: string
  readonly period: string
  /** Reference date, ISO. */
  readonly asOf: string
  readonly ruleSetDigest: string
  readonly status: AssessmentStatus
  /** Counts every change of what was answered; from 0. */
  readonly revision: number
}

/** The organisation's newest assessment, by reference date. */
export async function findAssessment(db: Handle, organisationId: string): Promise<AssessmentRow | undefined> {
  const row = await db
    .selectFrom('assessment')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('as_of', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

export async function saveAssessments(db: Handle, assessments: readonly AssessmentRow[]): Promise<void> {
  if (assessments.length === 0) return
  await db
    .insertInto('assessment')
    .values(
      assessments.map(({ organisationId, asOf, ruleSetDigest, ...rest }) => ({
        ...rest,
        organisation_id: organisationId,
        as_of: asOf,
        rule_set_digest: ruleSetDigest,
      })),
    )
    .execute()
}

/** Counts one more change, and gives the new revision. */
export async function saveRevision(db: Handle, assessmentId: string): Promise<number> {
  const { revision } = await db
    .updateTable('assessment')
    .set((column) => ({ revision: column('revision', '+', 1) }))
    .where('id', '=', assessmentId)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return revision
}

function fromTable(row: AssessmentTable): AssessmentRow {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    period: row.period,
    asOf: row.as_of,
    ruleSetDigest: row.rule_set_digest,
    status: row.status,
    revision: row.revision,
  }
}
