import { describe, expect, test } from 'vitest'
import { explainRaises } from '../../src/scoring/explain.ts'
import { findSingleRaises } from '../../src/scoring/raises.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { all, any, atLeast, below, ruleSetOf } from './build.ts'
import { DONT_KNOW, NOT_APPLICABLE, rowOf, UNANSWERED } from './row.ts'

const credits = [0, 25, 50, 75, 100]

describe('a score', () => {
  test('is rounded half up, once in the domain and once over all', () => {
    const one = ruleSetOf({ domains: [{ questions: [{ credits: [0, 1, 100] }, {}] }] })
    expect(scoreRow(one, rowOf([1, 0])).domains[0]!.score).toBe(1)
    const two = ruleSetOf({ domains: [{ questions: [{ credits: [0, 1, 100] }] }, { questions: [{}] }] })
    expect(scoreRow(two, rowOf([1, 0])).overall.score).toBe(1)
  })

  test('weighs questions in a domain, and the shown domain scores over all', () => {
    const ruleSet = ruleSetOf({
      domains: [
        {
          weight: 3,
          questions: [
            { credits, weight: 4 },
            { credits, weight: 1 },
          ],
        },
        { weight: 1, questions: [{ credits, weight: 2 }] },
      ],
    })
    const result = scoreRow(ruleSet, rowOf([1, 4, 2]))
    expect(result.domains.map((domain) => domain.score)).toEqual([40, 50])
    expect(result.overall.score).toBe(43)
    expect(result.domains[0]!.contributions).toEqual([
      { kind: 'question', id: 'q0', hundredths: 2000, value: 25, weight: 4, level: 'l1' },
      { kind: 'question', id: 'q1', hundredths: 2000, value: 100, weight: 1, level: 'l4' },
    ])
    expect(result.overall.contributions).toEqual([
      { kind: 'domain', id: 'd0', hundredths: 3000, value: 40, weight: 3 },
      { kind: 'domain', id: 'd1', hundredths: 1250, value: 50, weight: 1 },
      { kind: 'rounding', id: 'rounding', hundredths: 50 },
    ])
  })

  test.each([
    [0, 'from-0'],
    [39, 'from-0'],
    [40, 'from-40'],
    [59, 'from-40'],
    [60, 'from-60'],
    [79, 'from-60'],
    [80, 'from-80'],
    [100, 'from-80'],
  ])('of %i lies in the band %s', (score, band) => {
    const ruleSet = ruleSetOf({ domains: [{ questions: [{ credits: [0, score, 100] }] }] })
    expect(scoreRow(ruleSet, rowOf([1])).overall).toMatchObject({ score, band })
  })

  test('leaves out what is not applicable, so that the others weigh more', () => {
    const ruleSet = ruleSetOf({ domains: [{ questions: [{ credits }, { credits, notApplicable: true }] }] })
    const result = scoreRow(ruleSet, rowOf([2, NOT_APPLICABLE]))
    expect(result.domains[0]).toMatchObject({ score: 50, contributions: [{ id: 'q0', hundredths: 5000 }] })
  })

  test('of what is only asserted is 0 on evidence', () => {
    const ruleSet = ruleSetOf({ domains: [{ questions: [{ credits }, { credits }] }] })
    expect(scoreRow(ruleSet, rowOf([4, 2], { assured: [0, 0] })).overall).toMatchObject({
      score: 75,
      assured: 0,
    })
    expect(scoreRow(ruleSet, rowOf([4, 2], { assured: [4, 0] })).overall).toMatchObject({
      score: 75,
      assured: 50,
    })
  })

  test("of a half-filled questionnaire is a range, don't-know staying at worst at both ends", () => {
    const ruleSet = ruleSetOf({
      domains: [{ questions: [{ credits }, { credits }, { credits }, { credits }] }],
    })
    expect(scoreRow(ruleSet, rowOf([4, DONT_KNOW, UNANSWERED, 2]))).toMatchObject({
      complete: false,
      overall: { score: null, band: null, low: 38, high: 63, assured: 38 },
      notKnown: ['q1'],
      unanswered: ['q2'],
    })
  })
})

