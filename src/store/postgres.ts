/**
 * The URL of a PostgreSQL database → pooled connections to it, checked and up to date.
 * Nothing waits for ever: a server that is down, slow or full gives an error within seconds, and the next request tries anew.
 */

import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { DomainError } from '../errors.ts'
import { type OpenDatabase, nameDatabase } from './database.ts'
import { faultOf } from './faults.ts'
import { demandCurrent, migrate } from './migrate.ts'
import type { Database, Handle } from './tables.ts'

/** Milliseconds to get a connection, free or new. Source: security.md, fault 16 (refused at 1001 ms, recovered). */
const CONNECT_MS = 1000

/**
 * Limits of a request's work, in milliseconds. The server enforces the first three, also when this process is frozen;
 * the last is for a server that says nothing at all. Source: security.md, fault 17 (ended at 3 s).
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
    await migrateAs(url, first)
  } finally {
    await first.destroy()
  }
  return opened(url, connect(url, REQUEST))
}

/** As `openBeside`. */
export function openServerBeside(url: string): OpenDatabase {
  return opened(url, connect(url, PATIENT))
}

/** As `openReader`. */
export async function openServerReader(url: string): Promise<OpenDatabase> {
  const db = connect(url, PATIENT, 'set default_transaction_read_only = on')
  try {
    await demandUsable(url, db)
    await demandCurrent(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return opened(url, db)
}

function opened(url: string, db: Handle): OpenDatabase {
  return { db, database: url, close: () => db.destroy() }
}

function connect(url: string, limits: pg.PoolConfig, first?: string): Handle {
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
  return new Kysely<Database>({
    dialect: new PostgresDialect({
      pool,
      ...(first === undefined
        ? {}
        : {
            onCreateConnection: async (connection) => {
              await connection.executeQuery(CompiledQuery.raw(first))
            },
          }),
    }),
  })
}

/**
 * Connects for the first time, and says in a sentence why that fails; neither PostgreSQL nor the network quote a password.
 *
 * @throws DomainError 'busy' (no answer) or 'invalid'.
 */
async function demandUsable(url: string, db: Handle): Promise<void> {
  let encoding: string | undefined
  try {
    const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(db)
    encoding = rows[0]?.server_encoding
  } catch (error) {
    throw cannotBeUsed(url, error)
  }
  // Any other cannot keep every character that people type.
  if (encoding !== 'UTF8')
    throw new DomainError('invalid', `The database ${nameDatabase(url)} must have the encoding UTF8.`)
}

async function migrateAs(url: string, db: Handle): Promise<void> {
  try {
    await migrate(db)
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42501') throw cannotBeUsed(url, error)
    throw error
  }
}

function cannotBeUsed(url: string, error: unknown): DomainError {
  // Where a name has several addresses, the error has a code and no message.
  const reason = error instanceof Error ? error.message || ('code' in error ? String(error.code) : '') : ''
  return new DomainError(
    faultOf(error) === undefined ? 'invalid' : 'busy',
    `The database ${nameDatabase(url)} cannot be used: ${reason}. Check its URL, what its user may do, and that the server runs.`,
    { cause: error },
  )
}
