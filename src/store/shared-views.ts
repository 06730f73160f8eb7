/** Snapshots shown to one account for some days, once two agreed to it; ended. It decides nothing. */

import type { Act } from './acts.ts'
import type { AccountId, OrganisationId, ProposalId } from './column-kinds.ts'
import type { SharedViewTable } from './tables-of-sign-off.ts'
import type { Handle, Row } from './tables.ts'

type Agreements = 'leadId' | 'leadName' | 'leadAt' | 'siroId' | 'siroName' | 'siroAt'

/** Nothing is shown before lead and SIRO have agreed, and `until` says so. */
export type SharedViewRow = Omit<Row<SharedViewTable>, Agreements> & {
  readonly lead: Act | undefined
  readonly siro: Act | undefined
}

export async function insertSharedView(
  db: Handle,
  { lead, siro, ...row }: Omit<SharedViewRow, 'endedAt' | 'endedBy'>,
): Promise<void> {
  const agreed = {
    leadId: lead?.id,
    leadName: lead?.name,
    leadAt: lead?.at,
    siroId: siro?.id,
    siroName: siro?.name,
    siroAt: siro?.at,
  }
  await db
    .insertInto('sharedView')
    .values({ ...row, ...agreed })
    .execute()
}

export async function findSharedView(db: Handle, id: ProposalId): Promise<SharedViewRow | undefined> {
  const row = await db.selectFrom('sharedView').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** What an organisation shared, or all of them did, the newest first. */
export async function findSharedViews(db: Handle, organisationId?: OrganisationId): Promise<SharedViewRow[]> {
  let query = db.selectFrom('sharedView').selectAll()
  if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId)
  const rows = await query.orderBy('askedAt', 'desc').orderBy('id').execute()
  return rows.map(fromTable)
}

export async function saveSharedViewEnd(db: Handle, id: ProposalId, at: string, by: string): Promise<void> {
  await db.updateTable('sharedView').set({ endedAt: at, endedBy: by }).where('id', '=', id).execute()
}

function fromTable(row: Row<SharedViewTable>): SharedViewRow {
  const { leadId, leadName, leadAt, siroId, siroName, siroAt, ...view } = row
  return { ...view, lead: actOf(leadId, leadName, leadAt), siro: actOf(siroId, siroName, siroAt) }
}

const actOf = (id?: AccountId, name?: string, at?: string): Act | undefined =>
  id === undefined || name === undefined || at === undefined ? undefined : { id, name, at }
