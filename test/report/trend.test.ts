import { describe, expect, test } from 'vitest'
import { changesSince, describeTrend, splitRows, type TrendPoint } from '../../src/report/trend.ts'
import type { IncidentResult, Result, ScoreResult } from '../../src/scoring/model.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust } from '../web/trusts.ts'

const { result: BASE } = examineTrust('all-best')

function scored(score: number, assured: number): ScoreResult {
  return { score, band: null, low: score, high: score, assured, contributions: [] }
}

function pointOf(period: string, more: Partial<Result>, ruleSet = RULE_SET): TrendPoint {
  return { period, ruleSet, result: { ...BASE, ...more } }
}

const overall = (score: number, assured: number): Partial<Result> => ({
  overall: { ...scored(score, assured), caps: [] },
})

const changeOf = (points: readonly TrendPoint[]) => describeTrend(points).overall.cells.at(-1)?.change

describe('the overall score of two signed assessments', () => {
  test('says by how much it went up or down, in both readings', () => {
    const points = [pointOf('2025', overall(50, 40)), pointOf('2026', overall(55, 33))]
    expect(describeTrend(points).overall.cells).toEqual([
      { says: '50 on paper, 40 on evidence', change: undefined, moved: false },
      { says: '55 on paper, 33 on evidence', change: 'Up 5 on paper, down 7 on evidence', moved: true },
    ])
    expect(describeTrend(points).sentence).toBe(
      'From 2025 to 2026, the overall score: up 5 on paper, down 7 on evidence.',
    )
  })

  test.each([
    [2, 'No real change'],
    [-2, 'No real change'],
    [3, 'Up 3 on paper, no real change on evidence'],
    [-3, 'Down 3 on paper, no real change on evidence'],
  ])('calls a difference of %d: %s', (by, says) => {
    expect(changeOf([pointOf('2025', overall(50, 40)), pointOf('2026', overall(50 + by, 40))])).toBe(says)
  })

  test('is not compared where one of them is a range', () => {
    const range = { overall: { ...scored(50, 40), score: null, high: 60, caps: [] } }
    expect(changeOf([pointOf('2025', range), pointOf('2026', overall(90, 40))])).toBe(
      'Not comparable on paper, no real change on evidence',
    )
  })

  test('stands alone when it is the only one', () => {
    const trend = describeTrend([pointOf('2026', overall(50, 40))])
    expect([trend.sentence, trend.overall.cells[0]?.change]).toEqual([undefined, undefined])
  })
})

describe('where the rules changed in between', () => {
  const newer = {
    ...RULE_SET,
    digest: 'newer',
    version: '9.0.0',
    changes: [
      ...RULE_SET.changes,
      { version: '9.0.0', date: '2099-01-01', for: { trusts: 'Later words.' } },
      { version: '8.0.1', date: '2098-01-01', for: { trusts: 'Of the same day.' } },
      { version: '8.0.0', date: '2098-01-01', for: { trusts: 'Earlier words.', boards: 'For boards.' } },
    ],
    domains: RULE_SET.domains.slice(1),
    risks: RULE_SET.risks.map((risk) => ({ ...risk, short: `${risk.short}, renamed` })),
  }

  test('it says so, with what the rule authors say to trusts', () => {
    const trend = describeTrend([pointOf('2025', {}), pointOf('2026', {}, newer)])
    expect(trend.rulesChanged).toEqual([
      {
        before: '2025',
        after: '2026',
        versions: `from version ${RULE_SET.version} to version 9.0.0`,
        says: [
          'Version 8.0.0: Earlier words.',
          'Version 8.0.1: Of the same day.',
          'Version 9.0.0: Later words.',
        ],
      },
    ])
    const said = 'The rules changed in between, so part of this may come from them.'
    expect(trend.sentence).toContain(said)
    const same = describeTrend([pointOf('2025', {}), pointOf('2026', {})])
    expect(same.sentence).not.toContain(said)
    expect(same.rulesChanged).toEqual([])
    expect(changesSince(newer, newer)).toEqual([])
  })

  test('what changed stands from the lowest version to the highest, however it is listed and dated', () => {
    const listed = ['2.0.0', '1.10.0', '1.9.0', '3.0.0'].map((version) => ({
      version,
      date: '2026-11-30',
      for: { trusts: 'Words.' },
    }))
    expect(changesSince({ changes: [] }, { changes: listed })).toEqual(
      ['1.9.0', '1.10.0', '2.0.0', '3.0.0'].map((version) => `Version ${version}: Words.`),
    )
  })

  test('a domain that only the earlier rules had comes last, and has no cell since', () => {
    const domains = BASE.domains.slice(1)
    const trend = describeTrend([pointOf('2025', {}), pointOf('2026', { domains }, newer)])
    expect(trend.domains.at(-1)).toMatchObject({ title: RULE_SET.domains[0]?.title })
    expect(trend.domains.at(-1)?.cells[0]).toBeDefined()
    expect(trend.domains.at(-1)?.cells[1]).toBeUndefined()
    expect(trend.risks[0]?.title).toContain(', renamed')
  })
})

