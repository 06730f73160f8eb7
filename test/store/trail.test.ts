import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import { appendTrail, BEGINNING, findTrail, type TrailEntry, verifyTrail } from '../../src/store/trail.ts'
import { write } from '../../src/store/transaction.ts'
import { ENGINES, SQLITE } from './engines.ts'

let opened: OpenDatabase

const entry = (object: string, organisationId?: string): TrailEntry => ({
  at: '2026-11-25T10:00:00.000Z',
  actorId: 'lead.oak',
  actorName: 'Lead',
  organisationId,
  address: '192.0.2.7',
  action: 'answer-saved',
  object,
  details: { version: 1 },
})

async function add(...entries: TrailEntry[]) {
  for (const one of entries) await write(opened.db, (db) => appendTrail(db, one))
}

describe.each(ENGINES)('the trail on $name', ({ newDatabase }) => {
  beforeEach(async () => {
    opened = await openDatabase(await newDatabase())
  })
  afterEach(() => opened.close())

  test('an empty trail is whole', async () => {
    expect(await verifyTrail(opened.db)).toEqual({ entries: 0, head: BEGINNING, breaks: [] })
  })

  test('entries are chained, and read by organisation, the newest first', async () => {
    await add(entry('a'), ...Array.from({ length: 5 }, (_, index) => entry(`b${index}`, undefined)))
    const { entries, head, breaks } = await verifyTrail(opened.db)
    expect([entries, breaks]).toEqual([6, []])
    const found = await findTrail(opened.db, undefined, 3)
    expect(found.map((one) => one.object)).toEqual(['b4', 'b3', 'b2'])
    expect(found[0]?.hash).toBe(head)
    expect((await findTrail(opened.db, undefined, 3, 3)).map((one) => one.object)).toEqual(['b0', 'a'])
    expect(await findTrail(opened.db, 'oak', 3)).toEqual([])
  })

  test('what is not kept leaves no entry and no gap', async () => {
    await add(entry('a'))
    const failing = write(opened.db, async (db) => {
      await appendTrail(db, entry('b'))
      throw new Error('half way')
    })
    await expect(failing).rejects.toThrow('half way')
    await add(entry('c'))
    expect(await verifyTrail(opened.db)).toMatchObject({ entries: 2, breaks: [] })
  })

  test('fifty at once make one chain', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => add(entry(`x${index}`))))
    expect(await verifyTrail(opened.db)).toMatchObject({ entries: 50, breaks: [] })
  })

  test('the database refuses to change or delete an entry', async () => {
    await add(entry('a'), entry('b'))
    const { db } = opened
    await expect(db.updateTable('trail').set({ object: 'z' }).execute()).rejects.toThrow('only ever added to')
    await expect(db.deleteFrom('trail').where('seq', '=', 2).execute()).rejects.toThrow('only ever added to')
  })
})

describe('a trail that somebody who has the file changed', () => {
  const { newDatabase } = SQLITE
  beforeEach(async () => {
    opened = await openDatabase(await newDatabase())
  })
  afterEach(() => opened.close())

  test('is not replaced unnoticed', async () => {
    await add(entry('a'))
    await expect(
      sql`insert or replace into trail select * from trail where seq = 1`.execute(opened.db),
    ).rejects.toThrow('only ever added to')
  })

  /** As somebody would who has the file: without the database's own refusal. */
  async function tamper(statement: string) {
    for (const trigger of ['trail_insert', 'trail_update', 'trail_delete'])
      await sql.raw(`drop trigger ${trigger}`).execute(opened.db)
    await sql.raw(statement).execute(opened.db)
  }

  test.each([
    ['a changed byte', "update trail set object = 'z' where seq = 2", 'entry 2 of the trail was changed'],
    [
      'a changed detail',
      `update trail set details = '{"version":2}' where seq = 3`,
      'entry 3 of the trail was changed',
    ],
    ['a missing entry', 'delete from trail where seq = 2', 'entry 2 of the trail is missing'],
    ['a missing end', 'delete from trail where seq = 4', 'ends at entry 3, and its head says 4'],
    ['two entries exchanged', 'update trail set seq = 9 where seq = 2', 'entry 2 of the trail is missing'],
  ])('verification names each broken link: %s', async (_, statement, says) => {
    await add(entry('a'), entry('b'), entry('c'), entry('d'))
    await tamper(statement)
    expect((await verifyTrail(opened.db)).breaks.join('; ')).toContain(says)
  })
})
