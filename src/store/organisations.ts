/** Organisations: who takes part, and what each was called and counted with before. A fictional one stays marked as such for ever. */

import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { PeriodRow } from './periods.ts'
import { findIds, type Page, pageOf, type Paging, saveWords } from './search.ts'
import type { OrganisationChangeTable } from './tables-of-people.ts'
import type { Handle, OrganisationTable } from './tables.ts'

export interface OrganisationRow {
  readonly id: string
  readonly odsCode: string | undefined
  readonly name: string
  readonly cohort: string
  readonly region: string
  readonly fictional: boolean
  /** The organisation by which its group of trusts counts once in comparisons; undefined: it counts itself. */
  readonly leadId?: string
  /** It lets national analysts count its suppliers. */
  readonly sharesSuppliers?: boolean
  /** Name of its integrated care board; undefined: not recorded. */
  readonly icb?: string
  /** ISO date, which may be still to come; undefined: it is open. */
  readonly closedOn?: string
  /** The organisation that it merged into. */
  readonly successorId?: string
}

/** All organisations, by name. */
export async function findOrganisations(db: Handle): Promise<OrganisationRow[]> {
  const rows = await db.selectFrom('organisation').selectAll().orderBy('name').execute()
  return rows.map(organisationOf)
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
  return pageOf(rows.map(organisationOf), all, most)
}

/** The names of some organisations, by id. */
export async function findOrganisationNames(
  db: Handle,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('organisation').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function findOrganisation(db: Handle, id: string): Promise<OrganisationRow | undefined> {
  const row = await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : organisationOf(row)
}

/** Whether any organisation here is not fictional. */
export async function hasRealOrganisation(db: Handle): Promise<boolean> {
  const real = await db.selectFrom('organisation').select('id').where('fictional', '=', 0).limit(1).execute()
  return real.length > 0
}

/** A period, as far as who counts in it: its first day is an ISO date. */
type PeriodDays = Pick<PeriodRow, 'id' | 'opens'>

/** Organisations that were open when the period was, or signed in it all the same. */
function selectOfPeriod(db: Handle, { id, opens }: PeriodDays) {
  return db
    .selectFrom('organisation')
    .where((is) =>
      is.or([
        is('closed_on', 'is', null),
        is('closed_on', '>', opens),
        is.exists(
          is
            .selectFrom('assessment')
            .select('assessment.id')
            .whereRef('assessment.organisation_id', '=', 'organisation.id')
            .where('assessment.period_id', '=', id)
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

const CHUNK = 500

/** Adds organisations, those that lead a group before the others of it. */
export async function saveOrganisations(
  db: Handle,
  organisations: readonly OrganisationRow[],
): Promise<void> {
  for (let from = 0; from < organisations.length; from += CHUNK)
    await db
      .insertInto('organisation')
      .values(
        organisations
          .slice(from, from + CHUNK)
          .map((one) => ({ id: one.id, fictional: one.fictional ? 1 : 0, ...columnsOf(one) })),
      )
      .execute()
  await saveWords(db, 'organisation', organisations.map(wordsIn), true)
}

/** Writes what an organisation is from now on. */
export async function saveOrganisation(db: Handle, organisation: OrganisationRow): Promise<void> {
  await db
    .updateTable('organisation')
    .set(columnsOf(organisation))
    .where('id', '=', organisation.id)
    .execute()
  await saveWords(db, 'organisation', [wordsIn(organisation)], false)
}

const wordsIn = ({ id, name, odsCode = '' }: OrganisationRow) => ({ id, text: `${name} ${odsCode}` })

function columnsOf(one: OrganisationRow) {
  return {
    ods_code: one.odsCode ?? null,
    name: one.name,
    cohort: one.cohort,
    region: one.region,
    lead_id: one.leadId ?? null,
    shares_suppliers: one.sharesSuppliers === true ? 1 : 0,
    icb: one.icb ?? null,
    closed_on: one.closedOn ?? null,
    successor_id: one.successorId ?? null,
  }
}

/** A row of the table in the words of the code. */
export function organisationOf(row: Selectable<OrganisationTable>): OrganisationRow {
  return {
    id: row.id,
    odsCode: row.ods_code ?? undefined,
    name: row.name,
    cohort: row.cohort,
    region: row.region,
    fictional: row.fictional === 1,
    sharesSuppliers: row.shares_suppliers === 1,
    ...(row.lead_id === null ? {} : { leadId: row.lead_id }),
    ...(row.icb === null ? {} : { icb: row.icb }),
    ...(row.closed_on === null ? {} : { closedOn: row.closed_on }),
    ...(row.successor_id === null ? {} : { successorId: row.successor_id }),
  }
}

/** What of an organisation can change; `added` is its beginning. */
export type OrganisationField =
  | 'added'
  | 'ods-code'
  | 'name'
  | 'cohort'
  | 'region'
  | 'icb'
  | 'lead'
  | 'closed-on'
  | 'successor'

/** One thing that became another. */
export interface OrganisationChange {
  readonly organisationId: string
  readonly field: OrganisationField
  /** As stored: a lead or successor by its id. Undefined: nothing was recorded, it counted itself, or it was open. */
  readonly before: string | undefined
  readonly after: string | undefined
  /** ISO 8601 UTC. */
  readonly at: string
  readonly byId: string
  readonly byName: string
}

/** What an organisation was before, the newest change first. */
export async function findOrganisationChanges(
  db: Handle,
  organisationId: string,
): Promise<OrganisationChange[]> {
  const rows = await db
    .selectFrom('organisation_change')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('at', 'desc')
    .orderBy('field')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    field: row.field as OrganisationField,
    before: row.before ?? undefined,
    after: row.after ?? undefined,
    at: row.at,
    byId: row.by_id,
    byName: row.by_name,
  }))
}

export async function insertOrganisationChanges(
  db: Handle,
  changes: readonly OrganisationChange[],
): Promise<void> {
  for (let from = 0; from < changes.length; from += CHUNK)
    await db
      .insertInto('organisation_change')
      .values(changes.slice(from, from + CHUNK).map(toTable))
      .execute()
}

function toTable(change: OrganisationChange): OrganisationChangeTable {
  return {
    id: randomUUID(),
    organisation_id: change.organisationId,
    field: change.field,
    before: change.before ?? null,
    after: change.after ?? null,
    at: change.at,
    by_id: change.byId,
    by_name: change.byName,
  }
}
