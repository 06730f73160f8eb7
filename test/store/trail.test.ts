import Sqlite from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import { bindTrail } from '../../src/service/recording.ts'
import { openBeside, openDatabase } from '../../src/store/database.ts'
import { migrate, MIGRATIONS } from '../../src/store/migrate.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import { appendTrail, findTrail, type TrailEntry } from '../../src/store/trail.ts'
import { anchorTrail } from '../../src/store/trail-anchors.ts'
import { verifyTrail } from '../../src/store/trail-proof.ts'
import { write, writeBeside } from '../../src/store/transaction.ts'
import { addTrust, CHOICE, choose, openTestHouse, patiently, person } from '../service/house.ts'
import { ENGINES, POSTGRES, SQLITE } from './engines.ts'
import { dropTriggers } from './triggers.ts'

let opened: OpenDatabase
const AT = '2026-11-25T10:00:00.000Z'
const NONE = { entries: [], chains: [] }

const entry = (object: string, organisationId?: string): TrailEntry => ({
  at: AT,
  actorId: 'lead.oak',
  actorName: 'Lead',
  organisationId,
  address: '192.0.2.7',
  action: 'answer-saved',
  object,
  details: { version: 1 },
})

async function add(...entries: TrailEntry[]) {
  for (const one of entries) await patiently(() => write(opened.db, (db) => appendTrail(db, one)))
}
const anchor = () => writeBeside(opened.db, (db) => anchorTrail(db, AT))

describe.each(ENGINES)('the trail on $name', ({ newDatabase }) => {
  beforeEach(async () => {
    opened = await openDatabase(await newDatabase())
  })
  afterEach(() => opened.close())

  test('an empty trail is whole, and there is nothing to bind', async () => {
    await anchor()
    expect(await verifyTrail(opened.db)).toEqual({
      entries: 0,
      chains: 0,
      bound: 0,
      head: undefined,
      breaks: NONE,
    })
  })

  test('entries are chained by organisation, and read so, the newest first', async () => {
    await add(entry('a'), entry('c', 'oak'), entry('d', 'elm'), entry('e', 'oak'))
    await add(...Array.from({ length: 5 }, (_, index) => entry(`b${index}`)))
    expect(await verifyTrail(opened.db)).toMatchObject({ entries: 9, chains: 3, breaks: NONE })
    const found = await findTrail(opened.db, undefined, 3)
    expect(found.map((one) => one.object)).toEqual(['b4', 'b3', 'b2'])
    const before = found.at(-1)?.seq
    const older = await findTrail(opened.db, undefined, 3, before)
    expect(older.map((one) => one.object)).toEqual(['b1', 'b0', 'a'])
    expect((await findTrail(opened.db, 'oak', 3)).map((one) => one.object)).toEqual(['e', 'c'])
    const heads = await opened.db
      .selectFrom('trailHead')
      .select(['chain', 'number'])
      .orderBy('chain')
      .execute()
    expect(heads).toEqual([
      { chain: 'national', number: 6 },
      { chain: 'organisation/elm', number: 1 },
      { chain: 'organisation/oak', number: 2 },
    ])
  })

  test('an anchor binds every chain that grew since the one before, and stands on no page', async () => {
    await add(entry('a', 'oak'), entry('b', 'elm'), entry('c'))
    await anchor()
    const first = await verifyTrail(opened.db)
    expect(first).toMatchObject({ entries: 4, chains: 3, bound: 3, breaks: NONE })
    await anchor()
    expect((await verifyTrail(opened.db)).head).toBe(first.head)
    await add(entry('d', 'oak'))
    expect(await verifyTrail(opened.db)).toMatchObject({ bound: 2, head: first.head })
    await anchor()
    expect(await verifyTrail(opened.db)).toMatchObject({ bound: 3, breaks: NONE })
    const anchors = await opened.db
      .selectFrom('trail')
      .select('details')
      .where('chain', '=', 'anchors')
      .orderBy('number')
      .execute()
    expect(anchors.map(({ details }) => (JSON.parse(details) as { chains: number }).chains)).toEqual([3, 1])
    expect((await findTrail(opened.db, undefined, 9)).map((one) => one.object)).toEqual(['c'])
  })

  test('anchors of several processes at once bind the same, and nothing less', async () => {
    await add(entry('a', 'oak'), entry('b', 'elm'))
    await Promise.all(Array.from({ length: 4 }, anchor))
    expect(await verifyTrail(opened.db)).toMatchObject({ bound: 2, breaks: NONE })
  })

  test('what is not kept leaves no entry and no gap', async () => {
    await add(entry('a'))
    const failing = write(opened.db, async (db) => {
      await appendTrail(db, entry('b'))
      throw new Error('half way')
    })
    await expect(failing).rejects.toThrow('half way')
    await add(entry('c'))
    expect(await verifyTrail(opened.db)).toMatchObject({ entries: 2, breaks: NONE })
  })

  test('fifty at once make one chain', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => add(entry(`x${index}`))))
    expect(await verifyTrail(opened.db)).toMatchObject({ entries: 50, breaks: NONE })
  })

  test('the database refuses to change or delete an entry', async () => {
    await add(entry('a'), entry('b'))
    const { db } = opened
    await expect(db.updateTable('trail').set({ object: 'z' }).execute()).rejects.toThrow('only ever added to')
    await expect(db.deleteFrom('trail').where('object', '=', 'b').execute()).rejects.toThrow(
      'only ever added to',
    )
  })
})

