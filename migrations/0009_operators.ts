/**
 * What a PostgreSQL server needs beside its owner: no sealed table is emptied at one stroke, and the turn to write is a table's lock, which
 * only those who may write there can take. SQLite knows neither `truncate` nor other users: there nothing changes.
 * Frozen: it imports nothing of ours and is never edited.
 */

import { type Kysely, PostgresAdapter, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return
  // It never holds a row: what counts is who holds its lock.
  await sql`create table write_turn (held integer)`.execute(db)
  await sql`
    create function keep_whole() returns trigger language plpgsql as $$
    begin raise exception 'The table % is never emptied.', tg_table_name; end $$`.execute(db)
  // Every table of which a trigger guards the rows, and those that are kept whole without one.
  await sql`
    do $$
    declare sealed regclass;
    begin
      for sealed in
        select relation.oid::regclass from pg_class relation
        where relnamespace = current_schema()::regnamespace and relkind = 'r'
          and (relname in ('rule_set', 'signed_summary', 'trail_head')
            or exists (select 1 from pg_trigger where tgrelid = relation.oid and not tgisinternal and tgtype & 1 = 1))
          and not exists (select 1 from pg_trigger where tgrelid = relation.oid and tgtype & 32 = 32)
      loop
        execute format('create trigger never_emptied before truncate on %s for each statement execute function keep_whole()', sealed);
      end loop;
    end $$`.execute(db)
}
