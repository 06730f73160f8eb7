/**
 * The name of a SQLite file → an open, checked and up-to-date database.
 * It refuses a file that another process uses, that is damaged, or that a newer program wrote.
 */

import Sqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DomainError } from '../errors.ts'
import type { OpenDatabase } from './opened.ts'
import { OneFileDialect } from './dialect.ts'
import { lockDatabase } from './lock.ts'
import { demandCurrent, migrate } from './migrate.ts'
import { removeLeftParts } from './part-files.ts'
import { WordsOfTheCode } from './rows.ts'
import { rememberStatements } from './statements.ts'
import type { Database, Handle } from './tables.ts'

/**
 * Milliseconds for which a lock held by another program may stop the whole process, at each try.
 * Ours, measured: with a wait of 5 s, a lock froze every page for 4.78 s.
 */
const BUSY_MS = 50

/** As `openDatabase`. A file that it makes has mode 0600, and its folders 0700. */
export async function openFile(file: string): Promise<OpenDatabase> {
  const path = prepareFile(file)
  const unlock = lockDatabase(path)
  let sqlite: Sqlite.Database | undefined
  let db: Handle | undefined
  try {
    sqlite = new Sqlite(path, { timeout: BUSY_MS })
    checkWhole(sqlite, path)
    // The whole file went through its cache.
    sqlite.pragma('shrink_memory')
    db = connect(sqlite)
    await migrate(db)
  } catch (error) {
    await db?.destroy()
    sqlite?.close()
    unlock()
    throw error
  }
  const opened = db
  return {
    db: opened,
    database: path,
    close: async () => {
      await opened.destroy()
      unlock()
    },
  }
}

/** As `openBeside`. */
export function openFileBeside(file: string): OpenDatabase {
  const db = connect(new Sqlite(file, { timeout: BUSY_MS, fileMustExist: true }))
  return { db, database: file, close: () => db.destroy() }
}

/** As `openReader`. */
export async function openFileReader(file: string): Promise<OpenDatabase> {
  const path = resolve(file)
  if (!existsSync(path)) throw new DomainError('not-found', `There is no database ${path}.`)
  const sqlite = new Sqlite(path, { timeout: BUSY_MS, fileMustExist: true })
  let db: Handle | undefined
  try {
    checkWhole(sqlite, path)
    sqlite.pragma('query_only = ON')
    db = speak(sqlite)
    await demandCurrent(db)
  } catch (error) {
    await db?.destroy()
    sqlite.close()
    throw error
  }
  const opened = db
  return { db: opened, database: path, close: () => opened.destroy() }
}

/** Speaks to an open file as its one writer does. */
export function connect(sqlite: Sqlite.Database): Handle {
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  // What is deleted is overwritten: a form, a ticket, an organisation's data.
  sqlite.pragma('secure_delete = ON')
  return speak(sqlite)
}

/** Speaks to an open file as it is. */
export function speak(sqlite: Sqlite.Database): Handle {
  return new Kysely<Database>({
    dialect: new OneFileDialect({ database: rememberStatements(sqlite) }),
    plugins: [new WordsOfTheCode()],
  })
}

/** The real path, so that a link to the file meets the same lock; made readable for its owner only. */
function prepareFile(file: string): string {
  const path = resolve(file)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  removeLeftParts(dirname(path))
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
  // Before anything of it is changed: a folder's permissions are not ours to take away.
  if (!statSync(path).isFile())
    throw new DomainError(
      'invalid',
      `${path} is not a file. Name a file in WARDROUND_DB, such as ${path}/ward.sqlite.`,
    )
  chmodSync(path, 0o600)
  return realpathSync(path)
}

/** Refuses a damaged file; `integrity_check` reads it in full. @throws DomainError 'invalid'. */
export function checkWhole(
  sqlite: Sqlite.Database,
  path: string,
  check: 'quick_check' | 'integrity_check' = 'quick_check',
): void {
  let found: unknown
  try {
    found = sqlite.pragma(`${check}(1)`, { simple: true })
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError) || !/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) throw error
    found = error.message
  }
  if (found !== 'ok')
    throw new DomainError(
      'invalid',
      `${path} is damaged, or is not a Ward Round database (${String(found)}). Restore it from a backup.`,
    )
}
