import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMonths } from '../../src/calendar.ts'
import { parseRow } from '../../src/answers/parse-row.ts'
import { inventAnswers } from '../../src/demo/answers.ts'
import { findNotMoved, hasBegun, inventRounds } from '../../src/demo/rounds.ts'
import { loadEarlierRules } from '../../src/demo/earlier-rules.ts'
import { seedDemonstration } from '../../src/demo/seed.ts'
import { prepareDemonstration, startAnew } from '../../src/demo/start.ts'
import { inventTrusts, REAL_COUNTS, REGIONS, share, type Trust } from '../../src/demo/trusts.ts'
import { readEarlierFiles } from '../../src/rules/earlier.ts'
import { compileFiles } from '../../src/rules/rule-set.ts'
import { changesSince, describeTrend } from '../../src/report/trend.ts'
import { getTrend } from '../../src/service/earlier.ts'
import { findFixFirst } from '../../src/planning/fix-first.ts'
import { getPlan } from '../../src/service/planned-actions.ts'
import { getRiskRegister } from '../../src/service/risk-register.ts'
import { getMove } from '../../src/service/moving.ts'
import type { AssessmentStatus } from '../../src/store/tables.ts'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import { findOpenComments } from '../../src/service/commenting.ts'
import { findOwnAssignments } from '../../src/service/sharing-out.ts'
import { findPerson } from '../../src/store/accounts.ts'
import { getResult } from '../../src/service/assessments.ts'
import type { ResultView } from '../../src/service/views.ts'
import { type OpenHouse, openHouse } from '../../src/service/house.ts'
import { isOpen } from '../../src/service/period-times.ts'
import { getStarting } from '../../src/service/starting.ts'
import { listOrganisations } from '../../src/service/organisations.ts'
import { findLevels } from '../../src/store/levels.ts'
import { findPeriods } from '../../src/store/periods.ts'
import { newDemonstration } from '../service/demonstration.ts'
import { NOW, openTestHouse, person, RULE_SET, storedRowOf } from '../service/house.ts'
import { newFile } from '../store/files.ts'

let house: OpenHouse
let results: ResultView[]
const trusts = inventTrusts()
const [BEFORE, LAST, PRESENT] = await inventRounds(RULE_SET, NOW)
/** Those with an assessment of the present round. */
const begun = trusts.filter((trust) => hasBegun(trust, LAST, PRESENT))
const notMoved = findNotMoved(begun)
const ruleSetOf = (trust: Trust | undefined) => (trust === notMoved ? LAST.ruleSet : RULE_SET)

beforeAll(async () => {
  house = await openTestHouse(await newDemonstration())
  results = []
  for (const { id } of begun) results.push(await getResult(house, person(id), id))
})
afterAll(() => house.close())

