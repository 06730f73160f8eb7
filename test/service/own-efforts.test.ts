/** Own figures for what raising an answer takes: who sets them, what is refused, and what becomes of the list. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withOwnFigures } from '../../src/planning/own-efforts.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { findOwnEfforts, saveOwnEffort, type TypedEffort } from '../../src/service/own-efforts.ts'
import { deletePeople } from '../../src/store/forgetting.ts'
import type { Person } from '../../src/store/person.ts'
import { ENGINES } from '../store/engines.ts'
import { addTrust, openTestHouse, person, RULE_SET } from './house.ts'

const LEAD = person('oak')
const KEY = { questionId: 'log-retention', stepId: 'full-year' }
const TYPED: TypedEffort = {
  daysLeast: '2.5',
  daysMost: '4',
  poundsLeast: '£1,000',
  poundsMost: '1200',
  weeks: '3',
}
const VALUE = { days: [2.5, 4], pounds: [1000, 1200], weeks: 3 }
const NOTHING: TypedEffort = { daysLeast: '', daysMost: ' ', poundsLeast: '', poundsMost: '', weeks: '' }

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let house: OpenHouse
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrust(house, 'oak')
    await addTrust(house, 'elm')
  })
  afterEach(() => house.close())

  const save = (version: number, typed: Partial<TypedEffort> = {}, who: Person = LEAD, key = KEY) =>
    saveOwnEffort(house, who, 'oak', key, version, { ...TYPED, ...typed })
  const found = (who: Person = person('oak', 'board')) => findOwnEfforts(house, who, 'oak')

  test('the lead sets figures, whoever reads results sees whose they are, and empty fields take them back', async () => {
    expect(await found()).toEqual([])
    expect(await save(0)).toEqual({ ok: true, version: 1, changed: true })
    expect(await save(0)).toEqual({ ok: true, version: 1, changed: false })
    expect(await found()).toEqual([
      { ...KEY, value: VALUE, version: 1, savedBy: LEAD.name, savedAt: expect.any(String) as string },
    ])
    expect(await findOwnEfforts(house, person('elm'), 'elm')).toEqual([])
    expect(await save(1, NOTHING)).toEqual({ ok: true, version: 2, changed: true })
    expect(await found()).toMatchObject([{ value: undefined, version: 2 }])
    const trail = await house.db.selectFrom('trail').select('action').execute()
    expect(trail.map(({ action }) => action)).toEqual(['effort-set', 'effort-taken-back'])
  })

  test('of two who set figures at once the second is told, and nothing is overwritten', async () => {
    await save(0)
    expect(await save(0, { weeks: '9' })).toMatchObject({ ok: false, conflict: { version: 1, value: VALUE } })
    expect(await found()).toMatchObject([{ value: VALUE }])
  })

  test('nobody but the lead sets them, nor for a step that there is not', async () => {
    for (const role of ['siro', 'contributor', 'reviewer', 'board'] as const)
      await expect(save(0, {}, person('oak', role)), role).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(save(0, {}, person('elm'))).rejects.toMatchObject({ code: 'not-found' })
    for (const key of [
      { questionId: 'log-retention', stepId: 'for-ever' },
      { questionId: 'constructor', stepId: 'full-year' },
      { questionId: 'log-retention', stepId: 'under-3-months' },
    ])
      await expect(save(0, {}, LEAD, key)).rejects.toMatchObject({ code: 'not-found' })
    expect(await save(0, {}, LEAD, { questionId: 'supplier-access', stepId: 'recorded' })).toMatchObject({
      ok: true,
    })
  })

  test.each([
    [{ daysLeast: '5' }, 'daysMost', 'The most staff days cannot be less than the least.'],
    [{ poundsMost: '999' }, 'poundsMost', 'The most pounds cannot be less than the least.'],
    [{ daysMost: 'ten' }, 'daysMost', 'Enter the most staff days, from 0 to 5000.'],
    [{ weeks: '' }, 'weeks', 'Enter the weeks, from 0 to 260.'],
    [{ weeks: '261' }, 'weeks', 'Enter the weeks, from 0 to 260.'],
    [{ poundsLeast: '-1' }, 'poundsLeast', 'Enter the least pounds, from 0 to 50000000.'],
  ])('%o is refused at its field', async (typed, field, message) => {
    expect(await save(0, typed)).toEqual({ ok: false, faults: [{ field, message }] })
    expect(await found()).toEqual([])
  })

  test('they go with the organisation', async () => {
    await save(0)
    await deletePeople(house.db, 'oak')
    expect(await house.db.selectFrom('improvementOverride').selectAll().execute()).toEqual([])
  })
})

test('own figures stand in the place of ours, for their step alone; what was taken back or is not known changes nothing', () => {
  const ours = RULE_SET.improvements!
  const value = { days: [1, 1], pounds: [0, 0], weeks: 1 } as const
  const own = withOwnFigures(ours, [{ ...KEY, value }])
  const { steps } = own.of['log-retention']!
  expect(steps['full-year']).toEqual({ ...ours.of['log-retention']!.steps['full-year'], ...value, own: true })
  expect(steps['6-months']).toEqual(ours.of['log-retention']!.steps['6-months'])
  expect(own.of['supplier-access']).toBe(ours.of['supplier-access'])
  expect(withOwnFigures(ours, [{ ...KEY, value: undefined }])).toBe(ours)
  expect(withOwnFigures(ours, [{ questionId: 'gone', stepId: 'full-year', value }]).of).toEqual(ours.of)
})
