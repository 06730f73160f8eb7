/** `wardround copy`: a database moves from its file to PostgreSQL and back, and is the same, row for row; what is refused leaves nothing. */

import { expect, test } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import { proveAll } from '../../src/service/proving.ts'
import { openDatabase, openReader } from '../../src/store/database.ts'
import { lockDatabase } from '../../src/store/lock.ts'
import type { Handle } from '../../src/store/tables.ts'
import { appendTrail } from '../../src/store/trail.ts'
import { read, writeAlone } from '../../src/store/transaction.ts'
import { copyEverything } from '../../src/store/whole-copy.ts'
import { addTrust, CHOICE, choose, openTestHouse, person } from '../service/house.ts'
import { POSTGRES, SQLITE } from '../store/engines.ts'
import { run } from './run.ts'

/** A database with one trust and one answer. */
async function aTrust(): Promise<string> {
  const file = await SQLITE.newDatabase()
  const house = await openTestHouse(file)
  await addTrust(house, 'oak')
  await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 0, choose(1))
  await house.close()
  return file
}

const copy = (from: string, to: string) => run(['copy', '--from', from, '--to', to, '--json'])
interface Printed {
  readonly rows: number
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly digest: string }[]
}

test('a file is moved to PostgreSQL and back, row for row, and goes on there as it would have here', async () => {
  const file = await aTrust()
  const url = await POSTGRES.emptyDatabase()
  const there = await copy(file, url)
  expect([there.code, there.err]).toEqual([0, ''])
  const { rows, tables } = JSON.parse(there.out) as Printed
  expect(rows).toBeGreaterThan(5)
  expect(tables.find(({ table }) => table === 'answer')?.rows).toBe(1)

  const back = await copy(url, await SQLITE.emptyDatabase())
  expect([back.code, back.err]).toEqual([0, ''])
  expect(JSON.parse(back.out)).toEqual({ rows, tables })

  const again = await copy(file, url)
  expect(again.code).toBe(2)
  expect(again.err).toContain('That database is not empty: its table rule_set has rows.')
  expect(again.err).not.toContain('password')

  const moved = await openDatabase(url)
  try {
    await writeAlone(moved.db, (db) => appendTrail(db, ENTRY))
    const checks = (await proveAll(moved.db)).checks.flatMap(({ breaks }) => breaks)
    expect(checks).toEqual([])
    await expect(moved.db.deleteFrom('trail').execute()).rejects.toThrow()
    const served = await copy(url, await SQLITE.emptyDatabase())
    expect(served.code).toBe(2)
    expect(served.err).toContain('Stop it first')
  } finally {
    await moved.close()
  }
})
const ENTRY = {
  at: '2026-12-01T09:00:00Z',
  actorId: undefined,
  actorName: 'Ward Round',
  organisationId: undefined,
  address: undefined,
  action: 'database-restored',
  object: 'database',
  details: {},
} as const

test('a file that a service uses is refused, and so is one that is not there', async () => {
  const file = await SQLITE.newDatabase()
  const unlock = lockDatabase(file)
  const used = await copy(file, await SQLITE.emptyDatabase())
  unlock()
  expect(used.code).toBe(2)
  expect(used.err).toContain('already uses')
  const absent = await copy(`${file}-absent`, await SQLITE.emptyDatabase())
  expect(absent.code).toBe(2)
  expect(absent.err).toContain('There is no database')
})

test.each([SQLITE, POSTGRES])(
  'a copy that breaks off leaves nothing in $name, and can be begun again',
  async (engine) => {
    const from = await openReader(await aTrust())
    const to = await openDatabase(await engine.emptyDatabase())
    const into = (prove: (db: Handle) => Promise<void>) =>
      read(from.db, (db) => copyEverything(db, to.db, prove))
    try {
      await expect(into(() => Promise.reject(new Error('pulled out')))).rejects.toThrow('pulled out')
      expect(await to.db.selectFrom('ruleSet').select('digest').execute()).toEqual([])
      const copied = await into(() => Promise.resolve())
      expect(copied.find(({ table }) => table === 'answer')?.rows).toBe(1)
      await expect(to.db.deleteFrom('trail').execute()).rejects.toThrow()
    } finally {
      await from.close()
      await to.close()
    }
  },
)
