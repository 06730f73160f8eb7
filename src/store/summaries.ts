/**
 * What each signed assessment counts as in a comparison, kept beside it at signing: derived from its level row, rebuildable, never edited.
 * It gives whole lists of contributors to the computation of releases, and to nobody else.
 */

import type { Contributor, CountedThen, Summary } from '../peers/model.ts'
import { METHOD } from '../scoring/model.ts'
import { insertMany } from './many.ts'
import type { AssessmentId, OrganisationId, PeriodId, ReleaseId } from './column-kinds.ts'
import type { Handle, NewRow, Row, SignedSummaryTable } from './tables.ts'

/** Keeps summaries as made by today's method. */
export async function insertSummaries(
  db: Handle,
  summaries: readonly Omit<NewRow<SignedSummaryTable>, 'method'>[],
): Promise<void> {
  await insertMany(
    db,
    'signedSummary',
    summaries.map((one) => ({ ...one, method: METHOD })),
  )
}

/** What a signed assessment counts as, with the number of the method that computed it. */
export interface KeptSummary {
  readonly summary: Summary
  readonly method: number
}

/** What one signed assessment counts as, as it was kept at signing. */
export async function findSummary(db: Handle, assessmentId: AssessmentId): Promise<KeptSummary | undefined> {
  const row = await db
    .selectFrom('signedSummary')
    .select(['summary', 'method'])
    .where('assessmentId', '=', assessmentId)
    .executeTakeFirst()
  return row && withWhole(row)
}

/** A contributor, and whether it lets its suppliers be counted. */
export interface StoredContributor extends Contributor {
  readonly sharesSuppliers: boolean
}

/**
 * The signed assessments of a period under its rule set, one an organisation and one a group, by organisation id.
 * Cohort and region stand as the organisation's record gives them.
 */
export async function findContributors(
  db: Handle,
  periodId: PeriodId,
  ruleSetDigest: string,
): Promise<StoredContributor[]> {
  const rows = await selectContributors(db, periodId, ruleSetDigest)
    .select([
      'organisation.id as organisation',
      'assessment.id as assessment',
      'organisation.cohort',
      'organisation.region',
      'organisation.sharesSuppliers',
      'signedSummary.summary',
    ])
    .orderBy('organisation.id')
    .execute()
  return rows.map(withWhole)
}

function selectContributors(db: Handle, periodId: PeriodId, ruleSetDigest: string) {
  return db
    .selectFrom('assessment')
    .innerJoin('organisation', 'organisation.id', 'assessment.organisationId')
    .innerJoin('signedSummary', 'signedSummary.assessmentId', 'assessment.id')
    .where('assessment.periodId', '=', periodId)
    .where('assessment.status', '=', 'signed')
    .where('signedSummary.ruleSetDigest', '=', ruleSetDigest)
    .where((is) =>
      is.or([
        is('organisation.leadId', 'is', null),
        is('organisation.leadId', '=', is.ref('organisation.id')),
      ]),
    )
}

/** How many organisations have signed in a period: all, and under its rule set. */
export async function countSigned(
  db: Handle,
  periodId: PeriodId,
  ruleSetDigest: string,
): Promise<{ readonly all: number; readonly underRuleSet: number }> {
  const rows = await db
    .selectFrom('assessment')
    .select((column) => ['ruleSetDigest', column.fn.countAll<number>().as('signed')])
    .where('periodId', '=', periodId)
    .where('status', '=', 'signed')
    .groupBy('ruleSetDigest')
    .execute()
  const countOf = (found: typeof rows) => found.reduce((sum, row) => sum + Number(row.signed), 0)
  return {
    all: countOf(rows),
    underRuleSet: countOf(rows.filter((row) => row.ruleSetDigest === ruleSetDigest)),
  }
}

