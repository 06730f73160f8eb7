/** What somebody asked for that others must agree to: asked, agreed to seat by seat, done or stopped. It decides nothing. */

import type { Selectable } from 'kysely'
import type { Act } from './holds.ts'
import type { ProposalKind, ProposalTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'

export type { ProposalKind } from './tables-of-people.ts'

/** Who agreed, and in whose place, such as `lead:oak`. */
export interface Agreed extends Act {
  readonly seat: string
}

export interface ProposalRow {
  readonly id: string
  readonly kind: ProposalKind
  readonly organisationId: string | undefined
  /** Whom it is about. */
  readonly accountId: string | undefined
  readonly assessmentId: string | undefined
  readonly details: Readonly<Record<string, string | number>>
  readonly asked: Act
  readonly agreed: readonly Agreed[]
  /** When it takes effect by itself (ISO 8601 UTC); undefined: never by time. */
  readonly dueAt: string | undefined
  readonly doneAt: string | undefined
  readonly stopped: { readonly by: string; readonly at: string } | undefined
}

export type NewProposal = Omit<ProposalRow, 'doneAt' | 'stopped'>

export async function insertProposal(db: Handle, row: NewProposal): Promise<void> {
  await db
    .insertInto('proposal')
    .values({
      id: row.id,
      kind: row.kind,
      organisation_id: row.organisationId ?? null,
      account_id: row.accountId ?? null,
      assessment_id: row.assessmentId ?? null,
      details: JSON.stringify(row.details),
      agreed: JSON.stringify(row.agreed),
      asked_by: row.asked.id,
      asked_by_name: row.asked.name,
      asked_at: row.asked.at,
      due_at: row.dueAt ?? null,
      done_at: null,
      stopped_at: null,
      stopped_by: null,
    })
    .execute()
}

export async function findProposal(db: Handle, id: string): Promise<ProposalRow | undefined> {
  const row = await db.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** Everything that waits, the oldest first. */
export async function findWaiting(db: Handle): Promise<ProposalRow[]> {
  const rows = await db
    .selectFrom('proposal')
    .selectAll()
    .where('done_at', 'is', null)
    .where('stopped_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return rows.map(fromTable)
}

/** What was asked of a kind in one organisation and is not done: waiting, or stopped; the newest first. */
export async function findNotDone(
  db: Handle,
  kind: ProposalKind,
  organisationId: string,
): Promise<ProposalRow[]> {
  const rows = await db
    .selectFrom('proposal')
    .selectAll()
    .where('kind', '=', kind)
    .where('organisation_id', '=', organisationId)
    .where('done_at', 'is', null)
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(fromTable)
}

export async function saveAgreed(db: Handle, id: string, agreed: readonly Agreed[]): Promise<void> {
  await db
    .updateTable('proposal')
    .set({ agreed: JSON.stringify(agreed) })
    .where('id', '=', id)
    .execute()
}

export async function saveDone(db: Handle, id: string, at: string): Promise<void> {
  await db.updateTable('proposal').set({ done_at: at }).where('id', '=', id).execute()
}

/** `by` is the name of who stopped it, or why it stopped. */
export async function saveStopped(db: Handle, id: string, at: string, by: string): Promise<void> {
  await db.updateTable('proposal').set({ stopped_at: at, stopped_by: by }).where('id', '=', id).execute()
}

function fromTable(row: Selectable<ProposalTable>): ProposalRow {
  const { stopped_at: at, stopped_by: by } = row
  return {
    id: row.id,
    kind: row.kind,
    organisationId: row.organisation_id ?? undefined,
    accountId: row.account_id ?? undefined,
    assessmentId: row.assessment_id ?? undefined,
    details: JSON.parse(row.details) as ProposalRow['details'],
    asked: { id: row.asked_by, name: row.asked_by_name, at: row.asked_at },
    agreed: JSON.parse(row.agreed) as readonly Agreed[],
    dueAt: row.due_at ?? undefined,
    doneAt: row.done_at ?? undefined,
    stopped: at === null ? undefined : { at, by: by ?? '' },
  }
}