describe('the demonstration', () => {
  test('says of every organisation and name that it is fictional', async () => {
    for (const one of await listOrganisations(house)) {
      expect(one.fictional).toBe(true)
      expect(one.odsCode).toBeUndefined()
      expect(one.name).toMatch(/ \(fictional\)$/)
      expect(one.id).toMatch(/^[a-z-]{1,64}$/)
    }
    expect(new Set(trusts.map((trust) => trust.name)).size).toBe(trusts.length)
  })

  test('has the cohorts and regions of England in their real proportions', () => {
    const real = Object.values(REAL_COUNTS).flat()
    const all = real.reduce((total, count) => total + count)
    expect(all).toBe(211)
    for (const [cohort, counts] of Object.entries(REAL_COUNTS))
      for (const [index, region] of REGIONS.entries()) {
        const made = trusts.filter((trust) => trust.cohort === cohort && trust.region === region).length
        expect(
          Math.abs(made - ((counts[index] ?? 0) * trusts.length) / all),
          `${cohort}, ${region}`,
        ).toBeLessThan(1)
      }
  })

  test('has an assessment that waits for its signature, one that was returned, one that is signed, and drafts', () => {
    const statuses = results.map(({ view }) => view.assessment.status)
    expect(statuses.filter((one) => one === 'submitted')).toHaveLength(1)
    expect(statuses.filter((one) => one === 'returned')).toHaveLength(1)
    expect(statuses.filter((one) => one === 'signed')).toHaveLength(1)
    expect(new Set(statuses)).toEqual(new Set(['draft', 'submitted', 'returned', 'signed']))
  })

  test('is the same every time', async () => {
    const again = await openTestHouse()
    await seedDemonstration(again)
    for (const table of [
      'organisation',
      'ruleSet',
      'period',
      'assessment',
      'answer',
      'contextAnswer',
      'register',
      'registerRow',
      'levelRow',
      'review',
      'signedSummary',
      'release',
      'releaseMember',
      'supplierName',
      'riskEntry',
    ] as const)
      expect(await again.db.selectFrom(table).selectAll().execute(), table).toEqual(
        await house.db.selectFrom(table).selectAll().execute(),
      )
    // The id of an action is drawn.
    const planned = async ({ db }: OpenHouse) =>
      (await db.selectFrom('plannedAction').selectAll().execute())
        .map((row) => JSON.stringify({ ...row, id: '' }))
        .toSorted()
    expect(await planned(again)).toEqual(await planned(house))
    await again.close()
  })

  test('has a review for every answer of a draft that says it was checked', async () => {
    const reviews = await house.db.selectFrom('review').selectAll().execute()
    const checked = results.flatMap(({ view }) =>
      Object.entries(view.answers.answers)
        .filter(([, answer]) => answer.assurance === 'verified')
        .map(([questionId, answer]) => `${view.assessment.id} ${questionId} ${answer.verifiedBy}`),
    )
    expect(checked.length).toBeGreaterThan(0)
    expect(reviews.map((one) => `${one.assessmentId} ${one.questionId} ${one.byName}`).toSorted()).toEqual(
      checked.toSorted(),
    )
  })

  test('is not made twice, nor beside an organisation that is there already', async () => {
    expect(await seedDemonstration(house)).toBe(false)
    expect(await listOrganisations(house)).toHaveLength(trusts.length)
  })

  test('stores for every trust the levels that its answers encode to', async () => {
    for (const [index, { view }] of results.entries()) {
      const stored = await findLevels(house.db, view.assessment.id)
      expect(stored?.digest).toBe(ruleSetOf(begun[index]).digest)
      expect(stored?.row, view.organisation.name).toEqual(storedRowOf(view.ruleSet, view.answers))
    }
  })

  test('is read back as it was invented', () => {
    for (const [index, trust] of begun.entries())
      expect(results[index]?.view.answers).toEqual(inventAnswers(ruleSetOf(trust), trust, RULE_SET.date))
  })

  test('is about a quarter unfinished, and the finished ones are complete', () => {
    const unfinished = trusts.filter((trust) => trust.finished < 1).length
    expect(unfinished / trusts.length).toBeGreaterThan(0.15)
    expect(unfinished / trusts.length).toBeLessThan(0.35)
    for (const [index, trust] of begun.entries())
      expect(results[index]?.result.complete, trust.name).toBe(trust.finished === 1)
  })

  test('spreads over the bands, with unknowns, and shows less on evidence than on paper', () => {
    const complete = results.map(({ result }) => result).filter((result) => result.complete)
    const bands = new Set(complete.map((result) => result.overall.band))
    expect(bands.size).toBe(RULE_SET.bands.length)
    expect(complete.some((result) => result.notKnown.length > 0)).toBe(true)
    for (const result of complete) expect(result.overall.assured).toBeLessThanOrEqual(result.overall.low)
    expect(complete.some((result) => result.overall.assured > 30)).toBe(true)
  })

  test('has trusts that are strong in much when strong in one thing', () => {
    const complete = results.map(({ result }) => result).filter((result) => result.complete)
    const [first, second] = [0, 1].map((index) => complete.map((result) => result.domains[index]?.score ?? 0))
    expect(correlation(first ?? [], second ?? [])).toBeGreaterThan(0.3)
  })

  const DATES = { asOf: RULE_SET.date, today: RULE_SET.date }
  test('has registers whose rows a person could have typed', () => {
    for (const { view } of results)
      for (const register of view.ruleSet.registers)
        for (const { row } of view.registers[register.id]?.rows ?? []) {
          const evidence = Object.fromEntries(
            Object.entries(row.evidence).map(([id, one]) => [
              id,
              { evidence: one.evidence, 'evidence-date': one.evidenceDate },
            ]),
          )
          expect(parseRow(view.ruleSet, register, { ...row.cells, evidence }, DATES, 'file')).toEqual({
            ok: true,
            value: row,
          })
        }
  })
})

