/** Organisations: who takes part. A fictional one stays marked as such for ever. */

import type { Selectable } from 'kysely'
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
}

/** All organisations, by name. */
export async function findOrganisations(db: Handle): Promise<OrganisationRow[]> {
  const rows = await db.selectFrom('organisation').selectAll().orderBy('name').execute()
  return rows.map(fromTable)
}

export async function findOrganisation(db: Handle, id: string): Promise<OrganisationRow | undefined> {
  const row = await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** Whether any organisation here is not fictional. */
export async function hasRealOrganisation(db: Handle): Promise<boolean> {
  const real = await db.selectFrom('organisation').select('id').where('fictional', '=', 0).limit(1).execute()
  return real.length > 0
}

export async function countOrganisations(db: Handle): Promise<number> {
  const { all } = await db
    .selectFrom('organisation')
    .select((column) => column.fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  return Number(all)
}

/** How many organisations of each cohort there are in each region, as recorded. */
export async function countByPlace(
  db: Handle,
): Promise<{ readonly cohort: string; readonly region: string; readonly organisations: number }[]> {
  const rows = await db
    .selectFrom('organisation')
    .select((column) => ['cohort', 'region', column.fn.countAll<number>().as('organisations')])
    .groupBy(['cohort', 'region'])
    .execute()
  return rows.map((row) => ({ ...row, organisations: Number(row.organisations) }))
}

/** Adds organisations, those that lead a group before the others of it; at most a few hundred at a time. */
export async function saveOrganisations(
  db: Handle,
  organisations: readonly OrganisationRow[],
): Promise<void> {
  if (organisations.length === 0) return
  await db
    .insertInto('organisation')
    .values(
      organisations.map(({ odsCode, fictional, leadId, sharesSuppliers, ...rest }) => ({
        ...rest,
        ods_code: odsCode ?? null,
        fictional: fictional ? 1 : 0,
        lead_id: leadId ?? null,
        shares_suppliers: sharesSuppliers === true ? 1 : 0,
      })),
    )
    .execute()
}

function fromTable(row: Selectable<OrganisationTable>): OrganisationRow {
  const { ods_code, fictional, lead_id, shares_suppliers, ...rest } = row
  return {
    ...rest,
    odsCode: ods_code ?? undefined,
    fictional: fictional === 1,
    sharesSuppliers: shares_suppliers === 1,
    ...(lead_id === null ? {} : { leadId: lead_id }),
  }
}
