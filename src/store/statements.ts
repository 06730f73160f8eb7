/**
 * An open SQLite file → one whose statements are prepared once, not at every use: preparing costs more than most queries do.
 * SQLite prepares one again by itself when the tables were changed since.
 */

import type Sqlite from 'better-sqlite3'
import type { SqliteDatabase } from 'kysely'

/** More than the program has; those with lists of many lengths push the oldest out. */
const MOST = 400
/** Characters; longer ones insert many rows at once, each time another number. */
const LONGEST = 4_000

export function rememberStatements(sqlite: Sqlite.Database): SqliteDatabase {
  const known = new Map<string, Sqlite.Statement<unknown[]>>()
  return {
    prepare: (sql) => {
      const found = known.get(sql)
      if (found !== undefined) return found
      const statement = sqlite.prepare<unknown[]>(sql)
      if (sql.length > LONGEST) return statement
      const oldest = known.size >= MOST ? known.keys().next().value : undefined
      if (oldest !== undefined) known.delete(oldest)
      known.set(sql, statement)
      return statement
    },
    close: () => {
      sqlite.close()
    },
  }
}
