/**
 * Work → one transaction, all of it or nothing; the engine's own errors → what a person can be told.
 * It retries only a busy database, a few times and without holding up other requests.
 */

import Sqlite from 'better-sqlite3'
import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { DomainError } from '../errors.ts'
import type { Handle } from './tables.ts'

const TRIES = 4
/** Milliseconds between two tries, drawn anew each time so that two writers do not meet again. */
const PAUSE = { from: 40, to: 120 }

/**
 * Runs writing work in one transaction and gives its result. Inside, use only the handle that is passed in.
 *
 * @throws DomainError 'busy' when another program keeps the database locked, 'read-only' when it cannot be written (disk full or failing).
 */
export async function write<T>(db: Handle, work: (transaction: Handle) => Promise<T>): Promise<T> {
  return retrying(() => db.transaction().execute(work))
}

/** As `write`, for work that only reads and must see one moment of the database. */
export async function read<T>(db: Handle, work: (transaction: Handle) => Promise<T>): Promise<T> {
  return retrying(() => db.transaction().setAccessMode('read only').execute(work))
}

async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt()
    } catch (error) {
      const code = error instanceof Sqlite.SqliteError ? error.code : ''
      if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(code))
        throw new DomainError(
          'read-only',
          'Not saved: the database cannot be written now. What was saved before is safe. Tell whoever runs this service.',
        )
      if (!/^SQLITE_(BUSY|LOCKED)/.test(code)) throw error
      if (tried === TRIES)
        throw new DomainError('busy', 'Not saved: the database is busy. Try again in a moment.')
      await wait(randomInt(PAUSE.from, PAUSE.to))
    }
  }
}
