import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { londonDate } from '../../src/calendar.ts'
import { closesAt, isOpen, isToCome, opensAt } from '../../src/service/period-times.ts'
import {
  addPeriod,
  changePeriod,
  getManagedPeriod,
  listManagedPeriods,
  moveClosingDay,
} from '../../src/service/periods.ts'
import { compileFiles } from '../../src/rules/rule-set.ts'
import { findRuleSetFiles } from '../../src/store/rule-sets.ts'
import { ENGINES } from '../store/engines.ts'
import { ADMINISTRATOR, addAdministrator, lastEntry } from './administrator.ts'
import { NOW, openTestHouse, RULE_SET } from './house.ts'

const NEXT = { name: 'Round of 2027', opens: '2027-01-10', referenceDate: '2027-03-01', closes: '2027-03-28' }

describe('a period closes at 23:59:59 in London', () => {
  test.each([
    ['2027-03-27', '2027-03-27T23:59:59.000Z'],
    // Clocks go forward in the morning of this day, and back in the morning of the other.
    ['2027-03-28', '2027-03-28T22:59:59.000Z'],
    ['2027-10-30', '2027-10-30T22:59:59.000Z'],
    ['2027-10-31', '2027-10-31T23:59:59.000Z'],
    ['2028-02-29', '2028-02-29T23:59:59.000Z'],
    ['2027-07-01', '2027-07-01T22:59:59.000Z'],
  ])('on %s that is %s', (closes, instant) => {
    expect(closesAt({ closes }).toISOString()).toBe(instant)
  })

  test.each([
    ['2027-03-28', '2027-03-28T00:00:00.000Z'],
    ['2027-03-29', '2027-03-28T23:00:00.000Z'],
    ['2027-10-31', '2027-10-30T23:00:00.000Z'],
    ['2027-11-01', '2027-11-01T00:00:00.000Z'],
  ])('and opens at 00:00:00: on %s that is %s', (opens, instant) => {
    expect(opensAt({ opens }).toISOString()).toBe(instant)
  })

  test('and is open from the first second to the last, on every day of two years', () => {
    for (let day = Date.UTC(2027, 0, 1); day < Date.UTC(2029, 0, 1); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10)
      const period = { opens: date, closes: date }
      const [first, last] = [opensAt(period).getTime(), closesAt(period).getTime() + 999]
      expect(londonDate(new Date(first))).toBe(date)
      expect(londonDate(new Date(first - 1))).not.toBe(date)
      expect(londonDate(new Date(last))).toBe(date)
      expect(londonDate(new Date(last + 1))).not.toBe(date)
      expect([first - 1, first, last, last + 1].map((at) => isOpen(period, new Date(at)))).toEqual([
        false,
        true,
        true,
        false,
      ])
      expect(isToCome(period, new Date(first - 1))).toBe(true)
      expect(isToCome(period, new Date(first))).toBe(false)
    }
  })
})

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let house: OpenHouse
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addAdministrator(house)
  })
  afterEach(() => house.close())
  const add = (change: Partial<typeof NEXT> = {}) => addPeriod(house, ADMINISTRATOR, { ...NEXT, ...change })
  const faultsOf = async (change: Partial<typeof NEXT>) => {
    const added = await add(change)
    return added.ok ? [] : added.faults.map(({ field, message }) => `${field}: ${message}`)
  }

  test('a period is added with the rule set in use, kept whole, and stands in the trail', async () => {
    expect(await add({ name: '  Round   of 2027 ' })).toEqual({ ok: true, id: 'round-of-2027' })
    const kept = { ...NEXT, id: 'round-of-2027', ruleSetDigest: RULE_SET.digest }
    expect(await getManagedPeriod(house, ADMINISTRATOR, 'round-of-2027')).toEqual(kept)
    expect(await listManagedPeriods(house, ADMINISTRATOR)).toEqual([kept])
    expect(await findRuleSetFiles(house.db, RULE_SET.digest)).toEqual(RULE_SET.files)
    expect(await lastEntry(house)).toMatchObject({
      actorId: ADMINISTRATOR.id,
      action: 'period-added',
      object: 'round-of-2027',
      details: { closes: '2027-03-28', ruleSet: RULE_SET.digest },
    })
  })

  test('another name gives another address, even where its letters are the same', async () => {
    await add()
    expect(await add({ name: 'Round-of-2027!' })).toEqual({ ok: true, id: 'round-of-2027-2' })
    expect(await add({ name: '二〇二七' })).toEqual({ ok: true, id: 'period' })
  })

  test('what cannot be is refused, each with what to do', async () => {
    await add()
    expect(await faultsOf({ name: ' ' })).toEqual([expect.stringContaining('name: Enter a name')])
    expect(await faultsOf({ name: 'ROUND OF 2027' })).toEqual([expect.stringContaining('already')])
    expect(await faultsOf({ name: 'x'.repeat(61) })).toEqual([expect.stringContaining('at most 60')])
    expect(await faultsOf({ name: 'b', opens: '2027-02-29', closes: '' })).toEqual([
      expect.stringContaining('opens: Enter the day on which it opens'),
      expect.stringContaining('closes: Enter the day on which it closes'),
    ])
    expect(await faultsOf({ name: 'b', opens: '2026-11-24' })).toEqual([
      expect.stringContaining('opens: A period opens today or later'),
    ])
    expect(await faultsOf({ name: 'b', opens: '2027-03-29' })).toEqual([
      expect.stringContaining('closes: It would close before it opens'),
    ])
    expect(await faultsOf({ name: 'b', referenceDate: '2027-03-29' })).toEqual([
      expect.stringContaining('referenceDate: The reference date is after'),
    ])
    expect(await listManagedPeriods(house, ADMINISTRATOR)).toHaveLength(1)
  })

  test('until it opens it is changed, and takes the rule set in use then', async () => {
    await add()
    const text = RULE_SET.files['ruleset.yaml'] ?? ''
    const newer = compileFiles({
      ...RULE_SET.files,
      'ruleset.yaml': text.replace('no-real-change-below: 3', 'no-real-change-below: 4'),
    })
    await house.db
      .insertInto('ruleSet')
      .values({ digest: newer.digest, id: newer.id, version: newer.version, files: {}, keptAt: '' })
      .execute()
    const changed = { ...NEXT, name: 'Spring', closes: '2027-04-30' }
    expect(await changePeriod({ ...house, ruleSet: newer }, ADMINISTRATOR, 'round-of-2027', changed)).toEqual(
      { ok: true },
    )
    expect(await getManagedPeriod(house, ADMINISTRATOR, 'round-of-2027')).toEqual({
      ...changed,
      id: 'round-of-2027',
      ruleSetDigest: newer.digest,
    })
    expect(await lastEntry(house)).toMatchObject({ action: 'period-changed', object: 'round-of-2027' })
  })

  test('it names a framework of its rule set, or none for the newest', async () => {
    const [oldest] = RULE_SET.frameworks
    const get = () => getManagedPeriod(house, ADMINISTRATOR, 'round-of-2027')
    await add()
    expect((await get()).framework).toBeUndefined()
    const change = (framework?: string) =>
      changePeriod(house, ADMINISTRATOR, 'round-of-2027', { ...NEXT, framework })
    expect(await change(oldest?.id)).toEqual({ ok: true })
    expect((await get()).framework).toBe(oldest?.id)
    expect(await lastEntry(house)).toMatchObject({
      action: 'period-changed',
      details: { framework: oldest?.id },
    })
    expect(await change('caf-1.0')).toMatchObject({ ok: false, faults: [{ field: 'framework' }] })
    expect(await change()).toEqual({ ok: true })
    expect((await get()).framework).toBeUndefined()
  })

  test('from the first second of its first day it is no longer changed', async () => {
    await add({ opens: '2026-11-26' })
    const at = (instant: string) => ({ ...house, now: () => new Date(instant) })
    const change = (instant: string) =>
      changePeriod(at(instant), ADMINISTRATOR, 'round-of-2027', { ...NEXT, opens: '2026-12-01' })
    await expect(change('2026-11-26T00:00:00.000Z')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('has opened') as string,
    })
    expect(await getManagedPeriod(house, ADMINISTRATOR, 'round-of-2027')).toMatchObject({
      opens: '2026-11-26',
    })
    expect(await change('2026-11-25T23:59:59.999Z')).toEqual({ ok: true })
    await expect(changePeriod(house, ADMINISTRATOR, 'none', NEXT)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(getManagedPeriod(house, ADMINISTRATOR, 'none')).rejects.toMatchObject({ code: 'not-found' })
    expect(NOW.toISOString().slice(0, 10)).toBe('2026-11-25')
  })

  test('its closing day is moved from then on, also once it has closed, and only to a later day', async () => {
    await add({ opens: '2026-11-26' })
    const move = (instant: string, closes: string) =>
      moveClosingDay({ ...house, now: () => new Date(instant) }, ADMINISTRATOR, 'round-of-2027', closes)
    const messageOf = async (instant: string, closes: string) => {
      const moved = await move(instant, closes)
      return moved.ok ? 'moved' : moved.faults.map(({ field, message }) => `${field}: ${message}`).join()
    }
    await expect(move('2026-11-25T23:59:59.999Z', '2027-04-30')).rejects.toMatchObject({ code: 'conflict' })
    expect(await messageOf('2026-11-26T00:00:00.000Z', '2027-03-28')).toContain(
      'closes: Enter a day after 28 March 2027',
    )
    expect(await messageOf('2026-11-26T00:00:00.000Z', '2027-03-27')).toContain('Enter a day after')
    expect(await messageOf('2026-11-26T00:00:00.000Z', '')).toContain('Enter the day on which it closes')
    expect(await messageOf('2027-05-02T10:00:00.000Z', '2027-05-01')).toContain('That day is over')
    expect(await getManagedPeriod(house, ADMINISTRATOR, 'round-of-2027')).toMatchObject({
      closes: '2027-03-28',
    })
    expect(await messageOf('2027-05-02T10:00:00.000Z', '2027-05-02')).toBe('moved')
    expect(await getManagedPeriod(house, ADMINISTRATOR, 'round-of-2027')).toEqual({
      ...NEXT,
      id: 'round-of-2027',
      opens: '2026-11-26',
      closes: '2027-05-02',
      ruleSetDigest: RULE_SET.digest,
    })
    expect(await lastEntry(house)).toMatchObject({
      action: 'period-closing-moved',
      object: 'round-of-2027',
      details: { from: '2027-03-28', to: '2027-05-02' },
    })
    await expect(moveClosingDay(house, ADMINISTRATOR, 'none', '2027-05-02')).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
