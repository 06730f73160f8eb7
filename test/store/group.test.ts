/** Saves that come in together share a transaction of a SQLite file, and notice nothing of it. */

import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import type { Handle } from '../../src/store/tables.ts'
import { write, writeAlone } from '../../src/store/transaction.ts'
import { newFile } from './files.ts'

let file: string
let opened: OpenDatabase
beforeEach(async () => {
  file = newFile()
  opened = await openDatabase(file)
})
afterEach(() => opened.close())

const organisation = (id: string, name = id) => ({
  ...{ id, odsCode: null, name, cohort: 'acute', region: 'London', fictional: true },
})
const insert = (id: string, name?: string) => (db: Handle) =>
  db.insertInto('organisation').values(organisation(id, name)).execute()
const save = (id: string, name?: string) => write(opened.db, insert(id, name), id)
const stored = async () =>
  (await opened.db.selectFrom('organisation').select('id').orderBy('id').execute()).map(({ id }) => id)

/** How often the file was committed. Source: sqlite.org/walformat.html, the change counter of the log's index. */
const countCommits = () => readFileSync(`${file}-shm`).readUInt32LE(8)

const IDS = Array.from({ length: 70 }, (_, at) => `o${String(at).padStart(2, '0')}`)

test('what names an organisation and comes in together is committed together, at most 64; all else alone', async () => {
  const before = countCommits()
  await Promise.all(IDS.map((id) => save(id)))
  expect(countCommits() - before).toBe(2)
  await Promise.all(['x', 'y'].map((id) => writeAlone(opened.db, insert(id), id)))
  await write(opened.db, insert('z'))
  expect(countCommits() - before).toBe(5)
  expect(await stored()).toEqual([...IDS, 'x', 'y', 'z'])
})

test('one that fails leaves nothing of its own and touches no other, and each hears of its own only', async () => {
  const half = write(
    opened.db,
    async (db) => {
      await insert('half')(db)
      throw new Error('half way')
    },
    'half',
  )
  const done = await Promise.allSettled([save('a'), half, save('a'), save('b')])
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  await expect(half).rejects.toThrow('half way')
  expect(await stored()).toEqual(['a', 'b'])
})

test('nobody is answered before all of it is committed', async () => {
  const other = new Sqlite(file, { readonly: true })
  const seen = other.prepare<[], number>('select count(*) from organisation').pluck()
  /** What another program saw when each was answered. */
  const answered: number[] = []
  const noted = (saved: Promise<unknown>) => saved.finally(() => answered.push(seen.get() ?? 0))
  const before = [
    noted(save('a')),
    noted(write(opened.db, () => Promise.reject(new Error('no')), 'failing')),
    noted(save('b')),
  ]
  let already = -1
  const last = async (db: Handle) => {
    await insert('last')(db)
    // However long this takes, those before it wait.
    for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done))
    already = answered.length
  }
  await Promise.allSettled([...before, noted(write(opened.db, last, 'last'))])
  other.close()
  expect(already).toBe(0)
  expect(answered).toEqual([3, 3, 3, 3])
})

test('where the disk is full for one, the others are tried again alone', async () => {
  await save('first')
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(opened.db)
  await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + 8}`).execute(opened.db)
  const done = await Promise.allSettled([save('a'), save('big', 'B'.repeat(100_000)), save('b')])
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(done[1]).toMatchObject({ reason: { code: 'read-only' } })
  expect(await stored()).toEqual(['a', 'b', 'first'])
})

test('while another program holds the lock they are refused soon, or saved once it is released', async () => {
  const other = new Sqlite(file)
  other.exec('begin immediate')
  const started = performance.now()
  const refused = await Promise.allSettled(IDS.map((id) => save(id)))
  expect(performance.now() - started).toBeLessThan(2000)
  expect(
    refused.every((one) => one.status === 'rejected' && (one.reason as { code: string }).code === 'busy'),
  ).toBe(true)
  setTimeout(() => other.exec('rollback'), 80)
  await Promise.all(IDS.map((id) => save(id)))
  other.close()
  expect(await stored()).toEqual(IDS)
})
