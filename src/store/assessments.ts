/** Assessments: one organisation's answers for one period, under one rule set; one worked on at a time, and one signed, in a period. */

import { randomUUID } from 'node:crypto'
import type { AssessmentId, Digest, OrganisationId, PeriodId } from './column-kinds.ts'
import { insertMany } from './many.ts'
import { findOrganisation, type OrganisationRow } from './organisations.ts'
import type { PeriodRow } from './periods.ts'
import type { AssessmentStatus, AssessmentTable, Handle, NewRow, Row } from './tables.ts'
import { type ValueOf, worded } from './worded.ts'

export type AssessmentRow = Row<AssessmentTable>

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
export async function findPresent(db: Handle, organisationId: OrganisationId): Promise<Present | undefined> {
  const [row] = await presentOf(db, { organisationId })
  if (row === undefined) {
    const organisation = await findOrganisation(db, organisationId)
    return organisation && { organisation, assessment: undefined }
  }
  const { odsCode, itsName: name, cohort, region, fictional, ...others } = row
  const { leadId, sharesSuppliers, icb, closedOn, successorId, ...assessment } = others
  const groups = { leadId, sharesSuppliers, icb, closedOn, successorId }
  return {
    organisation: { id: organisationId, odsCode, name, cohort, region, fictional, ...groups },
    assessment: withPeriod(assessment),
  }
}

const presentOf = worded((db, value: ValueOf<{ organisationId: OrganisationId }>) =>
  ofOrganisation(db, value('organisationId'))
    .innerJoin('organisation', 'organisation.id', 'assessment.organisationId')
    .select([
      'odsCode',
      'organisation.name as itsName',
      'cohort',
      'region',
      'fictional',
      'leadId',
      'sharesSuppliers',
      'icb',
      'closedOn',
      'successorId',
    ])
    .where('status', '<>', 'superseded')
    .orderBy('asOf', 'desc')
    .orderBy('signedAt', (order) => order.asc().nullsFirst())
    .orderBy('assessment.id')
    .limit(1),
)

/** The newest assessment alone, as `findPresent` finds it. */
export async function findAssessment(
  db: Handle,
  organisationId: OrganisationId,
): Promise<AssessmentInPeriod | undefined> {
  return (await findPresent(db, organisationId))?.assessment
}

/** Every assessment of an organisation, the newest reference date first, and of one date the newest first. */
export async function findAssessments(
  db: Handle,
  organisationId: OrganisationId,
): Promise<AssessmentInPeriod[]> {
  const rows = await ofOrganisation(db, organisationId)
    .orderBy('asOf', 'desc')
    .orderBy('signedAt', (order) => order.desc().nullsFirst())
    .orderBy('assessment.id')
    .execute()
  return rows.map(withPeriod)
}

/** An assessment and those that it goes on from, back to the first. */
export async function findLineage(db: Handle, assessmentId: AssessmentId): Promise<AssessmentId[]> {
  const found: AssessmentId[] = []
  for (let id: AssessmentId | undefined = assessmentId; id !== undefined && !found.includes(id);) {
    found.push(id)
    const row: Pick<AssessmentRow, 'predecessorId'> | undefined = await db
      .selectFrom('assessment')
      .select('predecessorId')
      .where('id', '=', id)
      .executeTakeFirst()
    id = row?.predecessorId
  }
  return found
}

/** Each has a period: the database demands it. */
function ofOrganisation(db: Handle, organisationId: OrganisationId) {
  return db
    .selectFrom('assessment')
    .innerJoin('period', 'period.id', 'assessment.periodId')
    .selectAll('assessment')
    .select([
      'period.name as periodName',
      'period.closes',
      'period.ruleSetDigest as periodDigest',
      'period.framework',
    ])
    .where('organisationId', '=', organisationId)
    .where('deletedAt', 'is', null)
}

/** Every assessment of every organisation by id, but for bare rows of deleted ones. For verifying: no page reads this. */
export async function findAllAssessments(db: Handle): Promise<AssessmentRow[]> {
  return db.selectFrom('assessment').selectAll().where('deletedAt', 'is', null).orderBy('id').execute()
}

