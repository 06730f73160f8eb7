/**
 * What a supplier states of itself, beside its row: the newest of each row, which keeps its id from one assessment to the next.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table row_statement (
         organisation_id text not null references organisation (id),
         register_id text not null,
         row_id text not null,
         stated_on text not null,
         stated_by text not null,
         cells text not null,
         saved_at text not null,
         saved_by text not null,
         constraint row_statement_key primary key (organisation_id, register_id, row_id))`,
    )
    .execute(db)
}
