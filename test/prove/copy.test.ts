/** The whole demonstration moves from its file to PostgreSQL and back, and is the same, row for row. */

import { expect, test } from 'vitest'
import { run } from '../cli/run.ts'
import { newDemonstration } from '../service/demonstration.ts'
import { POSTGRES, SQLITE } from '../store/engines.ts'

test('the demonstration, copied to PostgreSQL and back, has the same digest of each table', async () => {
  const file = await newDemonstration()
  const url = await POSTGRES.emptyDatabase()
  const copy = async (from: string, to: string) => {
    const { code, out, err } = await run(['copy', '--from', from, '--to', to, '--json'])
    expect([code, err]).toEqual([0, ''])
    return JSON.parse(out) as { rows: number }
  }
  const there = await copy(file, url)
  expect(there.rows).toBeGreaterThan(10_000)
  expect(await copy(url, await SQLITE.emptyDatabase())).toEqual(there)
})
