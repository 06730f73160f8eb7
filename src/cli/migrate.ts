/**
 * `wardround migrate`: a database → one with today's tables, and nothing is served. For an owner of the tables other than the service's user.
 * It does no more than a start of the service does by itself where it may.
 */

import { openDatabase } from '../store/database.ts'
import { nameDatabase } from '../store/opened.ts'
import { atDatabase, databaseOf } from './at-database.ts'
import type { Options } from './options.ts'
import { print } from './print.ts'

/** @throws Refusal */
export async function migrate(options: Options): Promise<void> {
  const database = databaseOf(options.database)
  await atDatabase(database, async () => {
    const { close } = await openDatabase(database)
    await close()
  })
  print([{ text: `The tables in ${nameDatabase(database)} are up to date.` }])
}
