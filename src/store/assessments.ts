/** Assessments: one organisation's answers for one period, under one rule set; one worked on at a time, and one signed, in a period. */

import type { Selectable } from 'kysely'
import { findOrganisation, organisationOf, type OrganisationRow } from './organisations.ts'
import type { PeriodRow } from './periods.ts'
import type { AssessmentStatus, AssessmentTable, Handle } from './tables.ts'

export interface AssessmentRow {
  readonly id: string
  readonly organisationId: string
  readonly periodId: string
  /** Reference date, ISO. */
  readonly asOf: string
  readonly ruleSetDigest: string
  readonly status: AssessmentStatus
  /** Counts every change of what was answered; from 0. */
  readonly revision: number
  /** ISO 8601 UTC; absent until it is signed. */
  readonly signedAt?: string
  /** The assessment that this one goes on from. */
  readonly predecessorId?: string
}

/** An assessment with what its period says now. */
export interface AssessmentInPeriod extends AssessmentRow {
  readonly period: Pick<PeriodRow, 'name' | 'closes' | 'ruleSetDigest' | 'framework'>
}

/** An organisation with its newest assessment, by reference date; one that is still worked on before a signed one. */
export interface Present {
  readonly organisation: OrganisationRow
  /** Undefined: none was ever started. */
  readonly assessment: AssessmentInPeriod | undefined
}

/** Undefined: there is no such organisation. */
export async function findPresent(db: Handle, organisationId: string): Promise<Present | undefined> {
  const row = await ofOrganisation(db, organisationId)
    .innerJoin('organisation', 'organisation.id', 'assessment.organisation_id')
    .select([
      'organisation.ods_code as its_ods_code',
      'organisation.name as its_name',
      'organisation.cohort as its_cohort',
      'organisation.region as its_region',
      'organisation.fictional as its_fictional',
      'organisation.lead_id as its_lead_id',
      'organisation.shares_suppliers as its_shares_suppliers',
      'organisation.icb as its_icb',
      'organisation.closed_on as its_closed_on',
      'organisation.successor_id as its_successor_id',
    ])
    .where('status', '<>', 'superseded')
    .orderBy('as_of', 'desc')
    .orderBy('signed_at', (order) => order.asc().nullsFirst())
    .orderBy('assessment.id')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) {
    const organisation = await findOrganisation(db, organisationId)
    return organisation && { organisation, assessment: undefined }
  }
  const organisation = organisationOf({
    id: organisationId,
    ods_code: row.its_ods_code,
    name: row.its_name,
    cohort: row.its_cohort,
    region: row.its_region,
    fictional: row.its_fictional,
    lead_id: row.its_lead_id,
    shares_suppliers: row.its_shares_suppliers,
    icb: row.its_icb,
    closed_on: row.its_closed_on,
    successor_id: row.its_successor_id,
  })
  return { organisation, assessment: withPeriod(row) }
}

/** The newest assessment alone, as `findPresent` finds it. */
export async function findAssessment(
  db: Handle,
  organisationId: string,
): Promise<AssessmentInPeriod | undefined> {
  return (await findPresent(db, organisationId))?.assessment
}

/** Every assessment of an organisation, the newest reference date first, and of one date the newest first. */
export async function findAssessments(db: Handle, organisationId: string): Promise<AssessmentInPeriod[]> {
  const rows = await ofOrganisation(db, organisationId)
    .orderBy('as_of', 'desc')
    .orderBy('signed_at', (order) => order.desc().nullsFirst())
    .orderBy('assessment.id')
    .execute()
  return rows.map(withPeriod)
}

/** An assessment and those that it goes on from, back to the first. */
export async function findLineage(db: Handle, assessmentId: string): Promise<string[]> {
  const found: string[] = []
  for (let id: string | null = assessmentId; id !== null && !found.includes(id);) {
    found.push(id)
    const row: { predecessor_id: string | null } | undefined = await db
      .selectFrom('assessment')
      .select('predecessor_id')
      .where('id', '=', id)
      .executeTakeFirst()
    id = row?.predecessor_id ?? null
  }
  return found
}

