/**
 * The name of a database → one that is open, checked and up to date: a SQLite file, or a PostgreSQL server's database by its URL.
 * It only chooses between the two; both are spoken to through kysely alike, and `dialect.ts` says what differs.
 */

import { isServer, type OpenDatabase } from './opened.ts'
import * as files from './sqlite.ts'

/**
 * Opens a database and brings its tables up to date; a missing file is made.
 *
 * @throws DomainError 'busy' (another process uses the file, or the server cannot be reached) or 'invalid' (damaged, no database, of a newer program, or not allowed).
 */
export async function openDatabase(database: string): Promise<OpenDatabase> {
  return isServer(database) ? (await servers()).openServer(database) : files.openFile(database)
}

/**
 * A second connection to a database that this process has open, for one of its worker processes: what it does holds up nobody who reads.
 */
export async function openBeside(database: string): Promise<OpenDatabase> {
  return isServer(database) ? (await servers()).openServerBeside(database) : files.openFileBeside(database)
}

/**
 * Opens a database to read it only, also while a Ward Round uses it.
 *
 * @throws DomainError 'not-found', 'busy', or 'invalid' (damaged, no database, or of a newer or older program).
 */
export async function openReader(database: string): Promise<OpenDatabase> {
  return isServer(database) ? (await servers()).openServerReader(database) : files.openFileReader(database)
}

/** Loaded only where it is used. */
const servers = () => import('./postgres.ts')
