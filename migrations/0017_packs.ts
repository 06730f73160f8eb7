/**
 * Packs of board papers as they were issued: what they read, and the bytes of each file with their digest. Nothing of them is ever changed.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, PostgresAdapter, sql } from 'kysely'

const ISSUED = 'A pack stays as it was issued.'

export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const bytes = isPostgres ? 'bytea' : 'blob'
  for (const statement of [
    `create table pack (
       id text primary key,
       organisation_id text not null references organisation (id),
       assessment_id text not null references assessment (id),
       title text not null,
       reading text not null,
       issued_at text not null,
       issued_by_id text not null,
       issued_by text not null)`,
    'create index pack_of_organisation on pack (organisation_id)',
    `create table pack_file (
       pack_id text not null references pack (id),
       assessment_id text not null references assessment (id),
       name text not null,
       sha256 text not null,
       bytes ${bytes} not null,
       primary key (pack_id, name))`,
    'create index pack_file_by_digest on pack_file (sha256)',
    ...['pack', 'pack_file'].flatMap((table) =>
      isPostgres
        ? [
            `create trigger ${table}_kept before update on ${table} for each row execute function keep_appended()`,
            `create trigger never_emptied before truncate on ${table} for each statement execute function keep_whole()`,
          ]
        : [
            `create trigger ${table}_kept before update on ${table} begin select raise(abort, '${ISSUED}'); end`,
          ],
    ),
  ])
    await sql.raw(statement).execute(db)
}
