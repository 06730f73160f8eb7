/**
 * A part of an official framework can be shared out: a fourth kind of assignment. SQLite cannot change a check, so there the table is made anew.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, PostgresAdapter, sql } from 'kysely'

const KINDS = `check (kind in ('domain', 'question', 'first-look', 'caf'))`

export async function up(db: Kysely<unknown>): Promise<void> {
  const run = async (...statements: string[]) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  }
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    await run(
      'alter table assignment drop constraint assignment_kind',
      `alter table assignment add constraint assignment_kind ${KINDS}`,
    )
    return
  }
  // Nothing refers to this table, and no trigger guards it.
  await run(
    `create table assignment_anew (
       id text primary key,
       assessment_id text not null references assessment (id),
       account_id text not null references account (id),
       due text,
       ended_at text,
       kind text not null,
       target text not null,
       note text not null,
       given_at text not null,
       given_by text not null,
       constraint assignment_kind ${KINDS})`,
    `insert into assignment_anew (id, assessment_id, account_id, due, ended_at, kind, target, note, given_at, given_by)
     select id, assessment_id, account_id, due, ended_at, kind, target, note, given_at, given_by from assignment`,
    'drop table assignment',
    'alter table assignment_anew rename to assignment',
    'create unique index assignment_active on assignment (assessment_id, kind, target, account_id) where ended_at is null',
    'create index assignment_of_account on assignment (account_id)',
  )
}
