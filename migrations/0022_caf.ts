/**
 * Official frameworks as an operator loaded them, and what organisations say of their outcomes, for the whole organisation or one of its systems.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table caf_framework (
         framework_id text primary key,
         digest text not null,
         text text not null,
         loaded_at text not null)`,
    )
    .execute(db)
  await sql
    .raw(
      `create table caf_outcome (
         organisation_id text not null references organisation (id),
         framework_id text not null,
         system_id text not null,
         outcome text not null,
         value text not null,
         version integer not null,
         saved_at text not null,
         saved_by text not null,
         constraint caf_outcome_key primary key (organisation_id, framework_id, system_id, outcome))`,
    )
    .execute(db)
}
