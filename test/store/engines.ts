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

import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { newFile } from '../service/house.ts'

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

const made: string[] = []

async function newServerDatabase(template: string): Promise<string> {
  const name = `ward_round_test_${randomUUID().replaceAll('-', '')}`
  const url = await serverUrl()
  await run(url, `create database ${name} template ${template}`)
  made.push(name)
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

afterAll(async () => {
  for (const name of made.splice(0)) await run(await serverUrl(), `drop database ${name} with (force)`)
})

let found: Promise<string> | undefined
/** Asked for once a file: a connection that is used again may just be closing at its other end. */
const serverUrl = () => (found ??= askForServer())

async function askForServer(): Promise<string> {
  const response = await fetch(inject('postgresAt'))
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text
}

/** Runs one statement over a connection of its own. */
export async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
