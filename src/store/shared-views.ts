/** Snapshots shown to one account for some days, once two agreed to it; ended. It decides nothing. */

import type { Selectable } from 'kysely'
import type { SharedViewTable } from './tables-of-work.ts'
import type { Handle } from './tables.ts'

/** Who agreed, and when (ISO 8601 UTC). */
export interface Agreement {
  readonly id: string
  readonly name: string
  readonly at: string
}

export interface SharedViewRow {
  readonly id: string
  readonly organisationId: string
  readonly assessmentId: string
  readonly accountId: string
  /** The name that was typed for the viewer, if nobody here knows them. */
  readonly knownAs: string | undefined
  /** For whom that person looks. */
  readonly body: string
  readonly purpose: string
  readonly days: number
  /** ISO 8601 UTC, as are the others. */
  readonly askedAt: string
  readonly lead: Agreement | undefined
  readonly siro: Agreement | undefined
  /** Undefined: not both have agreed, and nothing is shown. */
  readonly until: string | undefined
  readonly endedAt: string | undefined
  readonly endedBy: string | undefined
}

export async function insertSharedView(
  db: Handle,
  row: Omit<SharedViewRow, 'endedAt' | 'endedBy'>,
): Promise<void> {
  await db
    .insertInto('shared_view')
    .values({
      id: row.id,
      organisation_id: row.organisationId,
      assessment_id: row.assessmentId,
      account_id: row.accountId,
      known_as: row.knownAs ?? null,
      body: row.body,
      purpose: row.purpose,
      days: row.days,
      asked_at: row.askedAt,
      lead_id: row.lead?.id ?? null,
      lead_name: row.lead?.name ?? null,
      lead_at: row.lead?.at ?? null,
      siro_id: row.siro?.id ?? null,
      siro_name: row.siro?.name ?? null,
      siro_at: row.siro?.at ?? null,
      until: row.until ?? null,
      ended_at: null,
      ended_by: null,
    })
    .execute()
}

export async function findSharedView(db: Handle, id: string): Promise<SharedViewRow | undefined> {
  const row = await db.selectFrom('shared_view').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** What an organisation shared, or all of them did, the newest first. */
export async function findSharedViews(db: Handle, organisationId?: string): Promise<SharedViewRow[]> {
  let query = db.selectFrom('shared_view').selectAll()
  if (organisationId !== undefined) query = query.where('organisation_id', '=', organisationId)
  const rows = await query.orderBy('asked_at', 'desc').orderBy('id').execute()
  return rows.map(fromTable)
}

export async function saveEnd(db: Handle, id: string, at: string, by: string): Promise<void> {
  await db.updateTable('shared_view').set({ ended_at: at, ended_by: by }).where('id', '=', id).execute()
}

function fromTable(row: Selectable<SharedViewTable>): SharedViewRow {
  const agreement = (id: string | null, name: string | null, at: string | null) =>
    id === null || name === null || at === null ? undefined : { id, name, at }
  return {
    id: row.id,
    organisationId: row.organisation_id,
    assessmentId: row.assessment_id,
    accountId: row.account_id,
    knownAs: row.known_as ?? undefined,
    body: row.body,
    purpose: row.purpose,
    days: row.days,
    askedAt: row.asked_at,
    lead: agreement(row.lead_id, row.lead_name, row.lead_at),
    siro: agreement(row.siro_id, row.siro_name, row.siro_at),
    until: row.until ?? undefined,
    endedAt: row.ended_at ?? undefined,
    endedBy: row.ended_by ?? undefined,
  }
}
