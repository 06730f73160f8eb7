/** `wardround serve` starts, says where it is, refuses what it cannot have, and ends when it is told to. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { insertAccounts } from '../../src/store/accounts.ts'
import { openDatabase } from '../../src/store/database.ts'
import { POSTGRES } from '../store/engines.ts'
import { fileWith, folder, project, run } from './run.ts'

test('it prints its address, answers there, keeps others from its database, and ends at SIGTERM', async () => {
  const database = join(folder(), 'ward.sqlite')
  const child = spawn(process.execPath, [join(project, 'src/wardround.mjs'), 'serve'], {
    env: { ...process.env, PORT: '0', WARDROUND_DB: database },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [first] = (await once(child.stdout, 'data')) as [Buffer]
    const address = /http:\/\/localhost:(\d+)/.exec(first.toString())
    expect((await fetch(`${address?.[0]}/`)).status).toBe(200)
    expect(first.toString()).toContain('WARDROUND_URL gives its address')
    // Nobody has an account: the link makes the first, once.
    const link = /^http:\/\/localhost:\d+\/set-up\/[\w-]{43}$/m.exec(first.toString())
    expect((await fetch(link?.[0] ?? '')).status).toBe(200)
    expect(statSync(`${database}-key`).mode & 0o777).toBe(0o600)

    const taken = await run(['serve'], {
      env: { PORT: address?.[1] ?? '', WARDROUND_DB: join(folder(), 'other.sqlite') },
    })
    expect([taken.code, taken.out]).toEqual([2, ''])
    expect(taken.err).toContain('is in use')

    const locked = await run(['serve'], { env: { PORT: '0', WARDROUND_DB: database } })
    expect([locked.code, locked.out]).toEqual([2, ''])
    expect(locked.err).toContain(database)
  } finally {
    child.kill('SIGTERM')
  }
  const [code] = (await once(child, 'exit')) as [number | null]
  expect(code).toBe(0)
})

test('two processes serve one PostgreSQL database, and end when they are told to', async () => {
  const env = {
    ...process.env,
    PORT: '0',
    DATABASE_URL: await POSTGRES.emptyDatabase(),
    WARDROUND_SECRET: 'Rx7!ttQm-92kLpVz-eWq4-hUu6-oJn3-Bd8y',
  }
  const both = [1, 2].map(() =>
    spawn(process.execPath, [join(project, 'src/wardround.mjs'), 'serve'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
  const answers = both.map(async (child) => {
    const [first] = (await once(child.stdout, 'data')) as [Buffer]
    return (await fetch(/http:\S+/.exec(first.toString())?.[0] ?? '')).status
  })
  expect(await Promise.all(answers)).toEqual([200, 200])
  const exits = both.map((child) => once(child, 'exit'))
  for (const child of both) child.kill('SIGTERM')
  expect(await Promise.all(exits)).toEqual([
    [0, null],
    [0, null],
  ])
})

test('a server that is not there is said in one line, without the password', async () => {
  const { code, err } = await run(['serve'], {
    env: { PORT: '0', DATABASE_URL: 'postgres://ward:s3cret@127.0.0.1:1/round' },
  })
  expect(code).toBe(2)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect(err).toContain('postgres://ward@127.0.0.1:1/round')
  expect(err).not.toContain('s3cret')
})

test('a file that is no database is left alone, and said so in one line', async () => {
  const file = fileWith('these are minutes of a meeting')
  const { code, err } = await run(['serve'], { env: { PORT: '0', WARDROUND_DB: file } })
  expect(code).toBe(2)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})

test('a database of one mode is not served in the other', async () => {
  const [demonstration, real] = [join(folder(), 'demonstration.sqlite'), join(folder(), 'real.sqlite')]
  for (const [file, email] of [
    [demonstration, undefined],
    [real, 'ada@service.example'],
  ] as const) {
    const { db, close } = await openDatabase(file)
    const account = { id: 'one.account', name: 'One', status: 'active', createdAt: '2026-11-25' } as const
    await insertAccounts(db, [{ ...account, email }])
    await close()
  }
  const asService = await run(['serve'], { env: { PORT: '0', WARDROUND_DB: demonstration } })
  expect([asService.code, asService.err]).toEqual([2, expect.stringContaining('holds the demonstration')])
  const asDemo = await run(['serve', '--demo'], { env: { PORT: '0', WARDROUND_DB: real } })
  expect([asDemo.code, asDemo.err]).toEqual([2, expect.stringContaining('accounts of real people')])
})

test('PostgreSQL without a secret, and a wrong setting, are refused in one line', async () => {
  const url = await POSTGRES.emptyDatabase()
  for (const [env, says] of [
    [{ DATABASE_URL: url }, 'set WARDROUND_SECRET'],
    [{ WARDROUND_SECRET: 'hunter2' }, 'WARDROUND_SECRET must be at least 32'],
    [{ WARDROUND_URL: 'http://wardround.trust.example' }, 'must begin with https://'],
  ] as const) {
    const { code, err } = await run(['serve'], { env: { PORT: '0', ...env } })
    expect([code, err.trimEnd().split('\n').length]).toEqual([2, 1])
    expect(err).toContain(says)
    expect(err).not.toContain('hunter2')
  }
})
