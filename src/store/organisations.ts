/** Organisations: who takes part, and what each was called and counted with before. A fictional one stays marked as such for ever. */

import { randomUUID } from 'node:crypto'
import type { OrganisationId } from './column-kinds.ts'
import { insertMany } from './many.ts'
import { findIds, type Page, pageOf, type Paging, saveWords } from './search.ts'
import type { OrganisationChangeTable } from './tables-of-people.ts'
import type { Handle, NewRow, OrganisationTable, PeriodTable, Row } from './tables.ts'

export type OrganisationRow = Row<OrganisationTable>

/** All organisations, by name. */
export async function findOrganisations(db: Handle): Promise<OrganisationRow[]> {
  return db.selectFrom('organisation').selectAll().orderBy('name').execute()
}

/** A page of the organisations that a search finds by name or ODS code, by name; without a search, of all. */
export async function findOrganisationPage(
  db: Handle,
  { search, after, most }: Paging,
): Promise<Page<OrganisationRow>> {
  let found = db.selectFrom('organisation')
  if (search.trim() !== '') {
    const ids = await findIds(db, 'organisation', search)
    if (ids === undefined) return { shown: [], all: undefined, next: undefined }
    if (ids.length === 0) return { shown: [], all: 0, next: undefined }
    found = found.where('organisation.id', 'in', ids)
  }
  const count = await found.select((one) => one.fn.countAll<number>().as('all')).executeTakeFirstOrThrow()
  const all = Number(count.all)
  const last = after === undefined ? undefined : await findOrganisation(db, after)
  let page = found.selectAll().orderBy('name').orderBy('id')
  if (last !== undefined)
    page = page.where((one) => one.eb(one.refTuple('name', 'id'), '>', one.tuple(last.name, last.id)))
  const rows = await page.limit(most + 1).execute()
  return pageOf(rows, all, most)
}

/** The names of some organisations, by id. */
export async function findOrganisationNames(
  db: Handle,
  ids: readonly OrganisationId[],
): Promise<ReadonlyMap<OrganisationId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('organisation').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function findOrganisation(db: Handle, id: OrganisationId): Promise<OrganisationRow | undefined> {
  return db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Whether any organisation here is not fictional. */
export async function hasRealOrganisation(db: Handle): Promise<boolean> {
  const real = await db
    .selectFrom('organisation')
    .select('id')
    .where('fictional', '=', false)
    .limit(1)
    .execute()
  return real.length > 0
}

/** A period, as far as who counts in it: its first day is an ISO date. */
type PeriodDays = Pick<Row<PeriodTable>, 'id' | 'opens'>

/** Organisations that were open when the period was, or signed in it all the same. */
export function selectOfPeriod(db: Handle, { id, opens }: PeriodDays) {
  return db
    .selectFrom('organisation')
    .where((is) =>
      is.or([
        is('closedOn', 'is', null),
        is('closedOn', '>', opens),
        is.exists(
          is
            .selectFrom('assessment')
            .select('assessment.id')
            .whereRef('assessment.organisationId', '=', 'organisation.id')
            .where('assessment.periodId', '=', id)
            .where('assessment.status', '=', 'signed'),
        ),
      ]),
    )
}

/** How many organisations count in a period; one that closed before it and signed nothing does not. */
export async function countOrganisations(db: Handle, period: PeriodDays): Promise<number> {
  const { all } = await selectOfPeriod(db, period)
    .select((column) => column.fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  return Number(all)
}

/** As `countOrganisations`, by cohort and region as they are recorded now. */
export async function countByPlace(
  db: Handle,
  period: PeriodDays,
): Promise<{ readonly cohort: string; readonly region: string; readonly organisations: number }[]> {
  const rows = await selectOfPeriod(db, period)
    .select((column) => ['cohort', 'region', column.fn.countAll<number>().as('organisations')])
    .groupBy(['cohort', 'region'])
    .execute()
  return rows.map((row) => ({ ...row, organisations: Number(row.organisations) }))
}

/** Adds organisations, those that lead a group before the others of it. */
export async function insertOrganisations(
  db: Handle,
  organisations: readonly NewRow<OrganisationTable>[],
): Promise<void> {
  await insertMany(
    db,
    'organisation',
    organisations.map((one) => ({ ...one, sharesSuppliers: one.sharesSuppliers === true })),
  )
  await saveWords(db, 'organisation', organisations.map(wordsIn), true)
}

/** Writes what an organisation is from now on; whether it is fictional never changes. */
export async function saveOrganisation(db: Handle, { id, ...columns }: OrganisationRow): Promise<void> {
  const { odsCode = null, leadId = null, icb = null, closedOn = null, successorId = null } = columns
  await db
    .updateTable('organisation')
    .set({ ...columns, fictional: undefined, odsCode, leadId, icb, closedOn, successorId })
    .where('id', '=', id)
    .execute()
  await saveWords(db, 'organisation', [wordsIn({ id, ...columns })], false)
}

const wordsIn = ({ id, name, odsCode }: Pick<NewRow<OrganisationTable>, 'id' | 'name' | 'odsCode'>) => ({
  id,
  text: `${name} ${odsCode ?? ''}`,
})

export type { OrganisationField } from './tables-of-people.ts'

/** One thing that became another, as stored: a lead or successor by its id. Undefined: nothing was recorded, it counted itself, or it was open. */
export type OrganisationChange = Omit<Row<OrganisationChangeTable>, 'id'>

/** What an organisation was before, the newest change first. */
export async function findOrganisationChanges(
  db: Handle,
  organisationId: OrganisationId,
): Promise<OrganisationChange[]> {
  return db
    .selectFrom('organisationChange')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('at', 'desc')
    .orderBy('field')
    .orderBy('id')
    .execute()
}

export async function insertOrganisationChanges(
  db: Handle,
  changes: readonly OrganisationChange[],
): Promise<void> {
  await insertMany(
    db,
    'organisationChange',
    changes.map((one) => ({ ...one, id: randomUUID() })),
  )
}
