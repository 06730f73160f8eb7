/**
 * What an organisation decided to do, with who does it by when, and the SIRO's word on the whole of it.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table planned_action (
       id text primary key,
       organisation_id text not null references organisation (id),
       source text not null,
       source_id text not null,
       question_id text,
       title text not null,
       owner_id text references account (id),
       owner_name text not null,
       due text,
       size text,
       pounds integer,
       funded integer not null,
       reason text not null,
       state text not null check (state in ('open', 'done', 'dropped')),
       outcome text not null,
       made_at text not null,
       made_by text not null,
       version integer not null,
       saved_at text not null,
       saved_by text not null)`,
    'create index planned_action_of_organisation on planned_action (organisation_id)',
    `create table plan_confirmation (
       id text primary key,
       organisation_id text not null references organisation (id),
       digest text not null,
       at text not null,
       by_id text not null,
       by_name text not null)`,
    'create index plan_confirmation_of_organisation on plan_confirmation (organisation_id)',
  ])
    await sql.raw(statement).execute(db)
}
