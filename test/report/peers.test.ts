import { describe, expect, test } from 'vitest'
import type { Figures, PublishedCohort, Quantiles, Summary } from '../../src/peers/model.ts'
import { findPosition } from '../../src/peers/position.ts'
import { bandWords, cellOutcome, leftOutWords, takePartWords, widestOf } from '../../src/report/national.ts'
import { describePeerReplays } from '../../src/report/peer-incidents.ts'
import { describePeerQuestions, describeSharedGaps } from '../../src/report/peer-questions.ts'
import { boardSentence, chartsOfStanding, describeStanding } from '../../src/report/peer-standing.ts'
import {
  countWordsOf,
  placeWords,
  restsOnWords,
  rungCount,
  withheldWords,
} from '../../src/report/peer-words.ts'
import { askedLessons } from '../../src/scoring/lessons.ts'
import { RULE_SET } from '../service/house.ts'

const scoresOf = (onPaper: Quantiles) => ({
  onPaper,
  onEvidence: { p50: 20 },
  bands: { of: 20, atLeast: RULE_SET.bands.slice(1).map(() => 10) },
})
const figuresOf = (reached: number): Figures => ({
  size: 20,
  overall: scoresOf({ p25: 30, p50: 45, p75: 60 }),
  domains: RULE_SET.domains.map(() => scoresOf({ p50: 45 })),
  risks: RULE_SET.risks.map(() => ({ of: 20, atLeast: [20, 10, 0] })),
  questions: RULE_SET.questions.map(({ levels }) => ({
    of: 20,
    atLeast: levels.slice(1).map(() => reached),
  })),
  incidents: RULE_SET.incidents
    .flatMap(({ chains }) => chains)
    .map(() => ({
      onPaper: { of: 20, atLeast: [20, 15, 10, 5, 0] },
      onEvidence: { of: 20, atLeast: [15, 10, 5, 0, 0] },
    })),
  lessons: askedLessons(RULE_SET).map(() => ({ of: 20, atLeast: [15, 5] })),
  protects: [],
})
const ownAt = (score: number, level = 0): Summary => ({
  overall: score,
  overallAssured: score,
  domains: RULE_SET.domains.map(() => score),
  domainsAssured: RULE_SET.domains.map(() => score),
  levels: RULE_SET.questions.map(() => level),
  scope: [],
  outcomes: RULE_SET.incidents.flatMap(({ chains }) => chains).map(() => 4),
  outcomesAssured: RULE_SET.incidents.flatMap(({ chains }) => chains).map(() => 0),
  risks: RULE_SET.risks.map(() => 0),
  lessons: askedLessons(RULE_SET).map(() => level),
})
const cohortOf = (id: string, title: string): PublishedCohort => ({
  id,
  title,
  of: [id],
  figures: figuresOf(5),
})
const placeOf = (score: number) => placeWords(findPosition(figuresOf(5), ownAt(score), 4).overall.onPaper)

describe('a count', () => {
  test('near an end says only which half it lies in', () => {
    expect([0, 5, 15, 20].map((count) => countWordsOf(count, 20))).toEqual([
      'half or fewer',
      'about 5 of 20',
      'about 15 of 20',
      'most or all',
    ])
  })

  test('that rests on too few is none', () => {
    expect(rungCount({ of: 5, atLeast: null }, 1)).toBe('too few to say')
  })
})

describe('a place', () => {
  test('is among marks, at one, or beyond the outermost; never a rank', () => {
    expect(placeOf(10)).toBe('below the lower quarter mark')
    expect(placeOf(30)).toBe('at the lower quarter mark')
    expect(placeOf(38)).toBe('between the lower quarter mark and the middle')
    expect(placeOf(44)).toBe('at the middle')
    expect(placeOf(90)).toBe('above the upper quarter mark')
  })

  test('without any mark is said to be in a group too small for marks', () => {
    expect(placeWords({ at: [] })).toBe('in a group too small for marks')
  })

  test('is one sentence for the board, of at most 35 words', () => {
    const sentence = boardSentence(cohortOf('a', 'A'), findPosition(figuresOf(5), ownAt(38), 4))
    expect(sentence).toContain('between the lower quarter mark and the middle on paper')
    expect(sentence.split(' ').length).toBeLessThanOrEqual(35)
  })
})

describe('a group that is not shown', () => {
  const cohorts = [cohortOf('wide', 'All of them')]
  test('has a plain reason, and what is shown instead', () => {
    const words = (because: 'too-few' | 'not-a-union', instead: string | null) =>
      withheldWords({ id: 'x', title: 'Ambulance trusts', because, instead }, cohorts)
    expect(words('too-few', 'wide')).toMatch(
      /fewer than 10 organisations like this took part.*Shown instead: All of them\./,
    )
    expect(words('not-a-union', 'wide')).toMatch(/counted together with organisations outside it/)
    expect(words('too-few', null)).toContain('Nothing wider can be shown either.')
  })
})

