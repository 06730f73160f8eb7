/** Organisations: who takes part. A fictional one stays marked as such for ever. */

import type { Handle, OrganisationTable } from './tables.ts'

export interface OrganisationRow {
  readonly id: string
  readonly odsCode: string | undefined
  readonly name: string
  readonly cohort: string
  readonly region: string
  readonly fictional: boolean
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

/** Adds organisations; at most a few hundred at a time. */
export async function saveOrganisations(
  db: Handle,
  organisations: readonly OrganisationRow[],
): Promise<void> {
  if (organisations.length === 0) return
  await db
    .insertInto('organisation')
    .values(
      organisations.map(({ odsCode, fictional, ...rest }) => ({
        ...rest,
        ods_code: odsCode ?? null,
        fictional: fictional ? 1 : 0,
      })),
    )
    .execute()
}

function fromTable({ ods_code, fictional, ...rest }: OrganisationTable): OrganisationRow {
  return { ...rest, odsCode: ods_code ?? undefined, fictional: fictional === 1 }
}
