/**
 * Releases: prepared by one analyst, published as they are by another, and never changed afterwards; with who contributed, which nobody reads.
 * The large texts are read on their own, because most askers only want to know which release there is.
 */

import { RELEASE_METHOD } from '../peers/model.ts'
import type { Handle, ReleaseStatus, ReleaseTable } from './tables.ts'

const CHUNK = 1000

/** Somebody who prepared or confirmed. */
export interface Signatory {
  readonly id: string
  readonly name: string
  /** ISO 8601 UTC. */
  readonly at: string
}

/** A release without its texts. */
export interface ReleaseRow {
  readonly id: string
  /** From 1, in the order of publishing. */
  readonly number: number
  /** The release published before it. */
  readonly previousId: string | undefined
  readonly periodId: string
  readonly ruleSetDigest: string
  readonly status: ReleaseStatus
  /** SHA-256 of its bytes, hexadecimal. */
  readonly digest: string
  /** Number of the method that computed it. */
  readonly method: number
  readonly prepared: Signatory
  /** Undefined until it is published. */
  readonly confirmed: Signatory | undefined
}

/** The texts of a release. */
export interface ReleaseTexts {
  /** What everybody reads. */
  readonly bytes: string
  /** JSON of a `Concentration`, for analysts. */
  readonly concentration: string
  /** JSON of the dry run, for analysts. */
  readonly report: string
}

/** A contributor as it stood when the release was prepared. */
export interface ReleaseMember {
  readonly organisation: string
  readonly assessment: string
  readonly cohort: string
  readonly region: string
  /** The cell of this release of which a new figure rests on it; undefined: in none. */
  readonly cell: string | undefined
  readonly sharesSuppliers: boolean
}

const COLUMNS = [
  'id',
  'number',
  'previous_id',
  'period_id',
  'rule_set_digest',
  'status',
  'digest',
  'method',
  'prepared_by',
  'prepared_by_name',
  'prepared_at',
  'confirmed_by',
  'confirmed_by_name',
  'confirmed_at',
] as const

/** All releases, in the order of publishing; one that is only prepared after the published one of its number. */
export async function findReleases(db: Handle): Promise<ReleaseRow[]> {
  const rows = await db
    .selectFrom('release')
    .select(COLUMNS)
    .orderBy('number')
    .orderBy('status', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(fromTable)
}

/** How a comparison is called: its number, and the name of its period. */
export interface ComparisonName {
  readonly number: number
  readonly period: string
}

/** What every published release is called, by id. */
export async function findComparisonNames(db: Handle): Promise<Map<string, ComparisonName>> {
  const rows = await db
    .selectFrom('release')
    .innerJoin('period', 'period.id', 'release.period_id')
    .select(['release.id', 'release.number', 'period.name as period'])
    .where('release.status', '=', 'published')
    .execute()
  return new Map(rows.map(({ id, number, period }) => [id, { number, period }]))
}

/** The newest published release, of one period or of any. */
export async function findLatest(db: Handle, periodId?: string): Promise<ReleaseRow | undefined> {
  let query = db.selectFrom('release').select(COLUMNS).where('status', '=', 'published')
  if (periodId !== undefined) query = query.where('period_id', '=', periodId)
  const row = await query.orderBy('number', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

export async function findReleaseRow(db: Handle, id: string): Promise<ReleaseRow | undefined> {
  const row = await db.selectFrom('release').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** The texts of a release that is known to be there. */
export async function getTexts(db: Handle, id: string): Promise<ReleaseTexts> {
  return db
    .selectFrom('release')
    .select(['bytes', 'concentration', 'report'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** Stores a release that today's method prepared, with its contributors, in place of what was prepared for the same period before. */
export async function savePrepared(
  db: Handle,
  release: Omit<ReleaseRow, 'status' | 'confirmed' | 'method'> & ReleaseTexts,
  members: readonly ReleaseMember[],
): Promise<void> {
  await deletePrepared(db, 'period_id', release.periodId)
  await db
    .insertInto('release')
    .values({
      id: release.id,
      number: release.number,
      previous_id: release.previousId ?? null,
      period_id: release.periodId,
      rule_set_digest: release.ruleSetDigest,
      status: 'prepared',
      bytes: release.bytes,
      digest: release.digest,
      concentration: release.concentration,
      report: release.report,
      method: RELEASE_METHOD,
      prepared_by: release.prepared.id,
      prepared_by_name: release.prepared.name,
      prepared_at: release.prepared.at,
    })
    .execute()
  for (let from = 0; from < members.length; from += CHUNK)
    await db
      .insertInto('release_member')
      .values(
        members.slice(from, from + CHUNK).map((one) => ({
          release_id: release.id,
          organisation_id: one.organisation,
          assessment_id: one.assessment,
          cohort: one.cohort,
          region: one.region,
          cell: one.cell ?? null,
          shares_suppliers: one.sharesSuppliers ? 1 : 0,
        })),
      )
      .execute()
}

/** What an analyst prepared and nobody has published. */
export async function deletePreparedBy(db: Handle, accountId: string): Promise<void> {
  await deletePrepared(db, 'prepared_by', accountId)
}

async function deletePrepared(db: Handle, by: 'period_id' | 'prepared_by', id: string): Promise<void> {
  const found = await db
    .selectFrom('release')
    .select('id')
    .where(by, '=', id)
    .where('status', '=', 'prepared')
    .execute()
  for (const { id } of found) {
    await db.deleteFrom('release_member').where('release_id', '=', id).execute()
    await db.deleteFrom('release').where('id', '=', id).execute()
  }
}

/** Publishes a prepared release as it is: one statement, so that there is no half of it. */
export async function publish(db: Handle, id: string, by: Signatory): Promise<void> {
  await db
    .updateTable('release')
    .set({ status: 'published', confirmed_by: by.id, confirmed_by_name: by.name, confirmed_at: by.at })
    .where('id', '=', id)
    .where('status', '=', 'prepared')
    .execute()
}

function fromTable(row: Pick<ReleaseTable, (typeof COLUMNS)[number]>): ReleaseRow {
  return {
    id: row.id,
    number: row.number,
    previousId: row.previous_id ?? undefined,
    periodId: row.period_id,
    ruleSetDigest: row.rule_set_digest,
    status: row.status,
    digest: row.digest,
    method: row.method,
    prepared: { id: row.prepared_by, name: row.prepared_by_name, at: row.prepared_at },
    confirmed:
      row.confirmed_by === null
        ? undefined
        : { id: row.confirmed_by, name: row.confirmed_by_name ?? '', at: row.confirmed_at ?? '' },
  }
}
