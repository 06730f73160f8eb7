/**
 * What each signed assessment counts as in a comparison, kept beside it at signing: derived from its level row, rebuildable, never edited.
 * It gives whole lists of contributors to the computation of releases, and to nobody else.
 */

import type { Contributor, CountedThen, Summary } from '../peers/model.ts'
import { METHOD } from '../scoring/model.ts'
import { insertMany } from './many.ts'
import type { Handle } from './tables.ts'

/** Keeps summaries as made by today's method. */
export async function saveSummaries(
  db: Handle,
  summaries: readonly {
    readonly assessmentId: string
    readonly ruleSetDigest: string
    readonly summary: Summary
  }[],
): Promise<void> {
  await insertMany(
    db,
    'signed_summary',
    summaries.map((one) => ({
      assessment_id: one.assessmentId,
      rule_set_digest: one.ruleSetDigest,
      summary: JSON.stringify(one.summary),
      method: METHOD,
    })),
  )
}

/** What a signed assessment counts as, with the number of the method that computed it. */
export interface KeptSummary {
  readonly summary: Summary
  readonly method: number
}

/** What one signed assessment counts as, as it was kept at signing. */
export async function findSummary(db: Handle, assessmentId: string): Promise<KeptSummary | undefined> {
  const row = await db
    .selectFrom('signed_summary')
    .select(['summary', 'method'])
    .where('assessment_id', '=', assessmentId)
    .executeTakeFirst()
  return row === undefined ? undefined : { summary: parse(row.summary), method: row.method }
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
  periodId: string,
  ruleSetDigest: string,
): Promise<StoredContributor[]> {
  const rows = await selectContributors(db, periodId, ruleSetDigest)
    .select([
      'organisation.id as organisation',
      'assessment.id as assessment',
      'organisation.cohort',
      'organisation.region',
      'organisation.shares_suppliers as shares',
      'signed_summary.summary',
    ])
    .orderBy('organisation.id')
    .execute()
  return rows.map(toContributor)
}

function selectContributors(db: Handle, periodId: string, ruleSetDigest: string) {
  return db
    .selectFrom('assessment')
    .innerJoin('organisation', 'organisation.id', 'assessment.organisation_id')
    .innerJoin('signed_summary', 'signed_summary.assessment_id', 'assessment.id')
    .where('assessment.period_id', '=', periodId)
    .where('assessment.status', '=', 'signed')
    .where('signed_summary.rule_set_digest', '=', ruleSetDigest)
    .where((is) =>
      is.or([
        is('organisation.lead_id', 'is', null),
        is('organisation.lead_id', '=', is.ref('organisation.id')),
      ]),
    )
}

/** How many organisations have signed in a period: all, and under its rule set. */
export async function countSigned(
  db: Handle,
  periodId: string,
  ruleSetDigest: string,
): Promise<{ readonly all: number; readonly underRuleSet: number }> {
  const rows = await db
    .selectFrom('assessment')
    .select((column) => ['rule_set_digest', column.fn.countAll<number>().as('signed')])
    .where('period_id', '=', periodId)
    .where('status', '=', 'signed')
    .groupBy('rule_set_digest')
    .execute()
  const countOf = (found: typeof rows) => found.reduce((sum, row) => sum + Number(row.signed), 0)
  return {
    all: countOf(rows),
    underRuleSet: countOf(rows.filter((row) => row.rule_set_digest === ruleSetDigest)),
  }
}

