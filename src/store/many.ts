/**
 * Many rows of one shape → a few statements of one text, which is made and prepared once: for thousands of rows, wording costs more than writing.
 * Call it inside a transaction.
 */

import type { CompiledQuery, Insertable, Kysely } from 'kysely'

/** Rows a statement: so many that its text is still remembered (`statements.ts`). */
const CHUNK = 100

/** Adds the rows to a table. Each has the keys of the first. */
export async function insertMany<Tables, T extends keyof Tables & string>(
  db: Kysely<Tables>,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Insertable<Tables[T]>)[]
  let whole: CompiledQuery | undefined
  for (let from = 0; from < rows.length; from += CHUNK) {
    const some = rows.slice(from, from + CHUNK)
    const compile = () => db.insertInto(table).values(some).compile()
    const query = some.length === CHUNK ? (whole ??= compile()) : compile()
    const parameters = some.flatMap((row) => columns.map((column) => row[column]))
    await db.executeQuery({ ...query, parameters })
  }
}
