import { describe, expect, test } from 'vitest'
import type { Quantiles } from '../../src/peers/model.ts'
import { describeHistory, describeHistoryByDomain, type PastRelease } from '../../src/report/peer-history.ts'

const scoresOf = (onPaper: Quantiles, onEvidence: Quantiles) => ({
  onPaper,
  onEvidence,
  bands: { of: 20, atLeast: null },
})
const ruleSetOf = (...domains: readonly string[]) =>
  ({ domains: domains.map((id) => ({ id, title: `Title of ${id}` })) }) as unknown as PastRelease['ruleSet']
const cohort = {
  title: 'Acute trusts',
  size: 20,
  overall: scoresOf({ p25: 30, p50: 45, p75: 60 }, { p50: 20 }),
  domains: [scoresOf({ p50: 50 }, {}), scoresOf({}, {})],
}
const own = { overall: 44, overallAssured: 10, domains: [70, 30], domainsAssured: [50, 0] }
const past = (name: string, more: Partial<PastRelease>): PastRelease => ({
  period: { name },
  ruleSet: ruleSetOf('identity', 'recovery'),
  cohort,
  own,
  ...more,
})

describe('over the releases', () => {
  test('one in which we signed nothing, or that had no group for us, is a row all the same', () => {
    expect(
      describeHistory([
        past('First', { cohort: undefined, own: undefined }),
        past('Second', { own: undefined }),
        past('Third', { cohort: undefined }),
        past('Fourth', {}),
      ]).map(({ group, own, middle, place }) => [group, own, middle, place]),
    ).toEqual([
      ['No published group held us', 'Nothing signed', '–', '–'],
      ['Acute trusts (about 20)', 'Nothing signed', '45 on paper, 20 on evidence', '–'],
      ['No published group held us', '44 on paper, 10 on evidence', '–', '–'],
      [
        'Acute trusts (about 20)',
        '44 on paper, 10 on evidence',
        '45 on paper, 20 on evidence',
        'At the middle on paper, below the middle on evidence',
      ],
    ])
  })

  test('each domain has its own signed score, the middle of its group then, and where we stood', () => {
    const [identity, recovery] = describeHistoryByDomain([
      past('First', {}),
      past('Second', { own: undefined }),
    ])
    expect(identity?.rows.map(({ period, own, middle, place }) => [period, own, middle, place])).toEqual([
      [
        'First',
        '70 on paper, 50 on evidence',
        '50 on paper, – on evidence',
        'Above the middle on paper, in a group too small for marks on evidence',
      ],
      ['Second', 'Nothing signed', '50 on paper, – on evidence', '–'],
    ])
    expect(recovery?.rows[0]).toMatchObject({
      own: '30 on paper, 0 on evidence',
      middle: '– on paper, – on evidence',
    })
  })

  test('each release is read by the domains of its own rule set', () => {
    const domains = describeHistoryByDomain([
      past('First', {}),
      past('Second', { ruleSet: ruleSetOf('cover', 'identity') }),
    ])
    expect(
      domains.map(({ id, rows }) => [id, rows.map((row) => `${row.period} ${row.own.slice(0, 2)}`)]),
    ).toEqual([
      ['cover', ['Second 70']],
      ['identity', ['First 70', 'Second 30']],
      ['recovery', ['First 30']],
    ])
  })
})
