/** `wardround verify` on real databases of both engines: what it proves, and that one changed byte in any table it covers breaks it. */

import Sqlite from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fillAssessments, type Filled } from '../../src/demo/fill.ts'
import { inventAnswers } from '../../src/demo/answers.ts'
import { inventTrusts } from '../../src/demo/trusts.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { bindTrail } from '../../src/service/recording.ts'
import { proveAll } from '../../src/service/proving.ts'
import { insertOrganisations } from '../../src/store/organisations.ts'
import { openReader } from '../../src/store/database.ts'
import { write } from '../../src/store/transaction.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, RULE_SET, TEST_PERIOD } from '../service/house.ts'
import { POSTGRES } from '../store/engines.ts'
import { newFile } from '../store/files.ts'
import { run } from './run.ts'

/** A trust with a signed assessment of drawn answers, and one whose answers have a history. */
async function fill(house: OpenHouse): Promise<void> {
  await addTrust(house, 'a')
  await saveAnswer(house, person('a'), 'a', CHOICE.id, 0, choose(0))
  await saveAnswer(house, person('a'), 'a', CHOICE.id, 1, choose(1, 'canary'))
  const [trust] = inventTrusts()
  if (trust === undefined) throw new Error('The demonstration has no trust.')
  const signed: Filled = {
    assessmentId: 'signed',
    organisationId: 'b',
    periodId: TEST_PERIOD.id,
    answers: inventAnswers(RULE_SET, trust, RULE_SET.date),
    signedAt: '2026-11-25T09:00:00.000Z',
  }
  await write(house.db, async (db) => {
    await insertOrganisations(db, [
      {
        id: 'b',
        odsCode: undefined,
        name: 'b (fictional)',
        cohort: trust.cohort,
        region: trust.region,
        fictional: true,
      },
    ])
    await fillAssessments(db, RULE_SET, [signed], { at: '2026-11-25T08:00:00.000Z', by: 'Test' })
  })
  await bindTrail(house)
  await saveAnswer(house, person('a'), 'a', CHOICE.id, 2, choose(0, 'canary'))
}

let file: string
let house: OpenHouse
beforeAll(async () => {
  file = newFile()
  house = await openTestHouse(file)
  await fill(house)
})
afterAll(() => house.close())

test('everything holds, also beside a running server, and the head of the trail is printed', async () => {
  const { code, out, err } = await run(['verify', '--database', file])
  expect([code, err]).toEqual([0, ''])
  const { hash } = await house.db
    .selectFrom('trailHead')
    .select('hash')
    .where('chain', '=', 'anchors')
    .executeTakeFirstOrThrow()
  expect(out).toContain(`Head of the trail: ${hash}`)
  expect(out).toContain('5 entries of the trail: each follows the one before.')
  expect(out).toContain(
    '2 chains of the trail: each ends where its head and the anchors say. 1 bound by anchors up to the newest entry, and 1 with newer entries.',
  )
  expect(out).toContain('1 signed assessment: each is what was signed.')
  expect(out).toContain(
    '1 period: nothing contradicts the trail. 0 recorded in it, and 1 not, which nothing proves.',
  )
})

test('a head that was kept is found again, and one of what was rewritten is not', async () => {
  const { head } = await proveAll(house.db)
  const chains = async (keptHead: string) =>
    (await proveAll(house.db, keptHead)).checks.find(({ kind }) => kind === 'chains')?.breaks
  expect(await chains(head ?? '')).toEqual([])
  expect(await chains(`${head}`.replaceAll('a', 'b'))).toEqual([
    'the head that was kept is not in the trail: something before it was rewritten',
  ])
  const { code, err } = await run(['verify', '--database', file, '--head', 'none'])
  expect([code, err]).toEqual([1, expect.stringContaining('BROKEN: the head that was kept')])
})

test('PostgreSQL is proved alike', async () => {
  const url = await POSTGRES.newDatabase()
  const other = await openTestHouse(url)
  await fill(other)
  const proof = await proveAll(other.db)
  expect(proof.checks.flatMap((one) => one.breaks)).toEqual([])
  expect(proof.head).toBe((await proveAll(house.db)).head)
  await other.close()
})

test('a broken link is named, with exit code 1, and no answer is', async () => {
  const changed = await copyWith(`update answer set value = replace(value, 'canary', 'canarz')`)
  const { code, out, err } = await run(['verify', '--database', changed])
  expect(code).toBe(1)
  expect(err).toContain(`BROKEN: the answer to ${CHOICE.id} in assessment a-assessment is not the newest`)
  expect(out + err).not.toContain('canar')
  const json = await run(['verify', '--database', changed, '--json'])
  expect(json.code).toBe(1)
  expect(JSON.parse(json.out)).toMatchObject({
    checks: expect.arrayContaining([expect.objectContaining({ kind: 'trail', breaks: [] })]) as unknown,
  })
})

const OF_A = `chain = 'organisation/a'`