/** Whether somebody signed in the period of a release after it was prepared, and is not in it. */
export async function hasSignedSince(
  db: Handle,
  { id, periodId, prepared }: { id: string; periodId: PeriodId; prepared: { at: string } },
): Promise<boolean> {
  const row = await db
    .selectFrom('assessment')
    .select('id')
    .where('periodId', '=', periodId)
    .where('status', '=', 'signed')
    .where('signedAt', '>', prepared.at)
    .where('id', 'not in', (of) =>
      of.selectFrom('releaseMember').select('assessmentId').where('releaseId', '=', id),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** How many would contribute to a release of a period, by kind and region. */
export async function countPlaces(
  db: Handle,
  periodId: PeriodId,
  ruleSetDigest: string,
): Promise<{ readonly cohort: string; readonly region: string; readonly organisations: number }[]> {
  const rows = await selectContributors(db, periodId, ruleSetDigest)
    .select((column) => [
      'organisation.cohort',
      'organisation.region',
      column.fn.countAll<number>().as('organisations'),
    ])
    .groupBy(['organisation.cohort', 'organisation.region'])
    .execute()
  return rows.map((row) => ({ ...row, organisations: Number(row.organisations) }))
}

/** The contributors of a release with what they answered, of whom later ones ask who moved since; also those deleted. */
export async function findCountedThen(db: Handle, releaseId: ReleaseId): Promise<CountedThen[]> {
  const rows = await db
    .selectFrom('releaseMember')
    .leftJoin('signedSummary', 'signedSummary.assessmentId', 'releaseMember.assessmentId')
    .select([
      'releaseMember.organisationId as organisation',
      'releaseMember.cohort',
      'releaseMember.region',
      'signedSummary.summary',
    ])
    .where('releaseMember.releaseId', '=', releaseId)
    .orderBy('releaseMember.organisationId')
    .execute()
  return rows.map(({ summary, ...one }) => ({
    ...one,
    answered: summary ? whole(summary) : undefined,
  }))
}

/** A contributor of a release, with the cell of which a new figure rests on it, if any. */
export interface StoredMember extends StoredContributor {
  readonly cell: string | undefined
  /** Number of the method that computed its summary. */
  readonly method: number
}

/** The contributors of a release as they stood then. */
export async function findMembers(db: Handle, releaseId: ReleaseId): Promise<StoredMember[]> {
  const rows = await db
    .selectFrom('releaseMember')
    .innerJoin('signedSummary', 'signedSummary.assessmentId', 'releaseMember.assessmentId')
    .select([
      'releaseMember.organisationId as organisation',
      'releaseMember.assessmentId as assessment',
      'releaseMember.cohort',
      'releaseMember.region',
      'releaseMember.cell',
      'releaseMember.sharesSuppliers',
      'signedSummary.summary',
      'signedSummary.method',
    ])
    .where('releaseMember.releaseId', '=', releaseId)
    .orderBy('releaseMember.organisationId')
    .execute()
  return rows.map(withWhole)
}

/** Whether somebody's data that a release counted was deleted since. */
export async function hasLost(db: Handle, releaseId: ReleaseId): Promise<boolean> {
  const rows = await findLost(db).where('release.id', '=', releaseId).execute()
  return rows.length > 0
}

/** As `hasLost`, of the published releases up to the one of this number. */
export async function hasLostUpTo(db: Handle, number: number): Promise<boolean> {
  const query = findLost(db).where('release.status', '=', 'published').where('release.number', '<=', number)
  return (await query.execute()).length > 0
}

function findLost(db: Handle) {
  return db
    .selectFrom('releaseMember')
    .innerJoin('release', 'release.id', 'releaseMember.releaseId')
    .innerJoin('assessment', 'assessment.id', 'releaseMember.assessmentId')
    .select('assessment.id')
    .where('assessment.deletedAt', 'is not', null)
    .limit(1)
}

/** The contributors of a release that agreed to have their suppliers counted. */
export async function findSharing(
  db: Handle,
  releaseId: ReleaseId,
): Promise<Pick<StoredContributor, 'organisation' | 'assessment' | 'sharesSuppliers'>[]> {
  const rows = await db
    .selectFrom('releaseMember')
    .select(['organisationId as organisation', 'assessmentId as assessment'])
    .where('releaseId', '=', releaseId)
    .where('sharesSuppliers', '=', true)
    .orderBy('organisationId')
    .execute()
  return rows.map((row) => ({ ...row, sharesSuppliers: true }))
}

/** Whether an organisation contributed to a release. */
export async function isMember(
  db: Handle,
  releaseId: ReleaseId,
  organisationId: OrganisationId,
): Promise<boolean> {
  const row = await db
    .selectFrom('releaseMember')
    .select('assessmentId')
    .where('releaseId', '=', releaseId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  return row !== undefined
}

/** One organisation's own signed assessments with what they count as, oldest first. */
export interface SignedSummary {
  readonly periodId: PeriodId
  readonly asOf: string
  readonly ruleSetDigest: string
  readonly summary: Summary
  /** A byte for each question, as in a level row; undefined where none was kept. */
  readonly declared: Uint8Array | undefined
}

export async function findOwnSummaries(db: Handle, organisationId: OrganisationId): Promise<SignedSummary[]> {
  const rows = await db
    .selectFrom('assessment')
    .innerJoin('signedSummary', 'signedSummary.assessmentId', 'assessment.id')
    .leftJoin('levelRow', 'levelRow.assessmentId', 'assessment.id')
    .select([
      'assessment.periodId',
      'assessment.asOf',
      'signedSummary.ruleSetDigest',
      'signedSummary.summary',
      'levelRow.declared',
    ])
    .where('assessment.organisationId', '=', organisationId)
    .where('assessment.status', '=', 'signed')
    .orderBy('assessment.asOf')
    .execute()
  return rows.map(({ declared, ...row }) => ({
    ...withWhole(row),
    declared: declared ? Uint8Array.from(declared) : undefined,
  }))
}

type Kept = Row<SignedSummaryTable>['summary']

const withWhole = <T extends { readonly summary: Kept }>({ summary, ...row }: T) => ({
  ...row,
  summary: whole(summary),
})

/** A summary as it was kept; the first ones keep neither scope nor lessons. */
const whole = (kept: Kept): Summary => ({ scope: [], lessons: [], ...kept })
