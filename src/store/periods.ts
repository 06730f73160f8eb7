/** Periods: when everybody is asked the same questions, of which rule set, as at which day. */

import type { Selectable } from 'kysely'
import type { Handle, PeriodTable } from './tables.ts'

export interface PeriodRow {
  readonly id: string
  /** As people call it, such as "Round of 2026". */
  readonly name: string
  /** ISO dates. */
  readonly opens: string
  readonly referenceDate: string
  readonly closes: string
  readonly ruleSetDigest: string
  /** Id of the framework by which pointers are shown first; undefined: the newest of the rule set. */
  readonly framework?: string | undefined
}

/** All periods, the newest first. */
export async function findPeriods(db: Handle): Promise<PeriodRow[]> {
  const rows = await db
    .selectFrom('period')
    .selectAll()
    .orderBy('reference_date', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(fromTable)
}

export async function findPeriod(db: Handle, id: string): Promise<PeriodRow | undefined> {
  const row = await db.selectFrom('period').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** Adds periods; one that is there already stays as it is. */
export async function savePeriods(db: Handle, periods: readonly PeriodRow[]): Promise<void> {
  if (periods.length === 0) return
  await db
    .insertInto('period')
    .values(
      periods.map(({ referenceDate, ruleSetDigest, ...rest }) => ({
        ...rest,
        reference_date: referenceDate,
        rule_set_digest: ruleSetDigest,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Writes what a period is from now on. */
export async function savePeriod(db: Handle, { id, ...period }: PeriodRow): Promise<void> {
  await db
    .updateTable('period')
    .set({
      name: period.name,
      opens: period.opens,
      reference_date: period.referenceDate,
      closes: period.closes,
      rule_set_digest: period.ruleSetDigest,
      framework: period.framework ?? null,
    })
    .where('id', '=', id)
    .execute()
}

function fromTable({
  reference_date,
  rule_set_digest,
  framework,
  ...rest
}: Selectable<PeriodTable>): PeriodRow {
  return {
    ...rest,
    referenceDate: reference_date,
    ruleSetDigest: rule_set_digest,
    ...(framework === null ? {} : { framework }),
  }
}
