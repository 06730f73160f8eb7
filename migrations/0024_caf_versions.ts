/**
 * Every version of what is said of an outcome stays as a row, so that no reason is lost to a later save.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

const COLUMNS = 'organisation_id, framework_id, system_id, outcome, value, version, saved_at, saved_by'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table caf_outcome rename to caf_outcome_before',
    `create table caf_outcome (
       organisation_id text not null references organisation (id),
       framework_id text not null,
       system_id text not null,
       outcome text not null,
       value text not null,
       version integer not null,
       saved_at text not null,
       saved_by text not null,
       constraint caf_outcome_version primary key (organisation_id, framework_id, system_id, outcome, version))`,
    `insert into caf_outcome (${COLUMNS}) select ${COLUMNS} from caf_outcome_before`,
    'drop table caf_outcome_before',
  ])
    await sql.raw(statement).execute(db)
}
