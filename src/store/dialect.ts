/**
 * What SQLite and PostgreSQL do differently, so that everything else is written once: the only file that asks which one it is.
 * Both run migrations whole or not at all, let a writer wait before it begins, and sort text by its bytes.
 */

import {
  CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely'
import { asKept, inDatabase } from './rows.ts'
import type { Handle } from './tables.ts'

class WholeMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** A transaction that writes takes the file's write lock at its start, so that it never fails half way. */
class EarlyLock extends SqliteDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'
    await connection.executeQuery(CompiledQuery.raw(begin))
  }

  /** A disk that is full or fails has ended the transaction already: what is said then is why, not that there is nothing to undo. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection)
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
    }
  }
}

/**
 * Writes every parameter as `+?`. At a bare `?` SQLite looks at the value to choose its plan, and so prepares most statements anew
 * whenever they run, which takes five times as long as running them. The plus changes no value.
 */
class PlansOnce extends SqliteQueryCompiler {
  protected override sanitizeIdentifier(name: string): string {
    return inDatabase(super.sanitizeIdentifier(name))
  }

  protected override appendValue(value: unknown): void {
    super.appendValue(asKept(value))
  }

  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
}

/** SQLite. */
export class OneFileDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createAdapter(): SqliteAdapter {
    return new WholeMigrations()
  }

  override createQueryCompiler(): SqliteQueryCompiler {
    return new PlansOnce()
  }

  override createDriver(): SqliteDriver {
    return new EarlyLock(this.#config)
  }
}

class ServerQueries extends PostgresQueryCompiler {
  protected override sanitizeIdentifier(name: string): string {
    return inDatabase(super.sanitizeIdentifier(name))
  }

  protected override appendValue(value: unknown): void {
    super.appendValue(asKept(value))
  }
}

/** PostgreSQL. */
export class ServerDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new ServerQueries()
  }
}

const isPostgres = (db: Pick<Handle, 'getExecutor'>) => db.getExecutor().adapter instanceof PostgresAdapter

/**
 * Waits until no other writer is at work, or none at work on the one organisation that `only` names; the turn ends with the transaction.
 * It is a table's lock, and a row's: unlike advisory locks, nobody takes them who may not write there. SQLite has given the turn already.
 */
export async function waitForTurn(db: Handle, only: string | undefined): Promise<void> {
  if (!isPostgres(db)) return
  if (only === undefined) {
    await sql`lock table write_turn in exclusive mode`.execute(db)
    return
  }
  // Held by many at once, but not beside the one above.
  await sql`lock table write_turn in row exclusive mode`.execute(db)
  await sql`select from organisation where id = ${only} for no key update`.execute(db)
}

/** Whether the database has one writer at a time, in this process: what saves may then share is a transaction. */
export const hasOneWriter = (db: Handle) => !isPostgres(db)

/** The place of the next entry of the trail, in the order of all. */
export function nextPlace(db: Handle): RawBuilder<number> {
  return isPostgres(db) ? sql`default` : sql`(select coalesce(max(seq), 0) + 1 from trail)`
}

/** After rows that brought their places: the next entry of the trail comes after them. */
export async function continueNumbering(db: Handle): Promise<void> {
  if (isPostgres(db))
    await sql`
      select setval(pg_get_serial_sequence('trail_head', 'seq'), (select max(seq) from trail))
      where exists (select 1 from trail)`.execute(db)
}

/** Work that puts rows back as they were, which the triggers of these tables would refuse. Inside a transaction, by the owner of the tables. */
export async function withoutTriggers(
  db: Handle,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  if (isPostgres(db)) {
    for (const table of tables) await sql`alter table ${sql.table(table)} disable trigger user`.execute(db)
    await work()
    for (const table of tables) await sql`alter table ${sql.table(table)} enable trigger user`.execute(db)
    return
  }
  const { rows } = await sql<{
    name: string
    sql: string
  }>`select name, sql from sqlite_schema where type = 'trigger'`.execute(db)
  for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(db)
  await work()
  for (const trigger of rows) await sql.raw(trigger.sql).execute(db)
}

/** Whether another program of ours is connected to the database; in a SQLite file its lock says so. */
export async function isServed(db: Handle): Promise<boolean> {
  if (!isPostgres(db)) return false
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and application_name = 'wardround' and pid <> pg_backend_pid()`.execute(
    db,
  )
  return rows.length > 0
}

/** Whether a table is there, in the schema in which this user works. */
export async function hasTable(db: Handle, name: string): Promise<boolean> {
  const { rows } = await (
    isPostgres(db)
      ? sql`select from pg_class where relname = ${name} and relnamespace = current_schema()::regnamespace`
      : sql`select 1 from sqlite_schema where type = 'table' and name = ${name}`
  ).execute(db)
  return rows.length > 0
}

/**
 * After a deletion: leaves nothing of it in SQLite's log either; in its file, what is freed is overwritten at once. PostgreSQL keeps
 * dead rows until its own vacuum, and its log for as long as its operator says.
 */
export async function emptyLog(db: Handle): Promise<void> {
  if (!isPostgres(db)) await sql`pragma wal_checkpoint(truncate)`.execute(db)
}

/**
 * Makes every text column sort by its bytes, whatever language the database was made for; SQLite's do.
 * Lists then have one order, and a release one digest, on both.
 */
export async function sortTextByBytes(db: Kysely<never>): Promise<void> {
  if (!isPostgres(db)) return
  await sql`
    do $$
    declare statement text;
    begin
      for statement in
        select format('alter table %s ', relation.oid::regclass)
          || string_agg(format('alter column %I type text collate "C"', attname), ', ')
        from pg_attribute join pg_class relation on relation.oid = attrelid
        where relnamespace = current_schema()::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
          and atttypid = 'text'::regtype and attcollation <> '"C"'::regcollation
        group by relation.oid
      loop
        execute statement;
      end loop;
    end $$`.execute(db)
}
