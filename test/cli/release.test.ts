/** `wardround release verify` on a real database: what it prints, and its exit code. */

import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addSigned, FIRST, publishRelease, TWO_CELLS } from '../service/country.ts'
import { openTestHouse } from '../service/house.ts'
import { POSTGRES } from '../store/engines.ts'
import { folder, run } from './run.ts'

test('releases that are the same are said to be, with exit code 0, also while the file is in use', async () => {
  const file = join(folder(), 'ward.sqlite')
  const house = await openTestHouse(file)
  expect(await run(['release', 'verify', '--database', file])).toMatchObject({
    code: 0,
    out: expect.stringContaining('No comparison is published') as string,
  })
  await addSigned(house, TWO_CELLS)
  const { row } = await publishRelease(house)
  const { code, out, err } = await run(['release', 'verify'], { env: { WARDROUND_DB: file } })
  expect([code, err]).toEqual([0, ''])
  expect(out).toBe(
    `Comparison 1, ${FIRST.name} (${row.id}, 24 contributors): the same, byte for byte. SHA-256 ${row.digest}\n`,
  )
  await house.close()
})

test('a PostgreSQL database is verified as well, and a wrong URL is not quoted', async () => {
  const url = await POSTGRES.newDatabase()
  const house = await openTestHouse(url)
  await addSigned(house, TWO_CELLS)
  const { row } = await publishRelease(house)
  await house.close()
  for (const how of [{ env: { DATABASE_URL: url } }, { args: ['--database', url] }]) {
    const { code, out } = await run(['release', 'verify', ...(how.args ?? [])], { env: how.env ?? {} })
    expect([code, out]).toEqual([0, expect.stringContaining(row.digest)])
  }
  const wrong = await run(['release', 'verify', '--database', 'postgres://ward:s3cret@'])
  expect([wrong.code, wrong.out]).toEqual([2, ''])
  expect(wrong.err).toContain('must look like')
  expect(wrong.err).not.toContain('s3cret')
})

test('one changed byte is named, with exit code 1', async () => {
  const file = join(folder(), 'ward.sqlite')
  const house = await openTestHouse(file)
  await addSigned(house, TWO_CELLS)
  const { row } = await publishRelease(house)
  await house.close()
  const sqlite = new Sqlite(file)
  sqlite.exec(`drop trigger release_updated; drop trigger release_kept;
    update "release" set bytes = replace(bytes, '"cohorts"', '"Cohorts"')`)
  sqlite.close()
  const plain = await run(['release', 'verify', '--database', file])
  expect(plain.code).toBe(1)
  expect(plain.out).toContain('NOT the same')
  expect(plain.err).toContain('1 of 1 comparison cannot be reproduced')
  const json = await run(['release', 'verify', '--database', file, '--json'])
  expect(json.code).toBe(1)
  expect(JSON.parse(json.out)).toMatchObject({
    releases: [{ id: row.id, contributors: 24, differences: ['its bytes do not have its digest'] }],
  })
})

test('a file that is missing, or no database, is refused with exit code 2', async () => {
  const missing = await run(['release', 'verify', '--database', join(folder(), 'none.sqlite')])
  expect([missing.code, missing.out]).toEqual([2, ''])
  expect(missing.err).toContain('There is no database')
  const other = await run(['release', 'verify', '--database', 'package.json'])
  expect([other.code, other.out]).toEqual([2, ''])
})
