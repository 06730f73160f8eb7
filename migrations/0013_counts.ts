/**
 * Indexes from which the pages of a whole country are counted, without reading the rows.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'drop index assessment_in_period',
    'create index assessment_in_period on assessment (period_id, status, rule_set_digest, signed_at)',
    'create index organisation_by_place on organisation (cohort, region, closed_on, id)',
  ])
    await sql.raw(statement).execute(db)
}
