/** Legal holds: asked for by one administrator and agreed to by another; lifted the same way. They decide nothing themselves. */

import type { Selectable } from 'kysely'
import type { HoldTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'

/** Who did something, and when (ISO 8601 UTC). */
export interface Act {
  readonly id: string
  readonly name: string
  readonly at: string
}

export interface HoldRow {
  readonly id: string
  readonly organisationId: string
  readonly reason: string
  readonly asked: Act
  /** Undefined: nobody else has agreed yet. It keeps the data all the same. */
  readonly agreed: Act | undefined
  readonly liftAsked: Act | undefined
  /** Undefined: it stands. */
  readonly lifted: Act | undefined
}

/** A step after the first. */
export type HoldStep = 'agreed' | 'liftAsked' | 'lifted'

export async function insertHold(
  db: Handle,
  hold: Pick<HoldRow, 'id' | 'organisationId' | 'reason' | 'asked'>,
): Promise<void> {
  await db
    .insertInto('hold')
    .values({
      id: hold.id,
      organisation_id: hold.organisationId,
      reason: hold.reason,
      asked_by: hold.asked.id,
      asked_by_name: hold.asked.name,
      asked_at: hold.asked.at,
    })
    .execute()
}

export async function findHold(db: Handle, id: string): Promise<HoldRow | undefined> {
  const row = await db.selectFrom('hold').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** All of an organisation, the newest first. */
export async function findHolds(db: Handle, organisationId: string): Promise<HoldRow[]> {
  const rows = await db
    .selectFrom('hold')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(fromTable)
}

/** Ids of the organisations whose data is kept by a hold that stands, agreed to or not. */
export async function findHeld(db: Handle): Promise<Set<string>> {
  const rows = await db
    .selectFrom('hold')
    .select('organisation_id')
    .distinct()
    .where('lifted_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.organisation_id))
}

/** Takes a step, or takes back that lifting was asked for (undefined). */
export async function saveHoldStep(
  db: Handle,
  id: string,
  step: HoldStep,
  by: Act | undefined,
): Promise<void> {
  const column = ({ agreed: 'agreed', liftAsked: 'lift_asked', lifted: 'lifted' } as const)[step]
  await db
    .updateTable('hold')
    .set({
      [`${column}_by`]: by?.id ?? null,
      [`${column}_by_name`]: by?.name ?? null,
      [`${column}_at`]: by?.at ?? null,
    })
    .where('id', '=', id)
    .execute()
}

/** Takes back what an account asked: that holds which still stand are lifted. */
export async function deleteLiftRequests(db: Handle, accountId: string): Promise<void> {
  await db
    .updateTable('hold')
    .set({ lift_asked_by: null, lift_asked_by_name: null, lift_asked_at: null })
    .where('lift_asked_by', '=', accountId)
    .where('lifted_at', 'is', null)
    .execute()
}

function fromTable(row: Selectable<HoldTable>): HoldRow {
  const act = (id: string | null, name: string | null, at: string | null) =>
    id === null || name === null || at === null ? undefined : { id, name, at }
  return {
    id: row.id,
    organisationId: row.organisation_id,
    reason: row.reason,
    asked: { id: row.asked_by, name: row.asked_by_name, at: row.asked_at },
    agreed: act(row.agreed_by, row.agreed_by_name, row.agreed_at),
    liftAsked: act(row.lift_asked_by, row.lift_asked_by_name, row.lift_asked_at),
    lifted: act(row.lifted_by, row.lifted_by_name, row.lifted_at),
  }
}
