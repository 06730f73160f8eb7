/** `wardround backup` and `wardround restore` as an operator runs them. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addTrust, openTestHouse } from '../service/house.ts'
import { folder, run } from './run.ts'

test('a database in use is backed up, restored beside, and overwritten only when named', async () => {
  const place = folder()
  const [file, copy] = [join(place, 'ward.sqlite'), join(place, 'copy.sqlite')]
  const house = await openTestHouse(file)
  await addTrust(house, 'a')
  const made = await run(['backup', copy, '--database', file])
  expect([made.code, made.err]).toEqual([0, ''])
  expect(made.out).toContain(`Backed up to ${copy}`)
  expect((await run(['backup', copy], { env: { WARDROUND_DB: file } })).err).toContain('is there already')
  expect((await run(['restore', copy, '--database', file, '--replace', file])).err).toContain('already uses')
  await house.close()
  const refused = await run(['restore', copy, '--database', file])
  expect([refused.code, refused.out]).toEqual([2, ''])
  expect(refused.err).toContain(`--replace ${file}`)
  const restored = await run(['restore', copy, '--database', file, '--replace', file])
  expect([restored.code, restored.err]).toEqual([0, ''])
  const lost = await run(['backup', join(place, 'none/copy.sqlite'), '--database', file])
  expect([lost.code, lost.err.split('\n').length]).toEqual([2, 2])
})

test('PostgreSQL has its own tools', async () => {
  const url = 'postgres://ward:s3cret@127.0.0.1:1/x'
  const place = folder()
  for (const command of ['backup', 'restore']) {
    const { code, err } = await run([command, join(place, 'x'), '--database', url])
    expect(code).toBe(2)
    expect(err).toContain('pg_dump')
    expect(err).not.toContain('s3cret')
  }
  expect(existsSync(join(place, 'x'))).toBe(false)
})
