/** Periods: when everybody is asked the same questions, of which rule set, as at which day. */

import type { PeriodId } from './column-kinds.ts'
import type { Handle, NewRow, PeriodTable, Row } from './tables.ts'

export type PeriodRow = Row<PeriodTable>

/** All periods, the newest first. */
export async function findPeriods(db: Handle): Promise<PeriodRow[]> {
  return db.selectFrom('period').selectAll().orderBy('referenceDate', 'desc').orderBy('id').execute()
}

export async function findPeriod(db: Handle, id: PeriodId): Promise<PeriodRow | undefined> {
  return db.selectFrom('period').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Adds periods; one that is there already stays as it is. */
export async function insertPeriods(db: Handle, periods: readonly NewRow<PeriodTable>[]): Promise<void> {
  if (periods.length === 0) return
  await db
    .insertInto('period')
    .values(periods)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Writes what a period is from now on. */
export async function savePeriod(db: Handle, { id, ...period }: PeriodRow): Promise<void> {
  const { framework = null } = period
  await db
    .updateTable('period')
    .set({ ...period, framework })
    .where('id', '=', id)
    .execute()
}
