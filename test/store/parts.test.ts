/** A database of before the first look, and what is of an official framework, was a part: what was shared out is there afterwards, and the rules of the table hold. */

import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { findAssignments, insertAssignments, saveEnded } from '../../src/store/assignments.ts'
import { openBeside } from '../../src/store/database.ts'
import { migrate, MIGRATIONS } from '../../src/store/migrate.ts'
import { type AssignedPart, PART_KINDS } from '../../src/store/person.ts'
import { speak } from '../../src/store/sqlite.ts'
import { ENGINES } from './engines.ts'

const AT = '2026-11-22T10:00:00.000Z'

test.each(ENGINES)('parts of before the first look was one, on $name', async ({ name, emptyDatabase }) => {
  const sqlite = new Sqlite(':memory:')
  sqlite.pragma('foreign_keys = ON')
  const memory = speak(sqlite)
  const { db, close } =
    name === 'SQLite'
      ? { db: memory, close: () => memory.destroy() }
      : await openBeside(await emptyDatabase())
  const before = Object.entries(MIGRATIONS).filter(([one]) => one < '0011')
  await migrate(db, Object.fromEntries(before))
  for (const statement of [
    `insert into rule_set (digest, id, version, files, kept_at) values ('digest', 'id', '1.0.0', '{}', '${AT}')`,
    `insert into organisation (id, name, cohort, region, fictional) values ('oak', 'Oak', 'acute', 'London', 1)`,
    `insert into period (id, name, opens, reference_date, closes, rule_set_digest)
     values ('p', 'P', '2026-01-01', '2026-01-01', '2026-12-31', 'digest')`,
    `insert into assessment (id, organisation_id, period_id, as_of, rule_set_digest, status, revision)
     values ('a', 'oak', 'p', '2026-01-01', 'digest', 'draft', 1)`,
    `insert into account (id, name, status, created_at) values ('ada', 'Ada', 'active', '${AT}')`,
  ])
    await sql.raw(statement).execute(db)
  const part = (id: string, kind: string, target = kind) => ({
    ...{ id, accountId: 'ada', kind: kind as AssignedPart['kind'], target },
    ...{ due: '2027-01-31', note: 'Please', givenAt: AT, givenBy: 'Lead' },
  })
  const shared = [part('one', 'domain', 'identity'), part('two', 'question', 'alert-watch')]
  await insertAssignments(db, 'a', shared)
  await insertAssignments(db, 'a', [part('three', 'domain', 'board')])
  await saveEnded(db, ['three'], AT)
  await expect(insertAssignments(db, 'a', [part('four', 'first-look')])).rejects.toThrow('assignment_kind')

  await migrate(db)
  expect(await findAssignments(db, 'a')).toMatchObject(shared)
  const all = await db.selectFrom('assignment').select(['id', 'endedAt']).orderBy('id').execute()
  expect(all.filter((one) => one.endedAt !== undefined)).toEqual([{ id: 'three', endedAt: AT }])
  await insertAssignments(db, 'a', [part('four', 'first-look'), part('eight', 'caf', 'caf-4.0/whole/A1')])
  expect((await findAssignments(db, 'a')).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining([...PART_KINDS]),
  )
  await expect(insertAssignments(db, 'a', [part('five', 'register')])).rejects.toThrow('assignment_kind')
  await expect(insertAssignments(db, 'a', [part('six', 'first-look')])).rejects.toThrow(/unique/i)
  await expect(insertAssignments(db, 'nowhere', [part('seven', 'first-look')])).rejects.toThrow(
    /foreign key/i,
  )
  await close()
})
