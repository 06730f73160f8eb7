/**
 * Keys of the API: each belongs to one account in one role of one organisation, and is kept as a hash.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table api_key (
       id text primary key,
       account_id text not null references account (id),
       organisation_id text not null references organisation (id),
       role text not null,
       scope text not null,
       label text not null,
       prefix text not null,
       token_hash text not null unique,
       created_at text not null,
       used_at text,
       ended_at text)`,
    'create index api_key_of_account on api_key (account_id)',
    'create index api_key_of_organisation on api_key (organisation_id)',
  ])
    await sql.raw(statement).execute(db)
}
