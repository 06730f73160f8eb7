import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import {
  addOrganisation,
  changeOrganisation,
  getOrganisationRecord,
} from '../../src/service/organisations.ts'
import type { ChangeableField } from '../../src/service/organisation-fields.ts'
import { ENGINES } from '../store/engines.ts'
import { ADMINISTRATOR, addAdministrator, lastEntry } from './administrator.ts'
import { openTestHouse } from './house.ts'

const TYPED = { 'ods-code': 'xa1', name: ' Quillmere  Trust', cohort: 'acute', region: 'y56', icb: 'qmf' }

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let house: OpenHouse
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addAdministrator(house)
  })
  afterEach(() => house.close())
  const add = (change: Partial<typeof TYPED> = {}, fictional = false) =>
    addOrganisation(house, ADMINISTRATOR, { ...TYPED, ...change }, fictional)
  const change = (id: string, field: ChangeableField, seen: string, typed: string) =>
    changeOrganisation(house, ADMINISTRATOR, id, { field, seen, typed })
  const recordOf = (id: string) => getOrganisationRecord(house, ADMINISTRATOR, id)
  const saidOf = async (...typed: Parameters<typeof change>) => {
    const changed = await change(...typed)
    return changed.ok ? 'changed' : changed.message
  }

  test('one is added by hand, and its beginning is kept', async () => {
    expect(await add()).toEqual({ ok: true, id: 'xa1' })
    const { organisation, changes, group } = await recordOf('xa1')
    expect(organisation).toEqual({
      id: 'xa1',
      odsCode: 'XA1',
      name: 'Quillmere Trust',
      cohort: 'acute',
      region: 'London',
      icb: 'NHS North East London Integrated Care Board',
      fictional: false,
      sharesSuppliers: false,
    })
    expect(changes).toMatchObject([{ field: 'added', after: 'Quillmere Trust', byName: ADMINISTRATOR.name }])
    expect(group).toEqual([])
    expect(await lastEntry(house)).toMatchObject({ action: 'organisation-added', object: 'xa1' })
  })

  test('what is missing or wrong is told field by field', async () => {
    const refused = await add({ 'ods-code': 'x-1', name: '', cohort: 'hospital', region: '' })
    expect(refused.ok ? [] : refused.faults.map(({ field }) => field)).toEqual([
      'ods-code',
      'name',
      'cohort',
      'region',
    ])
    await add()
    expect(await add({ name: 'Other' })).toMatchObject({
      ok: false,
      faults: [
        { field: 'ods-code', message: expect.stringContaining('Quillmere Trust has the code') as string },
      ],
    })
    expect(await add({ 'ods-code': 'XA2' }, true)).toMatchObject({ faults: [{ field: 'name' }] })
  })

  test('each thing is changed by itself, with what it was before', async () => {
    await add()
    const changes: [ChangeableField, string, string][] = [
      ['name', 'Quillmere Trust', 'Quillmere and Larkfold'],
      ['cohort', 'acute', 'community'],
      ['region', 'London', 'Midlands'],
      ['icb', 'NHS North East London Integrated Care Board', ''],
      ['ods-code', 'XA1', 'XB1'],
      ['closed-on', '', '2026-04-01'],
    ]
    for (const one of changes) expect(await saidOf('xa1', ...one)).toBe('changed')
    const { organisation, changes: kept } = await recordOf('xa1')
    expect(organisation).toEqual({
      id: 'xa1',
      odsCode: 'XB1',
      name: 'Quillmere and Larkfold',
      cohort: 'community',
      region: 'Midlands',
      closedOn: '2026-04-01',
      fictional: false,
      sharesSuppliers: false,
    })
    const said = kept.map(({ field, before = '', after = '' }) => [field, before, after])
    expect(said).toEqual(expect.arrayContaining(changes))
    expect(said).toHaveLength(changes.length + 1)
    expect(await lastEntry(house)).toMatchObject({
      action: 'organisation-changed',
      details: { field: 'closed-on', before: '', after: '2026-04-01' },
    })
  })

  test('what is typed again as it is changes nothing, and what somebody changed meanwhile is not overwritten', async () => {
    await add()
    expect(await saidOf('xa1', 'name', 'Quillmere Trust', 'Quillmere Trust ')).toBe('changed')
    expect((await recordOf('xa1')).changes).toHaveLength(1)
    await change('xa1', 'name', 'Quillmere Trust', 'Ember')
    expect(await saidOf('xa1', 'name', 'Quillmere Trust', 'Linnet')).toContain('meanwhile')
    expect((await recordOf('xa1')).organisation.name).toBe('Ember')
  })

  test('a group has one lead, which counts itself', async () => {
    for (const code of ['XA1', 'XA2', 'XA3']) await add({ 'ods-code': code, name: code })
    expect(await saidOf('xa2', 'lead', '', 'xa1')).toBe('changed')
    expect((await recordOf('xa1')).group).toMatchObject([{ id: 'xa2' }])
    expect(await saidOf('xa3', 'lead', '', 'xa2')).toContain('Choose XA1 as the lead')
    expect(await saidOf('xa1', 'lead', '', 'xa3')).toContain('XA1 leads a group')
    expect(await saidOf('xa3', 'lead', '', 'none')).toContain('from the list')
    expect(await saidOf('xa2', 'lead', 'xa1', 'xa2')).toBe('changed')
    expect((await recordOf('xa2')).organisation.leadId).toBeUndefined()
  })

  test('what is closed merges into another, never in a circle, and reopening forgets it', async () => {
    for (const code of ['XA1', 'XA2']) await add({ 'ods-code': code, name: code })
    expect(await saidOf('xa1', 'successor', '', 'xa2')).toContain('XA1 is open')
    expect(await saidOf('xa1', 'closed-on', '', '2026-02-29')).toContain('in the calendar')
    for (const id of ['xa1', 'xa2']) await change(id, 'closed-on', '', '2026-04-01')
    expect(await saidOf('xa1', 'successor', '', 'xa1')).toContain('into itself')
    expect(await saidOf('xa1', 'successor', '', 'xa2')).toBe('changed')
    expect(await saidOf('xa2', 'successor', '', 'xa1')).toContain('into itself')
    expect((await recordOf('xa2')).merged).toMatchObject([{ id: 'xa1' }])
    expect(await saidOf('xa1', 'closed-on', '2026-04-01', '')).toBe('changed')
    expect((await recordOf('xa1')).organisation.successorId).toBeUndefined()
    expect((await recordOf('xa1')).changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'successor', before: 'xa2', after: undefined }),
      ]),
    )
  })

  test('an invented organisation is known as one under every name', async () => {
    await add({ name: 'Quillmere (fictional)' }, true)
    expect(await saidOf('xa1', 'name', 'Quillmere (fictional)', 'Quillmere')).toContain('(fictional)')
  })

  test('an unknown one is not found', async () => {
    await expect(recordOf('none')).rejects.toMatchObject({ code: 'not-found' })
    await expect(change('none', 'name', '', 'x')).rejects.toMatchObject({ code: 'not-found' })
  })
})
