/**
 * Which version of the official framework a period goes by. Null: the newest of its rule set.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table period add column framework text`.execute(db)
}
