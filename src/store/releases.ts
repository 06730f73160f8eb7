/**
 * Releases: prepared by one analyst, published as they are by another, and never changed afterwards; with who contributed, which nobody reads.
 * The large texts are read on their own, because most askers only want to know which release there is.
 */

import { RELEASE_METHOD } from '../peers/model.ts'
import { type Act, actColumns, withActs, type WithActs } from './acts.ts'
import type { AccountId, PeriodId, ReleaseId } from './column-kinds.ts'
import { insertMany } from './many.ts'
import type { Handle, ReleaseMemberTable, ReleaseTable, Row } from './tables.ts'

/** A release without its texts; `confirmed` once it is published. */
export type ReleaseRow = Omit<WithActs<ReleaseTable, 'prepared' | 'confirmed'>, keyof ReleaseTexts>

/** The texts of a release: what everybody reads, and for analysts what suppliers are shared and the dry run. */
export type ReleaseTexts = Pick<Row<ReleaseTable>, 'bytes' | 'concentration' | 'report'>

/** A contributor as it stood when the release was prepared; `cell` undefined: no new figure rests on it. */
export type ReleaseMember = Omit<Row<ReleaseMemberTable>, 'releaseId'>

const COLUMNS = [
  'id',
  'number',
  'previousId',
  'periodId',
  'ruleSetDigest',
  'status',
  'digest',
  'method',
  'preparedBy',
  'preparedByName',
  'preparedAt',
  'confirmedBy',
  'confirmedByName',
  'confirmedAt',
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
  return rows.map(releaseOf)
}

/** How a comparison is called: its number, and the name of its period. */
export interface ComparisonName {
  readonly number: number
  readonly period: string
}

/** What every published release is called, by id. */
export async function findComparisonNames(db: Handle): Promise<Map<ReleaseId, ComparisonName>> {
  const rows = await db
    .selectFrom('release')
    .innerJoin('period', 'period.id', 'release.periodId')
    .select(['release.id', 'release.number', 'period.name as period'])
    .where('release.status', '=', 'published')
    .execute()
  return new Map(rows.map(({ id, number, period }) => [id, { number, period }]))
}

/** The newest published release, of one period or of any. */
export async function findLatest(db: Handle, periodId?: PeriodId): Promise<ReleaseRow | undefined> {
  let query = db.selectFrom('release').select(COLUMNS).where('status', '=', 'published')
  if (periodId !== undefined) query = query.where('periodId', '=', periodId)
  const row = await query.orderBy('number', 'desc').limit(1).executeTakeFirst()
  return row && releaseOf(row)
}

export async function findReleaseRow(db: Handle, id: ReleaseId): Promise<ReleaseRow | undefined> {
  const row = await db.selectFrom('release').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row && releaseOf(row)
}

/** The texts of a release that is known to be there. */
export async function getTexts(db: Handle, id: ReleaseId): Promise<ReleaseTexts> {
  return db
    .selectFrom('release')
    .select(['bytes', 'concentration', 'report'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** Stores a release that today's method prepared, with its contributors, in place of what was prepared for the same period before. */
export async function insertPrepared(
  db: Handle,
  { prepared, ...release }: Omit<ReleaseRow, 'status' | 'confirmed' | 'method'> & ReleaseTexts,
  members: readonly ReleaseMember[],
): Promise<void> {
  await deletePrepared(db, 'periodId', release.periodId)
  await db
    .insertInto('release')
    .values({ ...release, ...actColumns('prepared', prepared), status: 'prepared', method: RELEASE_METHOD })
    .execute()
  await insertMany(
    db,
    'releaseMember',
    members.map((one) => ({ ...one, releaseId: release.id })),
  )
}

/** What an analyst prepared and nobody has published. */
export async function deletePreparedBy(db: Handle, accountId: AccountId): Promise<void> {
  await deletePrepared(db, 'preparedBy', accountId)
}

async function deletePrepared(db: Handle, by: 'periodId' | 'preparedBy', id: string): Promise<void> {
  const found = await db
    .selectFrom('release')
    .select('id')
    .where(by, '=', id)
    .where('status', '=', 'prepared')
    .execute()
  for (const { id } of found) {
    await db.deleteFrom('releaseMember').where('releaseId', '=', id).execute()
    await db.deleteFrom('release').where('id', '=', id).execute()
  }
}

/** Publishes a prepared release as it is: one statement, so that there is no half of it. */
export async function savePublished(db: Handle, id: ReleaseId, by: Act): Promise<void> {
  await db
    .updateTable('release')
    .set({ status: 'published', ...actColumns('confirmed', by) })
    .where('id', '=', id)
    .where('status', '=', 'prepared')
    .execute()
}

const releaseOf = (row: Pick<Row<ReleaseTable>, (typeof COLUMNS)[number]>): ReleaseRow =>
  withActs<ReleaseTable, 'prepared' | 'confirmed'>(row as Row<ReleaseTable>, ['prepared', 'confirmed'])
