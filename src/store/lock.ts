/**
 * One process a database: holds a lock beside the file for as long as the process lives.
 * The lock is SQLite's own, held by the operating system, so it vanishes with a killed process and never has to be cleared by hand.
 */

import Sqlite from 'better-sqlite3'
import { chmodSync } from 'node:fs'
import { DomainError } from '../errors.ts'

/** Frees the lock; the small file stays. */
export type Unlock = () => void

/**
 * Takes the lock of a database file.
 *
 * @throws DomainError 'busy' when another process, or this one, already holds it.
 */
export function lockDatabase(file: string): Unlock {
  const lock = new Sqlite(`${file}-lock`, { timeout: 0 })
  try {
    chmodSync(`${file}-lock`, 0o600)
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new DomainError(
        'busy',
        `Another Ward Round already uses ${file}. Stop it first, or name another file in WARDROUND_DB.`,
      )
    throw error
  }
  return () => lock.close()
}
