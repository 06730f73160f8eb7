/**
 * What an organisation says of each risk: who owns it, where it shall come down to, what is accepted until when. Every version stays.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table risk_entry (
    organisation_id text not null references organisation (id),
    risk_id text not null,
    version integer not null,
    value text not null,
    saved_at text not null,
    saved_by text not null,
    primary key (organisation_id, risk_id, version))`.execute(db)
}
