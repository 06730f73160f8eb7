import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findConcentration } from '../../src/peers/concentration.ts'
import { findSharedGaps } from '../../src/peers/gaps.ts'
import type { Figures, Ladder, Quantiles, Summary } from '../../src/peers/model.ts'
import { findPosition, outcomeAt } from '../../src/peers/position.ts'
import { RULE_SET } from '../service/house.ts'

const LADDER: Ladder = { of: 20, atLeast: [15, 5, 0] }

function figuresWith(marks: Quantiles, ladders: Partial<Pick<Figures, 'questions' | 'risks'>> = {}): Figures {
  const scores = { onPaper: marks, onEvidence: {}, bands: LADDER }
  return {
    size: 20,
    overall: scores,
    domains: [scores],
    risks: [LADDER],
    questions: [LADDER, { of: 10, atLeast: null }],
    incidents: [{ onPaper: LADDER, onEvidence: LADDER }],
    lessons: [
      { of: 20, atLeast: [15, 5] },
      { of: 20, atLeast: [15, 5] },
      { of: 10, atLeast: null },
    ],
    protects: [],
    ...ladders,
  }
}

const OWN: Summary = {
  overall: 50,
  overallAssured: 20,
  domains: [41],
  domainsAssured: [0],
  levels: [2, 1],
  scope: [],
  outcomes: [1],
  outcomesAssured: [0],
  risks: [0],
  lessons: [1, -1, 0],
}

describe('one’s own position', () => {
  const MARKS = { p25: 30, p50: 45, p75: 60 }
  const placeOf = (overall: number, marks: Quantiles = MARKS) =>
    findPosition(figuresWith(marks), { ...OWN, overall }, 4).overall.onPaper

  test('lies between marks, at one, below the lowest or above the highest', () => {
    expect(placeOf(50)).toEqual({ own: 50, at: [], above: 'p50', below: 'p75' })
    expect(placeOf(45)).toEqual({ own: 45, at: ['p50'], above: 'p25', below: 'p75' })
    expect(placeOf(10)).toEqual({ own: 10, at: [], below: 'p25' })
    expect(placeOf(90)).toEqual({ own: 90, at: [], above: 'p75' })
  })

  test('is not said to be above a mark that it only passes by rounding', () => {
    expect(placeOf(47).at).toEqual(['p50'])
    expect(placeOf(43).at).toEqual(['p50'])
    expect(placeOf(48)).toMatchObject({ at: [], above: 'p50' })
  })

  test('is at several marks where they are the same, and at none where none is published', () => {
    expect(placeOf(30, { p25: 30, p50: 30 })).toEqual({ own: 30, at: ['p25', 'p50'] })
    expect(placeOf(30, {})).toEqual({ own: 30, at: [] })
  })

  test('never moves down when one’s own score rises', () => {
    const order = [undefined, 'p10', 'p25', 'p50', 'p75', 'p90']
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 20 }), { minLength: 5, maxLength: 5 }),
        fc.nat({ max: 99 }),
        (steps, score) => {
          const [p10, p25, p50, p75, p90] = steps.toSorted((a, b) => a - b).map((step) => 5 * step)
          const marks = { p10, p25, p50, p75, p90 } as Quantiles
          const [lower, higher] = [placeOf(score, marks), placeOf(score + 1, marks)]
          expect(order.indexOf(higher.above)).toBeGreaterThanOrEqual(order.indexOf(lower.above))
        },
      ),
    )
  })

  test('on a ladder is the rounded number that reach the same rung or a better one', () => {
    const { questions, risks, incidents, lessons } = findPosition(figuresWith(MARKS), OWN, 4)
    expect(questions).toEqual([
      { own: 2, asGood: 5, of: 20 },
      { own: 1, asGood: null, of: 10 },
    ])
    expect(risks, 'the best band is the last rung').toEqual([{ own: 3, asGood: 0, of: 20 }])
    expect(incidents[0]).toEqual({
      onPaper: { own: 1, asGood: 15, of: 20 },
      onEvidence: { own: 0, asGood: 20, of: 20 },
    })
    expect(lessons).toEqual([
      { own: 1, asGood: 15, of: 20 },
      { own: -1, asGood: null, of: 20 },
      { own: 0, asGood: null, of: 10 },
    ])
    expect([outcomeAt(0), outcomeAt(4)]).toEqual(['open', 'stopped'])
  })

  test('is nowhere on a ladder that does not apply', () => {
    const { questions } = findPosition(figuresWith(MARKS), { ...OWN, levels: [-1, 0] }, 4)
    expect(questions[0]).toEqual({ own: -1, asGood: null, of: 20 })
  })
})

