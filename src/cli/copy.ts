/**
 * `wardround copy --from A --to B`: a whole installation from a SQLite file to PostgreSQL, or back, proved row for row and by `verify` on both sides.
 * It refuses a database that a service uses, one of another program, and one that is not empty. Interrupted, it leaves nothing and can be begun again.
 */

import { existsSync, realpathSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { countWords } from '../report/words.ts'
import { proveAll } from '../service/proving.ts'
import { openBeside, openDatabase, openReader } from '../store/database.ts'
import { isServed } from '../store/dialect.ts'
import { lockDatabase } from '../store/lock.ts'
import { isServer, nameDatabase } from '../store/opened.ts'
import type { Handle } from '../store/tables.ts'
import { read } from '../store/transaction.ts'
import { type CopiedTable, copyEverything } from '../store/whole-copy.ts'
import { atDatabase, databaseOf } from './at-database.ts'
import type { Options } from './options.ts'
import { print, printJson } from './print.ts'
import { misuse, Refusal } from './refusal.ts'

/** @throws Refusal */
export async function copy({ from, to, json }: Options): Promise<void> {
  const [source, target] = [databaseOf(from), databaseOf(to)]
  const tables = await atStill(source, async (db) => {
    await demandSound(db, source)
    return copyInto(db, target)
  })
  const rows = tables.reduce((sum, one) => sum + one.rows, 0)
  if (json === true) return printJson({ rows, tables })
  print([
    {
      text: `Copied ${countWords(rows, 'row')} of ${countWords(tables.length, 'table')} from ${nameDatabase(source)} to ${nameDatabase(target)}.`,
    },
    { text: 'Each table has the same digest on both sides, and verify finds both sound.' },
    {
      text: 'The secret is not copied: set WARDROUND_SECRET to what the key file beside the old database holds, or leave it as it was.',
    },
  ])
}

/** Work at a database that nobody writes to meanwhile, seen as of one moment. @throws Refusal */
async function atStill<T>(database: string, work: (db: Handle) => Promise<T>): Promise<T> {
  return atDatabase(database, async () => {
    const unlock =
      isServer(database) || !existsSync(database) ? undefined : lockDatabase(realpathSync(database))
    try {
      const { db, close } = await openReader(database)
      try {
        await demandUnserved(db, database)
        return await read(db, work)
      } finally {
        await close()
      }
    } finally {
      unlock?.()
    }
  })
}

async function copyInto(from: Handle, target: string): Promise<CopiedTable[]> {
  return atDatabase(target, async () => {
    // Makes its tables; a file stays locked until all is copied.
    const made = await openDatabase(target)
    try {
      await demandUnserved(made.db, target)
      // A request's limits are not those of a copy.
      const { db, close } = await openBeside(made.database)
      try {
        return await copyEverything(from, db, (copied) => demandSound(copied, target))
      } finally {
        await close()
      }
    } finally {
      await made.close()
    }
  })
}

/** Milliseconds for which a connection that was just ended may still be seen (ours). */
const [TRIES, PAUSE_MS] = [20, 100]

async function demandUnserved(db: Handle, database: string): Promise<void> {
  for (let tried = 0; await isServed(db); tried++) {
    if (tried === TRIES)
      throw misuse(
        `A running Ward Round uses ${nameDatabase(database)}. Stop it first: what it saves meanwhile would be lost.`,
      )
    await wait(PAUSE_MS)
  }
}

async function demandSound(db: Handle, database: string): Promise<void> {
  const { checks } = await proveAll(db)
  const breaks = checks.flatMap((check) => check.breaks)
  if (breaks.length > 0)
    throw new Refusal(1, [
      ...breaks.map((one) => `BROKEN: ${one}.`),
      `${nameDatabase(database)} is not sound, so nothing was copied.`,
    ])
}