test('what our mark rests on is said for present, open, signed and missing answers', () => {
  const own = { asOf: '2026-11-22', basis: 'present', complete: true } as const
  expect(restsOnWords(own)).toContain('our present answers, as at 22 November 2026')
  expect(restsOnWords({ ...own, complete: false })).toContain('the mark may rise')
  expect(restsOnWords({ ...own, basis: 'signed' })).toContain('what we signed')
  expect(restsOnWords(undefined)).toContain('no mark of ours')
})

test('charts of standing hold at most four rows, with one legend and no id twice', () => {
  const rows = describeStanding(RULE_SET, figuresOf(5), findPosition(figuresOf(5), ownAt(50), 4))
  const charts = chartsOfStanding(RULE_SET, 'strips', 'Peers', rows)
  expect(charts.flatMap((chart) => chart.rows).length).toBe(rows.length)
  expect(charts.every((chart) => chart.rows.length <= 4)).toBe(true)
  expect(charts.filter((chart) => chart.legend !== undefined).length).toBe(1)
  expect(new Set(charts.map(({ id }) => id)).size).toBe(charts.length)
})

test('a shared gap never says that all but a few have it', () => {
  for (const gap of describeSharedGaps(RULE_SET, figuresOf(0), ownAt(0)))
    expect([gap.reached, gap.weReachIt]).toEqual(['half or fewer', false])
  expect(describeSharedGaps(RULE_SET, figuresOf(20), undefined)).toEqual([])
})

test('our own answer stands beside the levels, or that it does not apply here', () => {
  const [domain] = describePeerQuestions(RULE_SET, figuresOf(5), ownAt(0, 1))
  expect(domain?.questions[0]?.levels.map(({ ours }) => ours).slice(0, 2)).toEqual([true, false])
  const [none] = describePeerQuestions(RULE_SET, figuresOf(5), ownAt(0, -1))
  expect(none?.questions[0]?.own).toBe('Does not apply here')
})

test('on our word alone nothing is stopped, here or at peers', () => {
  const replays = describePeerReplays(RULE_SET, figuresOf(5), ownAt(50))
  expect(replays.length).toBeGreaterThan(10)
  for (const { onPaper } of replays)
    expect([onPaper.own, ...onPaper.shares.map(({ name }) => name)].join()).not.toMatch(/stopped/i)
  expect(replays.find(({ vantage }) => vantage === 'as-a-customer')?.onEvidence.shares.length).toBe(1)
})

describe('a dry run', () => {
  test('says why cells are counted together, and which are too small', () => {
    expect(cellOutcome({ of: ['a', 'b'], contributors: 10 })).toMatch(
      /^Counted together.* Enough to count\.$/,
    )
    expect(cellOutcome({ of: ['a'], contributors: 0 })).toBe('Too few to count.')
  })

  test('gives contributors in bands', () => {
    expect([0, 10, 15].map(bandWords)).toEqual(['fewer than 10', '10 to 14', '15 to 19'])
    const words = [
      [0, 0, '–'],
      [0, 7, 'too few to say, of 7'],
      [0, 12, 'fewer than 10 of 12'],
      [10, 13, '10 to 13 of 13'],
      [10, 10, '10 of 10'],
      [10, 40, '10 to 14 of 40'],
      // Some have moved or gone since.
      [10, 8, '10 to 14, and 8 are there now'],
    ] as const
    for (const [contributors, organisations, said] of words)
      expect(takePartWords(contributors, organisations)).toBe(said)
  })

  test('says who is left out', () => {
    expect(leftOutWords({ inGroups: 0, otherRuleSet: 0, unplaced: [] })).toEqual([])
    expect(
      leftOutWords({
        inGroups: 4,
        otherRuleSet: 1,
        unplaced: [{ cohort: 'x', region: 'y', organisations: 2 }],
      }),
    ).toEqual([
      'Of these, 2 organisations of kind “x” in region “y” have no place in the cohorts’ file, and no figure counts them.',
      'Besides, 4 organisations had signed and count through the lead of their group of trusts.',
      'Besides, 1 organisation had signed under another rule set than the period’s, and is not in it.',
    ])
  })
})

test('the widest group is the union of most cells', () => {
  const wide = { ...cohortOf('wide', 'All'), of: ['a', 'b'] }
  expect(widestOf({ cohorts: [cohortOf('a', 'A'), wide, cohortOf('b', 'B')] })?.id).toBe('wide')
  expect(widestOf({ cohorts: [] })).toBeUndefined()
})
