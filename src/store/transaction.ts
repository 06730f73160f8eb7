/**
 * Work → one transaction, all of it or nothing; the engine's own errors → what a person can be told.
 * It retries only what collided with somebody else's work, a few times and without holding up other requests.
 */

import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { DomainError } from '../errors.ts'
import { hasOneWriter, waitForTurn } from './dialect.ts'
import { type Fault, faultOf } from './faults.ts'
import { inGroup } from './group.ts'
import type { Handle } from './tables.ts'

const TRIES = 4
/** Milliseconds between two tries, drawn anew each time so that two writers do not meet again. */
const PAUSE = { from: 40, to: 120 }

const NOT_SAVED: Readonly<Record<Fault, string>> = {
  collision: 'Not saved: the database is busy. Try again in a moment.',
  busy: 'Not saved: the database is busy. Try again in a moment.',
  lost: 'The database stopped answering while this was being saved. Look whether it is there, or save it again in a moment.',
  unwritable:
    'Not saved: the database cannot be written now. What was saved before is safe. Tell whoever runs this service.',
}

/**
 * Runs writing work in one transaction and gives its result. Inside, use only the handle that is passed in.
 * No other write runs meanwhile, so what the work has read still holds when it writes. It may be done again where the first try is undone.
 *
 * `only` names by its id the one organisation to which everything belongs that the work reads in order to write:
 * then writes that name another may run beside it (on PostgreSQL), or share a transaction with it (a SQLite file has one writer).
 * For what happens often.
 *
 * @throws DomainError 'busy' when the database is locked, full of work or not there, 'read-only' when it cannot be written (disk full or failing).
 */
export async function write<T>(
  db: Handle,
  work: (transaction: Handle) => Promise<T>,
  only?: string,
): Promise<T> {
  if (only === undefined || !hasOneWriter(db)) return writeAlone(db, work, only)
  return inGroup(db, work, (together) => retrying(NOT_SAVED, () => inTransaction(db, together)))
}

/** As `write`, for what shares its transaction with nobody, such as a signature. */
export async function writeAlone<T>(
  db: Handle,
  work: (transaction: Handle) => Promise<T>,
  only?: string,
): Promise<T> {
  return retrying(NOT_SAVED, () =>
    inTransaction(db, async (transaction) => {
      await waitForTurn(transaction, only)
      return work(transaction)
    }),
  )
}

async function inTransaction<T>(db: Handle, work: (transaction: Handle) => Promise<T>): Promise<T> {
  return (
    db
      .transaction()
      .setIsolationLevel('read committed')
      // Said each time: behind a pool of connections, others may have left them as they needed them.
      .setAccessMode('read write')
      .execute(work)
  )
}

/** As `write`, for work that reads nothing which others write at the same time: it waits for none of them, and they not for it. */
export async function writeBeside<T>(db: Handle, work: (transaction: Handle) => Promise<T>): Promise<T> {
  return retrying(NOT_SAVED, () => inTransaction(db, work))
}

const NOT_READ: Readonly<Record<Fault, string>> = {
  collision: 'The database is busy. Try again in a moment.',
  busy: 'The database is busy. Try again in a moment.',
  lost: 'The database stopped answering. Try again in a moment.',
  unwritable:
    'The database cannot be read now. What was saved before is safe. Tell whoever runs this service.',
}

/** As `write`, for work that only reads and must see one moment of the database; inside a transaction, that one's. */
export async function read<T>(db: Handle, work: (transaction: Handle) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  return retrying(NOT_READ, () =>
    db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
  )
}

async function retrying<T>(words: Readonly<Record<Fault, string>>, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt()
    } catch (error) {
      const fault = faultOf(error)
      if (fault === undefined) throw error
      if (fault !== 'collision' || tried === TRIES)
        throw new DomainError(fault === 'unwritable' ? 'read-only' : 'busy', words[fault], { cause: error })
      await wait(randomInt(PAUSE.from, PAUSE.to))
    }
  }
}