test('what moved in the last step, came or went is told apart from what did not', () => {
  const cell = (moved = false) => ({ says: 'Words', change: 'So', moved })
  const row = (id: string, ...cells: (ReturnType<typeof cell> | undefined)[]) => ({ id, title: id, cells })
  const { moved, still } = splitRows([
    row('moved', cell(), cell(true)),
    row('still', cell(), cell()),
    row('moved-before', cell(), cell(true), cell()),
    row('came', undefined, cell()),
    row('went', cell(), undefined),
    row('was-never-there', undefined, undefined),
  ])
  expect(moved.map(({ id }) => id)).toEqual(['moved', 'came', 'went'])
  expect(still.map(({ id }) => id)).toEqual(['still', 'moved-before', 'was-never-there'])
})

test('a risk is higher, lower or the same, in both readings', () => {
  const [first] = BASE.risks
  if (first === undefined) throw new Error('There is no risk.')
  const at = (residual: number, assured: number) => ({ risks: [{ ...first, residual, assured }] })
  const cellOf = (points: readonly TrendPoint[]) =>
    describeTrend(points)
      .risks.find(({ id }) => id === first.id)
      ?.cells.at(-1)
  expect(cellOf([pointOf('2025', at(12, 16)), pointOf('2026', at(8, 20))])).toEqual({
    says: '8 (High) on paper, 20 (Extreme) on evidence',
    change: 'Lower by 4 on paper, higher by 4 on evidence',
    moved: true,
  })
  expect(cellOf([pointOf('2025', at(8, 8)), pointOf('2026', at(8, 8))])).toMatchObject({
    change: 'The same',
    moved: false,
  })
})

describe('a past attack', () => {
  const found = BASE.incidents.find((one) => one.counted)
  if (found === undefined) throw new Error('No attack is counted.')
  const at = (more: Partial<IncidentResult>) => ({ incidents: [{ ...found, ...more }] })
  const cellOf = (before: Partial<IncidentResult>, after: Partial<IncidentResult>) =>
    describeTrend([pointOf('2025', at(before)), pointOf('2026', at(after))]).attacks[0]?.cells.at(-1)

  test('is met on evidence, on paper only, or by nothing', () => {
    expect(cellOf({ meets: 'on-paper' }, { meets: 'on-evidence' })).toEqual({
      says: 'Met on evidence',
      change: 'Better',
      moved: true,
    })
    expect(cellOf({ meets: 'on-paper' }, { meets: 'none' })).toEqual({
      says: 'Not met',
      change: 'Worse',
      moved: true,
    })
    expect(cellOf({ meets: 'on-paper' }, { meets: 'on-paper' })).toEqual({
      says: 'Met on paper only',
      change: 'The same',
      moved: false,
    })
  })

  test('says what is not known, and is not compared with what was not exposed', () => {
    expect(cellOf({ meets: 'none' }, { meets: 'none', meetsNotKnown: true })?.says).toBe(
      'Not met, or not known',
    )
    expect(cellOf({ meets: 'none' }, { outcome: 'not-exposed', counted: false })).toEqual({
      says: 'Not exposed',
      change: undefined,
      moved: true,
    })
    expect(cellOf({ outcome: 'not-exposed', counted: false }, { meets: 'none' })?.change).toBeUndefined()
  })

  test('that is alleged, or seen as a customer only, has no row', () => {
    const none = describeTrend([pointOf('2026', at({ counted: false, outcome: 'open' }))])
    expect(none.attacks).toEqual([])
  })
})
