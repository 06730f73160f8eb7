/** Moving a draft to the newer rule set of its period, once its lead accepted what would change; and how a period gets one. */

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { planCarry } from '../../src/answers/carry.ts'
import { asserted } from '../../src/answers/evidence.ts'
import type { Answers } from '../../src/answers/model.ts'
import { compileFiles } from '../../src/rules/rule-set.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment, getResult } from '../../src/service/assessments.ts'
import { confirmAnswers, findOrigins } from '../../src/service/confirming.ts'
import { findAnswerHistory } from '../../src/service/history.ts'
import type { House } from '../../src/service/house.ts'
import { type OpenHouse } from '../../src/service/house.ts'
import { findNewerRuleSet, getMove, moveAssessment } from '../../src/service/moving.ts'
import { proveAll } from '../../src/service/proving.ts'
import { addPeriod, changePeriod, listManagedPeriods, moveClosingDay } from '../../src/service/periods.ts'
import { adoptRuleSet, getAdoption } from '../../src/service/adopting-rules.ts'
import { PeriodClosed } from '../../src/service/permission.ts'
import { getStarting, startAssessment } from '../../src/service/starting.ts'
import { deleteAssessments } from '../../src/store/forgetting.ts'
import { findTrail } from '../../src/store/trail.ts'
import { write } from '../../src/store/transaction.ts'
import { ENGINES } from '../store/engines.ts'
import { newFile } from '../store/files.ts'
import { TRUSTS } from '../web/trusts.ts'
import { addTrustWith } from '../web/written-trusts.ts'
import { CHOICE, choose, NOW, nationalPerson, openTestHouse, person, RULE_SET, TEST_PERIOD } from './house.ts'
import {
  ADDED,
  FEWER_ITEMS,
  GONE,
  NEWER,
  NEWER_FRAMEWORK,
  NO_ANSWER,
  REGISTER,
  WORDED_OTHERWISE,
} from './newer-rule-set.ts'
import { addSignedTrust, NEXT_PERIOD, openNextPeriod } from './next-period.ts'

const lead = person('oak')
const administrator = nationalPerson('administrator.one', 'One', 'administrator')
const BEST = TRUSTS['all-best'] as Answers

let house: OpenHouse
const view = () => getAssessment(house, lead, 'oak')
const preview = async () => {
  const found = (await getMove(house, lead, 'oak')).preview
  if (found === undefined) throw new Error('There is nothing to move to.')
  return found
}

/** The house opened again by a program with the newer rules. */
async function restart(database: string): Promise<void> {
  await house.close()
  house = await openTestHouse(database, NEWER)
}

test('a plan says what maps, what changed, what is new, and what is left', () => {
  const plan = planCarry(RULE_SET, BEST, NEWER, BEST.asOf)
  expect(plan.left.map(({ before, why }) => [before.id, why])).toEqual([
    [GONE, 'gone'],
    [NO_ANSWER, 'not-an-answer'],
  ])
  expect(plan.added.map(({ id }) => id)).toEqual([ADDED])
  const changed = plan.carried.filter((one) => one.changed.length > 0)
  expect(changed.map(({ question, changed }) => [question.id, changed])).toEqual([
    [FEWER_ITEMS, ['answers']],
    [WORDED_OTHERWISE, ['question']],
  ])
  expect(plan.carried).toHaveLength(Object.keys(BEST.answers).length - 2)
  const register = plan.registers.find((one) => one.register.id === REGISTER)
  expect(register?.added.map(({ id }) => id)).toEqual(['service-it-serves'])
  expect(register?.rows.flatMap(({ left }) => left)).toEqual([
    { short: 'Clinical service', cell: 'Clinical service' },
  ])
  expect(plan.carried.flatMap(({ stale }) => stale)).toEqual([])
})

