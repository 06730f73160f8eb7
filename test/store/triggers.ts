/** What the triggers of a database protect → open to change, as it is to whoever has the file or owns the server's database. */

import { PostgresAdapter, sql } from 'kysely'
import type { Handle } from '../../src/store/tables.ts'

export async function dropTriggers(db: Handle): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    const tables = await sql<{ name: string }>`
      select distinct tgrelid::regclass::text as name from pg_trigger where not tgisinternal`.execute(db)
    for (const { name } of tables.rows) await run(`alter table ${name} disable trigger user`)
    return
  }
  const triggers = await sql<{
    name: string
  }>`select name from sqlite_master where type = 'trigger'`.execute(db)
  for (const { name } of triggers.rows) await run(`drop trigger ${name}`)
}
