/**
 * A statement → one that is worded once a database, however often it runs: wording costs more than running it does.
 * For what every page and every save asks.
 */

import type { Compilable, CompiledQuery, QueryResult } from 'kysely'
import { asKept } from './rows.ts'
import type { Handle } from './tables.ts'

/** Where a value goes. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** Names the place of a value in a statement. */
export type ValueOf<Values> = <Name extends keyof Values & string>(name: Name) => Values[Name]

/** Gives the rows of a statement; `word` says it with places (`value('assessmentId')`) instead of values. */
export function worded<Values extends object, Row>(
  word: (db: Handle, value: ValueOf<Values>) => Compilable<Row>,
): (db: Handle, values: Values) => Promise<Row[]> {
  const run = wordedChange(word)
  return async (db, values) => (await run(db, values)).rows
}

/** As `worded`, for a statement of which it matters how many rows it changed. */
export function wordedChange<Values extends object, Row>(
  word: (db: Handle, value: ValueOf<Values>) => Compilable<Row>,
): (db: Handle, values: Values) => Promise<QueryResult<Row>> {
  /** By what belongs to a database, and to every transaction on it. */
  const known = new WeakMap<object, CompiledQuery<Row>>()
  const value: ValueOf<Values> = (name) => new Place(name) as never
  return (db, values) => {
    const { adapter } = db.getExecutor()
    let query = known.get(adapter)
    if (query === undefined) known.set(adapter, (query = word(db, value).compile()))
    const parameters = query.parameters.map((one) =>
      one instanceof Place ? asKept(values[one.name as keyof Values]) : one,
    )
    return db.executeQuery({ ...query, parameters })
  }
}