/** Whether somebody signed in the period of a release after it was prepared, and is not in it. */
export async function hasSignedSince(
  db: Handle,
  { id, periodId, prepared }: { id: string; periodId: string; prepared: { at: string } },
): Promise<boolean> {
  const row = await db
    .selectFrom('assessment')
    .select('id')
    .where('period_id', '=', periodId)
    .where('status', '=', 'signed')
    .where('signed_at', '>', prepared.at)
    .where('id', 'not in', (of) =>
      of.selectFrom('release_member').select('assessment_id').where('release_id', '=', id),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** How many would contribute to a release of a period, by kind and region. */
export async function countPlaces(
  db: Handle,
  periodId: string,
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
export async function findCountedThen(db: Handle, releaseId: string): Promise<CountedThen[]> {
  const rows = await db
    .selectFrom('release_member')
    .leftJoin('signed_summary', 'signed_summary.assessment_id', 'release_member.assessment_id')
    .select([
      'release_member.organisation_id as organisation',
      'release_member.cohort',
      'release_member.region',
      'signed_summary.summary',
    ])
    .where('release_member.release_id', '=', releaseId)
    .orderBy('release_member.organisation_id')
    .execute()
  return rows.map(({ summary, ...one }) => ({
    ...one,
    answered: summary === null ? undefined : parse(summary),
  }))
}

/** A contributor of a release, with the cell of which a new figure rests on it, if any. */
export interface StoredMember extends StoredContributor {
  readonly cell: string | undefined
  /** Number of the method that computed its summary. */
  readonly method: number
}

/** The contributors of a release as they stood then. */
export async function findMembers(db: Handle, releaseId: string): Promise<StoredMember[]> {
  const rows = await db
    .selectFrom('release_member')
    .innerJoin('signed_summary', 'signed_summary.assessment_id', 'release_member.assessment_id')
    .select([
      'release_member.organisation_id as organisation',
      'release_member.assessment_id as assessment',
      'release_member.cohort',
      'release_member.region',
      'release_member.cell',
      'release_member.shares_suppliers as shares',
      'signed_summary.summary',
      'signed_summary.method',
    ])
    .where('release_member.release_id', '=', releaseId)
    .orderBy('release_member.organisation_id')
    .execute()
  return rows.map(toMember)
}

/** Whether somebody's data that a release counted was deleted since. */
export async function hasLost(db: Handle, releaseId: string): Promise<boolean> {
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
    .selectFrom('release_member')
    .innerJoin('release', 'release.id', 'release_member.release_id')
    .innerJoin('assessment', 'assessment.id', 'release_member.assessment_id')
    .select('assessment.id')
    .where('assessment.deleted_at', 'is not', null)
    .limit(1)
}

/** The contributors of a release that agreed to have their suppliers counted. */
export async function findSharing(
  db: Handle,
  releaseId: string,
): Promise<Pick<StoredContributor, 'organisation' | 'assessment' | 'sharesSuppliers'>[]> {
  const rows = await db
    .selectFrom('release_member')
    .select(['organisation_id as organisation', 'assessment_id as assessment'])
    .where('release_id', '=', releaseId)
    .where('shares_suppliers', '=', 1)
    .orderBy('organisation_id')
    .execute()
  return rows.map((row) => ({ ...row, sharesSuppliers: true }))
}

/** Whether an organisation contributed to a release. */
export async function isMember(db: Handle, releaseId: string, organisationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('release_member')
    .select('assessment_id')
    .where('release_id', '=', releaseId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  return row !== undefined
}

/** One organisation's own signed assessments with what they count as, oldest first. */
export interface SignedSummary {
  readonly periodId: string
  readonly asOf: string
  readonly ruleSetDigest: string
  readonly summary: Summary
}

export async function findOwnSummaries(db: Handle, organisationId: string): Promise<SignedSummary[]> {
  const rows = await db
    .selectFrom('assessment')
    .innerJoin('signed_summary', 'signed_summary.assessment_id', 'assessment.id')
    .select([
      'assessment.period_id as periodId',
      'assessment.as_of as asOf',
      'signed_summary.rule_set_digest as ruleSetDigest',
      'signed_summary.summary',
    ])
    .where('assessment.organisation_id', '=', organisationId)
    .where('assessment.status', '=', 'signed')
    .orderBy('assessment.as_of')
    .execute()
  return rows.map((row) => ({ ...row, summary: parse(row.summary) }))
}

interface Row {
  readonly organisation: string
  readonly assessment: string
  readonly cohort: string
  readonly region: string
  readonly shares: number
  readonly summary: string
}

function toContributor({ shares, summary, ...rest }: Row): StoredContributor {
  return { ...rest, sharesSuppliers: shares === 1, summary: parse(summary) }
}

function toMember({
  cell,
  method,
  ...row
}: Row & { readonly cell: string | null; readonly method: number }): StoredMember {
  return { ...toContributor(row), cell: cell ?? undefined, method }
}

/** A summary as it was kept; the first ones keep neither scope nor lessons. */
function parse(text: string): Summary {
  const kept = JSON.parse(text) as Omit<Summary, 'scope' | 'lessons'> & Partial<Summary>
  return { scope: [], lessons: [], ...kept }
}
