/**
 * What the export of a tool showed, for whoever sent it, for a day: counts and names of columns, and no row of it.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table tool_export (
         account_id text not null references account (id),
         organisation_id text not null references organisation (id),
         kind text not null,
         name text not null,
         sha256 text not null,
         found text not null,
         expires_at text not null,
         constraint tool_export_key primary key (account_id, organisation_id, kind))`,
    )
    .execute(db)
}
