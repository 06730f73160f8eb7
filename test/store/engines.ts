/**
 * Both engines for tests: a new database of each whenever one is asked for. What a store does is tested on both:
 *
 *     describe.each(ENGINES)('on $name', ({ newDatabase }) => {
 *       beforeEach(async () => { house = await openTestHouse(await newDatabase()) })
 *       afterEach(() => house.close())
 *       …
 *     })
 *
 * The databases are gone after the file, but for the one with tables that others are copies of: that goes with the run. The server is the run's own, or the one of TEST_DATABASE_URL.
 */

import { copyFile, makeTables, newFile, newFileWithTables } from './files.ts'
import { newServerDatabase } from './server-databases.ts'

export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL'
  /** Path or URL of a new database with its tables, the real rules and no other rows, for `openDatabase` and `openTestHouse`. */
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
  newDatabase: async () => {
    withTables ??= newServerDatabase('template1', 'run').then(makeTables)
    return POSTGRES.copyOf(await withTables)
  },
  emptyDatabase: () => newServerDatabase('template1'),
  copyOf: (url) => newServerDatabase(new URL(url).pathname.slice(1)),
}

export const ENGINES: readonly Engine[] = [SQLITE, POSTGRES]

/** Of this worker: its files of tests copy one. */
let withTables: Promise<string> | undefined
