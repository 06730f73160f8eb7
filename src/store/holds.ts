/** Legal holds: asked for by one administrator and agreed to by another; lifted the same way. They decide nothing themselves. */

import { type Act, actColumns, withActs, type WithActs } from './acts.ts'
import type { AccountId, HoldId, OrganisationId } from './column-kinds.ts'
import type { HoldTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'

const STEPS = ['asked', 'agreed', 'liftAsked', 'lifted'] as const

/** It keeps the data from when it is asked for until it is lifted. */
export type HoldRow = WithActs<HoldTable, (typeof STEPS)[number]>

/** A step after the first. */
export type HoldStep = 'agreed' | 'liftAsked' | 'lifted'

export async function insertHold(
  db: Handle,
  { asked, ...hold }: Pick<HoldRow, 'id' | 'organisationId' | 'reason' | 'asked'>,
): Promise<void> {
  await db
    .insertInto('hold')
    .values({ ...hold, ...actColumns('asked', asked) })
    .execute()
}

export async function findHold(db: Handle, id: HoldId): Promise<HoldRow | undefined> {
  const row = await db.selectFrom('hold').selectAll().where('id', '=', id).executeTakeFirst()
  return row && withActs<HoldTable, (typeof STEPS)[number]>(row, STEPS)
}

/** All of an organisation, the newest first. */
export async function findHolds(db: Handle, organisationId: OrganisationId): Promise<HoldRow[]> {
  const rows = await db
    .selectFrom('hold')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('askedAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => withActs<HoldTable, (typeof STEPS)[number]>(row, STEPS))
}

/** Ids of the organisations whose data is kept by a hold that stands, agreed to or not. */
export async function findHeld(db: Handle): Promise<Set<OrganisationId>> {
  const rows = await db
    .selectFrom('hold')
    .select('organisationId')
    .distinct()
    .where('liftedAt', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.organisationId))
}

/** Takes a step, or takes back that lifting was asked for (undefined). */
export async function saveHoldStep(
  db: Handle,
  id: HoldId,
  step: HoldStep,
  by: Act | undefined,
): Promise<void> {
  await db.updateTable('hold').set(actColumns(step, by)).where('id', '=', id).execute()
}

/** Takes back what an account asked: that holds which still stand are lifted. */
export async function deleteLiftRequests(db: Handle, accountId: AccountId): Promise<void> {
  await db
    .updateTable('hold')
    .set(actColumns('liftAsked', undefined))
    .where('liftAskedBy', '=', accountId)
    .where('liftedAt', 'is', null)
    .execute()
}