/** One that nobody has answered anything in. */
export const newDraft = (
  of: Pick<AssessmentRow, 'organisationId' | 'periodId' | 'asOf' | 'ruleSetDigest' | 'predecessorId'>,
): AssessmentRow => ({
  ...of,
  id: randomUUID(),
  status: 'draft',
  revision: 0,
  signedAt: undefined,
  deletedAt: undefined,
})

export async function insertAssessments(
  db: Handle,
  assessments: readonly NewRow<AssessmentTable>[],
): Promise<void> {
  await insertMany(db, 'assessment', assessments)
}

/** Counts one more change, and gives the new revision. */
export async function saveRevision(db: Handle, assessmentId: AssessmentId): Promise<number> {
  const [row] = await countChange(db, { assessmentId })
  if (row === undefined) throw new Error(`There is no assessment ${assessmentId}.`)
  return row.revision
}

const countChange = worded((db, value: ValueOf<{ assessmentId: AssessmentId }>) =>
  db
    .updateTable('assessment')
    .set((column) => ({ revision: column('revision', '+', 1) }))
    .where('id', '=', value('assessmentId'))
    .returning('revision'),
)

/** Moves an assessment on its way to the signature; `saveSignatures` is the last step. */
export async function saveStatus(
  db: Handle,
  assessmentId: AssessmentId,
  status: Exclude<AssessmentStatus, 'signed'>,
): Promise<void> {
  await db.updateTable('assessment').set({ status }).where('id', '=', assessmentId).execute()
}

/** Moves an assessment to another rule set; whoever calls it brings its content there too. */
export async function saveRuleSetOf(db: Handle, assessmentId: AssessmentId, digest: Digest): Promise<void> {
  await db.updateTable('assessment').set({ ruleSetDigest: digest }).where('id', '=', assessmentId).execute()
}

/** Whether an assessment was ever begun, in any organisation; one whose content was deleted counts. */
export async function hasAssessment(db: Handle): Promise<boolean> {
  return (await db.selectFrom('assessment').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** How many assessments of a period there are in each state, of one rule set. */
export async function countByStatus(
  db: Handle,
  periodId: PeriodId,
  ruleSetDigest: Digest,
): Promise<Readonly<Partial<Record<AssessmentStatus, number>>>> {
  const rows = await db
    .selectFrom('assessment')
    .select((column) => ['status', column.fn.countAll().as('all')])
    .where('periodId', '=', periodId)
    .where('ruleSetDigest', '=', ruleSetDigest)
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.map(({ status, all }) => [status, Number(all)]))
}

/** The state of each organisation's newest assessment of a period, by the organisation's id; absent: none was begun. */
export async function findStatuses(
  db: Handle,
  periodId: PeriodId,
): Promise<ReadonlyMap<OrganisationId, AssessmentStatus>> {
  const rows = await db
    .selectFrom('assessment')
    .select(['organisationId', 'status'])
    .where('periodId', '=', periodId)
    .where('status', '<>', 'superseded')
    .execute()
  return new Map(rows.map((row) => [row.organisationId, row.status]))
}

/** Marks an assessment as signed; what it says is not to be changed afterwards. */
export async function saveSignatures(
  db: Handle,
  assessmentIds: readonly AssessmentId[],
  at: string,
): Promise<void> {
  await db
    .updateTable('assessment')
    .set({ status: 'signed', signedAt: at })
    .where('id', 'in', assessmentIds)
    .execute()
}

function withPeriod({
  periodName: name,
  closes,
  periodDigest: ruleSetDigest,
  framework,
  ...assessment
}: AssessmentRow & {
  readonly periodName: string
  readonly closes: string
  readonly periodDigest: Digest
  readonly framework: string | undefined
}): AssessmentInPeriod {
  return { ...assessment, period: { name, closes, ruleSetDigest, framework } }
}
