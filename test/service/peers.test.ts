import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { publishableOf } from '../../src/peers/tiers.ts'
import { compileFiles } from '../../src/rules/rule-set.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { getNationalView } from '../../src/service/national.ts'
import { findPeerView, getPeerView, type PeerView } from '../../src/service/peers.ts'
import { getTexts } from '../../src/store/releases.ts'
import { findSupplierNames, insertSupplierNames } from '../../src/store/suppliers.ts'
import { askedLessons } from '../../src/scoring/lessons.ts'
import { addSigned, ANALYST, publishRelease, SECOND, trustsOf, TWO_CELLS } from './country.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, RULE_SET, REFERENCE_DAY } from './house.ts'

const PEOPLE = [...TWO_CELLS, { id: 'nowhere', region: 'Elsewhere' }, { id: 'follower', leadId: 'london-0' }]

let house: OpenHouse
beforeEach(async () => {
  house = await openTestHouse()
  await addSigned(house, PEOPLE)
})
afterEach(() => house.close())

const viewOf = (id: string): Promise<PeerView> => getPeerView(house, person(id), id)

describe('without a release', () => {
  test('there is a sentence, or nothing for pages that go on without', async () => {
    expect(await findPeerView(house, person('london-0'), 'london-0')).toBeUndefined()
    await expect(viewOf('london-0')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/^No comparison has been published yet/) as string,
    })
    await expect(getNationalView(house, ANALYST)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a trust beside its peers', () => {
  beforeEach(() => publishRelease(house))

  test('sees the same release as any other, byte for byte, and only its own place differs', async () => {
    const [one, other] = [await viewOf('london-0'), await viewOf('midlands-1')]
    expect(JSON.stringify(one.release)).toBe(JSON.stringify(other.release))
    const [near, next] = [await viewOf('london-3'), await viewOf('london-4')]
    const published = (view: PeerView) => ({
      ...view,
      organisation: undefined,
      own: undefined,
      cohorts: view.cohorts.map(({ cohort }) => cohort),
      history: view.history.map((past) => ({ ...past, own: undefined })),
    })
    expect(JSON.stringify(published(near))).toBe(JSON.stringify(published(next)))
    expect(near.cohorts[0]?.position).not.toEqual(next.cohorts[0]?.position)
  })

  test('is compared with the narrowest published cohort first, and told which is not published and why', async () => {
    const view = await viewOf('london-0')
    expect(view.cell).toBe('acute-london')
    expect(view.cohorts.map(({ cohort }) => cohort.id)).toEqual(['acute-london', 'acute', 'everybody'])
    expect(view.withheld).toEqual([])
    await addSigned(house, [{ id: 'mental', cohort: 'mental-health', region: 'North West' }], SECOND)
    const few = await viewOf('mental')
    expect(few.cohorts.map(({ cohort }) => cohort.id)).toEqual(['everybody'])
    expect(few.withheld).toContainEqual(
      expect.objectContaining({ id: 'mental-health-north', because: 'too-few', instead: 'everybody' }),
    )
    const lost = await viewOf('nowhere')
    expect([lost.cell, lost.cohorts, lost.withheld]).toEqual([undefined, [], []])
  })

  test('knows whether it counts itself, through its group, or not', async () => {
    expect((await viewOf('london-0')).counted).toBe('yes')
    expect((await viewOf('follower')).counted).toBe('through-its-group')
    await addTrust(house, 'newcomer')
    expect((await viewOf('newcomer')).counted).toBe('no')
  })

  test('reads question shares, incident exposure and lessons only if it is counted, itself or through its group', async () => {
    await addTrust(house, 'newcomer')
    const view = await viewOf('newcomer')
    expect(view.release.content).toEqual(publishableOf((await viewOf('london-0')).release.content))
    expect(view.cohorts.length).toBeGreaterThan(0)
    for (const { figures } of [
      ...view.release.content.cohorts,
      ...view.cohorts.map(({ cohort }) => cohort),
    ]) {
      expect([figures.questions, figures.incidents, figures.lessons, figures.protects]).toEqual([
        [],
        [],
        [],
        [],
      ])
      expect(figures.domains.length).toBe(RULE_SET.domains.length)
      expect(figures.risks.length).toBe(RULE_SET.risks.length)
    }
    for (const { position } of view.cohorts)
      expect([position?.questions, position?.incidents, position?.lessons]).toEqual([[], [], []])
    for (const id of ['london-0', 'follower'])
      for (const { cohort, position } of (await viewOf(id)).cohorts) {
        expect(cohort.figures.questions.length).toBe(RULE_SET.questions.length)
        expect(cohort.figures.incidents.length).toBe(position?.incidents.length)
        expect(position?.incidents.length).toBeGreaterThan(0)
        expect(position?.lessons.length).toBe(askedLessons(RULE_SET).length)
      }
  })

  test('is placed by its present answers, which change the mark and nothing else', async () => {
    await addTrust(house, 'newcomer')
    const before = await viewOf('newcomer')
    expect(before.own).toMatchObject({ basis: 'present', complete: false, asOf: REFERENCE_DAY })
    await saveAnswer(house, person('newcomer'), 'newcomer', CHOICE.id, 0, choose(CHOICE.levels.length - 1))
    const after = await viewOf('newcomer')
    expect(JSON.stringify(after.release)).toBe(JSON.stringify(before.release))
    expect(after.own?.summary.levels[CHOICE.index]).toBe(CHOICE.levels.length - 1)
    expect(before.own?.summary.levels[CHOICE.index]).toBe(0)
    const domain = RULE_SET.domains.findIndex(({ id }) => id === CHOICE.domain)
    const placed = (view: PeerView) => view.cohorts[0]?.position?.domains[domain]?.onPaper.own ?? 0
    expect(placed(after)).toBeGreaterThan(placed(before))
  })

  test('is placed by what it signed when its present answers are to other questions', async () => {
    const text = RULE_SET.files['ruleset.yaml'] ?? ''
    const newer = compileFiles({
      ...RULE_SET.files,
      'ruleset.yaml': text.replace(/^version: .*$/m, 'version: 9.0.0'),
    })
    const { database } = house
    await house.close()
    house = await openTestHouse(database, newer)
    await addSigned(house, [{ id: 'london-0' }], SECOND)
    const view = await viewOf('london-0')
    expect(view.release.isOfRuleSetInUse).toBe(false)
    expect(view.release.ruleSet.digest).toBe(RULE_SET.digest)
    expect(view.own).toMatchObject({ basis: 'signed', asOf: '2024-11-22' })
    await addSigned(house, [{ id: 'fresh' }], SECOND)
    const fresh = await viewOf('fresh')
    expect(fresh.own).toBeUndefined()
    expect(fresh.cohorts.map(({ position }) => position)).toEqual([undefined, undefined, undefined])
  })

  test('sees its position over the releases', async () => {
    await addSigned(house, PEOPLE.slice(0, 24), SECOND)
    await publishRelease(house, SECOND.id)
    const { history } = await viewOf('midlands-0')
    expect(history.map(({ period, cohort, own }) => [period.id, cohort?.id, own !== undefined])).toEqual([
      ['first', 'acute-midlands', true],
      ['second', 'acute-midlands', true],
    ])
    expect((await viewOf('follower')).history.map(({ own }) => own !== undefined)).toEqual([true, false])
    expect((await viewOf('nowhere')).history[0]?.cohort).toBeUndefined()
  })

  test('finds at a peer’s address exactly what is at an unknown one', async () => {
    const refusals = await Promise.all(
      ['london-1', 'unknown', 'London-1', ''].map((id) =>
        getPeerView(house, person('london-0'), id).catch((error: unknown) => error),
      ),
    )
    expect(refusals[0]).toMatchObject({ code: 'not-found' })
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0])
  })
})

