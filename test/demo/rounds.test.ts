import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findNotMoved, hasBegun, inventRounds, whenSigned } from '../../src/demo/rounds.ts'
import { inventTrusts } from '../../src/demo/trusts.ts'
import { ANALYSTS, enter } from '../../src/identity/demonstration.ts'
import { getAssessment, getResult } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { getNationalView } from '../../src/service/national.ts'
import { findPeerView, getPeerView } from '../../src/service/peers.ts'
import type { Release } from '../../src/peers/model.ts'
import { confirmRelease, findRelease, listPeriods, prepareRelease } from '../../src/service/releases.ts'
import { verifyReleases } from '../../src/service/verifying.ts'
import { findAnswers } from '../../src/store/answers.ts'
import { findOwnSummaries } from '../../src/store/summaries.ts'
import { ANALYST as analyst, OTHER as other } from '../service/country.ts'
import { newDemonstration } from '../service/demonstration.ts'
import { NOW, openTestHouse, person, RULE_SET } from '../service/house.ts'

let house: OpenHouse
const trusts = inventTrusts()
const [before, last, present] = await inventRounds(RULE_SET, NOW)
const [BEFORE, LAST, PRESENT] = [before.period, last.period, present.period]

beforeAll(async () => {
  house = await openTestHouse(await newDemonstration())
})
afterAll(() => house.close())

describe('the rounds of the demonstration', () => {
  test('are two that are over, each with a published release, and the present one', async () => {
    const periods = await listPeriods(house, analyst)
    expect(periods.map(({ period, published }) => [period.name, published.length])).toEqual([
      [PRESENT.name, 0],
      [LAST.name, 1],
      [BEFORE.name, 1],
    ])
    expect(periods[0]).toMatchObject({ signed: { all: 1, organisations: trusts.length } })
    for (const { signed } of periods.slice(1)) {
      expect(signed.all / trusts.length).toBeGreaterThan(0.8)
      expect(signed.all / trusts.length).toBeLessThan(0.95)
    }
    expect((await verifyReleases(house.db)).map((one) => one.differences)).toEqual([[], []])
  })

  test('leave the drafts of the present round to edit', async () => {
    for (const { id } of trusts.slice(0, 20)) {
      const { assessment } = await getAssessment(house, person(id), id)
      expect(assessment).toMatchObject({ status: 'draft', asOf: RULE_SET.date })
      expect((await getResult(house, person(id), id)).result.asOf).toBe(RULE_SET.date)
    }
  })

  test('show trusts that answered otherwise before, a little weaker in most', async () => {
    const finished = trusts.filter((trust) => trust.finished === 1)
    let [weaker, stronger] = [0, 0]
    for (const { id } of finished) {
      const { result, view } = await getResult(house, person(id), id)
      const [then] = await findOwnSummaries(house.db, id)
      if (then === undefined) continue
      if (then.summary.overall < result.overall.low) weaker += 1
      if (then.summary.overall > result.overall.low) stronger += 1
      const before = await findAnswers(house.db, `${id}-${then.periodId}`)
      const now = view.answers.answers
      const same = [...before].filter(([question, { value }]) => {
        return JSON.stringify(value) === JSON.stringify(now[question])
      })
      expect(same.length, id).toBeGreaterThan(0)
      expect(same.length, id).toBeLessThan(before.size)
    }
    expect(weaker).toBeGreaterThan(2 * stronger)
  })

  test('count some groups of trusts once', () => {
    const followers = trusts.filter((trust) => trust.leadId !== undefined)
    expect(followers.length).toBeGreaterThan(2)
    for (const { leadId, region, cohort } of followers)
      expect(trusts.find((trust) => trust.id === leadId)).toMatchObject({ region, cohort })
  })
})

describe('the comparison of the demonstration', () => {
  test('shows every trust a place among peers, or says why it is a wider one', async () => {
    const notMoved = findNotMoved(trusts.filter((trust) => hasBegun(trust, last, present)))
    for (const trust of trusts) {
      const { id } = trust
      const view = await getPeerView(house, person(id, 'board'), id)
      expect(view.cohorts.length, id).toBeGreaterThan(0)
      expect(view.cohorts.at(-1)?.cohort.id).toBe('everybody')
      // Answers to today's questions stand in no comparison of earlier ones: who signed nothing then has no place in it.
      expect(view.cohorts[0]?.position !== undefined, id).toBe(
        whenSigned(trust, last) !== 'never' || trust === notMoved,
      )
      const own = view.cohorts.some(({ cohort }) => cohort.of.length === 1)
      if (!own) expect(view.withheld.map((one) => one.id)).toContain(view.cell)
    }
  })

  test('gives the country participation, gaps and suppliers that many rely on', async () => {
    const view = await getNationalView(house, analyst)
    expect(view.unplaced).toBe(0)
    const counted = view.participation.reduce((sum, cell) => sum + cell.organisations, 0)
    expect(counted).toBe(trusts.length)
    expect(view.concentration.suppliers.length).toBeGreaterThan(3)
    expect(view.concentration.sharing).toBeGreaterThan(50)
  })

  test('is continued by two analysts: late signers get figures, the other groups carry theirs', async () => {
    const late = trusts.find(
      (trust) => trust.cohort === 'acute' && trust.region === 'North East and Yorkshire',
    )
    const id = late?.id ?? ''
    const before = await findPeerView(house, person(id), id)
    expect(before?.cohorts.map(({ cohort }) => cohort.id)).toEqual(['acute-north-east', 'acute', 'everybody'])
    const countedIn = ({ cells }: Release) =>
      cells.find(({ of }) => of[0] === 'acute-north-east')?.counted.overall
    expect(before && countedIn(before.release.content), 'carried').toBe('round-2024-first')

    const { row, report } = await prepareRelease(house, analyst, LAST.id)
    expect(report.suppliers).toBe('counted')
    await expect(confirmRelease(house, analyst, row.id, row.digest)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const { content } = await confirmRelease(house, other, row.id, row.digest)
    const outcomes = content.cells.map(({ of, counted }) => [of.join('+'), counted.domains.includes(null)])
    expect(outcomes.filter(([, isNew]) => isNew)).toEqual([['acute-north-east', true]])
    expect(outcomes.filter(([, isNew]) => !isNew).length).toBeGreaterThan(3)
    expect((await findRelease(house, analyst))?.row).toMatchObject({
      number: 3,
      prepared: { id: analyst.id },
    })
    const after = await findPeerView(house, person(id), id)
    expect(after && countedIn(after.release.content)).toBeNull()
    expect(after?.history).toHaveLength(3)

    await expect(prepareRelease(house, analyst, LAST.id)).rejects.toMatchObject({ code: 'too-many' })
    await expect(prepareRelease(house, analyst, PRESENT.id)).rejects.toMatchObject({ code: 'conflict' })
    expect((await verifyReleases(house.db)).map((one) => one.differences)).toEqual([[], [], []])
  })

  test('may be entered as two analysts', async () => {
    for (const { id } of ANALYSTS)
      expect(await enter(house.db, id, NOW.toISOString())).toMatchObject({ national: ['analyst'] })
    expect(await enter(house.db, 'analyst.third', NOW.toISOString())).toBeUndefined()
  })
})
