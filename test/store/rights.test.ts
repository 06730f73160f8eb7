/** Who may do what at a PostgreSQL server: the service's own user needs little, sealed tables are emptied by nobody, and others hold up nothing. */

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import { proveAll } from '../../src/service/proving.ts'
import { openDatabase, openReader } from '../../src/store/database.ts'
import { write } from '../../src/store/transaction.ts'
import { whyUnusable } from '../../src/store/unusable.ts'
import { addTrust, CHOICE, choose, openTestHouse, person } from '../service/house.ts'
import { POSTGRES } from './engines.ts'
import { run } from './server.ts'

/** What the README says to a superuser, under names of this test: roles belong to the whole server. */
const own = randomUUID().slice(0, 8)
const names = { owner: `owner_${own}`, service: `service_${own}`, database: `database_${own}` }
const [, readme = ''] = /```sql\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? []
const statements = readme
  .replaceAll('wardround_owner', names.owner)
  .replaceAll('wardround_service', names.service)
  .replaceAll('database wardround', `database ${names.database}`)
  .replace(/^\\connect.*\n/m, '')
  .split(';\n')
  .filter((one) => one !== '')

let [superuser, owner, service, reader, stranger] = ['', '', '', '', '']
const urlOf = (user: string) => {
  const url = new URL(superuser)
  url.pathname = `/${names.database}`
  url.username = user
  return url.href
}

beforeAll(async () => {
  superuser = await POSTGRES.emptyDatabase()
  expect(statements.length).toBe(6)
  for (const statement of statements.slice(0, 5)) await run(superuser, statement)
  await run(urlOf(new URL(superuser).username), statements[5] ?? '')
  ;[owner, service, reader, stranger] = [
    urlOf(names.owner),
    urlOf(names.service),
    urlOf(`reader_${own}`),
    urlOf(`stranger_${own}`),
  ]
  for (const name of [`reader_${own}`, `stranger_${own}`]) {
    await run(superuser, `create role ${name} login`)
    await run(superuser, `grant connect on database ${names.database} to ${name}`)
  }
})
afterAll(async () => {
  await run(superuser, `drop database ${names.database} with (force)`)
  for (const name of [names.owner, names.service, `reader_${own}`, `stranger_${own}`])
    await run(superuser, `drop role ${name}`)
})

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

describe('the roles of the README', () => {
  test('the service’s user is told that the owner makes the tables', async () => {
    const said = await refusalOf(openDatabase(service))
    expect(said).toContain('npx wardround migrate')
    expect(said.split('\n')).toHaveLength(1)
  })

  test('the service runs with select, insert, update and delete, once the owner has made the tables', async () => {
    await (await openDatabase(owner)).close()
    const house = await openTestHouse(service)
    await addTrust(house, 'oak')
    expect(await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 0, choose(1))).toMatchObject({ ok: true })
    for (const act of ['truncate session', 'alter table trail disable trigger all', 'drop table trail'])
      await expect(sql.raw(act).execute(house.db), act).rejects.toMatchObject({ code: '42501' })
    await house.close()
  })

  test('whoever verifies needs to read only, and without that is told which right is missing', async () => {
    expect(await refusalOf(openReader(reader))).toMatch(
      /no right to select in the table \w+\. Its owner gives/,
    )
    await run(owner, `grant select on all tables in schema public to reader_${own}`)
    const opened = await openReader(reader)
    const { checks } = await proveAll(opened.db)
    expect(checks.flatMap(({ breaks }) => breaks)).toEqual([])
    await opened.close()
    expect(await refusalOf(openDatabase(reader))).toMatch(/no right to (insert|delete|update) in the table/)
  })

  test('a right that is taken away while it runs is said without a fault of ours', async () => {
    const house = await openTestHouse(service)
    await run(owner, `revoke insert on trail from ${names.service}`)
    await expect(saveAnswer(house, person('oak'), 'oak', CHOICE.id, 1, choose(2))).rejects.toMatchObject({
      code: 'read-only',
    })
    await run(owner, `grant insert on trail to ${names.service}`)
    await house.close()
  })
})

test('no sealed table is emptied at one stroke, not even by its owner', async () => {
  const { db, close } = await openDatabase(owner)
  const { rows } = await sql<{ table: string }>`
    select distinct tgrelid::regclass::text as table from pg_trigger where not tgisinternal and tgtype & 1 = 1`.execute(
    db,
  )
  const sealed = new Set([...rows.map((one) => one.table), 'rule_set', 'signed_summary', 'trail_head'])
  expect([...sealed]).toEqual(
    expect.arrayContaining(['trail', 'answer', 'assessment', 'release', 'sign_off', 'deletion', 'hold']),
  )
  for (const table of sealed)
    expect(await refusalOf(sql.raw(`truncate ${table} cascade`).execute(db)), table).toMatch(
      /never emptied|only ever added to/,
    )
  expect(await refusalOf(sql.raw('truncate organisation cascade').execute(db))).toContain('never emptied')
  await close()
})

describe('the turn to write', () => {
  // Also where this is all that runs.
  beforeAll(async () => (await openDatabase(owner)).close())
  let other: pg.Client | undefined
  afterEach(() => other?.end())
  const as = async (url: string) => {
    other = new pg.Client(url)
    await other.connect()
    return other
  }

  test('is held by nobody who may not write, whatever locks they take', async () => {
    const client = await as(stranger)
    await client.query('begin')
    // What may be locked by anybody who may connect.
    await client.query('select pg_advisory_lock(7307418, 0), pg_advisory_lock(hashtextextended($1, 0))', [
      'oak',
    ])
    const house = await openTestHouse(service)
    await write(house.db, () => Promise.resolve())
    await write(house.db, () => Promise.resolve(), 'oak')
    for (const lock of ['table write_turn in exclusive mode', 'table write_turn in access share mode'])
      expect(await refusalOf(client.query(`lock ${lock}`)), lock).toMatch(/permission denied|aborted/)
    await client.query('rollback')
    await house.close()
  })

  test('nor by whoever may read everything', async () => {
    const client = await as(reader)
    for (const act of [
      'lock table write_turn in row exclusive mode',
      'lock table write_turn in share mode',
      'select from organisation for no key update',
      'select from organisation for key share',
    ]) {
      await client.query('begin')
      expect(await refusalOf(client.query(act)), act).toContain('permission denied')
      await client.query('rollback')
    }
  })
})

describe('a database that cannot be used as it is set up is refused in one sentence:', () => {
  const settingOf = async (role: string, setting: string, work: () => Promise<void>) => {
    await run(superuser, `alter role ${role} in database ${names.database} set ${setting}`)
    await work()
    await run(superuser, `alter role ${role} in database ${names.database} reset all`)
  }

  test('its user works in another schema than the tables', () =>
    settingOf(names.service, 'search_path = elsewhere', async () => {
      expect(await refusalOf(openDatabase(service))).toMatch(
        /stand in the schema public, and its user works in none\. Set the search_path/,
      )
      await run(owner, `create schema elsewhere`)
      await run(owner, `grant usage on schema elsewhere to ${names.service}`)
      expect(await refusalOf(openReader(service))).toContain('its user works in elsewhere')
      await run(owner, `drop schema elsewhere`)
    }))

  test('its server takes no changes', async () => {
    const { db, close } = await openDatabase(owner)
    const error: unknown = await db
      .transaction()
      .setAccessMode('read only')
      .execute((on) => sql`delete from session`.execute(on))
      .catch((error: unknown) => error)
    await close()
    const why = whyUnusable(owner, error)?.message ?? ''
    expect(why).toMatch(/can only be read: its server is a standby, or .* Name the server/)
    expect(why).not.toContain('postgresql://owner:')
  })
})

test('a connection that somebody left read-only is written on: each transaction says what it does', async () => {
  const setting = 'set default_transaction_read_only = on'
  await run(superuser, `alter role ${names.service} in database ${names.database} ${setting}`)
  const house = await openTestHouse(service)
  expect((await sql`show transaction_read_only`.execute(house.db)).rows).toEqual([
    { transactionReadOnly: 'on' },
  ])
  expect(await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 1, choose(0))).toMatchObject({ ok: true })
  await house.close()
  await run(superuser, `alter role ${names.service} in database ${names.database} reset all`)
})
