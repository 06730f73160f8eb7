/**
 * Who gets in: wrong codes are counted for as long as the authenticator app lasts; lists are searched by the words of a name;
 * an invitation keeps the name that was typed, and whether its owner has been here since.
 * Frozen: it imports nothing of ours and is never edited; text, integer and blob columns only, for SQLite and PostgreSQL.
 */

import { type Kysely, sql } from 'kysely'

interface Named {
  readonly id: string
  readonly name: string
  readonly more: string | null
}

export async function up(db: Kysely<unknown>): Promise<void> {
  const run = async (...statements: string[]) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  }
  await run(
    'alter table totp add column wrong_codes integer not null default 0',
    'alter table membership add column invited_as text',
    'alter table membership add column met_at text',
    'update membership set met_at = given_at',
    'alter table shared_view add column known_as text',
    'create table search_word (kind text not null, word text not null, id text not null, primary key (kind, word, id))',
    'create index search_word_of on search_word (kind, id)',
    'create index account_by_name on account (name, id)',
    'create index organisation_by_name on organisation (name, id)',
  )
  const fill = async (kind: string, rows: readonly Named[]) => {
    const words = rows.flatMap(({ id, name, more }) =>
      [...new Set(wordsOf(`${name} ${more ?? ''}`))].map((word) => sql`(${kind}, ${word}, ${id})`),
    )
    for (let from = 0; from < words.length; from += 500)
      await sql`insert into search_word (kind, word, id) values ${sql.join(words.slice(from, from + 500))}`.execute(
        db,
      )
  }
  const accounts = await sql<Named>`select id, name, email as more from account`.execute(db)
  await fill('account', accounts.rows)
  const organisations = await sql<Named>`select id, name, ods_code as more from organisation`.execute(db)
  await fill('organisation', organisations.rows)
}

/** As the program splits them on this day. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
