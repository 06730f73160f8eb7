/**
 * The file of a register that somebody looks at: what its pages read of it, and its rows packed, which only the comparing reads.
 * One that was sent before is sent again: it would have been gone after a day.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, PostgresAdapter, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  const blob = db.getExecutor().adapter instanceof PostgresAdapter ? 'bytea' : 'blob'
  await sql.raw('drop table register_upload').execute(db)
  await sql
    .raw(
      `create table register_upload (
         account_id text not null references account (id),
         organisation_id text not null references organisation (id),
         register_id text not null,
         name text not null,
         head text not null,
         rows ${blob} not null,
         expires_at text not null,
         constraint register_upload_key primary key (account_id, organisation_id, register_id))`,
    )
    .execute(db)
}