describe('the rule sets of the demonstration', () => {
  test('are not newer than the rounds that they scored, nor do they pass for one that was published', async () => {
    expect([BEFORE, LAST].map(({ ruleSet }) => ruleSet.version)).toEqual(['1.0.0', '1.0.0'])
    expect(PRESENT.ruleSet).toBe(RULE_SET)
    for (const { ruleSet, period } of [BEFORE, LAST]) expect(ruleSet.date <= period.opens).toBe(true)
    expect(PRESENT.ruleSet.date <= PRESENT.period.referenceDate).toBe(true)
    const published = compileFiles(readEarlierFiles('rules', '1.0.0'))
    expect(BEFORE.ruleSet).toMatchObject({
      id: 'ward-round-dated-back',
      title: 'Ward Round rule set (dated back for the demonstration)',
      date: BEFORE.period.opens,
    })
    const { 'ruleset.yaml': text, ...others } = BEFORE.ruleSet.files
    const { 'ruleset.yaml': was, ...othersThen } = published.files
    expect(text).not.toBe(was)
    expect(others).toEqual(othersThen)
    expect((await loadEarlierRules(published.date)).digest).toBe(published.digest)
  })

  test('are kept: each signed assessment and release under its own, and one draft that can still move', async () => {
    const digests = async (status: AssessmentStatus) => {
      const found = house.db.selectFrom('assessment').select(['periodId', 'ruleSetDigest']).distinct()
      const rows = await found.where('status', '=', status).orderBy('periodId').execute()
      return rows.map((row) => [row.periodId, row.ruleSetDigest])
    }
    const [before, last, present] = [BEFORE, LAST, PRESENT].map(({ period, ruleSet }) => [
      period.id,
      ruleSet.digest,
    ])
    expect(await digests('signed')).toEqual([before, last, present])
    expect(new Set(await digests('draft'))).toEqual(
      new Set([present, [PRESENT.period.id, LAST.ruleSet.digest]]),
    )
    const { id } = notMoved ?? { id: '' }
    const { preview, result } = await getMove(house, person(id), id)
    expect(result.ruleSet.digest).toBe(LAST.ruleSet.digest)
    expect(preview?.to).toBe(RULE_SET)
    const added = RULE_SET.questions.filter((one) => !LAST.ruleSet.byId.has(one.id))
    expect(preview?.plan.added).toEqual(added)
    expect(preview?.plan.carried.some(({ changed }) => changed.length > 0)).toBe(true)
    expect(preview?.after.complete).toBe(false)
    expect(preview?.after.ruleSet.digest).toBe(RULE_SET.digest)
  })

  test('are named where a trend goes from one to the other, with what changed', async () => {
    const signed = results.findIndex(({ view }) => view.assessment.status === 'signed')
    const { id } = begun[signed] ?? { id: '' }
    const { rulesChanged, periods } = describeTrend((await getTrend(house, person(id), id)).signed)
    expect(periods.at(-1)).toBe(PRESENT.period.name)
    expect(rulesChanged).toEqual([
      {
        before: LAST.period.name,
        after: PRESENT.period.name,
        versions: `from version 1.0.0 to version ${RULE_SET.version}`,
        says: changesSince(LAST.ruleSet, RULE_SET),
      },
    ])
    expect(rulesChanged[0]?.says.length).toBeGreaterThan(0)
  })
})

describe('a trust that has not begun the present round', () => {
  test('can start it, carried forward from what it signed, with something out of date', async () => {
    const waiting = trusts.filter((trust) => !begun.includes(trust))
    expect(waiting).toHaveLength(3)
    for (const { id } of waiting) {
      const { start } = await getStarting(house, person(id), id)
      expect(start).toMatchObject({ period: PRESENT.period, earlier: { period: LAST.period } })
      const plan = start?.earlier?.plan
      expect(plan?.left.every(({ why }) => why === 'gone' || why === 'not-an-answer')).toBe(true)
      expect(plan?.left.some(({ before }) => !RULE_SET.byId.has(before.id))).toBe(true)
      expect(plan?.carried.length).toBeGreaterThan(40)
      expect(plan?.carried.some(({ changed }) => changed.length > 0)).toBe(true)
      expect(plan?.carried.some(({ stale }) => stale.includes('evidence'))).toBe(true)
      expect(plan?.registers.flatMap(({ rows }) => rows).some(({ stale }) => stale.length > 0)).toBe(true)
    }
  })

  test('has a present round that closes in months, whenever it is made', async () => {
    for (const day of ['2026-11-25', '2027-02-15', '2027-05-31', '2031-08-01']) {
      const now = new Date(`${day}T10:00:00Z`)
      const [, , { period }] = await inventRounds(RULE_SET, now)
      expect(isOpen(period, now), day).toBe(true)
      expect(period.closes >= addMonths(day, 2), day).toBe(true)
      expect(period.closes <= addMonths(day, 5), day).toBe(true)
    }
  })

  test('is made anew at the next start once its last round has closed, and says so; a real organisation keeps everything', async () => {
    const file = newFile()
    const said: string[] = []
    const startAt = (now: Date) =>
      startAnew(
        file,
        async () => {
          const opened = await openHouse(file, RULE_SET, { now: () => now })
          try {
            await prepareDemonstration(opened)
            return (await findPeriods(opened.db)).map(({ name }) => name)
          } finally {
            await opened.close()
          }
        },
        (text) => said.push(text),
      )
    const first = await startAt(NOW)
    expect(await startAt(NOW)).toEqual(first)
    expect(said).toEqual([])
    const later = await startAt(new Date('2031-08-01T10:00:00Z'))
    expect(later).not.toEqual(first)
    expect(said).toEqual([
      'The last round of the demonstration had closed. It starts again, without what was typed in it.',
    ])
    const opened = await openHouse(file, RULE_SET)
    await opened.db.updateTable('organisation').set({ fictional: false }).execute()
    await opened.close()
    expect(await startAt(new Date('2041-08-01T10:00:00Z'))).toEqual(later)
  })
})