test.each(ENGINES)(
  'a trail of before on $name is a chain of its own, byte for byte, which the first anchor closes',
  async ({ name, emptyDatabase }) => {
    const database = await emptyDatabase()
    if (name === 'SQLite') {
      mkdirSync(dirname(database))
      new Sqlite(database).close()
    }
    opened = await openBeside(database)
    const { db, close } = opened
    await migrate(db, Object.fromEntries(Object.entries(MIGRATIONS).filter(([one]) => one < '0012')))
    let previous = '0'.repeat(64)
    for (const [index, organisation] of ['oak', null, 'oak'].entries()) {
      const said = [index + 1, AT, 'ada', 'Ada', organisation, null, 'answer-saved', 'x', '{"version":1}']
      const hash = createHash('sha256')
        .update(JSON.stringify([previous, ...said]))
        .digest('hex')
      const values = sql.join([...said, previous, hash])
      await sql`insert into trail (seq, at, actor_id, actor_name, organisation_id, address, action, object, details, previous_hash, hash)
        values (${values})`.execute(db)
      previous = hash
    }
    await sql`update trail_head set seq = 3, hash = ${previous}`.execute(db)
    const rows = async () =>
      (await sql<{ hash: string }>`select * from trail where seq < 4 order by seq`.execute(db)).rows
    const before = await rows()
    await migrate(db)
    expect(await rows()).toEqual(before.map((row) => ({ ...row, chain: 'first', number: undefined })))
    expect(await verifyTrail(db)).toMatchObject({ entries: 3, chains: 1, bound: 0, breaks: NONE })
    await add(entry('new', 'oak'))
    await anchor()
    await add(entry('newer', 'oak'))
    expect(await verifyTrail(db)).toMatchObject({ entries: 6, chains: 2, bound: 1, breaks: NONE })
    expect((await findTrail(db, 'oak', 9)).map(({ object }) => object)).toEqual(['newer', 'new', 'x', 'x'])
    await dropTriggers(db)
    await sql`update trail set actor_name = 'Ben' where seq = 2`.execute(db)
    await sql`delete from trail where seq = 3`.execute(db)
    expect((await verifyTrail(db, 'oak')).breaks).toEqual({
      entries: ['entry 2 of the earlier trail was changed'],
      chains: [
        'the earlier trail ends at entry 2, and its head says 3',
        'the earlier trail ends at entry 2, and the anchors know more of it',
      ],
    })
    await close()
  },
)

