/** Deletions of an organisation's data once they are confirmed, and their receipts, which the database never lets go of again. */

import { actColumns, withActs, type WithActs } from './acts.ts'
import type { OrganisationId, ProposalId } from './column-kinds.ts'
import type { DeletionTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'

/** `assessmentId` is undefined where it is everything of the organisation; `proof`, the receipt as JSON, until it is done. */
export type DeletionRow = WithActs<DeletionTable, 'asked' | 'confirmed'>

/** From now on, and until its proof is saved, the database lets the data go. */
export async function insertDeletion(
  db: Handle,
  { asked, confirmed, ...row }: Omit<DeletionRow, 'proof'>,
): Promise<void> {
  await db
    .insertInto('deletion')
    .values({ ...row, ...actColumns('asked', asked), ...actColumns('confirmed', confirmed) })
    .execute()
}

/** Of one organisation, or of all (undefined), the newest first. */
export async function findDeletions(db: Handle, organisationId?: OrganisationId): Promise<DeletionRow[]> {
  let query = db.selectFrom('deletion').selectAll()
  if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId)
  const rows = await query.orderBy('askedAt', 'desc').orderBy('id').execute()
  return rows.map((row) => withActs<DeletionTable, 'asked' | 'confirmed'>(row, ['asked', 'confirmed']))
}

export async function saveProof(db: Handle, id: ProposalId, proof: string): Promise<void> {
  await db.updateTable('deletion').set({ proof }).where('id', '=', id).execute()
}
