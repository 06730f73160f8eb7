/** How often something was tried since a moment, by its name, such as one address; it decides nothing. */

import type { AttemptTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'

/** Counts one more, beginning anew when the count began at `window` or before. Gives the count with this one. */
export async function saveAttempt(db: Handle, name: string, at: string, window: string): Promise<number> {
  return (await saveAttemptSince(db, name, at, window)).failures
}

/** As `saveAttempt`, with when the count began. */
export async function saveAttemptSince(
  db: Handle,
  name: string,
  at: string,
  window: string,
): Promise<Pick<Row<AttemptTable>, 'failures' | 'since'>> {
  return db
    .insertInto('attempt')
    .values({ name, since: at, failures: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((row) => ({
        failures: row
          .case()
          .when('attempt.since', '<=', window)
          .then(1)
          .else(row('attempt.failures', '+', 1))
          .end(),
        since: row.case().when('attempt.since', '<=', window).then(at).else(row.ref('attempt.since')).end(),
      })),
    )
    .returning(['failures', 'since'])
    .executeTakeFirstOrThrow()
}

/** Takes one back that turned out well. */
export async function deleteAttempt(db: Handle, name: string): Promise<void> {
  await db
    .updateTable('attempt')
    .set((row) => ({ failures: row('failures', '-', 1) }))
    .where('name', '=', name)
    .where('failures', '>', 0)
    .execute()
}

export async function deleteAttempts(db: Handle, name: string): Promise<void> {
  await db.deleteFrom('attempt').where('name', '=', name).execute()
}
