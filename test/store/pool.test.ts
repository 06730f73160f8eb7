/** PgBouncer between us and a PostgreSQL server, one connection shared by everybody: what one leaves there, another meets. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import { proveAll } from '../../src/service/proving.ts'
import { openReader } from '../../src/store/database.ts'
import { run as runProgram } from '../cli/run.ts'
import { addTrust, CHOICE, choose, openTestHouse, person } from '../service/house.ts'
import { POSTGRES } from './engines.ts'

const isHere = spawnSync('pgbouncer', ['--version']).status === 0

describe.skipIf(!isHere)(`through PgBouncer${isHere ? '' : ' (it is not on this machine)'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ward-round-pool-'))
  let pool: ChildProcess
  let url: string
  beforeAll(async () => {
    const database = new URL(await POSTGRES.newDatabase())
    const house = await openTestHouse(database.href)
    await addTrust(house, 'oak')
    await house.close()
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    probe.close()
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'users'), `"${database.username}" ""\n`)
    writeFileSync(
      join(folder, 'pool.ini'),
      [
        '[databases]',
        `* = host=${database.hostname} port=${database.port}`,
        '[pgbouncer]',
        'listen_addr = 127.0.0.1',
        `listen_port = ${port}`,
        'unix_socket_dir =',
        'auth_type = trust',
        `auth_file = ${join(folder, 'users')}`,
        'pool_mode = transaction',
        'default_pool_size = 1',
        // As the README says.
        'ignore_startup_parameters = lock_timeout,statement_timeout,idle_in_transaction_session_timeout',
        ...(process.getuid?.() === 0 ? ['user = nobody'] : []),
      ].join('\n'),
    )
    pool = spawn('pgbouncer', [join(folder, 'pool.ini')], { stdio: ['ignore', 'ignore', 'pipe'] })
    const said = createInterface({ input: pool.stderr ?? process.stdin })
    await new Promise<void>((resolve, reject) => {
      said.on('line', (line) => {
        if (line.includes('process up')) resolve()
      })
      pool.on('exit', () => reject(new Error('PgBouncer did not start.')))
    })
    const own = new URL(database)
    own.port = String(port)
    url = own.href
  })
  afterAll(async () => {
    const gone = once(pool, 'exit')
    pool.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true })
  })

  test('the service saves and reads, and whoever verifies beside it leaves nothing behind', async () => {
    const house = await openTestHouse(url)
    for (let version = 0; version < 6; version++)
      expect(
        await saveAnswer(house, person('oak'), 'oak', CHOICE.id, version, choose(version % 2)),
      ).toMatchObject({ ok: true })
    const { db, close } = await openReader(url)
    expect((await proveAll(db)).checks.flatMap(({ breaks }) => breaks)).toEqual([])
    await close()
    expect((await runProgram(['verify', '--database', url])).code).toBe(0)
    expect((await sql`show default_transaction_read_only`.execute(house.db)).rows).toEqual([
      { default_transaction_read_only: 'off' },
    ])
    expect(await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 6, choose(0))).toMatchObject({ ok: true })
    await house.close()
  })
})
