/**
 * The rule set that is proposed now, with what it would move in rounded counts: one row, or none.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table proposed_rule_set (
         digest text not null primary key,
         version text not null,
         files text not null,
         impact text not null,
         shown_at text not null)`,
    )
    .execute(db)
}