describe('a gap that most share', () => {
  const gapsOf = (questions: readonly Ladder[]) => findSharedGaps(RULE_SET, figuresWith({}, { questions }))

  test('is a level that fewer than half reach, and the lowest such', () => {
    expect(gapsOf([LADDER])).toEqual([{ question: 0, level: 2, reached: 5, of: 20 }])
    expect(gapsOf([{ of: 20, atLeast: [10, 10, 10] }])).toEqual([])
    expect(gapsOf([{ of: 20, atLeast: null }])).toEqual([])
  })

  test('never says that all but a few have a weakness', () => {
    expect(gapsOf([{ of: 20, atLeast: [0, 0, 0] }])).toEqual([
      { question: 0, level: 1, reached: null, of: 20 },
    ])
  })

  test('comes first where the question weighs more, then where fewer have closed it', () => {
    const half: Ladder = { of: 20, atLeast: [5] }
    const gaps = gapsOf(
      RULE_SET.questions.map((_, index) => (index % 2 === 0 ? half : { of: 30, atLeast: [5] })),
    )
    const weights = gaps.map((gap) => RULE_SET.questions[gap.question]?.weight ?? 0)
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
    const heaviest = gaps.filter((_, index) => weights[index] === weights[0]).map((gap) => gap.of)
    expect(heaviest).toEqual(heaviest.toSorted((a, b) => b - a))
  })
})

describe('concentration', () => {
  const sharing = (count: number, suppliers: readonly string[], onGateway = false) =>
    Array.from({ length: count }, (_, index) => ({ organisation: `${index}`, suppliers, onGateway }))

  test('is not given when fewer than ten agreed', () => {
    expect(findConcentration(sharing(9, ['A']), ['A'])).toEqual({
      sharing: null,
      suppliers: [],
      onGateways: null,
    })
  })

  test('gives names of the list from ten organisations on, rounded, the most relied on first', () => {
    expect(
      findConcentration(
        [...sharing(13, ['a.', 'B']), ...sharing(4, ['A', 'a']), ...sharing(9, ['C', 'Other'], true)],
        ['A', 'B', 'C'],
      ),
    ).toEqual({
      sharing: 25,
      suppliers: [
        { name: 'A', organisations: 15 },
        { name: 'B', organisations: 15 },
      ],
      onGateways: null,
    })
  })

  test('counts no name that is not in the list, and each organisation once a name', () => {
    const names = fc.array(fc.constantFrom('Alpha', ' alpha ', 'ALPHA.', 'Beta', 'Gamma Ltd'), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(fc.array(names, { minLength: 10, maxLength: 40 }), (named) => {
        const { suppliers } = findConcentration(
          named.map((one, index) => ({ organisation: `${index}`, suppliers: one, onGateway: false })),
          ['Alpha', 'Beta'],
        )
        for (const { name, organisations } of suppliers) {
          const exact = named.filter((one) =>
            one.some((typed) => typed.toLowerCase().includes(name.toLowerCase())),
          ).length
          expect(['Alpha', 'Beta']).toContain(name)
          expect(exact).toBeGreaterThanOrEqual(10)
          expect(organisations % 5).toBe(0)
          expect(Math.abs(organisations - exact)).toBeLessThanOrEqual(5)
        }
      }),
    )
  })
})