/** One byte of a text, a number or a blob in each table, whatever its triggers say. */
const CHANGES: readonly (readonly [what: string, change: string, says: RegExp])[] = [
  [
    'an entry of the trail',
    `update trail set actor_name = 'X' || substr(actor_name, 2) where ${OF_A} and number = 2`,
    /entry 2 of the trail of organisation a was changed/,
  ],
  [
    'the order of a trail',
    `update trail set number = 9 where ${OF_A} and number = 2`,
    /entry 2 of the trail of organisation a is missing/,
  ],
  [
    'the last entry',
    `delete from trail where ${OF_A} and number = 3`,
    /the trail of organisation a ends at entry 2, and its head says 3/,
  ],
  [
    'a head',
    `update trail_head set hash = case substr(hash, 1, 1) when 'f' then '0' else 'f' end || substr(hash, 2) where ${OF_A}`,
    /trail of organisation a ends at entry 3, and its head says another/,
  ],
  [
    'an anchor',
    `update trail set details = replace(details, '[', '[[') where chain = 'anchors'`,
    /entry 1 of the trail of anchors was changed/,
  ],
  [
    'what is bound',
    `update trail_bound set number = 3 where ${OF_A}`,
    /trail of organisation a is kept as bound up to another entry/,
  ],
  ['a rule set', `update rule_set set files = replace(files, 'Resilient', 'Resilienz')`, /rule set kept as/],
  [
    'a draft’s answer',
    `update answer set saved_by = saved_by || '.' where assessment_id = 'a-assessment'`,
    /newest of its history/,
  ],
  [
    'a history',
    `update answer_history set value = replace(value, 'canary', 'canarz') where version = 3`,
    /newest of its history/,
  ],
  [
    'a draft’s level row',
    `update level_row set declared = x'00' || substr(declared, 2) where assessment_id = 'a-assessment'`,
    /level row of assessment a-assessment/,
  ],
  [
    'a draft’s revision',
    `update assessment set revision = revision + 1 where id = 'a-assessment'`,
    /another revision/,
  ],
  [
    'a signed answer’s words',
    `update answer set saved_by = 'Tesu' where assessment_id = 'signed' and question_id = (select min(question_id) from answer where assessment_id = 'signed')`,
    /not what was signed/,
  ],
  [
    'a signed context answer',
    `update context_answer set saved_at = '2026-11-25T08:00:00.001Z' where assessment_id = 'signed'`,
    /not what was signed/,
  ],
  [
    'a signed register',
    `update register set saved_by = 'Tesu' where assessment_id = 'signed'`,
    /not what was signed/,
  ],
  [
    'a signed register’s row',
    `update register_row set saved_by = 'Tesu' where assessment_id = 'signed' and position = 1`,
    /not what was signed/,
  ],
  [
    'a signed level row',
    `update level_row set assured = substr(assured, 1, length(assured) - 1) || x'63' where assessment_id = 'signed'`,
    /level row of assessment signed/,
  ],
  [
    'a signed summary',
    `update signed_summary set summary = replace(summary, '1', '2') where assessment_id = 'signed'`,
    /signed summary of assessment signed/,
  ],
  [
    'the day of the signature',
    `update assessment set signed_at = '2026-11-25T09:00:00.001Z' where id = 'signed'`,
    /not what was signed/,
  ],
  [
    'a broken text',
    `update answer set value = substr(value, 2) where assessment_id = 'signed'`,
    /assessment signed cannot be read/,
  ],
]

describe('one change that no trigger stopped is found:', () => {
  test.each(CHANGES)('%s', async (_, change, says) => {
    const changed = await copyWith(change)
    const { db, close } = await openReader(changed)
    const { checks } = await proveAll(db)
    await close()
    expect(checks.flatMap((one) => one.breaks).join('; ')).toMatch(says)
  })

  test('a chain that is gone with its head, and one that was shortened with it', async () => {
    const breaksOf = async (...statements: string[]) => {
      const { db, close } = await openReader(await copyWith(...statements))
      const { checks } = await proveAll(db)
      await close()
      return checks.find((one) => one.kind === 'chains')?.breaks
    }
    expect(await breaksOf(`delete from trail where ${OF_A}`, `delete from trail_head where ${OF_A}`)).toEqual(
      ['the trail of organisation a is gone, and the anchors know it'],
    )
    expect(
      await breaksOf(
        `delete from trail where ${OF_A} and number > 1`,
        `update trail_head set (number, seq, hash) = (select number, seq, hash from trail where ${OF_A}) where ${OF_A}`,
      ),
    ).toEqual(['the trail of organisation a ends at entry 1, and the anchors know more of it'])
  })

  test('and one organisation is asked for alone', async () => {
    const changed = await copyWith(
      `update trail set actor_name = 'X' where chain <> 'anchors'`,
      `update answer set saved_by = 'X'`,
    )
    const { code, err } = await run(['verify', '--database', changed, '--organisation', 'a'])
    expect(code).toBe(1)
    expect(err).toContain('entry 1 of the trail of organisation a was changed')
    expect(err).toContain('in assessment a-assessment')
    expect(err).not.toMatch(/organisation b|assessment signed/)
    expect((await run(['verify', '--database', changed, '--organisation', 'none'])).err).toContain(
      'There is no organisation none',
    )
  })

  test('a signed assessment that is gone', async () => {
    const tables = ['answer', 'context_answer', 'register_row', 'register', 'level_row', 'signed_summary']
    const { db, close } = await openReader(
      await copyWith(
        ...tables.map((table) => `delete from ${table} where assessment_id = 'signed'`),
        `delete from assessment where id = 'signed'`,
      ),
    )
    const { checks } = await proveAll(db)
    await close()
    expect(checks.find((one) => one.kind === 'signed')?.breaks.join()).toContain('is not there any more')
  })
})

/** A copy of the database in which the statements were run without any trigger; at least one row changed. */
async function copyWith(...statements: string[]): Promise<string> {
  const source = new Sqlite(file)
  const target = `${file}-${randomUUID()}`
  await source.backup(target)
  source.close()
  const sqlite = new Sqlite(target)
  const triggers = sqlite
    .prepare<[], { name: string }>(`select name from sqlite_master where type = 'trigger'`)
    .all()
  for (const { name } of triggers) sqlite.exec(`drop trigger ${name}`)
  for (const statement of statements) expect(sqlite.prepare(statement).run().changes).toBeGreaterThan(0)
  sqlite.close()
  return target
}
