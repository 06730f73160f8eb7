import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { findDomainNotes, LONGEST_DOMAIN_NOTE, saveDomainNote } from '../../src/service/noting.ts'
import type { Person } from '../../src/store/person.ts'
import { ENGINES } from '../store/engines.ts'
import { addTrust, CHOICE, openTestHouse, person } from './house.ts'

const DOMAIN = CHOICE.domain
const LEAD = person('oak')
const SIRO = person('oak', 'siro')

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let house: OpenHouse
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrust(house, 'oak')
    await addTrust(house, 'elm')
  })
  afterEach(() => house.close())

  const save = (version: number, text: string, who: Person = LEAD) =>
    saveDomainNote(house, who, 'oak', DOMAIN, version, text)
  const found = async () => (await findDomainNotes(house, SIRO, 'oak'))[DOMAIN]

  test('the SIRO reads what the lead wrote, and it is cleared by an empty text', async () => {
    expect(await findDomainNotes(house, SIRO, 'oak')).toEqual({})
    expect(await save(0, ' Two sites move in May.\n')).toEqual({ ok: true, version: 1, changed: true })
    expect(await save(0, 'Two sites move in May.')).toEqual({ ok: true, version: 1, changed: false })
    expect(await found()).toMatchObject({ value: 'Two sites move in May.', version: 1, savedBy: LEAD.name })
    expect(await save(1, '  ')).toEqual({ ok: true, version: 2, changed: true })
    expect(await found()).toMatchObject({ value: undefined, version: 2 })
    const trail = await house.db.selectFrom('trail').selectAll().execute()
    expect(trail.map((one) => one.action)).toEqual(['note-saved', 'note-saved'])
    expect(JSON.stringify(trail)).not.toContain('May')
  })

  test('of two people who write at once the second sees both texts, and nothing is overwritten', async () => {
    await save(0, 'First')
    expect(await save(0, 'Second')).toMatchObject({ ok: false, conflict: { version: 1, value: 'First' } })
    expect(await found()).toMatchObject({ value: 'First' })
  })

  test('only the lead writes, in a draft, of a domain that there is, and not too much', async () => {
    for (const role of ['siro', 'contributor', 'reviewer', 'board'] as const)
      await expect(save(0, 'x', person('oak', role)), role).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(save(0, 'x', person('elm'))).rejects.toMatchObject({ code: 'not-found' })
    await expect(saveDomainNote(house, LEAD, 'oak', 'constructor', 0, 'x')).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await save(0, 'x'.repeat(LONGEST_DOMAIN_NOTE + 1))).toMatchObject({
      ok: false,
      faults: [{ field: 'text' }],
    })
    await house.db.updateTable('assessment').set({ status: 'submitted' }).execute()
    await expect(save(0, 'x')).rejects.toMatchObject({ code: 'conflict' })
    for (const role of ['contributor', 'reviewer'] as const)
      await expect(findDomainNotes(house, person('oak', role), 'oak')).rejects.toMatchObject({
        code: 'not-allowed',
      })
  })
})
