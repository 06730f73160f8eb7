/** Deletions of an organisation's data once they are confirmed, and their receipts, which the database never lets go of again. */

import type { Selectable } from 'kysely'
import type { Act } from './holds.ts'
import type { DeletionTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'

export interface DeletionRow {
  readonly id: string
  readonly organisationId: string
  /** Undefined: everything of the organisation. */
  readonly assessmentId: string | undefined
  readonly reason: string
  readonly asked: Act
  readonly confirmed: Act
  /** The receipt, JSON; undefined until it is done. */
  readonly proof: string | undefined
}

/** From now on, and until its proof is saved, the database lets the data go. */
export async function insertDeletion(db: Handle, row: Omit<DeletionRow, 'proof'>): Promise<void> {
  await db
    .insertInto('deletion')
    .values({
      id: row.id,
      organisation_id: row.organisationId,
      assessment_id: row.assessmentId ?? null,
      reason: row.reason,
      asked_by: row.asked.id,
      asked_by_name: row.asked.name,
      asked_at: row.asked.at,
      confirmed_by: row.confirmed.id,
      confirmed_by_name: row.confirmed.name,
      confirmed_at: row.confirmed.at,
      proof: null,
    })
    .execute()
}

/** Of one organisation, or of all (undefined), the newest first. */
export async function findDeletions(db: Handle, organisationId?: string): Promise<DeletionRow[]> {
  let query = db.selectFrom('deletion').selectAll()
  if (organisationId !== undefined) query = query.where('organisation_id', '=', organisationId)
  const rows = await query.orderBy('asked_at', 'desc').orderBy('id').execute()
  return rows.map(fromTable)
}

export async function saveProof(db: Handle, id: string, proof: string): Promise<void> {
  await db.updateTable('deletion').set({ proof }).where('id', '=', id).execute()
}

function fromTable(row: Selectable<DeletionTable>): DeletionRow {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    assessmentId: row.assessment_id ?? undefined,
    reason: row.reason,
    asked: { id: row.asked_by, name: row.asked_by_name, at: row.asked_at },
    confirmed: { id: row.confirmed_by, name: row.confirmed_by_name, at: row.confirmed_at },
    proof: row.proof ?? undefined,
  }
}
