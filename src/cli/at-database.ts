/** Work at a database that a command names → its result; what an operator can mend is refused in one line. */

import { readConfig } from '../config.ts'
import { openReader } from '../store/database.ts'
import type { Handle } from '../store/tables.ts'
import { read } from '../store/transaction.ts'
import { whyUnusable } from '../store/unusable.ts'
import { misuse } from './refusal.ts'

/** The one that is named, checked as its setting is; without a name, that of the settings. @throws Refusal */
export function databaseOf(named: string | undefined): string {
  const isUrl = named !== undefined && /^postgres(ql)?:/.test(named)
  try {
    if (named !== undefined && !isUrl) return named
    return readConfig(isUrl ? { DATABASE_URL: named } : process.env).database
  } catch (error) {
    throw misuse(error instanceof Error ? error.message : String(error))
  }
}

/** @throws Refusal, in place of what an operator can mend. */
export async function atDatabase<T>(database: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const why = whyUnusable(database, error)
    throw why === undefined ? error : misuse(why.message)
  }
}

/** Work that only reads, and sees one moment of the database. @throws Refusal */
export async function atReader<T>(database: string, work: (db: Handle) => Promise<T>): Promise<T> {
  return atDatabase(database, async () => {
    const { db, close } = await openReader(database)
    try {
      return await read(db, work)
    } finally {
      await close()
    }
  })
}
