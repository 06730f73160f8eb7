import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { applyImport, getImportPreview, receiveImport } from '../../src/service/importing.ts'
import {
  findOrganisationChanges,
  findOrganisations,
  insertOrganisations,
} from '../../src/store/organisations.ts'
import { ODS_SAMPLE } from '../exchange/ods-sample.ts'
import { ENGINES } from '../store/engines.ts'
import { ADMINISTRATOR, addAdministrator, lastEntry } from './administrator.ts'
import { nationalPerson, openTestHouse } from './house.ts'

const HEADER = 'ods-code,name,cohort,region,icb,lead-ods-code\n'
const OTHER = nationalPerson('administrator.two', 'Ben (administrator)', 'administrator')

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let house: OpenHouse
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addAdministrator(house)
    await addAdministrator(house, OTHER)
  })
  afterEach(() => house.close())

  const send = (text: string) => receiveImport(house, ADMINISTRATOR, Buffer.from(text))
  const preview = () => getImportPreview(house, ADMINISTRATOR, false)
  const apply = async (cohorts: Readonly<Record<string, string>> = {}, fictional = false) =>
    applyImport(house, ADMINISTRATOR, (await preview()).shown, new Map(Object.entries(cohorts)), fictional)
  const all = async () => new Map((await findOrganisations(house.db)).map((one) => [one.id, one]))
  const historyOf = async (id: string) =>
    (await findOrganisationChanges(house.db, id)).map(
      ({ field, before = '–', after = '–' }) => `${field}: ${before} → ${after}`,
    )

  test('a table is added whole, a lead after those that count by it', async () => {
    await send(`${HEADER}XA1,Follower,acute,London,QMF,XA2\nXA2,Lead,community,Midlands,,\n`)
    expect(await apply()).toEqual({ ok: true, added: ['xa1', 'xa2'], changed: 0 })
    expect((await all()).get('xa1')).toEqual({
      id: 'xa1',
      odsCode: 'XA1',
      name: 'Follower',
      cohort: 'acute',
      region: 'London',
      icb: 'NHS North East London Integrated Care Board',
      leadId: 'xa2',
      fictional: false,
      sharesSuppliers: false,
    })
    expect(await historyOf('xa1')).toEqual(['added: – → Follower', 'lead: – → xa2'])
    expect(await lastEntry(house)).toMatchObject({
      actorId: ADMINISTRATOR.id,
      action: 'organisations-imported',
      details: { added: 2, changed: 0 },
    })
  })

  test('what the file says otherwise is changed, and what was before is kept', async () => {
    await send(`${HEADER}XA1,One,acute,London,QMF,\nXA2,Two,acute,London,,XA1\nXA3,Three,acute,London,,\n`)
    await apply()
    await send(`${HEADER}XA1,One and Two,acute,Midlands,,\nXA2,Two,community,London,QMF,XA2\n`)
    const { plan } = await preview()
    expect(plan.absent.map(({ id }) => id)).toEqual(['xa3'])
    expect(await apply()).toEqual({ ok: true, added: [], changed: 2 })
    expect((await all()).get('xa1')).toMatchObject({ name: 'One and Two', region: 'Midlands' })
    expect((await all()).get('xa2')?.leadId).toBeUndefined()
    expect((await all()).get('xa3')).toMatchObject({ name: 'Three' })
    expect(await historyOf('xa1')).toEqual(
      expect.arrayContaining(['name: One → One and Two', 'region: London → Midlands']),
    )
    expect(await historyOf('xa2')).toEqual(
      expect.arrayContaining([
        'cohort: acute → community',
        'icb: – → NHS North East London Integrated Care Board',
        'lead: xa1 → –',
      ]),
    )
  })

  test('the export closes and reopens, and reopening forgets the merger', async () => {
    const [first = ''] = ODS_SAMPLE.split('\n')
    const closed = first.replace('"20171001",""', '"20171001","20260401"')
    expect(closed).not.toBe(first)
    await send(first)
    await apply({ R0A: 'acute' })
    await insertOrganisations(house.db, [
      { id: 'next', odsCode: 'XZZ', name: 'Next', cohort: 'acute', region: 'London', fictional: false },
    ])
    await send(closed)
    await apply()
    expect((await all()).get('r0a')).toMatchObject({ closedOn: '2026-04-01' })
    await house.db.updateTable('organisation').set({ successorId: 'next' }).where('id', '=', 'r0a').execute()
    await send(first)
    await apply()
    expect((await all()).get('r0a')?.closedOn).toBeUndefined()
    expect((await all()).get('r0a')?.successorId).toBeUndefined()
    expect(await historyOf('r0a')).toEqual(
      expect.arrayContaining([
        'closed-on: – → 2026-04-01',
        'closed-on: 2026-04-01 → –',
        'successor: next → –',
      ]),
    )
  })

  test('every cohort that was only suggested must be confirmed, and is taken as confirmed', async () => {
    await send(ODS_SAMPLE)
    const suggested = (await preview()).plan.added.filter((row) => row.cohortSuggested !== undefined)
    const answers = Object.fromEntries(suggested.map(({ odsCode }) => [odsCode, 'mental-health']))
    const refused = await apply({ ...answers, R0A: 'hospital', RNU: '' })
    expect(refused.ok ? [] : refused.faults.map(({ odsCode }) => odsCode)).toEqual(['R0A', 'RNU'])
    expect(await all()).toEqual(new Map())
    expect(await apply(answers)).toMatchObject({ ok: true, changed: 0 })
    expect([...(await all()).values()].every(({ cohort }) => cohort === 'mental-health')).toBe(true)
  })

  test('a file with faults is not kept, and all of them are told', async () => {
    const sent = await send(`${HEADER}XA1,One,acute,Atlantis,,\nXA1,,acute,London,,\n`)
    expect(sent.ok ? [] : sent.faults.map(({ line }) => line)).toEqual([2, 3, 3])
    await expect(preview()).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is refused when the organisations changed since it was shown, and nothing is done', async () => {
    await send(`${HEADER}XA1,One,acute,London,,\n`)
    const { shown } = await preview()
    await insertOrganisations(house.db, [
      { id: 'x', odsCode: 'XA1', name: 'x', cohort: 'acute', region: 'London', fictional: false },
    ])
    await expect(applyImport(house, ADMINISTRATOR, shown, new Map(), false)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Nothing was imported') as string,
    })
    expect((await all()).size).toBe(1)
  })

  test('is refused when another file was sent since it was shown, and when it was applied already', async () => {
    await send(`${HEADER}XA1,One,acute,London,,\n`)
    const { shown } = await preview()
    await send(`${HEADER}XA2,Two,acute,London,,\n`)
    await expect(applyImport(house, ADMINISTRATOR, shown, new Map(), false)).rejects.toMatchObject({
      code: 'conflict',
    })
    const second = (await preview()).shown
    expect(await applyImport(house, ADMINISTRATOR, second, new Map(), false)).toMatchObject({ ok: true })
    await expect(applyImport(house, ADMINISTRATOR, second, new Map(), false)).rejects.toMatchObject({
      code: 'not-found',
    })
    expect([...(await all()).keys()]).toEqual(['xa2'])
  })

  test('belongs to the administrator who sent it, for a day', async () => {
    await send(`${HEADER}XA1,One,acute,London,,\n`)
    await expect(getImportPreview(house, OTHER, false)).rejects.toMatchObject({ code: 'not-found' })
    const later = { ...house, now: () => new Date(house.now().getTime() + 24 * 3_600_000 + 1) }
    await expect(getImportPreview(later, ADMINISTRATOR, false)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is all or nothing: a fault in the middle leaves no organisation behind', async () => {
    await send(`${HEADER}XA1,One,acute,London,,\nXA2,Two,acute,London,,XA1\n`)
    const { shown } = await preview()
    const head = await house.db
      .selectFrom('trailHead')
      .select('number')
      .where('chain', '=', 'national')
      .executeTakeFirst()
    // Where the entry of the import would stand.
    await house.db
      .insertInto('trail')
      .values({
        seq: 1_000_000,
        chain: 'national',
        number: (head?.number ?? 0) + 1,
        at: '',
        actorId: null,
        actorName: '',
        organisationId: null,
        address: null,
        action: '',
        object: '',
        details: '{}',
        previousHash: '',
        hash: '',
      })
      .execute()
    await expect(applyImport(house, ADMINISTRATOR, shown, new Map(), false)).rejects.toThrow()
    expect((await all()).size).toBe(0)
  })

  test('a lead that cannot be is shown with its line, and nothing is applied', async () => {
    await send(`${HEADER}XA1,One,acute,London,,XA9\n`)
    expect((await preview()).plan.faults).toMatchObject([{ line: 2 }])
    await expect(apply()).rejects.toMatchObject({ code: 'conflict' })
  })

  test('brings no real organisation into the demonstration', async () => {
    await send(`${HEADER}XA1,One,acute,London,,\n`)
    await expect(apply({}, true)).rejects.toMatchObject({ code: 'conflict' })
    await send(`${HEADER}XA1,One (fictional),acute,London,,\n`)
    expect(await apply({}, true)).toMatchObject({ ok: true })
    expect((await all()).get('xa1')).toMatchObject({ fictional: true })
  })
})