/** Each has a period: the database demands it. */
function ofOrganisation(db: Handle, organisationId: string) {
  return db
    .selectFrom('assessment')
    .innerJoin('period', 'period.id', 'assessment.period_id')
    .selectAll('assessment')
    .select(['period.name', 'period.closes', 'period.rule_set_digest as period_digest', 'period.framework'])
    .where('organisation_id', '=', organisationId)
    .where('deleted_at', 'is', null)
}

/** Every assessment of every organisation by id, but for bare rows of deleted ones. For verifying: no page reads this. */
export async function findAllAssessments(db: Handle): Promise<AssessmentRow[]> {
  const rows = await db
    .selectFrom('assessment')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(fromTable)
}

export async function saveAssessments(db: Handle, assessments: readonly AssessmentRow[]): Promise<void> {
  if (assessments.length === 0) return
  await db
    .insertInto('assessment')
    .values(
      assessments.map(
        ({
          id,
          organisationId,
          periodId,
          asOf,
          ruleSetDigest,
          status,
          revision,
          signedAt,
          predecessorId,
        }) => ({
          id,
          status,
          revision,
          organisation_id: organisationId,
          period_id: periodId,
          as_of: asOf,
          rule_set_digest: ruleSetDigest,
          signed_at: signedAt ?? null,
          predecessor_id: predecessorId ?? null,
        }),
      ),
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

/** Moves an assessment on its way to the signature; `saveSignatures` is the last step. */
export async function saveStatus(
  db: Handle,
  assessmentId: string,
  status: Exclude<AssessmentStatus, 'signed'>,
): Promise<void> {
  await db.updateTable('assessment').set({ status }).where('id', '=', assessmentId).execute()
}

/** Moves an assessment to another rule set; whoever calls it brings its content there too. */
export async function saveRuleSetOf(db: Handle, assessmentId: string, digest: string): Promise<void> {
  await db.updateTable('assessment').set({ rule_set_digest: digest }).where('id', '=', assessmentId).execute()
}

/** Whether an assessment was ever begun, in any organisation; one whose content was deleted counts. */
export async function hasAssessment(db: Handle): Promise<boolean> {
  return (await db.selectFrom('assessment').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** How many assessments of a period there are in each state, of one rule set. */
export async function countByStatus(
  db: Handle,
  periodId: string,
  ruleSetDigest: string,
): Promise<Readonly<Partial<Record<AssessmentStatus, number>>>> {
  const rows = await db
    .selectFrom('assessment')
    .select((column) => ['status', column.fn.countAll().as('all')])
    .where('period_id', '=', periodId)
    .where('rule_set_digest', '=', ruleSetDigest)
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.map(({ status, all }) => [status, Number(all)]))
}

/** The state of each organisation's newest assessment of a period, by the organisation's id; absent: none was begun. */
export async function findStatuses(
  db: Handle,
  periodId: string,
): Promise<ReadonlyMap<string, AssessmentStatus>> {
  const rows = await db
    .selectFrom('assessment')
    .select(['organisation_id', 'status'])
    .where('period_id', '=', periodId)
    .where('status', '<>', 'superseded')
    .execute()
  return new Map(rows.map((row) => [row.organisation_id, row.status]))
}

/** Marks an assessment as signed; what it says is not to be changed afterwards. */
export async function saveSignatures(
  db: Handle,
  assessmentIds: readonly string[],
  at: string,
): Promise<void> {
  await db
    .updateTable('assessment')
    .set({ status: 'signed', signed_at: at })
    .where('id', 'in', assessmentIds)
    .execute()
}

function withPeriod({
  name,
  closes,
  period_digest,
  framework,
  ...row
}: Selectable<AssessmentTable> & {
  name: string
  closes: string
  period_digest: string
  framework: string | null
}): AssessmentInPeriod {
  const period = { name, closes, ruleSetDigest: period_digest }
  return { ...fromTable(row), period: framework === null ? period : { ...period, framework } }
}

function fromTable(row: Selectable<AssessmentTable>): AssessmentRow {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    periodId: row.period_id,
    asOf: row.as_of,
    ruleSetDigest: row.rule_set_digest,
    status: row.status,
    revision: row.revision,
    ...(row.signed_at === null ? {} : { signedAt: row.signed_at }),
    ...(row.predecessor_id === null ? {} : { predecessorId: row.predecessor_id }),
  }
}
