/**
 * Both engines for tests: an empty database of each whenever one is asked for. What a store does is tested on both:
 *
 *     describe.each(ENGINES)('on $name', ({ newDatabase }) => {
 *       beforeEach(async () => { house = await openTestHouse(await newDatabase()) })
 *       afterEach(() => house.close())
 *       …
 *     })
 *
 * The databases are gone after the file. The server is the run's own, or the one of TEST_DATABASE_URL.
 */

import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { newFile } from '../service/house.ts'
import { newServerDatabase } from './server-databases.ts'

export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL'
  /** Path or URL of a new and empty database, for `openDatabase` and `openTestHouse`. */
  readonly newDatabase: () => Promise<string>
  /** A copy of one that is closed: quicker than to fill another. */
  readonly copyOf: (database: string) => Promise<string>
}

export const SQLITE: Engine = {
  name: 'SQLite',
  newDatabase: () => Promise.resolve(newFile()),
  copyOf: (file) => {
    const copy = newFile()
    mkdirSync(dirname(copy))
    copyFileSync(file, copy)
    return Promise.resolve(copy)
  },
}
export const POSTGRES: Engine = {
  name: 'PostgreSQL',
  newDatabase: () => newServerDatabase('template1'),
  copyOf: (url) => newServerDatabase(new URL(url).pathname.slice(1)),
}
export const ENGINES: readonly Engine[] = [SQLITE, POSTGRES]