describe('the country', () => {
  test('is counted by kind and region, and names nobody', async () => {
    await publishRelease(house)
    const view = await getNationalView(house, ANALYST)
    expect(view.participation).toEqual([
      { id: 'acute-london', title: expect.any(String) as string, organisations: 13, contributors: 10 },
      { id: 'acute-midlands', title: expect.any(String) as string, organisations: 12, contributors: 10 },
    ])
    expect(view.unplaced).toBe(1)
    expect(view.gaps.map(({ cohort }) => cohort.id)).toEqual(
      view.release.content.cohorts.map((cohort) => cohort.id),
    )
    expect(view.gaps[0]?.gaps.length).toBeGreaterThan(0)
  })

  test('has suppliers counted from those who agreed, anew once eight moved, and only names of the list', async () => {
    await house.close()
    house = await openTestHouse()
    await insertSupplierNames(house.db, ['Blue Lantern'])
    const names = ['Blue Lantern', ' blue  LANTERN.', 'Somebody Else', 'Blue Lantern']
    await addSigned(
      house,
      TWO_CELLS.map((one, index) => ({
        ...one,
        sharesSuppliers: true,
        suppliers: [...names.slice(0, index < 12 ? 4 : 0), 'Somebody Else'],
      })),
    )
    await publishRelease(house)
    const { concentration } = await getNationalView(house, ANALYST)
    expect(concentration).toMatchObject({
      sharing: 20,
      suppliers: [{ name: 'Blue Lantern', organisations: 10 }],
      onGateways: null,
      from: null,
    })
    await addSigned(
      house,
      trustsOf('east', 7, { region: 'Midlands' }).map((one) => ({ ...one, sharesSuppliers: true })),
    )
    const { row } = await publishRelease(house)
    expect((await getNationalView(house, ANALYST)).concentration).toEqual({
      ...concentration,
      from: row.previousId,
    })
    await addSigned(house, [{ id: 'eighth', sharesSuppliers: true }])
    await publishRelease(house)
    expect((await getNationalView(house, ANALYST)).concentration).toMatchObject({ sharing: 30, from: null })
  })

  test('lists suppliers on whom as many rely in the order in which people read their names', async () => {
    await house.close()
    house = await openTestHouse()
    const names = ['Zinc', 'Supplier 10', 'ångström', 'Supplier 9', 'Ember']
    await insertSupplierNames(house.db, names)
    await addSigned(
      house,
      TWO_CELLS.map((one) => ({ ...one, sharesSuppliers: true, suppliers: names })),
    )
    const { row } = await publishRelease(house)
    const { concentration } = await getNationalView(house, ANALYST)
    expect(concentration.suppliers.map(({ name }) => name)).toEqual([
      ...['ångström', 'Ember', 'Supplier 9', 'Supplier 10', 'Zinc'],
    ])
    expect(await findSupplierNames(house.db)).toEqual(concentration.suppliers.map(({ name }) => name))
    // What is kept, and proved byte for byte, has an order that no machine's collation changes.
    const kept = JSON.parse((await getTexts(house.db, row.id)).concentration) as typeof concentration
    expect(kept.suppliers.map(({ name }) => name)).toEqual(names.toSorted())
  })
})
