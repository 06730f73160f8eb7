import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as first from '../../migrations/0001_first.ts'
import { openBeside, openReader } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { findPeriods } from '../../src/store/periods.ts'
import { findLatest, findReleaseRow, savePublished, insertPrepared } from '../../src/store/releases.ts'
import { write } from '../../src/store/transaction.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { addTrust, openTestHouse, RULE_SET, TEST_PERIOD } from '../service/house.ts'
import { speak } from '../../src/store/sqlite.ts'
import { ENGINES } from './engines.ts'
import { newFile } from './files.ts'

const AT = '2026-11-22T10:00:00.000Z'
const [PREPARER, CONFIRMER] = [
  { id: 'one', name: 'One', at: AT },
  { id: 'two', name: 'Two', at: AT },
]

const MEMBER = {
  organisationId: 'a',
  assessmentId: 'a-assessment',
  cohort: 'acute',
  region: 'Y56',
  cell: 'acute-london',
  sharesSuppliers: false,
}

function release(id: string, number: number, previousId?: string) {
  return {
    id,
    number,
    previousId,
    periodId: TEST_PERIOD.id,
    ruleSetDigest: RULE_SET.digest,
    digest: 'digest',
    prepared: PREPARER,
    bytes: '{}\n',
    concentration: '{}',
    report: '{}',
  }
}

const SEALED = /A published release is never changed or deleted/

describe.each(ENGINES)('on $name', ({ name, newDatabase, emptyDatabase }) => {
  let house: OpenHouse
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrust(house, 'a')
    await insertPrepared(house.db, release('first', 1), [MEMBER])
  })
  afterEach(() => house.close())

  const run = (statement: string) => sql.raw(statement).execute(house.db)

  describe('a published release', () => {
    beforeEach(() => savePublished(house.db, 'first', CONFIRMER))

    test.each([
      `update "release" set bytes = '{"other":1}'`,
      `update "release" set digest = 'other'`,
      `update "release" set confirmed_by_name = 'Other'`,
      `update "release" set status = 'prepared', confirmed_by = null`,
      `delete from "release"`,
      `delete from release_member`,
      `insert into release_member select release_id, organisation_id || 'x', assessment_id, cohort, region, cell, 0 from release_member`,
    ])('is not changed by: %s', async (statement) => {
      const before = await house.db.selectFrom('release').selectAll().execute()
      await expect(run(statement)).rejects.toThrow(SEALED)
      expect(await house.db.selectFrom('release').selectAll().execute()).toEqual(before)
      expect(await house.db.selectFrom('releaseMember').selectAll().execute()).toHaveLength(1)
    })

    test('nor are its members', async () => {
      await expect(run(`update release_member set cell = null`)).rejects.toThrow(/published as it is/)
    })

    if (name === 'SQLite')
      test('nor by a row that replaces it', async () => {
        await expect(
          run(
            `insert or replace into "release" select id, number, previous_id, period_id, rule_set_digest, 'prepared', bytes, digest,
           concentration, report, prepared_by, prepared_by_name, prepared_at, null, null, null, method from "release"`,
          ),
        ).rejects.toThrow(/prepared before it is published/)
      })

    test('is the only one of its number', async () => {
      await insertPrepared(house.db, release('second', 1), [])
      await expect(savePublished(house.db, 'second', CONFIRMER)).rejects.toThrow(/unique/i)
      expect((await findLatest(house.db))?.id).toBe('first')
    })
  })

  describe('a prepared release', () => {
    test('is published as it is, by somebody else, or not at all', async () => {
      await expect(run(`update "release" set bytes = 'other'`)).rejects.toThrow(/published as it is/)
      await expect(
        run(`update "release" set bytes = 'other', status = 'published', confirmed_by = 'two'`),
      ).rejects.toThrow(/published as it is/)
      await expect(savePublished(house.db, 'first', PREPARER)).rejects.toThrow(/check/i)
      await savePublished(house.db, 'first', CONFIRMER)
      expect(await findReleaseRow(house.db, 'first')).toMatchObject({
        status: 'published',
        confirmed: CONFIRMER,
      })
    })

    test('is not inserted as published', async () => {
      await expect(
        run(
          `insert into "release" select 'x', 9, previous_id, period_id, rule_set_digest, 'published', bytes, digest,
           concentration, report, prepared_by, prepared_by_name, prepared_at, 'two', 'Two', 'now', method from "release"`,
        ),
      ).rejects.toThrow(/prepared before it is published/)
    })

    test('goes with its members when another is prepared for its period', async () => {
      await insertPrepared(house.db, release('second', 1), [MEMBER])
      expect(await findReleaseRow(house.db, 'first')).toBeUndefined()
      expect(await house.db.selectFrom('releaseMember').select('releaseId').execute()).toEqual([
        { releaseId: 'second' },
      ])
    })
  })

  describe('connections beside the open one', () => {
    test('see what is committed, and write under the same rules', async () => {
      const beside = await openBeside(house.database)
      await write(beside.db, (db) => savePublished(db, 'first', CONFIRMER))
      expect((await findLatest(house.db))?.id).toBe('first')
      await expect(beside.db.deleteFrom('release').execute()).rejects.toThrow(SEALED)
      await beside.close()
    })

    test('that only read change nothing, also while it is in use', async () => {
      const reader = await openReader(house.database)
      expect((await findPeriods(reader.db)).map((period) => period.id)).toEqual([TEST_PERIOD.id])
      await expect(write(reader.db, (db) => savePublished(db, 'first', CONFIRMER))).rejects.toMatchObject({
        code: 'read-only',
      })
      await reader.close()
    })

    test('that only read refuse a database of an older program, and an empty one', async () => {
      await run(`delete from kysely_migration where name <> '0001_first'`)
      await expect(openReader(house.database)).rejects.toMatchObject({ code: 'invalid' })
      if (name === 'PostgreSQL')
        await expect(openReader(await emptyDatabase())).rejects.toMatchObject({ code: 'invalid' })
    })
  })
})

test('a missing file is not made by who only reads', async () => {
  await expect(openReader(newFile())).rejects.toMatchObject({ code: 'not-found' })
})

test('an assessment of before the periods keeps its answers, and its period becomes one', async () => {
  const sqlite = new Sqlite(':memory:')
  sqlite.pragma('foreign_keys = ON')
  const db = speak(sqlite)
  await migrate(db, { '0001_first': first })
  sqlite.exec(`insert into rule_set values ('digest', 'id', '1.0.0', '{}', '${AT}');
    insert into organisation values ('a', null, 'A (fictional)', 'acute', 'London', 1);
    insert into assessment values ('a-1', 'a', 'Demonstration', '2026-11-22', 'digest', 'draft', 3);
    insert into answer values ('a-1', 'q', '{}', 2, '${AT}', 'lead')`)
  await migrate(db)
  expect(await findPeriods(db)).toEqual([
    {
      id: 'Demonstration',
      name: 'Demonstration',
      opens: '2026-11-22',
      referenceDate: '2026-11-22',
      closes: '2026-11-22',
      ruleSetDigest: 'digest',
    },
  ])
  expect(await db.selectFrom('assessment').selectAll().execute()).toMatchObject([
    { id: 'a-1', periodId: 'Demonstration', revision: 3, signedAt: undefined },
  ])
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
  expect(() => sqlite.exec(`delete from assessment`)).toThrow(/FOREIGN KEY/)
  await db.destroy()
})
