/**
 * Many rows of one shape → a few statements of one text, which is made and prepared once: for thousands of rows, wording costs more than writing.
 * Call it inside a transaction.
 */

import type { CompiledQuery, Insertable, Kysely } from 'kysely'
import { asKept } from './rows.ts'

/** Rows a statement: so many that its text is still remembered (`statements.ts`). */
const CHUNK = 100

/** A row that has no column which its table has not. */
type Exactly<R, Columns> = R & Readonly<Record<Exclude<keyof R, keyof Columns>, never>>

/** Adds the rows to a table, or none. What a row leaves out and another has is empty. */
export async function insertMany<
  Tables,
  T extends keyof Tables & string,
  R extends Readonly<Insertable<Tables[T]>>,
>(db: Kysely<Tables>, table: T, rows: readonly Exactly<R, Insertable<Tables[T]>>[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))] as (keyof Insertable<Tables[T]>)[]
  let whole: CompiledQuery | undefined
  for (let from = 0; from < rows.length; from += CHUNK) {
    const some = rows.slice(from, from + CHUNK)
    const parameters = some.flatMap((row) => columns.map((column) => asKept(row[column])))
    // Null keeps its column, undefined would not.
    const empty = Object.fromEntries(columns.map((column) => [column, null])) as Insertable<Tables[T]>
    const compile = () =>
      db
        .insertInto(table)
        .values(some.map(() => empty))
        .compile()
    const query = some.length === CHUNK ? (whole ??= compile()) : compile()
    await db.executeQuery({ ...query, parameters })
  }
}
