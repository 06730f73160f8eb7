/** An organisation's data: held by two, deleted by two with proof, and deleted by the operator's schedule; on both engines. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../src/jobs/jobs.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import {
  askDeletion,
  confirmDeletion,
  deleteOutdated,
  getKeptData,
  type Receipt,
  withdrawDeletion,
} from '../../src/service/deleting.ts'
import { agreeToHold, askHold, askToLift, liftHold, refuseToLift } from '../../src/service/holds.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { proveAll } from '../../src/service/proving.ts'
import { findPerson } from '../../src/store/accounts.ts'
import { findAssessments, saveStatus } from '../../src/store/assessments.ts'
import { insertDeletion } from '../../src/store/deletions.ts'
import { findTrail } from '../../src/store/trail.ts'
import { write } from '../../src/store/transaction.ts'
import { ENGINES } from '../store/engines.ts'
import { addAdministrator } from './administrator.ts'
import { addFullTrust, CANARY, FULL } from './full-trust.ts'
import { CHOICE, choose, nationalPerson, NOW, openTestHouse, person, REFERENCE_DAY } from './house.ts'

const ADA = nationalPerson('administrator.one', 'Ada', 'administrator')
const BEN = nationalPerson('administrator.two', 'Ben', 'administrator')
const NAME = FULL.organisation.name

describe.each(ENGINES)('on $name', ({ name, newDatabase, copyOf }) => {
  let house: OpenHouse
  let filled: string
  beforeAll(async () => {
    const first = await openTestHouse(await newDatabase())
    await addFullTrust(first)
    await addAdministrator(first, ADA)
    await addAdministrator(first, BEN)
    filled = first.database
    await first.close()
  })
  beforeEach(async () => {
    house = await openTestHouse(await copyOf(filled))
  })
  afterEach(() => house.close())

  const kept = async (id = 'oak') => getKeptData(house, ADA, id)
  const requestId = async () => (await kept()).asked?.id ?? ''
  const holdId = async () => (await kept()).holds[0]?.id ?? ''
  const remove = async () => {
    await askDeletion(house, ADA, 'oak', 'The trust asked for it')
    return confirmDeletion(house, BEN, await requestId(), NAME)
  }
  const brokenOf = async () => (await proveAll(house.db)).checks.flatMap(({ breaks }) => breaks)
  const linksOf = async (kind: string) =>
    (await proveAll(house.db)).checks.find((check) => check.kind === kind)?.links
  /** Every table's rows as one text; without those that stay. */
  const everything = async () => {
    const tables = await house.db.introspection.getTables()
    const texts: string[] = []
    for (const table of tables.map((one) => one.name))
      if (!['trail', 'trail_head', 'deletion', 'rule_set', 'organisation', 'account'].includes(table))
        texts.push(JSON.stringify((await sql`select * from ${sql.table(table)}`.execute(house.db)).rows))
    return texts.join('\n')
  }

  describe('a deletion', () => {
    test('takes everything of one organisation, and leaves the others, the trail and a receipt', async () => {
      expect(await everything()).toContain(CANARY)
      expect(await brokenOf()).toEqual([])
      const before = await linksOf('trail')
      expect(await remove()).toEqual({ ok: true })
      const left = await everything()
      expect(left).not.toContain(CANARY)
      expect(left).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 12))
      expect(await findAssessments(house.db, 'oak')).toEqual([])
      expect(await findPerson(house.db, 'lead.oak', NOW.toISOString())).toMatchObject({ memberships: [] })
      expect(await findPerson(house.db, 'lead.elm', NOW.toISOString())).toMatchObject({
        memberships: [{ organisationId: 'elm' }],
      })
      expect((await findAssessments(house.db, 'elm')).length).toBe(1)
      const [done] = (await kept()).deletions
      const receipt = JSON.parse(done?.proof ?? '') as Receipt
      expect(receipt).toMatchObject({
        organisation: { id: 'oak', name: NAME },
        assessments: ['oak-assessment', 'oak-next'],
        reason: 'The trust asked for it',
        asked: { id: ADA.id },
        confirmed: { id: BEN.id },
      })
      expect(receipt.tables).toMatchObject({
        answer: { rows: Object.keys(FULL.answers).length },
        evidence_file: { rows: 1 },
        comment: { rows: 1 },
        signed_summary: { rows: 1 },
        membership: { rows: 5 },
      })
      const [entry] = await findTrail(house.db, undefined, 1)
      expect(entry).toMatchObject({ action: 'data-deleted', actorId: BEN.id, object: 'oak' })
      expect(entry?.details['digest']).toBe(
        createHash('sha256')
          .update(done?.proof ?? '')
          .digest('hex'),
      )
      expect(await brokenOf()).toEqual([])
      expect(await linksOf('deletions')).toBe(1)
      // Asked and agreed, each in both trails, and the receipt.
      expect(await linksOf('trail')).toBe((before ?? 0) + 5)
    })

    test.runIf(name === 'SQLite')('leaves no byte of it in the file or its log', async () => {
      const bytes = () =>
        ['', '-wal'].map((suffix) => readFileSync(`${house.database}${suffix}`).includes(CANARY))
      await saveAnswer(house, person('elm'), 'elm', CHOICE.id, 1, choose(1))
      expect(bytes()).toContain(true)
      await remove()
      expect(bytes()).toEqual([false, false])
    })

    test('needs two administrators, the name, and a reason', async () => {
      expect(await askDeletion(house, ADA, 'oak', ' ')).toMatchObject({ ok: false })
      expect(await askDeletion(house, ADA, 'oak', 'x'.repeat(501))).toMatchObject({ ok: false })
      await askDeletion(house, ADA, 'oak', 'Asked for')
      await expect(askDeletion(house, BEN, 'oak', 'Again')).rejects.toMatchObject({ code: 'conflict' })
      const id = await requestId()
      await expect(confirmDeletion(house, ADA, id, NAME)).rejects.toMatchObject({ code: 'conflict' })
      for (const who of [person('oak'), person('oak', 'siro'), nationalPerson('a', 'A')])
        await expect(confirmDeletion(house, who, id, NAME)).rejects.toMatchObject({ code: 'not-allowed' })
      expect(await confirmDeletion(house, BEN, id, 'oak')).toMatchObject({ ok: false })
      expect(await everything()).toContain(CANARY)
      const by = { id: ADA.id, name: 'Ada', at: NOW.toISOString() }
      const alone = { id: 'alone', organisationId: 'oak', assessmentId: undefined, reason: 'x' }
      await expect(insertDeletion(house.db, { ...alone, asked: by, confirmed: by })).rejects.toThrow(
        'deletion_two_people',
      )
      // Its lead reads of it before it is done.
      expect((await findTrail(house.db, 'oak', 1))[0]).toMatchObject({ action: 'deletion-asked' })
      await withdrawDeletion(house, BEN, id)
      expect(await kept()).toMatchObject({ asked: undefined, deletions: [] })
      await expect(confirmDeletion(house, BEN, id, NAME)).rejects.toMatchObject({ code: 'conflict' })
      expect(await brokenOf()).toEqual([])
    })

    test('is the only way: the database refuses every other, before and after', async () => {
      const { db } = house
      const mark = db.updateTable('assessment').set({ deletedAt: 'now', status: 'superseded' })
      const attempts = [
        () => db.deleteFrom('answer').where('assessmentId', '=', 'oak-assessment').execute(),
        () => db.deleteFrom('assessment').where('id', '=', 'oak-assessment').execute(),
        () => mark.where('id', '=', 'oak-assessment').execute(),
      ]
      for (const attempt of attempts) await expect(attempt()).rejects.toThrow('never changed')
      await askDeletion(house, ADA, 'oak', 'Asked for')
      for (const attempt of attempts) await expect(attempt()).rejects.toThrow('never changed')
      await confirmDeletion(house, BEN, await requestId(), NAME)
      for (const attempt of attempts.slice(1)) await expect(attempt()).rejects.toThrow('never changed')
      await expect(db.updateTable('deletion').set({ proof: '{}' }).execute()).rejects.toThrow('on record')
      await expect(db.deleteFrom('deletion').execute()).rejects.toThrow('on record')
      // A second one of the same organisation finds nothing, and is a record of its own.
      expect(await remove()).toEqual({ ok: true })
      expect(await brokenOf()).toEqual([])
    })
  })

  describe('a legal hold', () => {
    test('keeps everything from the asking on, until two have lifted it', async () => {
      await askDeletion(house, ADA, 'oak', 'Asked for')
      const deletion = await requestId()
      expect(await askHold(house, ADA, 'oak', 'A court asked')).toEqual({ ok: true })
      const id = await holdId()
      const refused = async () => {
        await expect(confirmDeletion(house, BEN, deletion, NAME)).rejects.toMatchObject({ code: 'conflict' })
        expect(await deleteOutdated(house, 1)).toBe(0)
        const asked = { id: ADA.id, name: 'Ada', at: NOW.toISOString() }
        const row = { id: 'held', organisationId: 'oak', assessmentId: undefined, reason: 'x', asked }
        await expect(
          insertDeletion(house.db, { ...row, confirmed: { ...asked, id: BEN.id } }),
        ).rejects.toThrow('legal hold')
      }
      await refused()
      await expect(agreeToHold(house, ADA, id)).rejects.toMatchObject({ code: 'conflict' })
      await agreeToHold(house, BEN, id)
      await refused()
      await expect(liftHold(house, ADA, id)).rejects.toMatchObject({ code: 'conflict' })
      await askToLift(house, ADA, id)
      await expect(liftHold(house, ADA, id)).rejects.toMatchObject({ code: 'conflict' })
      await refused()
      await refuseToLift(house, BEN, id)
      await expect(liftHold(house, BEN, id)).rejects.toMatchObject({ code: 'conflict' })
      await askToLift(house, BEN, id)
      await liftHold(house, ADA, id)
      await expect(liftHold(house, ADA, id)).rejects.toMatchObject({ code: 'conflict' })
      expect((await kept()).holds).toMatchObject([
        {
          asked: { name: 'Ada' },
          agreed: { name: 'Ben' },
          liftAsked: { name: 'Ben' },
          lifted: { name: 'Ada' },
        },
      ])
      expect((await findTrail(house.db, undefined, 7)).map(({ action }) => action)).toEqual([
        'hold-lifted',
        'hold-lift-asked',
        'hold-kept',
        'hold-lift-asked',
        'hold-agreed',
        'hold-asked',
        'deletion-asked',
      ])
      expect(await confirmDeletion(house, BEN, deletion, NAME)).toEqual({ ok: true })
    })

    test('that nobody agreed to is withdrawn by one; there is one at a time, with a reason, by administrators', async () => {
      expect(await askHold(house, ADA, 'oak', '')).toMatchObject({ ok: false })
      await askHold(house, ADA, 'oak', 'A court asked')
      await expect(askHold(house, BEN, 'oak', 'Again')).rejects.toMatchObject({ code: 'conflict' })
      await expect(askToLift(house, BEN, await holdId())).rejects.toMatchObject({ code: 'conflict' })
      await expect(agreeToHold(house, person('oak'), await holdId())).rejects.toMatchObject({
        code: 'not-allowed',
      })
      await liftHold(house, ADA, await holdId())
      await expect(askHold(house, ADA, 'nowhere', 'x')).rejects.toMatchObject({ code: 'not-found' })
      await expect(agreeToHold(house, ADA, 'none')).rejects.toMatchObject({ code: 'not-found' })
      await expect(house.db.deleteFrom('hold').execute()).rejects.toThrow('legal hold')
    })
  })

  describe('the schedule of the operator', () => {
    const at = (day: string): House => ({ ...house, now: () => new Date(`${day}T12:00:00Z`) })
    const [year = '', month = '', date = ''] = REFERENCE_DAY.split('-')
    const after = (years: number, days = 0) =>
      `${Number(year) + years}-${month}-${String(Number(date) + days).padStart(2, '0')}`

    test('deletes what an assessment holds so many years after its day, not before, and never what is held', async () => {
      await write(house.db, (db) => saveStatus(db, 'oak-next', 'superseded'))
      await askHold(house, ADA, 'elm', 'A court asked')
      expect(await deleteOutdated(at(after(3)), 3)).toBe(0)
      expect(await deleteOutdated(at(after(3, 1)), 3)).toBe(2)
      expect(await deleteOutdated(at(after(3, 1)), 3)).toBe(0)
      expect(await everything()).not.toContain(CANARY)
      expect((await findAssessments(house.db, 'elm')).length).toBe(1)
      // Who belongs there goes on.
      expect(await findPerson(house.db, 'lead.oak', NOW.toISOString())).toMatchObject({
        memberships: [{ organisationId: 'oak' }],
      })
      expect((await kept()).deletions).toMatchObject([
        { assessmentId: expect.any(String) as string, reason: 'More than 3 years old' },
        { assessmentId: expect.any(String) as string },
      ])
      expect((await findTrail(house.db, 'oak', 1))[0]).toMatchObject({ action: 'assessment-deleted' })
      expect(await brokenOf()).toEqual([])
      await liftHold(house, ADA, (await kept('elm')).holds[0]?.id ?? '')
      expect(await deleteOutdated(at(after(3, 1)), 3)).toBe(1)
    })

    test('is kept by the service itself, where a number of years is set', async () => {
      await runJobs({ ...at(after(9)), keepYears: undefined })
      expect((await kept()).deletions).toEqual([])
      await runJobs({ ...at(after(9)), keepYears: 8 })
      expect((await kept()).deletions.length).toBe(2)
    })
  })

  test('what the trail says of a deletion is proved', async () => {
    await remove()
    const proof = (await kept()).deletions[0]?.proof ?? ''
    const change = async (statement: string, says: string) => {
      const triggers =
        name === 'SQLite'
          ? (
              await sql<{
                drop: string
              }>`select 'drop trigger ' || name as "drop" from sqlite_master where type = 'trigger'`.execute(
                house.db,
              )
            ).rows
          : [
              { drop: 'alter table deletion disable trigger user' },
              { drop: 'alter table answer disable trigger user' },
            ]
      for (const { drop } of triggers) await sql.raw(drop).execute(house.db)
      await sql.raw(statement).execute(house.db)
      expect(await brokenOf()).toEqual([expect.stringContaining(says)])
    }
    await change(`update deletion set proof = replace(proof, 'Ben', 'Bem')`, 'is not the one in the trail')
    await house.db.updateTable('deletion').set({ proof }).execute()
    await change(
      `insert into answer values ('oak-assessment', 'x', null, 1, 'x', 'x')`,
      'there is something in it',
    )
    await house.db.deleteFrom('answer').where('questionId', '=', 'x').execute()
    await change('delete from deletion', 'is missing')
  })
})
