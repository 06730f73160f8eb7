/**
 * What raising an answer takes in one organisation, in its own figures: one row a step of a question.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table improvement_override (
         organisation_id text not null references organisation (id),
         question_id text not null,
         step_id text not null,
         effort text,
         saved_at text not null,
         saved_by text not null,
         version integer not null,
         constraint improvement_override_key primary key (organisation_id, question_id, step_id))`,
    )
    .execute(db)
}
