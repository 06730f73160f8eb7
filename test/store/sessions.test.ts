import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertAccounts } from '../../src/store/accounts.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import {
  deleteEndedSessions,
  saveSessionEnd,
  saveSessionsEnd,
  saveStaleEnded,
  findSession,
  findSessions,
  insertSession,
  saveProved,
  saveSeen,
} from '../../src/store/sessions.ts'
import { ENGINES } from './engines.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 10, minute)).toISOString()
let opened: OpenDatabase

const begin = (id: string, accountId = 'ann', minute = 0) =>
  insertSession(opened.db, { id, accountId, at: at(minute), agent: 'Browser', address: '192.0.2.7' })
const going = async (accountId = 'ann') => (await findSessions(opened.db, accountId)).map(({ id }) => id)

describe.each(ENGINES)('a session on $name', ({ newDatabase }) => {
  beforeEach(async () => {
    opened = await openDatabase(await newDatabase())
    await insertAccounts(
      opened.db,
      ['ann', 'bob'].map((id) => ({
        id,
        name: id,
        email: undefined,
        status: 'active',
        createdAt: at(0),
      })),
    )
  })
  afterEach(() => opened.close())

  test('is found by its token, which is stored nowhere', async () => {
    const token = await begin('one')
    expect(await findSession(opened.db, token)).toEqual({
      id: 'one',
      accountId: 'ann',
      createdAt: at(0),
      seenAt: at(0),
      provedAt: at(0),
      endedAt: undefined,
      agent: 'Browser',
      address: '192.0.2.7',
    })
    expect(await findSession(opened.db, 'one')).toBeUndefined()
    expect(JSON.stringify(await opened.db.selectFrom('session').selectAll().execute())).not.toContain(token)
  })

  test('is seen and proved', async () => {
    const token = await begin('one')
    await saveSeen(opened.db, 'one', at(5))
    await saveProved(opened.db, 'one', at(6))
    expect(await findSession(opened.db, token)).toMatchObject({ seenAt: at(5), provedAt: at(6) })
  })

  test('is ended by its owner only', async () => {
    const token = await begin('one')
    await begin('two')
    expect(await saveSessionEnd(opened.db, 'bob', 'one', at(1))).toBe(false)
    expect(await saveSessionEnd(opened.db, 'ann', 'one', at(1))).toBe(true)
    expect(await saveSessionEnd(opened.db, 'ann', 'one', at(2))).toBe(false)
    expect(await findSession(opened.db, token)).toMatchObject({ endedAt: at(1) })
    expect(await going()).toEqual(['two'])
  })

  test('ends with the others of its account, but for one', async () => {
    for (const id of ['one', 'two', 'three']) await begin(id)
    await begin('other', 'bob')
    expect(await saveSessionsEnd(opened.db, 'ann', at(1), 'two')).toBe(2)
    expect(await going()).toEqual(['two'])
    expect(await saveSessionsEnd(opened.db, 'ann', at(1))).toBe(1)
    expect(await going('bob')).toEqual(['other'])
  })

  test('ends when it was not seen for long, was made long ago, or was seen in the future', async () => {
    for (const [id, minute] of [
      ['idle', 0],
      ['going', 0],
      ['old', -60],
      ['future', 0],
    ] as const)
      await begin(id, 'ann', minute)
    for (const id of ['going', 'old']) await saveSeen(opened.db, id, at(20))
    await saveSeen(opened.db, 'future', at(40))
    await saveStaleEnded(opened.db, { seen: at(10), created: at(-30) }, at(25), at(25))
    expect(await going()).toEqual(['going'])
    await deleteEndedSessions(opened.db, at(26))
    expect(await opened.db.selectFrom('session').select('id').execute()).toEqual([{ id: 'going' }])
  })
})
