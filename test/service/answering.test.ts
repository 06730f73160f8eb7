import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deleteRow, saveRow, setRegisterComplete } from '../../src/service/register-rows.ts'
import { saveAnswer, saveContext } from '../../src/service/answering.ts'
import { getAssessment, getResult } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { findLevels } from '../../src/store/levels.ts'
import { ENGINES } from '../store/engines.ts'
import {
  addTrust,
  CHOICE,
  choose,
  openTestHouse,
  patiently,
  person,
  RULE_SET,
  REFERENCE_DAY,
  storedRowOf,
} from './house.ts'

const lead = person('a')

const CHOICES = RULE_SET.questions.filter((one) => one.form.type === 'choice')

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let house: OpenHouse

  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrust(house, 'a')
  })
  afterEach(() => house.close())

  async function expectLevelsToFollow(): Promise<void> {
    const view = await getAssessment(house, lead, 'a')
    const stored = await findLevels(house.db, view.assessment.id)
    expect(stored?.row).toEqual(storedRowOf(view.ruleSet, view.answers))
    expect(stored?.revision).toBe(view.assessment.revision)
    expect(stored?.digest).toBe(view.assessment.ruleSetDigest)
  }

  describe('saving an answer', () => {
    test('of fifty different ones at one version, exactly one succeeds and the others are shown it', async () => {
      const saves = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          patiently(() => saveAnswer(house, lead, 'a', CHOICE.id, 0, choose(0, `writer ${index}`))),
        ),
      )
      expect(saves.filter((one) => one.ok)).toHaveLength(1)
      const { answers } = await getAssessment(house, lead, 'a')
      const stored = answers.answers[CHOICE.id]
      for (const one of saves)
        if (!one.ok) expect(one).toMatchObject({ conflict: { version: 1, value: stored } })
      await expectLevelsToFollow()
    })

    test('of fifty different questions at the same moment is in the level row, each of them', async () => {
      const saved = await Promise.all(
        CHOICES.slice(0, 50).map((question, index) =>
          patiently(() =>
            saveAnswer(house, lead, 'a', question.id, 0, {
              ...choose(0),
              value: { kind: 'choice', option: question.levels[index % question.levels.length]?.id ?? '' },
            }),
          ),
        ),
      )
      expect(saved.every((one) => one.ok && one.changed)).toBe(true)
      const { assessment, versions } = await getAssessment(house, lead, 'a')
      expect(Object.keys(versions)).toHaveLength(saved.length)
      expect(assessment.revision).toBe(saved.length)
      await expectLevelsToFollow()
    })

    test('at a version that is no longer there gives what stands there now, with who and when', async () => {
      await saveAnswer(house, lead, 'a', CHOICE.id, 0, choose(1, 'first'))
      await saveAnswer(house, lead, 'a', CHOICE.id, 1, choose(2, 'second'))
      const stale = await saveAnswer(house, lead, 'a', CHOICE.id, 1, choose(0, 'mine'))
      expect(stale).toEqual({
        ok: false,
        conflict: {
          version: 2,
          value: choose(2, 'second'),
          savedAt: '2026-11-25T10:00:00.000Z',
          savedBy: lead.name,
        },
      })
      const again = await saveAnswer(house, lead, 'a', CHOICE.id, 2, choose(0, 'mine'))
      expect(again).toMatchObject({ ok: true, version: 3 })
    })

    test('takes no evidence along to a changed value, unless somebody says that it shows this one too', async () => {
      const evidenced = (level: number) => ({
        ...choose(level),
        assurance: 'evidenced' as const,
        evidence: 'Report 7',
        evidenceDate: REFERENCE_DAY,
      })
      await saveAnswer(house, lead, 'a', CHOICE.id, 0, evidenced(1))
      const unasked = await saveAnswer(house, lead, 'a', CHOICE.id, 1, evidenced(2))
      expect(unasked).toEqual({ ok: false, evidenceOfEarlierValue: true })
      const other = { ...evidenced(2), evidence: 'Report 8' }
      expect(await saveAnswer(house, lead, 'a', CHOICE.id, 1, other)).toMatchObject({ ok: true, version: 2 })
      expect(await saveAnswer(house, lead, 'a', CHOICE.id, 2, choose(0))).toMatchObject({ ok: true })
      expect(await saveAnswer(house, lead, 'a', CHOICE.id, 3, evidenced(1))).toMatchObject({ ok: true })
      expect(await saveAnswer(house, lead, 'a', CHOICE.id, 4, evidenced(0), true)).toMatchObject({ ok: true })
    })

    test('that stands there already is no conflict and writes nothing', async () => {
      await saveAnswer(house, lead, 'a', CHOICE.id, 0, choose(1))
      const twice = await saveAnswer(house, lead, 'a', CHOICE.id, 0, choose(1))
      expect(twice).toEqual({ ok: true, version: 1, changed: false })
      expect((await getAssessment(house, lead, 'a')).assessment.revision).toBe(1)
    })

    test('that somebody cleared meanwhile is a conflict too', async () => {
      await saveAnswer(house, lead, 'a', CHOICE.id, 0, choose(1))
      await saveAnswer(house, lead, 'a', CHOICE.id, 1, undefined)
      await expectLevelsToFollow()
      const stale = await saveAnswer(house, lead, 'a', CHOICE.id, 1, choose(2))
      expect(stale).toMatchObject({ ok: false, conflict: { version: 2, value: undefined } })
      const view = await getAssessment(house, lead, 'a')
      expect(view.answers.answers).toEqual({})
      expect(view.versions[CHOICE.id]).toBe(2)
    })

    test('changes the result', async () => {
      const before = await getResult(house, lead, 'a')
      await saveAnswer(house, lead, 'a', CHOICE.id, 0, choose(CHOICE.levels.length - 1))
      const after = await getResult(house, lead, 'a')
      expect(before.result.unanswered).toContain(CHOICE.id)
      expect(after.result.unanswered).not.toContain(CHOICE.id)
    })

    test('refuses an unknown question, and one that a register feeds', async () => {
      const fed = RULE_SET.questions.find((one) => one.form.type === 'share')
      await expect(saveAnswer(house, lead, 'a', 'no-such', 0, choose(0))).rejects.toMatchObject({
        code: 'not-found',
      })
      await expect(saveAnswer(house, lead, 'a', fed?.id ?? '', 0, choose(0))).rejects.toMatchObject({
        code: 'invalid',
      })
    })

    test('is refused once the assessment has been submitted', async () => {
      await house.db.updateTable('assessment').set({ status: 'submitted' }).execute()
      await expect(saveAnswer(house, lead, 'a', CHOICE.id, 0, choose(0))).rejects.toMatchObject({
        code: 'conflict',
      })
    })
  })

  describe('a context answer', () => {
    const text = RULE_SET.context.find((one) => one.type === 'text')?.id ?? ''

    test('is saved, kept apart from the scored ones, and noticed when stale', async () => {
      expect(await saveContext(house, lead, 'a', text, 0, 'All of us')).toMatchObject({
        ok: true,
        version: 1,
      })
      expect(await saveContext(house, lead, 'a', text, 0, 'Some of us')).toMatchObject({
        ok: false,
        conflict: { value: 'All of us' },
      })
      const view = await getAssessment(house, lead, 'a')
      expect(view.answers.context).toEqual({ [text]: 'All of us' })
      expect(view.versions[text]).toBe(1)
      await expectLevelsToFollow()
    })

    test("that comes from the organisation's record cannot be typed", async () => {
      const cohort = RULE_SET.context.find((one) => one.fromOrganisation)?.id ?? ''
      await expect(saveContext(house, lead, 'a', cohort, 0, 'icb')).rejects.toMatchObject({ code: 'invalid' })
    })
  })

  describe('a register', () => {
    const register = RULE_SET.registers.find((one) => one.columns.some((column) => column.atMostOnce))
    if (register === undefined) throw new Error('The rules have no register with a tick allowed once.')
    const once = register.columns.find((column) => column.atMostOnce)?.id ?? ''
    const row = (name: string, more: Record<string, string> = {}) => ({
      cells: { name, ...more },
      evidence: {},
    })
    const save = (id: string | undefined, version: number, name: string, more?: Record<string, string>) =>
      saveRow(house, lead, 'a', register.id, id, version, row(name, more))

    test('keeps its rows in the order they were added, under their own versions', async () => {
      const first = await save(undefined, 0, 'one')
      await save(undefined, 0, 'two')
      if (!first.ok) throw new Error('not saved')
      await save(first.rowId, 1, 'one, renamed')
      await setRegisterComplete(house, lead, 'a', register.id, 0, true)
      const view = (await getAssessment(house, lead, 'a')).registers[register.id]
      expect(view?.rows.map((one) => [one.row.cells['name'], one.version, one.position])).toEqual([
        ['one, renamed', 2, 1],
        ['two', 1, 2],
      ])
      expect(view).toMatchObject({ complete: true, version: 1 })
      await expectLevelsToFollow()
    })

    test('gets one row from a form that is sent twice', async () => {
      const id = '0b0f0a52-7e5e-4f3e-9d53-0f3c1ab54a11'
      await save(id, 0, 'one')
      expect(await save(id, 0, 'one')).toEqual({ ok: true, rowId: id, version: 1, changed: false })
      expect(await save(id, 0, 'one, changed')).toMatchObject({ ok: false, conflict: { version: 1 } })
    })

    test('notices an edit of a row that was deleted or changed meanwhile', async () => {
      const saved = await save(undefined, 0, 'one')
      if (!saved.ok) throw new Error('not saved')
      await save(saved.rowId, 1, 'one, changed')
      expect(await deleteRow(house, lead, 'a', register.id, saved.rowId, 1)).toMatchObject({
        ok: false,
        conflict: { version: 2, value: row('one, changed') },
      })
      expect(await deleteRow(house, lead, 'a', register.id, saved.rowId, 2)).toMatchObject({ ok: true })
      expect(await deleteRow(house, lead, 'a', register.id, saved.rowId, 2)).toMatchObject({ changed: false })
      expect(await save(saved.rowId, 2, 'mine')).toMatchObject({
        ok: false,
        conflict: { version: 3, value: undefined },
      })
      await expectLevelsToFollow()
    })

    test('says which column may be ticked in one row only', async () => {
      await save(undefined, 0, 'one', { [once]: 'yes' })
      const second = await save(undefined, 0, 'two', { [once]: 'yes' })
      expect(second).toMatchObject({ ok: false, faults: [{ field: once }] })
    })

    test("does not know another organisation's rows", async () => {
      await addTrust(house, 'b')
      const saved = await save(undefined, 0, 'one')
      if (!saved.ok) throw new Error('not saved')
      await expect(
        saveRow(house, person('b'), 'b', register.id, saved.rowId, 1, row('stolen')),
      ).rejects.toMatchObject({ code: 'not-found' })
      await expect(deleteRow(house, person('b'), 'b', register.id, saved.rowId, 1)).rejects.toMatchObject({
        code: 'not-found',
      })
    })
  })

  test('everything is still there after a restart', async () => {
    await saveAnswer(house, lead, 'a', CHOICE.id, 0, choose(1, 'kept: £, é, 💙, "quotes" and\nlines'))
    const register = RULE_SET.registers[0]
    await saveRow(house, lead, 'a', register?.id ?? '', undefined, 0, {
      cells: { name: 'one' },
      evidence: {},
    })
    const before = await getResult(house, lead, 'a')
    const { database } = house
    await house.close()
    house = await openTestHouse(database)
    expect(await getResult(house, lead, 'a')).toEqual(before)
  })
})