test('under the same rule set at the same date everything maps as it is', () => {
  const plan = planCarry(RULE_SET, BEST, RULE_SET, BEST.asOf)
  expect([plan.left, plan.added, plan.contextLeft, plan.registersLeft]).toEqual([[], [], [], []])
  expect(Object.fromEntries(plan.carried.map(({ question, answer }) => [question.id, answer]))).toEqual(
    BEST.answers,
  )
  expect(plan.carried.flatMap(({ changed, stale }) => [...changed, ...stale])).toEqual([])
})

test('a list whose ticked items are all withdrawn does not turn into “none of these”', () => {
  const only: Answers = {
    ...BEST,
    registers: {},
    answers: {
      [FEWER_ITEMS]: { value: { kind: 'ticked', items: ['regional-network'] }, assurance: 'asserted' },
    },
  }
  const plan = planCarry(RULE_SET, only, NEWER, only.asOf)
  expect(plan.carried).toEqual([])
  expect(plan.left.map(({ before }) => before.id)).toEqual([FEWER_ITEMS])
})

describe.each(ENGINES)('on $name, a draft', ({ newDatabase }) => {
  let database: string
  beforeEach(async () => {
    database = await newDatabase()
    house = await openTestHouse(database)
    await addTrustWith(house, 'oak', BEST)
  })
  afterEach(() => house.close())

  test('stays under its rule set until its lead accepts, and then stands as it was shown', async () => {
    expect(await findNewerRuleSet(house, lead, 'oak')).toBeUndefined()
    await restart(database)
    // A new program alone changes nothing.
    expect((await getMove(house, lead, 'oak')).preview).toBeUndefined()
    await expect(moveAssessment(house, lead, 'oak', '')).rejects.toMatchObject({ code: 'conflict' })
    expect(await getAdoption(house, administrator, TEST_PERIOD.id)).toMatchObject({
      version: RULE_SET.version,
      whyNot: undefined,
      unsigned: 1,
      signed: 0,
    })
    await adoptRuleSet(house, administrator, TEST_PERIOD.id)
    await expect(adoptRuleSet(house, administrator, TEST_PERIOD.id)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await findNewerRuleSet(house, lead, 'oak')).toEqual({ version: NEWER.version, canMove: true })
    const before = await view()
    expect(before.ruleSet.digest).toBe(RULE_SET.digest)
    const shown = await preview()

    await moveAssessment(house, lead, 'oak', shown.seen)
    const moved = await getResult(house, lead, 'oak')
    expect(moved.view.ruleSet.digest).toBe(NEWER.digest)
    expect(moved.result).toEqual(shown.after)
    const after = moved.view
    expect(Object.keys(after.toConfirm).toSorted()).toEqual([FEWER_ITEMS, WORDED_OTHERWISE].toSorted())
    expect(after.toConfirm[WORDED_OTHERWISE]).toEqual(BEST.answers[WORDED_OTHERWISE])
    for (const [id, answer] of Object.entries(BEST.answers))
      if (![GONE, NO_ANSWER, FEWER_ITEMS, WORDED_OTHERWISE].includes(id)) {
        expect(after.answers.answers[id]).toEqual(answer)
        expect(after.versions[id]).toBe(before.versions[id])
      }
    expect(after.answers.answers[WORDED_OTHERWISE]).toEqual(
      asserted(BEST.answers[WORDED_OTHERWISE] ?? choose(0)),
    )
    expect(after.registers[REGISTER]?.complete).toBe(false)
    expect(after.registers[REGISTER]?.rows[0]?.row.cells['clinical-service']).toBeUndefined()
    for (const [id, register] of Object.entries(after.answers.registers))
      if (id !== REGISTER) expect(register).toEqual(before.answers.registers[id])

    // Nothing is lost: what has no place is kept with the move, and the history goes on.
    const { moves, preview: none } = await getMove(house, lead, 'oak')
    expect(none).toBeUndefined()
    expect(moves).toMatchObject([
      { byName: lead.name, from: { version: RULE_SET.version }, to: { version: NEWER.version } },
    ])
    expect(moves[0]?.leftBehind).toMatchObject({
      answers: [
        { questionId: GONE, answer: BEST.answers[GONE] },
        { questionId: NO_ANSWER, answer: BEST.answers[NO_ANSWER] },
      ],
      parts: [{ registerId: REGISTER, text: 'Clinical service' }],
    })
    const history = await findAnswerHistory(house, lead, 'oak', NO_ANSWER)
    expect(history.map(({ value }) => value)).toEqual([undefined, BEST.answers[NO_ANSWER]])
    // Each version stands in the words of its own rule set, and the move is named as one.
    expect(history.map(({ isMove, ruleSet }) => [isMove, ruleSet.version])).toEqual([
      [true, NEWER.version],
      [false, RULE_SET.version],
    ])
    const reworded = await findAnswerHistory(house, lead, 'oak', WORDED_OTHERWISE)
    const textIn = (rules: typeof NEWER) => rules.questions[rules.byId.get(WORDED_OTHERWISE) ?? -1]?.text
    expect(reworded.map(({ question }) => question.text)).toContain(textIn(RULE_SET))
    expect(reworded[0]?.question.text).toBe(textIn(NEWER))

    // Confirming what changed brings its evidence back.
    expect(await findOrigins(house, lead, 'oak')).toMatchObject({
      [WORDED_OTHERWISE]: { period: undefined, changed: ['question'] },
    })
    const { versions } = after
    const seen = [{ questionId: WORDED_OTHERWISE, version: versions[WORDED_OTHERWISE] ?? 0 }]
    expect(await confirmAnswers(house, lead, 'oak', seen)).toEqual({ confirmed: 1, passedOver: 0 })
    expect((await view()).answers.answers[WORDED_OTHERWISE]).toEqual(BEST.answers[WORDED_OTHERWISE])
    expect((await proveAll(house.db)).checks.flatMap(({ breaks }) => breaks)).toEqual([])
    const trail = (await findTrail(house.db, 'oak', 20)).map(({ action }) => action)
    expect(trail).toContain('assessment-moved')
  })
})

