/** What only a PostgreSQL server can do to us: several processes on one database, other languages, and refusals. */

import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/store/database.ts'
import { nameDatabase, type OpenDatabase } from '../../src/store/opened.ts'
import { MIGRATIONS } from '../../src/store/migrate.ts'
import { POSTGRES } from './engines.ts'
import { run } from './server.ts'

const opened: OpenDatabase[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})
async function open(url: string): Promise<OpenDatabase> {
  const one = await openDatabase(url)
  opened.push(one)
  return one
}

test('several that start at once on an empty database all come up, and it is made once', async () => {
  const url = await POSTGRES.newDatabase()
  const [first] = await Promise.all(Array.from({ length: 4 }, () => open(url)))
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(first!.db)
  expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(MIGRATIONS))
})

test('every text column sorts by its bytes, in a database made for English', async () => {
  const { db } = await open(await POSTGRES.newDatabase())
  const english = await sql<{
    first: string
  }>`select min(of) as first from (values ('a'), ('B')) as texts (of)`.execute(db)
  expect(english.rows).toEqual([{ first: 'a' }])
  const { rows } = await sql`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'`.execute(db)
  expect(rows).toEqual([])
  const kept =
    await sql`select count(*) as columns from information_schema.columns where collation_name = 'C' and table_schema = 'public'`.execute(
      db,
    )
  expect(Number((kept.rows[0] as { columns: string }).columns)).toBeGreaterThan(40)
})

describe('a database that cannot be used is refused in a sentence, without its password:', () => {
  const refusal = async (url: URL) => {
    const error: unknown = await openDatabase(url.href).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(Error)
    expect((error as Error).message).not.toContain('s3cret')
    return error
  }
  const urlWith = async (change: (url: URL) => void) => {
    const url = new URL(await POSTGRES.newDatabase())
    url.password = 's3cret'
    change(url)
    return url
  }

  test('no server there', async () => {
    const url = await urlWith((one) => (one.port = '1'))
    expect(await refusal(url)).toMatchObject({
      code: 'busy',
      message: expect.stringContaining('127.0.0.1:1/') as string,
    })
  })

  test('no such database, or user', async () => {
    expect(await refusal(await urlWith((one) => (one.pathname = '/none')))).toMatchObject({ code: 'invalid' })
    expect(await refusal(await urlWith((one) => (one.username = 'none')))).toMatchObject({ code: 'invalid' })
  })

  test('a server without encryption where it is demanded', async () => {
    const url = await urlWith((one) => one.searchParams.set('sslmode', 'verify-full'))
    expect(await refusal(url)).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('SSL') as string,
    })
  })

  test('an encoding that cannot keep every character', async () => {
    const url = await urlWith(() => undefined)
    await run(
      url.href,
      `create database latin_${url.pathname.slice(1)} encoding 'LATIN1' locale 'C' locale_provider 'libc' template template0`,
    )
    const latin = new URL(url)
    latin.pathname = `/latin_${url.pathname.slice(1)}`
    expect(await refusal(latin)).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('UTF8') as string,
    })
    await run(url.href, `drop database ${latin.pathname.slice(1)}`)
  })

  test('a user who may not make tables', async () => {
    const url = await urlWith(() => undefined)
    const name = `reader_${url.pathname.slice(1)}`
    await run(url.href, `create role ${name} login`)
    url.username = name
    expect(await refusal(url)).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('permission denied') as string,
    })
    url.username = 'wardround'
    await run(url.href, `drop role ${name}`)
  })
})

describe('DATABASE_URL', () => {
  test('is the database, and shown without its password', () => {
    const url = 'postgresql://ward:s3cret@db.example:5432/round?sslmode=verify-full&sslrootcert=/etc/own.pem'
    expect(readConfig({ DATABASE_URL: url }).database).toBe(url)
    expect(nameDatabase(url)).toBe('postgresql://ward@db.example:5432/round')
    expect(nameDatabase('/var/lib/ward.sqlite')).toBe('/var/lib/ward.sqlite')
    expect(readConfig({ DATABASE_URL: '', WARDROUND_DB: 'x.sqlite' }).database).toBe('x.sqlite')
  })

  test.each([
    'mysql://ward:s3cret@db.example/round',
    'postgresql://ward:s3cret@db.example',
    'postgresql:///cret',
    'postgresql://ward:s3%cret@db.example/round',
    'postgresql://ward:s3#cret@db.example/round',
    'postgresql://ward:s3/cret@db.example/round',
    'postgresql://ward:s3 cret@db.example/round',
    's3cret',
  ])('is refused without quoting it: %s', (url) => {
    expect(() => readConfig({ DATABASE_URL: url })).toThrow(/^DATABASE_URL must look like (?!.*cret)/)
  })

  test.each([
    'postgresql://ward:s3cret@db.example/round',
    'postgresql://ward:s3cret@db.example/round?sslmode=disable',
    'postgresql://ward:s3cret@db.example/round?sslmode=require',
    'postgresql://ward:s3cret@db.example/round?sslmode=verify-full&sslmode=disable',
    'postgresql://ward:s3cret@db.example/round?sslmode=verify-full&ssl=0',
    'postgresql://ward:s3cret@db.example/round?sslmode=verify-full&uselibpqcompat=true',
    'postgresql://ward:s3cret@127.0.0.1/round?host=db.example',
    'postgresql://ward:s3cret@127.0.0.1.example/round',
    'postgresql://ward:s3cret@10.0.0.7/round',
  ])('to another machine is refused where somebody between could read or answer: %s', (url) => {
    expect(() => readConfig({ DATABASE_URL: url })).toThrow(
      /^DATABASE_URL leads to another machine(?!.*cret)/,
    )
  })

  test.each([
    'postgresql://ward@localhost/round',
    'postgresql://ward@[::1]/round',
    'postgresql://ward@127.0.0.2/round',
    'postgresql:///round?host=/var/run/postgresql',
    'postgresql://ward@db.example/round?sslmode=verify-full',
  ])('that stays on this machine, or is encrypted to who it names, is taken: %s', (url) => {
    expect(readConfig({ DATABASE_URL: url }).database).toBe(url)
  })

  test('and every other server prove their names: what switches that off for the whole process is refused', () => {
    expect(() => readConfig({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toThrow(
      /^NODE_TLS_REJECT_UNAUTHORIZED is 0/,
    )
    expect(readConfig({ NODE_TLS_REJECT_UNAUTHORIZED: '1' }).port).toBe(3000)
  })

  test('and WARDROUND_DB are not both set', () => {
    expect(() => readConfig({ DATABASE_URL: 'postgres://localhost/b', WARDROUND_DB: 'x.sqlite' })).toThrow(
      /not both/,
    )
  })
})
