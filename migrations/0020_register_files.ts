/**
 * Files of registers: what an organisation's columns and words mean, and the rows of a file that somebody looks at and has not brought in.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table register_matching (
         organisation_id text not null references organisation (id),
         register_id text not null,
         matching text not null,
         saved_at text not null,
         saved_by text not null,
         constraint register_matching_key primary key (organisation_id, register_id))`,
    )
    .execute(db)
  await sql
    .raw(
      `create table register_upload (
         account_id text not null references account (id),
         organisation_id text not null references organisation (id),
         register_id text not null,
         name text not null,
         rows text not null,
         expires_at text not null,
         constraint register_upload_key primary key (account_id, organisation_id, register_id))`,
    )
    .execute(db)
}
