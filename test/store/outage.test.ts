/** What may go wrong between us and a PostgreSQL server: each gives a refusal in words, ends by itself, and loses nothing that was acknowledged. */

import { type Kysely, sql } from 'kysely'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import { faultOf } from '../../src/store/faults.ts'
import { findOrganisation, insertOrganisations } from '../../src/store/organisations.ts'
import type { Database, Handle } from '../../src/store/tables.ts'
import { read, write } from '../../src/store/transaction.ts'
import { POSTGRES } from './engines.ts'

let opened: OpenDatabase
let url: string
const limited = (limits: string) => `${url}?${limits}`

beforeEach(async () => {
  url = await POSTGRES.newDatabase()
})
afterEach(() => opened.close())

/** Opened once before, because a limit in the URL holds for migrations too. */
async function open(database = url): Promise<Handle> {
  await (await openDatabase(url)).close()
  opened = await openDatabase(database)
  return opened.db
}

const organisation = (id: string) => ({
  id,
  odsCode: undefined,
  name: id,
  cohort: 'acute',
  region: 'London',
  fictional: true,
})
const add = (db: Handle, id: string) => write(db, (on) => insertOrganisations(on, [organisation(id)]))

/** A door that something waits behind until it is opened. */
function door(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  return { opened: promise, open: () => resolve(undefined) }
}

/** Writing work that has begun and waits. */
async function holding(db: Handle, only?: string): Promise<{ end: () => Promise<void> }> {
  const [begun, end] = [door(), door()]
  const work = write(
    db,
    async () => {
      begun.open()
      await end.opened
    },
    only,
  )
  await begun.opened
  return {
    end: async () => {
      end.open()
      await work
    },
  }
}

describe('turns to write:', () => {
  test('writes about different organisations run side by side, those about one wait for each other', async () => {
    const db = await open(limited('lock_timeout=300'))
    await add(db, 'a')
    const first = await holding(db, 'a')
    await write(db, (on) => insertOrganisations(on, [organisation('b')]), 'b')
    await expect(write(db, () => Promise.resolve(), 'a')).rejects.toMatchObject({ code: 'busy' })
    await expect(add(db, 'c'), 'about everything').rejects.toMatchObject({ code: 'busy' })
    await first.end()
    await add(db, 'c')
  })

  test('a write about everything is alone', async () => {
    const db = await open(limited('lock_timeout=300'))
    const alone = await holding(db)
    await expect(write(db, () => Promise.resolve(), 'a')).rejects.toMatchObject({ code: 'busy' })
    expect(await read(db, (on) => findOrganisation(on, 'a')), 'reading goes on').toBeUndefined()
    await alone.end()
    await write(db, () => Promise.resolve(), 'a')
  })

  test('two that hold up each other are sorted out, and both are done', async () => {
    const db = await open()
    await write(db, (on) => insertOrganisations(on, [organisation('x'), organisation('y')]))
    const rename = (on: Kysely<Database>, id: string, name: string) =>
      on.updateTable('organisation').set({ name }).where('id', '=', id).execute()
    let [tries, met] = [0, 0]
    const both = door()
    const inOrder = (first: string, second: string) =>
      write(
        db,
        async (on) => {
          tries++
          await rename(on, first, `${first} by ${first}`)
          if (++met >= 2) both.open()
          await both.opened
          await rename(on, second, `${second} by ${first}`)
        },
        first,
      )
    await Promise.all([inOrder('x', 'y'), inOrder('y', 'x')])
    expect(tries).toBe(3)
  })
})

describe('limits:', () => {
  test('when every connection is taken a request is refused, and served again when one is free', async () => {
    const db = await open()
    const all = await Promise.all(Array.from({ length: 10 }, (_, index) => holding(db, String(index))))
    await expect(add(db, 'a')).rejects.toMatchObject({ code: 'busy' })
    for (const one of all) await one.end()
    await add(db, 'a')
  })

  test('a statement that takes too long is ended', async () => {
    const db = await open()
    expect((await sql`show statement_timeout`.execute(db)).rows).toEqual([{ statementTimeout: '3s' }])
    const slow = read(db, async (on) => {
      await sql`set local statement_timeout = 50`.execute(on)
      await sql`select pg_sleep(60)`.execute(on)
    })
    await expect(slow).rejects.toMatchObject({ code: 'busy', cause: { code: '57014' } })
    await add(db, 'a')
  })

  test('a server that says nothing any more is given up', async () => {
    const proxy = await startProxy(url)
    const db = await open(`${proxy.url}?query_timeout=1000`)
    await add(db, 'a')
    proxy.silence()
    await expect(add(db, 'b')).rejects.toMatchObject({ code: 'busy' })
    await proxy.end()
  })

  test('a transaction that its process leaves open is ended by the server', async () => {
    const db = await open(limited('idle_in_transaction_session_timeout=500'))
    const left = holding(db).then((one) =>
      new Promise<void>((resolve) => setTimeout(resolve, 1500)).then(one.end),
    )
    await expect(left).rejects.toMatchObject({ code: 'busy' })
    await add(db, 'a')
  })
})

test('reading sees one moment, whatever is written meanwhile', async () => {
  const db = await open()
  const seen = await read(db, async (on) => {
    const before = await findOrganisation(on, 'a')
    await add(db, 'a')
    return [before, await findOrganisation(on, 'a')]
  })
  expect(seen).toEqual([undefined, undefined])
  expect(await findOrganisation(db, 'a')).toBeDefined()
})

test('reading cannot write', async () => {
  const db = await open()
  await expect(read(db, (on) => insertOrganisations(on, [organisation('a')]))).rejects.toMatchObject({
    code: 'read-only',
  })
})

test('when the connection breaks between commit and its answer, saying so is honest and doing it again is safe', async () => {
  const proxy = await startProxy(url)
  const db = await open(proxy.url)
  proxy.cutAfter('commit\0')
  await expect(add(db, 'a')).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringContaining('Look whether it is there') as string,
  })
  expect(await findOrganisation(db, 'a'), 'it was written').toBeDefined()
  await proxy.end()
})

test.each([
  ['collision', '40001'],
  ['collision', 'SQLITE_BUSY_SNAPSHOT'],
  ['unwritable', '53100'],
  ['unwritable', 'SQLITE_FULL'],
  ['busy', '53300'],
  ['busy', 'ECONNREFUSED'],
  ['lost', '57P01'],
  ['lost', 'ECONNRESET'],
  [undefined, '23505'],
  [undefined, 'ENOENT'],
])('%s: %s', (fault, code) => {
  expect(faultOf(Object.assign(new Error('any'), { code }))).toBe(fault)
})

/** A proxy before the server, that can fall silent, or break every connection once it has passed on a certain word. */
async function startProxy(to: string): Promise<{
  readonly url: string
  readonly silence: () => void
  readonly cutAfter: (word: string) => void
  readonly end: () => Promise<void>
}> {
  const [sockets, { hostname, port }] = [new Set<Socket>(), new URL(to)]
  let isSilent = false
  let word: string | undefined
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    let isCut = false
    near.on('data', (bytes) => {
      if (isSilent) return
      isCut = word !== undefined && bytes.includes(word)
      far.write(bytes)
    })
    far.on('data', (bytes) => {
      if (!isCut) near.write(bytes)
      else {
        word = undefined
        near.destroy()
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = new URL(to)
  own.port = String((server.address() as { port: number }).port)
  return {
    url: own.href,
    silence: () => (isSilent = true),
    cutAfter: (one) => (word = one),
    end: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}
