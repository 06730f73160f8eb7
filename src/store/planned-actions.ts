/** What an organisation decided to do, and the SIRO's word on it. An action is never deleted by itself: it is done, or dropped with a reason. */

import type { AccountId, OrganisationId, PlannedActionId } from '../ids.ts'
import { firstVersion, saveVersion, type Edit, type Save, type Stamp, type Versioned } from './saved.ts'
import type { PlanConfirmationTable, PlannedActionTable } from './tables-of-decisions.ts'
import type { Handle, NewRow, Row } from './tables.ts'

export type PlannedActionRow = Row<PlannedActionTable>
/** What of an action is edited. */
export type PlannedWork = Pick<
  PlannedActionRow,
  'title' | 'ownerId' | 'ownerName' | 'due' | 'size' | 'pounds' | 'funded' | 'reason' | 'state' | 'outcome'
>
export type PlanConfirmationRow = Row<PlanConfirmationTable>

/** Every action of an organisation: those with a day by that day, then the others, the oldest first. */
export async function findPlannedActions(
  db: Handle,
  organisationId: OrganisationId,
): Promise<PlannedActionRow[]> {
  const rows = await db
    .selectFrom('plannedAction')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('madeAt')
    .orderBy('id')
    .execute()
  return rows.toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'))
}

/** Adds an open action. */
export async function insertPlannedAction(
  db: Handle,
  row: Omit<
    NewRow<PlannedActionTable>,
    'state' | 'outcome' | 'madeAt' | 'madeBy' | 'version' | 'savedAt' | 'savedBy'
  >,
  stamp: Stamp,
): Promise<void> {
  await db
    .insertInto('plannedAction')
    .values({
      ...row,
      ...firstVersion(stamp),
      state: 'open',
      outcome: '',
      madeAt: stamp.at,
      madeBy: stamp.by,
    })
    .execute()
}

/** Saves what is edited of an action. Call it inside a transaction. */
export async function savePlannedAction(
  db: Handle,
  id: PlannedActionId,
  stored: Versioned<PlannedWork>,
  edit: Edit<PlannedWork>,
): Promise<Save<PlannedWork>> {
  return saveVersion<PlannedWork>(stored, edit, (version) => {
    const { ownerId = null, due = null, size = null, pounds = null, ...work } = edit.value ?? {}
    return db
      .updateTable('plannedAction')
      .set({ ...work, ownerId, due, size, pounds, ...version })
      .where('id', '=', id)
      .execute()
  })
}

/** Open actions whose day is over, of one organisation: their owners' accounts; undefined: an owner without one. */
export async function findOverdueOwners(
  db: Handle,
  organisationId: OrganisationId,
  today: string,
): Promise<(AccountId | undefined)[]> {
  const rows = await db
    .selectFrom('plannedAction')
    .select('ownerId')
    .where('organisationId', '=', organisationId)
    .where('state', '=', 'open')
    .where('due', '<', today)
    .execute()
  return rows.map(({ ownerId }) => ownerId)
}

export async function insertPlanConfirmation(db: Handle, row: NewRow<PlanConfirmationTable>): Promise<void> {
  await db.insertInto('planConfirmation').values(row).execute()
}

/** The newest one. */
export async function findPlanConfirmation(
  db: Handle,
  organisationId: OrganisationId,
): Promise<PlanConfirmationRow | undefined> {
  return db
    .selectFrom('planConfirmation')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
}