describe('limits on a score', () => {
  const ruleSet = ruleSetOf({
    domains: [
      {
        questions: [{ credits }, { credits }, { credits }],
        caps: [
          { when: below(0, 2), atMost: 60 },
          { when: below(1, 2), atMost: 45 },
          { when: any(below(1, 1), below(2, 1)), atMost: 90 },
        ],
      },
    ],
    caps: [{ when: all(below(0, 2), below(1, 2)), atMost: 20 }],
  })

  test('bind when the score is above them, the strictest alone', () => {
    const { domains } = scoreRow(ruleSet, rowOf([1, 1, 4]))
    expect(domains[0]!.score).toBe(45)
    expect(domains[0]!.caps).toEqual([
      { id: 'd0-cap0', atMost: 60, binds: false },
      { id: 'd0-cap1', atMost: 45, binds: true },
    ])
    expect(domains[0]!.contributions.slice(3)).toEqual([
      { kind: 'rounding', id: 'rounding', hundredths: 1 },
      { kind: 'cap', id: 'd0-cap0', hundredths: 0, wouldLeave: 50 },
      { kind: 'cap', id: 'd0-cap1', hundredths: -500, wouldLeave: 45 },
    ])
  })

  test('of two that are as strict the first binds', () => {
    const alike = ruleSetOf({
      domains: [
        {
          questions: [{ credits }, { credits }, { credits }],
          caps: [
            { when: below(0, 2), atMost: 45 },
            { when: below(1, 2), atMost: 45 },
          ],
        },
      ],
    })
    const { domains } = scoreRow(alike, rowOf([1, 1, 4]))
    expect(domains[0]!.caps.map((cap) => cap.binds)).toEqual([true, false])
  })

  test('that hold above the score take nothing, and are listed with what they would leave', () => {
    const { domains } = scoreRow(ruleSet, rowOf([1, 0, 1]))
    expect(domains[0]!.score).toBe(17)
    expect(domains[0]!.caps.map((cap) => cap.binds)).toEqual([false, false, false])
    expect(domains[0]!.contributions.filter((line) => line.kind === 'cap')).toEqual([
      { kind: 'cap', id: 'd0-cap0', hundredths: 0, wouldLeave: 17 },
      { kind: 'cap', id: 'd0-cap1', hundredths: 0, wouldLeave: 17 },
      { kind: 'cap', id: 'd0-cap2', hundredths: 0, wouldLeave: 17 },
    ])
  })

  test('do not hold once the answer is good enough', () => {
    const { domains, overall } = scoreRow(ruleSet, rowOf([2, 2, 1]))
    expect([domains[0]!.caps, overall.caps]).toEqual([[], []])
  })

  test('over all take from the mean of the domains', () => {
    const { overall } = scoreRow(ruleSet, rowOf([1, 1, 4]))
    expect(overall.score).toBe(20)
    expect(overall.contributions.at(-1)).toEqual({
      kind: 'cap',
      id: 'cap0',
      hundredths: -2500,
      wouldLeave: 20,
    })
  })

  test('hold on evidence for what is only asserted', () => {
    expect(scoreRow(ruleSet, rowOf([4, 4, 4], { assured: [4, 1, 4] })).domains[0]).toMatchObject({
      score: 100,
      assured: 45,
      caps: [],
    })
  })

  test('name themselves when they hide what a raise would do, as rounding does', () => {
    const row = rowOf([1, 1, 1])
    const raises = explainRaises(ruleSet, row, ruleSet.questions[2]!)
    expect(raises.map(({ to, domain, overall, hiddenBy }) => [to, domain, overall, hiddenBy])).toEqual([
      ['l2', 33, 20, ['cap0']],
      ['l3', 42, 20, ['cap0']],
      ['l4', 45, 20, ['d0-cap1', 'cap0']],
    ])
    const fine = ruleSetOf({ domains: [{ questions: [{ credits: [0, 1, 100] }, {}, {}] }] })
    expect(explainRaises(fine, rowOf([0, 0, 0]), fine.questions[0]!)).toEqual([
      { to: 'l1', domain: 0, overall: 0, domainBy: 0, overallBy: 0, hiddenBy: ['rounding'] },
      { to: 'l2', domain: 33, overall: 33, domainBy: 33, overallBy: 33 },
    ])
  })
})

describe('raising an answer', () => {
  const ruleSet = ruleSetOf({
    domains: [{ questions: [{ credits }, { credits }, { credits, notApplicable: true }] }],
    incidents: [
      { steps: [{ controls: [['stops', atLeast(0, 2)]] }, { kind: 'harm' }] },
      { steps: [{ controls: [['stops', atLeast(0, 3)]] }, { kind: 'harm' }] },
      { steps: [{ controls: [['detects', atLeast(1, 1)]] }, { kind: 'harm' }] },
      { steps: [{ controls: [['limits', atLeast(1, 1)]] }, { kind: 'harm' }] },
      { wayIn: 'alleged', steps: [{ controls: [['stops', atLeast(1, 4)]] }, { kind: 'harm' }] },
    ],
  })
  test('explains nothing for what is not applicable, and starts from the first level for what is not known', () => {
    expect(explainRaises(ruleSet, rowOf([0, 0, NOT_APPLICABLE]), ruleSet.questions[2]!)).toEqual([])
    expect(explainRaises(ruleSet, rowOf([0, DONT_KNOW, 0]), ruleSet.questions[1]!)).toHaveLength(4)
    expect(explainRaises(ruleSet, rowOf([0, 4, 0]), ruleSet.questions[1]!)).toEqual([])
  })
  test('alone, most incidents first, then least cost, then question order; an allegation is not counted', () => {
    expect(findSingleRaises(ruleSet, rowOf([0, 0, 0]))).toEqual([
      { question: 'q1', to: 'l1', cost: 1, incidents: ['incident2', 'incident3'] },
      { question: 'q0', to: 'l3', cost: 3, incidents: ['incident0', 'incident1'] },
    ])
  })
  test('is never proposed for an answer that is not known', () => {
    expect(findSingleRaises(ruleSet, rowOf([DONT_KNOW, UNANSWERED, 0]))).toEqual([])
  })
})
