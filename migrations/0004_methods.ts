/**
 * What is kept says how it was made: the method of level rows, signed summaries and releases.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, PostgresAdapter, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const run = async (...statements: string[]) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  }
  // What was made until now was made by the first method.
  for (const table of ['level_row', 'signed_summary', '"release"'])
    await run(`alter table ${table} add column method integer not null default 1`)
  await run(...(isPostgres ? METHOD_POSTGRES : METHOD_SQLITE))
}

const KEPT = 'A prepared release is published as it is, or deleted.'

const METHOD_SQLITE = [
  `create trigger release_method_kept before update of method on "release" when new.method <> old.method
   begin select raise(abort, '${KEPT}'); end`,
]

const METHOD_POSTGRES = [
  `create function keep_release_method() returns trigger language plpgsql as $$
   begin
     if new.method <> old.method then raise exception '${KEPT}'; end if;
     return new;
   end $$`,
  `create trigger release_method_kept before update of method on "release"
   for each row execute function keep_release_method()`,
]
