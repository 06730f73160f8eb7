/**
 * The URL of a PostgreSQL database → pooled connections to it, checked and up to date.
 * Nothing waits for ever: a server that is down, slow or full gives an error within seconds, and the next request tries anew.
 */

import {
  type DatabaseConnection,
  Kysely,
  type PostgresDialectConfig,
  PostgresDriver,
  sql,
  type TransactionSettings,
} from 'kysely'
import pg from 'pg'
import { DomainError } from '../errors.ts'
import { type OpenDatabase, nameDatabase } from './opened.ts'
import { hasTable, ServerDialect } from './dialect.ts'
import { demandCurrent, migrate } from './migrate.ts'
import { WordsOfTheCode } from './rows.ts'
import { nameStatements } from './statement-names.ts'
import type { Database, Handle } from './tables.ts'
import { whyUnusable } from './unusable.ts'

/** Milliseconds to get a connection, free or new (ours): without the server a page is refused after a second. */
const CONNECT_MS = 1000

/**
 * Limits of a request's work, in milliseconds. The server enforces the first three, also when this process is frozen;
 * the last is for a server that says nothing at all. Ours.
 */
const REQUEST = {
  lock_timeout: 2000,
  statement_timeout: 3000,
  idle_in_transaction_session_timeout: 30_000,
  query_timeout: 10_000,
}
/** Of work that nobody waits for on a page, such as preparing a release or a migration. */
const PATIENT = { idle_in_transaction_session_timeout: 600_000 }

/** Connections of a process; a server takes 100 unless it was told otherwise. */
const MOST_CONNECTIONS = 10

/** As `openDatabase`. Several processes may open one database, also at the same moment. */
export async function openServer(url: string): Promise<OpenDatabase> {
  const first = connect(url, PATIENT)
  try {
    await demandUsable(url, first)
    await migrate(first)
    // A standby server refuses this.
    await first
      .transaction()
      .setAccessMode('read write')
      .execute(() => Promise.resolve())
    await demandRights(url, first, ['select', 'insert', 'update', 'delete'])
  } catch (error) {
    throw whyUnusable(url, error) ?? error
  } finally {
    await first.destroy()
  }
  return opened(
    url,
    connect(url, REQUEST, (pool) => new ServerDialect({ pool: nameStatements(pool) })),
  )
}

/** As `openBeside`. */
export function openServerBeside(url: string): OpenDatabase {
  return opened(url, connect(url, PATIENT))
}

/** As `openReader`. */
export async function openServerReader(url: string): Promise<OpenDatabase> {
  const db = connect(url, PATIENT, (pool) => new OnlyReading({ pool }))
  try {
    await demandUsable(url, db)
    await demandRights(url, db, ['select'])
    await demandCurrent(db)
  } catch (error) {
    await db.destroy()
    throw whyUnusable(url, error) ?? error
  }
  return opened(url, db)
}

function opened(url: string, db: Handle): OpenDatabase {
  return { db, database: url, close: () => db.destroy() }
}

function connect(
  url: string,
  limits: pg.PoolConfig,
  speak: (pool: pg.Pool) => ServerDialect = (pool) => new ServerDialect({ pool }),
): Handle {
  const pool = new pg.Pool({
    application_name: 'wardround',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    max: MOST_CONNECTIONS,
    ...limits,
    connectionString: url,
  })
  // A connection that breaks while nothing runs on it is only dropped: without a listener it would end the process.
  pool.on('error', () => undefined)
  // The same between two statements of a transaction; the next statement then fails.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<Database>({ dialect: speak(pool), plugins: [new WordsOfTheCode()] })
}

/**
 * Every transaction is one that only reads, whatever it asks for. Nothing is set for a whole connection: behind a pool of them, somebody
 * else would have it next, and could not write.
 */
class OnlyReading extends ServerDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): PostgresDriver {
    return new (class extends PostgresDriver {
      override beginTransaction(
        connection: DatabaseConnection,
        settings: TransactionSettings,
      ): Promise<void> {
        return super.beginTransaction(connection, { ...settings, accessMode: 'read only' })
      }
    })(this.#config)
  }
}

/**
 * Looks at a database as this user sees it: how it keeps text, and whether they work in the schema that holds the tables.
 *
 * @throws DomainError 'invalid'.
 */
async function demandUsable(url: string, db: Handle): Promise<void> {
  const name = nameDatabase(url)
  const { rows } = await sql<{ encoding: string; own: string | undefined; holding: string | undefined }>`
    select current_setting('server_encoding') as encoding, current_schema() as own,
      (select string_agg(nspname, ', ' order by nspname) from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where relname = 'level_row' and relkind = 'r') as holding`.execute(db)
  const [found] = rows
  // Any other cannot keep every character that people type.
  if (found?.encoding !== 'UTF8')
    throw new DomainError('invalid', `The database ${name} must have the encoding UTF8.`)
  const { own, holding } = found
  if (holding === undefined ? own === undefined : !(await hasTable(db, 'level_row')))
    throw new DomainError(
      'invalid',
      holding === undefined
        ? `The user of the database ${name} has no schema to work in. Make one, or set the search_path of this user.`
        : `The tables of Ward Round in the database ${name} stand in the schema ${holding}, and its user works in ${own ?? 'none'}. Set the search_path of this user to the schema of the tables.`,
    )
}

type Right = 'select' | 'insert' | 'update' | 'delete'

/** @throws DomainError 'invalid' for the first right that this user lacks on a table of ours. */
async function demandRights(url: string, db: Handle, rights: readonly Right[]): Promise<void> {
  const { rows } = await sql<{ lacks: Right; relname: string }>`
    select lacks, relname from pg_class, unnest(string_to_array(${rights.join(' ')}, ' ')) as lacks
    where relnamespace = current_schema()::regnamespace and relkind = 'r'
      and (lacks = 'select' or relname not like 'kysely%') and not has_table_privilege(pg_class.oid, lacks)
    order by relname, lacks limit 1`.execute(db)
  const [first] = rows
  if (first !== undefined)
    throw new DomainError(
      'invalid',
      `The user of the database ${nameDatabase(url)} has no right to ${first.lacks} in the table ${first.relname}. Its owner gives it: grant ${rights.join(', ')} on all tables in schema … to this user.`,
    )
}
