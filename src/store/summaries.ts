/**
 * What each signed assessment counts as in a comparison, kept beside it at signing: derived from its level row, rebuildable, never edited.
 * It gives whole lists of contributors to the computation of releases, and to nobody else.
 */

import type { Contributor, Summary } from '../peers/model.ts'
import type { Handle } from './tables.ts'

const CHUNK = 1000

export async function saveSummaries(
  db: Handle,
  summaries: readonly {
    readonly assessmentId: string
    readonly ruleSetDigest: string
    readonly summary: Summary
  }[],
): Promise<void> {
  for (let from = 0; from < summaries.length; from += CHUNK)
    await db
      .insertInto('signed_summary')
      .values(
        summaries.slice(from, from + CHUNK).map((one) => ({
          assessment_id: one.assessmentId,
          rule_set_digest: one.ruleSetDigest,
          summary: JSON.stringify(one.summary),
        })),
      )
      .execute()
}

/** What one signed assessment counts as. */
export async function findSummary(db: Handle, assessmentId: string): Promise<Summary | undefined> {
  const row = await db
    .selectFrom('signed_summary')
    .select('summary')
    .where('assessment_id', '=', assessmentId)
    .executeTakeFirst()
  return row === undefined ? undefined : parse(row.summary)
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
  const rows = await db
    .selectFrom('assessment')
    .innerJoin('organisation', 'organisation.id', 'assessment.organisation_id')
    .innerJoin('signed_summary', 'signed_summary.assessment_id', 'assessment.id')
    .select([
      'organisation.id as organisation',
      'assessment.id as assessment',
      'organisation.cohort',
      'organisation.region',
      'organisation.shares_suppliers as shares',
      'signed_summary.summary',
    ])
    .where('assessment.period_id', '=', periodId)
    .where('assessment.status', '=', 'signed')
    .where('signed_summary.rule_set_digest', '=', ruleSetDigest)
    .where((is) =>
      is.or([
        is('organisation.lead_id', 'is', null),
        is('organisation.lead_id', '=', is.ref('organisation.id')),
      ]),
    )
    .orderBy('organisation.id')
    .execute()
  return rows.map(toContributor)
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

/** A contributor of a release, with the cell whose new figures rest on it, if any. */
export interface StoredMember extends StoredContributor {
  readonly cell: string | undefined
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
    ])
    .where('release_member.release_id', '=', releaseId)
    .orderBy('release_member.organisation_id')
    .execute()
  return rows.map(toMember)
}

/** Whether somebody's data that a release counted, in one cell or in any (undefined), was deleted since. */
export async function hasLost(db: Handle, releaseId: string, cell?: string): Promise<boolean> {
  let query = findLost(db).where('release.id', '=', releaseId)
  if (cell !== undefined) query = query.where('release_member.cell', '=', cell)
  return (await query.execute()).length > 0
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

/** The summary is parsed when it is counted: of an earlier release's contributors most never are. */
function toMember({ shares, summary, cell, ...rest }: Row & { readonly cell: string | null }): StoredMember {
  let parsed: Summary | undefined
  return {
    ...rest,
    cell: cell ?? undefined,
    sharesSuppliers: shares === 1,
    get summary() {
      return (parsed ??= parse(summary))
    },
  }
}

const parse = (text: string) => JSON.parse(text) as Summary
