/**
 * Both engines for tests: a new database of each whenever one is asked for. What a store does is tested on both:
 *
 *     describe.each(ENGINES)('on $name', ({ newDatabase }) => {
 *       beforeEach(async () => { house = await openTestHouse(await newDatabase()) })
 *       afterEach(() => house.close())
 *       …
 *     })
 *
 * The databases are gone after the file. The server is the run's own, or the one of TEST_DATABASE_URL.
 */

import { openDatabase } from '../../src/store/database.ts'
import { copyFile, newFile, newFileWithTables } from './files.ts'
import { newServerDatabase, onDropped } from './server-databases.ts'

export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL'
  /** Path or URL of a new database with its tables and no rows, for `openDatabase` and `openTestHouse`. */
  readonly newDatabase: () => Promise<string>
  /** Path or URL of a new database in which nothing is. */
  readonly emptyDatabase: () => Promise<string>
  /** A copy of one that is closed: quicker than to fill another. */
  readonly copyOf: (database: string) => Promise<string>
}

export const SQLITE: Engine = {
  name: 'SQLite',
  newDatabase: newFileWithTables,
  emptyDatabase: () => Promise.resolve(newFile()),
  copyOf: (file) => Promise.resolve(copyFile(file)),
}

export const POSTGRES: Engine = {
  name: 'PostgreSQL',
  newDatabase: async () => POSTGRES.copyOf(await (withTables ??= makeTables())),
  emptyDatabase: () => newServerDatabase('template1'),
  copyOf: (url) => newServerDatabase(new URL(url).pathname.slice(1)),
}

export const ENGINES: readonly Engine[] = [SQLITE, POSTGRES]

/** Of this file of tests. */
let withTables: Promise<string> | undefined
onDropped(() => (withTables = undefined))

async function makeTables(): Promise<string> {
  const url = await POSTGRES.emptyDatabase()
  await (await openDatabase(url)).close()
  return url
}
