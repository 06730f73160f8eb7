/**
 * The first tables: rule sets kept whole, organisations, assessments, answers as given, and the derived level rows.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, PostgresAdapter, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  const blob = db.getExecutor().adapter instanceof PostgresAdapter ? sql`bytea` : sql`blob`

  await db.schema
    .createTable('rule_set')
    .addColumn('digest', 'text', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('files', 'text', (column) => column.notNull())
    .addColumn('kept_at', 'text', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('organisation')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ods_code', 'text', (column) => column.unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('cohort', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('fictional', 'integer', (column) => column.notNull().check(sql`fictional in (0, 1)`))
    .execute()

  await db.schema
    .createTable('assessment')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisation.id'))
    .addColumn('period', 'text', (column) => column.notNull())
    .addColumn('as_of', 'text', (column) => column.notNull())
    .addColumn('rule_set_digest', 'text', (column) => column.notNull().references('rule_set.digest'))
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addUniqueConstraint('assessment_period', ['organisation_id', 'period'])
    .execute()

  for (const table of ['answer', 'context_answer'])
    await db.schema
      .createTable(table)
      .addColumn('assessment_id', 'text', (column) => column.notNull().references('assessment.id'))
      .addColumn('question_id', 'text', (column) => column.notNull())
      .addColumn('value', 'text')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('saved_at', 'text', (column) => column.notNull())
      .addColumn('saved_by', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint(`${table}_key`, ['assessment_id', 'question_id'])
      .execute()

  await db.schema
    .createTable('register')
    .addColumn('assessment_id', 'text', (column) => column.notNull().references('assessment.id'))
    .addColumn('register_id', 'text', (column) => column.notNull())
    .addColumn('complete', 'integer', (column) => column.notNull().check(sql`complete in (0, 1)`))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('saved_at', 'text', (column) => column.notNull())
    .addColumn('saved_by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('register_key', ['assessment_id', 'register_id'])
    .execute()

  await db.schema
    .createTable('register_row')
    .addColumn('assessment_id', 'text', (column) => column.notNull().references('assessment.id'))
    .addColumn('register_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('cells', 'text')
    .addColumn('evidence', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('saved_at', 'text', (column) => column.notNull())
    .addColumn('saved_by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('register_row_key', ['assessment_id', 'register_id', 'id'])
    .addUniqueConstraint('register_row_position', ['assessment_id', 'register_id', 'position'])
    .execute()

  await db.schema
    .createTable('level_row')
    .addColumn('assessment_id', 'text', (column) => column.primaryKey().references('assessment.id'))
    .addColumn('digest', 'text', (column) => column.notNull().references('rule_set.digest'))
    .addColumn('declared', blob, (column) => column.notNull())
    .addColumn('assured', blob, (column) => column.notNull())
    .addColumn('context', blob, (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute()
}
