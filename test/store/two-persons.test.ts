/** A database of before: who signed in first, who let whom in, and what somebody had asked for, are there afterwards. */

import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openBeside } from '../../src/store/database.ts'
import { findDeletions } from '../../src/store/deletions.ts'
import { findLetInBy, findSignedInBy } from '../../src/store/let-in.ts'
import { migrate, MIGRATIONS } from '../../src/store/migrate.ts'
import { findWaiting } from '../../src/store/proposals.ts'
import { findSharedViews } from '../../src/store/shared-views.ts'
import { speak } from '../../src/store/sqlite.ts'
import { ENGINES } from './engines.ts'

const AT = '2026-11-22T10:00:00.000Z'
const EARLIER = '2026-01-01T10:00:00.000Z'

test.each(ENGINES)('a database of before two persons, on $name', async ({ name, emptyDatabase }) => {
  const memory = speak(new Sqlite(':memory:'))
  const { db, close } =
    name === 'SQLite'
      ? { db: memory, close: () => memory.destroy() }
      : await openBeside(await emptyDatabase())
  const before = Object.entries(MIGRATIONS).filter(([one]) => one < '0005')
  await migrate(db, Object.fromEntries(before))
  const trail = (seq: number, actor: string, action: string, object: string, details = '{}') =>
    `insert into trail (seq, at, actor_id, actor_name, action, object, details, previous_hash, hash)
     values (${seq}, '${seq === 1 ? EARLIER : AT}', '${actor}', 'x', '${action}', '${object}', '${details}', 'x', 'x')`
  for (const statement of [
    `insert into rule_set (digest, id, version, files, kept_at) values ('digest', 'id', '1.0.0', '{}', '${AT}')`,
    `insert into organisation (id, name, cohort, region, fictional) values ('oak', 'Oak', 'acute', 'London', 1)`,
    `insert into period (id, name, opens, reference_date, closes, rule_set_digest)
     values ('p', 'P', '2026-01-01', '2026-01-01', '2026-12-31', 'digest')`,
    `insert into assessment (id, organisation_id, period_id, as_of, rule_set_digest, status, revision)
     values ('a', 'oak', 'p', '2026-01-01', 'digest', 'draft', 1)`,
    ...['ada', 'ben', 'vera'].map(
      (id) =>
        `insert into account (id, name, email, status, created_at) values ('${id}', '${id}', '${id}@x.example', 'active', '${AT}')`,
    ),
    `insert into account (id, name, status, created_at) values ('demo', 'Demonstration', 'active', '${AT}')`,
    trail(1, 'ada', 'signed-in', 'ada'),
    trail(2, 'ada', 'signed-in', 'ada'),
    trail(3, 'ada', 'national-role-given', 'ben', '{"name":"ben","role":"analyst","invited":true}'),
    trail(4, 'ada', 'role-given', 'vera', '{"name":"vera","role":"lead","invited":false}'),
    `insert into deletion (id, organisation_id, reason, asked_by, asked_by_name, asked_at)
     values ('d', 'oak', 'They asked', 'ada', 'Ada', '${AT}')`,
    ...[
      ['waits', 'null', 'null'],
      ['open', `'${AT}'`, 'null'],
      ['withdrawn', 'null', `'${AT}'`],
    ].map(
      ([id, until, ended]) =>
        `insert into shared_view (id, organisation_id, assessment_id, account_id, body, purpose, days, asked_at,
         siro_id, siro_name, siro_at, until, ended_at)
         values ('${id}', 'oak', 'a', 'vera', 'Body', 'Help', 14, '${AT}', 'ben', 'Ben', '${AT}', ${until}, ${ended})`,
    ),
  ])
    await sql.raw(statement).execute(db)
  await migrate(db)
  expect(await findSignedInBy(db, ['ada', 'ben', 'vera', 'demo'], EARLIER)).toEqual(new Set(['ada', 'demo']))
  expect(await findLetInBy(db, 'ada', EARLIER)).toEqual(new Set(['ben']))
  expect((await findDeletions(db)).length).toBe(0)
  expect((await findSharedViews(db, 'oak')).map(({ id }) => id).toSorted()).toEqual(['open', 'withdrawn'])
  const asked = { at: AT, name: 'Ben', id: 'ben' }
  expect((await findWaiting(db)).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toMatchObject([
    { id: 'd', kind: 'deletion', organisationId: 'oak', details: { reason: 'They asked' }, agreed: [] },
    {
      ...{ id: 'waits', kind: 'share', organisationId: 'oak', assessmentId: 'a', accountId: 'vera', asked },
      details: { body: 'Body', purpose: 'Help', days: 14 },
      agreed: [{ ...asked, seat: 'siro:oak' }],
    },
  ])
  await close()
})