describe('a draft that is to be moved', () => {
  let database: string
  const toNewer = (db: House['db'], id: string) =>
    db.updateTable('period').set({ ruleSetDigest: NEWER.digest }).where('id', '=', id).execute()
  beforeEach(async () => {
    database = newFile()
    house = await openTestHouse(database)
  })
  afterEach(() => house.close())

  test('is looked at again when it changed since, and moves once', async () => {
    await addTrustWith(house, 'oak', BEST)
    await restart(database)
    await toNewer(house.db, TEST_PERIOD.id)
    const { seen } = await preview()
    await saveAnswer(house, lead, 'oak', CHOICE.id, 1, choose(0))
    await expect(moveAssessment(house, lead, 'oak', seen)).rejects.toThrow('Nothing was moved')
    expect((await view()).ruleSet.digest).toBe(RULE_SET.digest)
    const again = (await preview()).seen
    const ends = await Promise.allSettled(
      [again, again].map((one) => moveAssessment(house, lead, 'oak', one)),
    )
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await getMove(house, lead, 'oak')).moves).toHaveLength(1)
  })

  test('is forgotten with all that belongs to it, its moves too', async () => {
    await addTrustWith(house, 'oak', BEST)
    await restart(database)
    await toNewer(house.db, TEST_PERIOD.id)
    await moveAssessment(house, lead, 'oak', (await preview()).seen)
    const { id } = (await view()).assessment
    const tables = await sql<{ name: string }>`
      select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'assessment_id'
      where m.type = 'table'`.execute(house.db)
    const forgotten = await write(house.db, (db) => deleteAssessments(db, [id], NOW.toISOString()))
    // Who contributed to a published comparison stays, and what was deleted: neither says an answer.
    // Shares that somebody asked for go too, and no receipt counts them.
    const own = tables.rows
      .map(({ name }) => name)
      .filter((name) => !['release_member', 'deletion', 'proposal'].includes(name))
    expect(Object.keys(forgotten).toSorted()).toEqual(own.toSorted())
    expect(forgotten['rule_set_move']?.rows).toBe(1)
    expect(await house.db.selectFrom('ruleSetMove').selectAll().execute()).toEqual([])
  })

  test('is not moved once it was submitted, nor by anybody but the lead', async () => {
    await addTrustWith(house, 'oak', BEST)
    await restart(database)
    await toNewer(house.db, TEST_PERIOD.id)
    const { seen } = await preview()
    for (const role of ['contributor', 'reviewer', 'siro', 'board'] as const)
      await expect(moveAssessment(house, person('oak', role), 'oak', seen)).rejects.toMatchObject({
        code: 'not-allowed',
      })
    await house.db.updateTable('assessment').set({ status: 'submitted' }).execute()
    await expect(moveAssessment(house, lead, 'oak', seen)).rejects.toMatchObject({ code: 'conflict' })
    expect((await getMove(house, lead, 'oak')).preview).toBeUndefined()
  })

  test('and was carried forward keeps what it was carried from, and its evidence', async () => {
    await addSignedTrust(house, 'oak', BEST)
    await openNextPeriod(house)
    const { start } = await getStarting(house, lead, 'oak')
    await startAssessment(house, lead, 'oak', start?.seen ?? '', 'carried')
    await restart(database)
    await toNewer(house.db, NEXT_PERIOD.id)
    await moveAssessment(house, lead, 'oak', (await preview()).seen)
    const { toConfirm } = await view()
    expect(toConfirm[WORDED_OTHERWISE]).toEqual(BEST.answers[WORDED_OTHERWISE])
    expect(toConfirm[CHOICE.id]).toEqual(BEST.answers[CHOICE.id])
    expect(toConfirm[GONE]).toBeUndefined()
    expect((await findOrigins(house, lead, 'oak'))[WORDED_OTHERWISE]).toEqual({
      period: TEST_PERIOD.name,
      changed: ['question'],
    })
    const left = (await getMove(house, lead, 'oak')).moves[0]?.leftBehind.answers
    expect(left?.map(({ answer }) => answer)).toEqual([BEST.answers[GONE], BEST.answers[NO_ANSWER]])
  })

  test('and was signed under an older rule set is carried forward into a newer one', async () => {
    await addSignedTrust(house, 'oak', BEST)
    await restart(database)
    await openNextPeriod(house)
    const { start } = await getStarting(house, lead, 'oak')
    expect(start?.earlier?.ruleSet.version).toBe(RULE_SET.version)
    expect(start?.earlier?.plan.left.map(({ before }) => before.id)).toEqual([GONE, NO_ANSWER])
    await startAssessment(house, lead, 'oak', start?.seen ?? '', 'carried')
    const after = await view()
    expect(after.ruleSet.digest).toBe(NEWER.digest)
    expect(after.toConfirm[FEWER_ITEMS]?.value).toEqual({
      kind: 'ticked',
      items: ['risk-of-its-own', 'current-and-target-score', 'appetite-stated', 'dated-actions-with-owners'],
    })
    expect((await getMove(house, lead, 'oak')).preview).toBeUndefined()
  })

  test('is not moved once its period has closed', async () => {
    await addTrustWith(house, 'oak', BEST)
    await restart(database)
    await adoptRuleSet(house, administrator, TEST_PERIOD.id)
    const { seen } = await preview()
    await house.db.updateTable('period').set({ closes: '2026-11-24' }).execute()
    expect((await getMove(house, lead, 'oak')).preview).toBeUndefined()
    expect(await findNewerRuleSet(house, lead, 'oak')).toBeUndefined()
    await expect(moveAssessment(house, lead, 'oak', seen)).rejects.toBeInstanceOf(PeriodClosed)
    await moveClosingDay(house, administrator, TEST_PERIOD.id, '2026-11-25')
    expect(await findNewerRuleSet(house, lead, 'oak')).toEqual({ version: NEWER.version, canMove: true })
    await moveAssessment(house, lead, 'oak', seen)
    expect((await view()).ruleSet.digest).toBe(NEWER.digest)
  })

  test('a process that was started with older rules takes no period back to them', async () => {
    await addTrustWith(house, 'oak', BEST)
    await restart(database)
    await adoptRuleSet(house, administrator, TEST_PERIOD.id)
    const next = { name: 'Next', opens: '2027-01-10', referenceDate: '2027-03-01', closes: '2027-03-28' }
    const added = await addPeriod(house, administrator, next)
    // On PostgreSQL it may run beside this one.
    const older = { ...house, ruleSet: RULE_SET }
    expect((await getAdoption(older, administrator, TEST_PERIOD.id)).whyNot).toContain('No period goes back.')
    await expect(adoptRuleSet(older, administrator, TEST_PERIOD.id)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await changePeriod(older, administrator, added.ok ? added.id : '', next)).toEqual({ ok: true })
    const periods = await listManagedPeriods(older, administrator)
    expect(periods.map((one) => one.ruleSetDigest)).toEqual([NEWER.digest, NEWER.digest])
  })

  test('a period that takes newer rules keeps its framework, so that no draft is moved to another by the way', async () => {
    const own = RULE_SET.frameworks.at(-1)?.id
    expect(NEWER.frameworks.at(-1)?.id).toBe(NEWER_FRAMEWORK)
    await addTrustWith(house, 'oak', BEST)
    await restart(database)
    const adoption = await getAdoption(house, administrator, TEST_PERIOD.id)
    expect([adoption.framework.id, adoption.frameworkAfter.id]).toEqual([own, own])
    await adoptRuleSet(house, administrator, TEST_PERIOD.id)
    expect(await listManagedPeriods(house, administrator)).toMatchObject([{ framework: own }])
    await moveAssessment(house, lead, 'oak', (await preview()).seen)
    const { assessment, ruleSet } = await view()
    expect(ruleSet.digest).toBe(NEWER.digest)
    expect(assessment.period.framework).toBe(own)
  })

  test('one whose framework the newer rules no longer have goes by their newest, as is said before', async () => {
    await addTrustWith(house, 'oak', BEST)
    await house.db.updateTable('period').set({ framework: null }).execute()
    const files = Object.entries(NEWER.files).filter(
      ([path]) => !path.startsWith('frameworks/') || path.includes(NEWER_FRAMEWORK),
    )
    const without = { ...house, ruleSet: compileFiles(Object.fromEntries(files)) }
    const { ruleSet } = without
    await house.db
      .insertInto('ruleSet')
      .values({ digest: ruleSet.digest, id: ruleSet.id, version: ruleSet.version, files: {}, keptAt: '' })
      .execute()
    const adoption = await getAdoption(without, administrator, TEST_PERIOD.id)
    expect(adoption.frameworkAfter.id).toBe(NEWER_FRAMEWORK)
    await adoptRuleSet(without, administrator, TEST_PERIOD.id)
    expect((await listManagedPeriods(without, administrator))[0]?.framework).toBeUndefined()
  })

  test('a period that is over keeps its rule set', async () => {
    await addTrustWith(house, 'oak', BEST)
    await restart(database)
    await house.db.updateTable('period').set({ closes: '2026-11-24' }).execute()
    expect((await getAdoption(house, administrator, TEST_PERIOD.id)).whyNot).toContain('is over')
    await expect(adoptRuleSet(house, administrator, TEST_PERIOD.id)).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(adoptRuleSet(house, administrator, 'none')).rejects.toMatchObject({ code: 'not-found' })
    await expect(adoptRuleSet(house, lead, TEST_PERIOD.id)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
