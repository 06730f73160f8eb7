/** What somebody asked for that others must agree to: asked, agreed to seat by seat, done or stopped. It decides nothing. */

import { actColumns, withActs, type WithActs } from './acts.ts'
import type { OrganisationId, ProposalId } from './column-kinds.ts'
import type { Agreed, ProposalKind, ProposalTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'

export type { Agreed, ProposalKind } from './tables-of-people.ts'

/** It takes effect by itself at `dueAt` (ISO 8601 UTC), or never by time. */
export type ProposalRow = WithActs<ProposalTable, 'asked'>

export type NewProposal = Omit<ProposalRow, 'doneAt' | 'stoppedAt' | 'stoppedBy'>

export async function insertProposal(db: Handle, { asked, ...row }: NewProposal): Promise<void> {
  await db
    .insertInto('proposal')
    .values({ ...row, ...actColumns('asked', asked) })
    .execute()
}

export async function findProposal(db: Handle, id: ProposalId): Promise<ProposalRow | undefined> {
  const row = await db.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirst()
  return row && proposalOf(row)
}

const proposalOf = (row: Row<ProposalTable>) => withActs<ProposalTable, 'asked'>(row, ['asked'])

/** Everything that waits, the oldest first. */
export async function findWaiting(db: Handle): Promise<ProposalRow[]> {
  const rows = await db
    .selectFrom('proposal')
    .selectAll()
    .where('doneAt', 'is', null)
    .where('stoppedAt', 'is', null)
    .orderBy('askedAt')
    .orderBy('id')
    .execute()
  return rows.map(proposalOf)
}

/** What was asked of a kind in one organisation and is not done: waiting, or stopped; the newest first. */
export async function findNotDone(
  db: Handle,
  kind: ProposalKind,
  organisationId: OrganisationId,
): Promise<ProposalRow[]> {
  const rows = await db
    .selectFrom('proposal')
    .selectAll()
    .where('kind', '=', kind)
    .where('organisationId', '=', organisationId)
    .where('doneAt', 'is', null)
    .orderBy('askedAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(proposalOf)
}

export async function saveAgreed(db: Handle, id: ProposalId, agreed: readonly Agreed[]): Promise<void> {
  await db.updateTable('proposal').set({ agreed }).where('id', '=', id).execute()
}

export async function saveDone(db: Handle, id: ProposalId, at: string): Promise<void> {
  await db.updateTable('proposal').set({ doneAt: at }).where('id', '=', id).execute()
}

/** `by` is the name of who stopped it, or why it stopped. */
export async function saveStopped(db: Handle, id: ProposalId, at: string, by: string): Promise<void> {
  await db.updateTable('proposal').set({ stoppedAt: at, stoppedBy: by }).where('id', '=', id).execute()
}
