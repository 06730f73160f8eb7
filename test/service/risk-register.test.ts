/** What is said of each risk: saved under its version, every version kept, a rating of their own only with its reason. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { getResult } from '../../src/service/assessments.ts'
import { getRiskRegister, type RiskEntry, saveRisk } from '../../src/service/risk-register.ts'
import { ENGINES } from '../store/engines.ts'
import { addTrust, openTestHouse, person, RULE_SET } from './house.ts'

const RISK = RULE_SET.risks[0]!.id
const SAID: RiskEntry = {
  ownerName: 'Chief operating officer',
  appetite: 8,
  target: { likelihood: 2, consequence: 4 },
  targetBy: '2027-06-30',
  treatment: 'treat',
  acceptedBecause: '',
  reviewOn: '2027-03-31',
  overrideBecause: '',
}

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let house: OpenHouse
  const [lead, siro, board] = (['lead', 'siro', 'board'] as const).map((role) => person('oak', role))
  const at = () => [house, lead!, 'oak'] as const
  const register = () => getRiskRegister(house, board!, 'oak')
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrust(house, 'oak')
    await addTrust(house, 'elm')
  })
  afterEach(() => house.close())

  test('what is said is read back, and every version stays', async () => {
    expect(await saveRisk(...at(), RISK, 0, SAID)).toMatchObject({ ok: true, version: 1 })
    const { appetite: _, ...less } = SAID
    expect(await saveRisk(house, siro!, 'oak', RISK, 1, { ...less, ownerName: 'Chief nurse' })).toMatchObject(
      { ok: true },
    )
    const { entries, versions } = await register()
    expect(entries.get(RISK)).toMatchObject({ version: 2, savedBy: siro!.name })
    expect(entries.get(RISK)?.value).toEqual({ ...less, ownerName: 'Chief nurse' })
    expect(versions.map(({ version, value }) => [version, value?.ownerName])).toEqual([
      [2, 'Chief nurse'],
      [1, 'Chief operating officer'],
    ])
  })

  test('a stale save writes nothing and gets what stands there', async () => {
    await saveRisk(...at(), RISK, 0, SAID)
    const late = await saveRisk(house, siro!, 'oak', RISK, 0, { ...SAID, appetite: 4 })
    expect(late).toMatchObject({ ok: false, conflict: { version: 1, value: SAID } })
    expect((await register()).versions).toHaveLength(1)
    expect(await saveRisk(...at(), RISK, 1, SAID)).toMatchObject({ ok: true, changed: false })
  })

  test('a risk of their own has its own words and rating, and one of the rules never', async () => {
    const id = randomUUID()
    const own = { title: 'If the lifts fail, then patients would wait.', likelihood: 2, consequence: 3 }
    await saveRisk(...at(), id, 0, { ...SAID, own })
    await saveRisk(...at(), RISK, 0, { ...SAID, own })
    const { entries } = await register()
    expect(entries.get(id)?.value?.own).toEqual(own)
    expect(entries.get(RISK)?.value?.own).toBeUndefined()
  })

  test.each([
    [{ appetite: 26 }, 'appetite'],
    [{ appetite: 0 }, 'appetite'],
    [{ target: { likelihood: 0, consequence: 3 } }, 'target'],
    [{ override: { likelihood: 2, consequence: 3 } }, 'override-because'],
    [{ override: { likelihood: 2, consequence: 6 }, overrideBecause: 'Seen.' }, 'override'],
    [{ acceptedBecause: 'No money.' }, 'accepted-until'],
    [{ acceptedUntil: '2027-01-01' }, 'accepted-because'],
    [{ ownerName: 'x'.repeat(121) }, 'owner-name'],
  ])('with %o it is not saved, and the field is named', async (wrong, field) => {
    expect(await saveRisk(...at(), RISK, 0, { ...SAID, ...wrong })).toMatchObject({
      ok: false,
      faults: [{ field }],
    })
    expect((await register()).versions).toEqual([])
  })

  test.each([
    [{ title: ' ', likelihood: 1, consequence: 1 }, 'title'],
    [{ title: 'x'.repeat(301), likelihood: 1, consequence: 1 }, 'title'],
    [{ title: 'x', likelihood: 0, consequence: 0 }, 'own'],
  ])('one of their own with %o is not saved', async (own, field) => {
    const saved = await saveRisk(...at(), randomUUID(), 0, { ...SAID, own })
    expect(saved).toMatchObject({ ok: false, faults: [{ field }] })
  })

  test('a risk that nobody knows is refused, and another organisation’s register is not there', async () => {
    await expect(saveRisk(...at(), 'no-such-risk', 0, SAID)).rejects.toMatchObject({ code: 'not-found' })
    await saveRisk(...at(), RISK, 0, SAID)
    const other = person('elm', 'lead')
    expect((await getRiskRegister(house, other, 'elm')).versions).toEqual([])
    await expect(getRiskRegister(house, other, 'oak')).rejects.toMatchObject({ code: 'not-found' })
    await expect(saveRisk(house, board!, 'oak', RISK, 1, SAID)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('an override changes no score', async () => {
    const before = (await getResult(...at())).result
    await saveRisk(...at(), RISK, 0, {
      ...SAID,
      override: { likelihood: 1, consequence: 1 },
      overrideBecause: 'Ours.',
    })
    expect((await getResult(...at())).result).toEqual(before)
  })
})
