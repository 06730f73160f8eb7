import { describe, expect, test } from 'vitest'
import {
  chartTrendLines,
  movementsOf,
  movementsSentence,
  type TracedPoint,
  trendSentence,
} from '../../src/report/trend-lines.ts'
import { NOT_KNOWN, UNANSWERED } from '../../src/answers/levels.ts'
import { score } from '../../src/scoring/score.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust } from '../web/trusts.ts'

const pointOf = (name: string, period: string, more: Partial<TracedPoint> = {}): TracedPoint => {
  const { ruleSet, row, result } = examineTrust(name)
  return { period, ruleSet, row, result, signed: true, asOf: '2025-11-22', ...more }
}
const withOverall = (point: TracedPoint, score: number, assured: number): TracedPoint => ({
  ...point,
  result: { ...point.result, overall: { ...point.result.overall, score, low: score, high: score, assured } },
})

describe('the sentence of a trend', () => {
  const [first, last] = [pointOf('strong', 'Round of 2025'), pointOf('strong', 'Round of 2026')]
  test.each<[TracedPoint[], string]>([
    [[], 'Nothing has been signed yet: a trend begins with the second signature'],
    [[{ ...last, signed: false }], 'Nothing has been signed yet: a trend begins with the second signature'],
    [[first], 'One assessment has been signed: a trend begins with the second'],
    [
      [withOverall(first, 60, 40), withOverall(last, 71, 44)],
      'Since Round of 2025: up 11 on paper, up 4 on evidence',
    ],
    [[withOverall(first, 60, 40), withOverall(last, 61, 41)], 'Since Round of 2025: no real change'],
    [
      [withOverall(first, 60, 40), { ...withOverall(last, 50, 40), signed: false }],
      'Since Round of 2025: down 10 on paper, no real change on evidence, not signed yet',
    ],
  ])('%#', (points, says) => expect(trendSentence(points)).toBe(says))

  test('says which domains stand in the lowest band each time', () => {
    const weak = [pointOf('very-weak', 'A'), pointOf('very-weak', 'B')]
    expect(trendSentence(weak)).toMatch(/; (\w+ domains are|.+ is) Exposed each time$/)
    expect(trendSentence([pointOf('very-weak', 'A'), pointOf('all-best', 'B')])).not.toContain('each time')
  })
})

test('the lines hold the scores of each assessment, the weakest domain first', () => {
  const points = [pointOf('weak', 'A'), pointOf('middling', 'B', { signed: false })]
  const chart = chartTrendLines(points)
  expect(chart?.open).toBe(true)
  expect(chart?.whole.points).toEqual(
    points.map(({ result }) => ({ paper: result.overall.low, evidence: result.overall.assured })),
  )
  const last = chart?.parts.map((part) => part.points[1]?.paper ?? -1) ?? []
  expect(last).toEqual(last.toSorted((a, b) => a - b))
  for (const { id, low, assured } of points[1]?.result.domains ?? []) {
    const title = RULE_SET.domains.find((one) => one.id === id)?.title
    expect(chart?.parts.find(({ label }) => label === title)?.points[1]).toEqual({
      paper: low,
      evidence: assured,
    })
  }
  expect(chartTrendLines(points.slice(1))).toBeUndefined()
})

describe('what moved the score', () => {
  const before = pointOf('middling', 'A')
  const [question] = RULE_SET.questions.filter(
    ({ index, levels, form }) =>
      form.type === 'choice' && (before.row.declared[index] ?? 99) < levels.length - 1,
  )
  const index = question?.index ?? -1
  const last = (question?.levels.length ?? 0) - 1
  const withByte = (byte: number): TracedPoint => {
    const declared = Uint8Array.from(before.row.declared)
    declared[index] = byte
    return { ...before, row: { ...before.row, declared } }
  }

  test('is nothing where nothing changed', () => {
    expect(movementsOf([before, before])).toEqual([])
    expect(movementsOf([before])).toEqual([])
  })

  test('is up, down, now known and no longer known, with what it does to the whole', () => {
    const kinds = (one: TracedPoint, other: TracedPoint) => movementsOf([one, other]).map(({ kind }) => kind)
    expect(kinds(withByte(0), withByte(last))).toEqual(['up'])
    expect(kinds(withByte(last), withByte(0))).toEqual(['down'])
    expect(kinds(withByte(UNANSWERED), withByte(last))).toEqual(['now-known'])
    expect(kinds(withByte(NOT_KNOWN), withByte(0))).toEqual(['now-known'])
    expect(kinds(withByte(last), withByte(NOT_KNOWN))).toEqual(['no-longer-known'])
    expect(kinds(withByte(NOT_KNOWN), withByte(NOT_KNOWN))).toEqual([])
    const [lost] = movementsOf([withByte(last), withByte(NOT_KNOWN)])
    expect(lost?.says).toMatch(/^No longer known: .+ less\.$/)
    expect(lost?.says).not.toContain('“')
  })

  test('is as large as the score moves, but for rounding', () => {
    const [up] = movementsOf([withByte(0), withByte(last)])
    const domainOf = (byte: number) =>
      score(RULE_SET, examineTrust('middling').answers, withByte(byte).row).overall.contributions.find(
        ({ id }) => id === question?.domain,
      )?.hundredths ?? 0
    expect(Math.abs(domainOf(last) - domainOf(0) - (up?.hundredths ?? 0))).toBeLessThan(20)
  })

  test('is counted in one sentence, with that the rules changed', () => {
    const movements = movementsOf([withByte(0), withByte(last)])
    expect(movementsSentence(movements, [RULE_SET])).toBe('1 answer up, 0 down, 0 now known.')
    expect(movementsSentence(movements, [RULE_SET, { ...RULE_SET, digest: 'x' }])).toContain(
      'The rules changed in between',
    )
  })
})