test('a whole is shared in proportion, and nothing is lost', () => {
  expect(share(10, [1, 1, 1])).toEqual([4, 3, 3])
  expect(share(130, [211])).toEqual([130])
})

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (numbers: readonly number[]) => numbers.reduce((x, y) => x + y, 0) / numbers.length
  const [meanA, meanB] = [mean(a), mean(b)]
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((total, value, index) => total + (value - mx) * ((y[index] ?? 0) - my), 0)
  return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB))
}

test('four trusts say who does what by when, of what the engine found for them', async () => {
  const planned = await house.db.selectFrom('plannedAction').selectAll().execute()
  const byTrust = Map.groupBy(planned, ({ organisationId }) => organisationId)
  expect(byTrust.size).toBe(4)
  for (const [id, rows] of byTrust) {
    const { actions, confirmation } = await getPlan(house, person(id, 'board'), id)
    const open = actions.filter(({ state }) => state === 'open')
    expect(open).toHaveLength(4)
    expect(open.map(({ isOverdue }) => isOverdue)).toEqual([true, false, false, false])
    for (const { ownerName, due } of open) expect([ownerName, due]).not.toContain('')
    expect(rows.map(({ state }) => state).filter((state) => state !== 'open')).toEqual(
      expect.arrayContaining(['done', 'dropped']),
    )
    expect(confirmation?.isOutdated).toBe(false)
    const found = results.find(({ view }) => view.organisation.id === id)
    if (found === undefined) throw new Error(`${id} has no assessment.`)
    const { ruleSet, answers } = found.view
    const { moves } = findFixFirst({ ...found, ruleSet, answers }, RULE_SET.improvements!)
    expect(open.slice(0, 3).map(({ sourceId }) => sourceId)).toEqual(
      moves.slice(0, 3).map(({ question, to }) => `${question} ${to}`),
    )
    const done = rows.find(({ state }) => state === 'done')
    const question = ruleSet.questions.find((one) => one.id === done?.questionId)
    const level = question?.levels[found.row.assured[question.index] ?? -1]
    expect(done?.sourceId).toBe(`${question?.id} ${level?.id}`)
    const { entries } = await getRiskRegister(house, person(id, 'board'), id)
    expect([...entries.values()].map(({ value }) => value?.treatment).toSorted()).toEqual([
      'tolerate',
      'treat',
    ])
  }
  expect(planned.some(({ funded }) => funded)).toBe(true)
  expect(planned.some(({ pounds, funded }) => (pounds ?? 0) > 0 && !funded)).toBe(true)
})

test('a contributor of each trust has two parts, one of them late, and finds comments there', async () => {
  for (const { id } of trusts.slice(0, 5)) {
    const contributor = await findPerson(
      house.db,
      demonstrationId(id, 'contributor'),
      house.now().toISOString(),
    )
    if (contributor === undefined) throw new Error('There is no contributor.')
    const own = await findOwnAssignments(house, contributor, id)
    expect(own.map((one) => one.kind)).toEqual(['domain', 'question'])
    const open = await findOpenComments(house, contributor, id)
    expect(Object.values(open)).toEqual([1, 1])
  }
})