test('on PostgreSQL nobody waits for another organisation: while one’s save is held open, fifty others save, and an anchor binds', async () => {
  const house = await openTestHouse(await POSTGRES.newDatabase())
  const others = Array.from({ length: 50 }, (_, at) => `trust-${at}`)
  for (const id of ['oak', ...others]) await addTrust(house, id)
  const [open, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const saving = write(
    house.db,
    async (on) => {
      await appendTrail(on, entry('held', 'oak'))
      open.resolve()
      await held.promise
    },
    'oak',
  )
  await open.promise
  const saved = await Promise.all(
    others.map((id) => patiently(() => saveAnswer(house, person(id), id, CHOICE.id, 0, choose(1)))),
  )
  expect(saved.every(({ ok }) => ok)).toBe(true)
  await bindTrail(house)
  expect(await verifyTrail(house.db)).toMatchObject({ entries: 51, chains: 50, bound: 50, breaks: NONE })
  held.resolve()
  await saving
  expect(await verifyTrail(house.db)).toMatchObject({ entries: 52, chains: 51, bound: 50, breaks: NONE })
  await house.close()
})

describe('a trail that somebody who has the file changed', () => {
  const { newDatabase } = SQLITE
  beforeEach(async () => {
    opened = await openDatabase(await newDatabase())
  })
  afterEach(() => opened.close())

  test('is not replaced unnoticed', async () => {
    await add(entry('a'))
    for (const columns of ['seq, chain, number', 'seq + 1, chain, number', 'seq, chain, number + 1'])
      await expect(
        sql`insert or replace into trail (seq, chain, number, at, actor_name, action, object, details, previous_hash, hash)
          select ${sql.raw(columns)}, at, actor_name, action, object, details, previous_hash, hash from trail where seq = 1`.execute(
          opened.db,
        ),
      ).rejects.toThrow('only ever added to')
  })

  /** As somebody would who has the file: without the database's own refusal. */
  async function tamper(...statements: string[]) {
    for (const trigger of ['trail_insert', 'trail_update', 'trail_delete'])
      await sql.raw(`drop trigger ${trigger}`).execute(opened.db)
    for (const statement of statements) await sql.raw(statement).execute(opened.db)
  }

  const OAK = `chain = 'organisation/oak'`
  const SHORTER = `update trail_head set (number, seq, hash) = (select number, seq, hash from trail where ${OAK} order by number desc limit 1) where ${OAK}`

  test.each<[string, string[], string]>([
    [
      'a changed byte',
      [`update trail set object = 'z' where ${OAK} and number = 2`],
      'entry 2 of the trail of organisation oak was changed',
    ],
    [
      'a changed detail',
      [`update trail set details = '{"version":2}' where ${OAK} and number = 3`],
      'entry 3 of the trail of organisation oak was changed',
    ],
    [
      'a missing entry',
      [`delete from trail where ${OAK} and number = 2`],
      'entry 2 of the trail of organisation oak is missing',
    ],
    [
      'a missing end',
      [`delete from trail where ${OAK} and number = 4`],
      'the trail of organisation oak ends at entry 3, and its head says 4',
    ],
    [
      'a missing end with its head',
      [`delete from trail where ${OAK} and number = 4`, SHORTER],
      'the trail of organisation oak ends at entry 3, and the anchors know more of it',
    ],
    [
      'two entries exchanged',
      [`update trail set number = 9 where ${OAK} and number = 2`],
      'entry 2 of the trail of organisation oak is missing',
    ],
    [
      'a place among all',
      [`update trail set seq = 99 where ${OAK} and number = 2`],
      'entry 2 of the trail of organisation oak was changed',
    ],
    [
      'a missing chain',
      [`delete from trail where ${OAK}`],
      'the trail of organisation oak is gone, and its head says 4',
    ],
    ['a missing head', [`delete from trail_head where ${OAK}`], 'the trail of organisation oak has no head'],
    [
      'a missing chain with its head',
      [`delete from trail where ${OAK}`, `delete from trail_head where ${OAK}`],
      'the trail of organisation oak is gone, and the anchors know it',
    ],
  ])('verification names each broken link: %s', async (_, statements, says) => {
    await add(...['a', 'b', 'c', 'd'].map((object) => entry(object, 'oak')), entry('e', 'elm'), entry('f'))
    await anchor()
    await tamper(...statements)
    const named = ({
      entries,
      chains,
    }: typeof NONE | { entries: readonly string[]; chains: readonly string[] }) =>
      [...entries, ...chains].join('; ')
    expect(named((await verifyTrail(opened.db)).breaks)).toContain(says)
    expect(named((await verifyTrail(opened.db, 'oak')).breaks)).toContain(says)
    expect((await verifyTrail(opened.db, 'elm')).breaks).toEqual(NONE)
  })
})
