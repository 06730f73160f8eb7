/**
 * Every state of small groups is tried: what a release shows, with what up to three trusts know of themselves, settles
 * no answer of anybody else. Where that ends is tested too, because users are told.
 */

import { describe, expect, test } from 'vitest'
import { figuresOf, figuresTogether } from '../../src/peers/figures.ts'
import type { Contributor, Figures, Summary } from '../../src/peers/model.ts'
import { prepareRelease } from '../../src/peers/prepare.ts'
import { roundCount } from '../../src/peers/rounding.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import { all, any, atLeast, isIn, ruleSetOf } from '../scoring/build.ts'
import { asBefore, contributorOf, familyOf, oneQuestion, summaryAt, summaryOf } from './made-up.ts'
import { type Fact, findCertain, poolsOf, reaching, remembered, spreadsOf, type State } from './solving.ts'

const SIZES = [10, 11, 12, 13, 14, 15, 16]
const CREDITS: Readonly<Record<number, readonly number[]>> = {
  2: [0, 100],
  3: [0, 60, 100],
  4: [0, 40, 70, 100],
}

/** Trusts of one cell, so many of each kind. */
const trustsOf = (
  spread: readonly number[],
  cell: string,
  summaryFor: (kind: number) => Summary,
): Contributor[] =>
  spread.flatMap((count, kind) =>
    Array.from({ length: count }, (_, index) =>
      contributorOf(`${cell}-${kind}-${index}`, cell, summaryFor(kind)),
    ),
  )

/** What is published of one cell. */
const published = (
  ruleSet: RuleSet,
  summaryFor: (kind: number) => Summary,
  of: (figures: Figures) => unknown = (figures) => figures,
) => remembered(([spread = []]) => JSON.stringify(of(figuresOf(ruleSet, trustsOf(spread, 'a', summaryFor)))))

/** How many things are certain in a cell, over every state and everything that the colluders may have answered. */
const countCertain = (
  size: number,
  colluders: number,
  facts: readonly Fact[],
  viewOf: (state: State) => string,
  pools = poolsOf(colluders, facts[0]?.length ?? 0),
) => pools.reduce((sum, known) => sum + findCertain([{ size, known }], facts, viewOf).length, 0)

const UP_TO_THREE = [0, 1, 2, 3]

describe('the figures of one cell: levels, bands and quantiles of one question, and of the scores it makes', () => {
  for (const levels of [2, 3, 4]) {
    const credits = CREDITS[levels] ?? []
    const viewOf = () => published(oneQuestion(credits), (level) => summaryAt(level, credits))

    test(`of 10 to 16 trusts and ${levels} levels settle nobody's answer, not even for three who pool theirs`, () => {
      for (const size of SIZES) {
        const view = viewOf()
        for (const colluders of UP_TO_THREE)
          expect(countCertain(size, colluders, reaching(levels), view), `${size}, ${colluders}`).toBe(0)
      }
    })

    test(`tell four who pool theirs of everybody else, with ${levels} levels: the limit`, () => {
      const certain = SIZES.map((size) => countCertain(size, 4, reaching(levels), viewOf()))
      // Of 11 only "more than half" is told, which is safe even from four.
      for (const [index, size] of SIZES.entries())
        expect((certain[index] ?? 0) > 0, `${size}`).toBe(size !== 11)
    })
  }

  test('are safe from three because of the width of the ends: plain rounding to 5 is not safe from two', () => {
    const plain = ([first]: State) => String(5 * Math.floor(((first?.[1] ?? 0) + 2) / 5))
    expect(countCertain(12, 2, reaching(2), plain)).toBeGreaterThan(0)
    // And of 13, "15 of 15" would be all of them, to anybody.
    expect(countCertain(13, 0, reaching(2), plain)).toBeGreaterThan(0)
  })
})

describe('ladders of risks and incidents', () => {
  test('of six rungs settle nothing for up to three, and something for four', () => {
    const ruleSet = oneQuestion([0, 100])
    const summaryFor = (rung: number) =>
      summaryOf({ levels: [0], domains: [0], domainsAssured: [0], outcomes: [rung], outcomesAssured: [0] })
    const view = published(ruleSet, summaryFor, (figures) => figures.incidents)
    expect(countCertain(10, 0, reaching(6), view)).toBe(0)
    expect(countCertain(10, 3, reaching(6), view)).toBe(0)
    expect(countCertain(10, 4, reaching(6), view)).toBeGreaterThan(0)
    // Of 13, what three on the lowest and on the highest rung learn.
    const larger = published(ruleSet, summaryFor, (figures) => figures.incidents)
    expect(
      countCertain(13, 3, reaching(6), larger, [
        [0, 0, 0],
        [5, 5, 5],
      ]),
    ).toBe(0)
  })

  test('of four bands settle nothing for up to three', () => {
    const ruleSet = ruleSetOf({
      domains: [{ questions: [{}] }],
      risks: [{ inherent: [5, 5], loweredBy: [] }],
    })
    const summaryFor = (rung: number) =>
      summaryOf({ levels: [0], domains: [0], domainsAssured: [0], risks: [3 - rung] })
    for (const size of [10, 12, 16]) {
      const view = published(ruleSet, summaryFor, (figures) => figures.risks)
      for (const colluders of UP_TO_THREE) expect(countCertain(size, colluders, reaching(4), view)).toBe(0)
    }
  })
})

describe('a question that need not apply', () => {
  const sizes = [10, 12, 13, 14, 15, 16, 20]
  for (const levels of [2, 3]) {
    const credits = CREDITS[levels] ?? []
    const ruleSet = oneQuestion(credits, { notApplicable: true })
    /** The first kind has it left out. */
    const summaryFor = (kind: number) => summaryAt(kind - 1, credits)

    test(`with ${levels} levels settles neither a level nor to whom it applies, for up to three`, () => {
      for (const size of sizes) {
        const view = published(ruleSet, summaryFor)
        for (const colluders of UP_TO_THREE)
          expect(countCertain(size, colluders, reaching(levels + 1), view), `${size}, ${colluders}`).toBe(0)
      }
    })

    test(`with ${levels} levels settles no level for up to three who know to whom it applies`, () => {
      for (const size of sizes) {
        const ladder = published(ruleSet, summaryFor, (figures) => figures.questions)
        for (let applies = 4; applies <= size; applies++) {
          const view = ([spread = []]: State) => ladder([[size - applies, ...spread]])
          for (const colluders of UP_TO_THREE)
            expect(countCertain(applies, colluders, reaching(levels), view), `${applies} of ${size}`).toBe(0)
        }
      }
    })
  }

  test('says nothing in a group so small that a ladder would tell that it applies to nearly all', () => {
    const form = { type: 'percentage', count: '', of: '' } as const
    for (const more of [
      { notApplicable: true },
      { showWhen: isIn(0, 0) },
      { form: { ...form, noneToCount: 'left-out' as const } },
    ]) {
      const ruleSet = oneQuestion([0, 100], more)
      const ladderOf = (size: number) =>
        figuresOf(
          ruleSet,
          trustsOf([0, size], 'a', (level) => summaryAt(level, [0, 100])),
        ).questions[0]
      expect(ladderOf(13)?.atLeast).toBeNull()
      expect(ladderOf(14)).toEqual({ of: 10, atLeast: [10] })
    }
  })

  test('is like any other where nobody in the group may leave it out', () => {
    const ruleSet = oneQuestion([0, 100], { notApplicable: true })
    const [question] = ruleSet.questions
    if (question === undefined) throw new Error('There is one question.')
    const others = { ...question, notApplicable: { when: 'There is none.', cohorts: ['elsewhere'] } }
    const trusts = trustsOf([2, 8], 'a', (level) => summaryAt(level, [0, 100]))
    expect(figuresOf({ ...ruleSet, questions: [others] }, trusts).questions).toEqual([
      { of: 10, atLeast: [10] },
    ])
  })
})

describe('the median of ten scores', () => {
  const SCORES = [0, 20, 38, 41, 55, 80, 100]
  const summaryFor = (kind: number) => {
    const score = SCORES[kind] ?? 0
    return summaryOf({
      overall: score,
      overallAssured: score,
      domains: [score],
      domainsAssured: [score],
      levels: [0],
    })
  }
  const ruleSet = oneQuestion([0, 100])

  test('does not pin, for up to three, whether anybody else scores at least any score', () => {
    const view = published(ruleSet, summaryFor, ({ overall }) => overall)
    expect(countCertain(10, 0, reaching(SCORES.length), view)).toBe(0)
    // Of everything three may have scored, the ends decide: nobody is helped more than by scoring lowest or highest.
    const pools = poolsOf(3, 2).map((pool) => pool.map((end) => end * (SCORES.length - 1)))
    expect(countCertain(10, 3, reaching(SCORES.length), view, pools)).toBe(0)
  })

  test('tells that at least five score no more than it, and at least six no less, to the nearest 5', () => {
    for (const spread of spreadsOf(10, 4)) {
      const scores = spread.flatMap((count, kind) => Array<number>(count).fill(SCORES[2 * kind] ?? 0))
      const { p50, ...others } = figuresOf(
        ruleSet,
        scores.map((score, index) => contributorOf(`${index}`, 'a', summaryOf({ overall: score }))),
      ).overall.onPaper
      expect(others).toEqual({})
      expect(scores.filter((score) => score <= (p50 ?? 0) + 2).length).toBeGreaterThanOrEqual(5)
      expect(scores.filter((score) => score >= (p50 ?? 0) - 2).length).toBeGreaterThanOrEqual(6)
    }
  })
})

describe('two cells and the cohort that holds both', () => {
  /** The two cells and the cohort, as published. */
  const familyView = (credits: readonly number[]) => {
    const ruleSet = oneQuestion(credits)
    const trustsIn = (cell: string, spread: readonly number[]) =>
      trustsOf(spread, cell, (level) => summaryAt(level, credits))
    const alone = published(ruleSet, (level) => summaryAt(level, credits))
    return remembered(([first = [], second = []]) => {
      const together = figuresTogether(ruleSet, [
        figuresOf(ruleSet, trustsIn('a', first)),
        figuresOf(ruleSet, trustsIn('b', second)),
      ])
      return `${alone([first])} ${alone([second])} ${JSON.stringify(together)}`
    })
  }

  const countCertainInBoth = (
    [a, b]: readonly [number, number],
    colluders: number,
    levels: number,
    view: (state: State) => string,
    pools = (count: number) => poolsOf(count, levels),
  ) => {
    let certain = 0
    for (let inFirst = 0; inFirst <= colluders; inFirst++)
      for (const first of pools(inFirst))
        for (const second of pools(colluders - inFirst))
          certain += findCertain(
            [
              { size: a, known: first },
              { size: b, known: second },
            ],
            reaching(levels),
            view,
          ).length
    return certain
  }

  test('settle nothing with two levels, wherever up to three colluders are', () => {
    for (const sizes of [
      [10, 10],
      [10, 16],
      [11, 14],
      [12, 13],
      [16, 16],
    ] as const) {
      const view = familyView([0, 100])
      for (const colluders of UP_TO_THREE)
        expect(countCertainInBoth(sizes, colluders, 2, view), `${sizes.join()}, ${colluders}`).toBe(0)
    }
  })

  test('settle nothing with three levels', () => {
    const view = familyView([0, 60, 100])
    for (const colluders of [0, 3]) expect(countCertainInBoth([10, 12], colluders, 3, view)).toBe(0)
  })

  test('settle nothing with four levels, for three in one cell who all answered worst, or all best', () => {
    const view = familyView([0, 40, 70, 100])
    for (const level of [0, 3]) {
      const known = [level, level, level]
      const parts = [
        { size: 10, known },
        { size: 10, known: [] },
      ]
      expect(findCertain(parts, reaching(4), view)).toEqual([])
    }
  })

  test('would settle answers if the median of both were exact: 10 and 16 trusts, nobody colluding', () => {
    const view = remembered(([first = [], second = []]) => {
      const scores = [first, second].map((spread) =>
        spread.flatMap((count, level) => Array<number>(count).fill(level * 100)),
      )
      const all = scores.flat().toSorted((x, y) => x - y)
      const ends = [first, second].map(([none = 0, reach = 0]) => roundCount(reach, none + reach))
      return JSON.stringify([ends, all[all.length / 2 - 1]])
    })
    expect(countCertainInBoth([10, 16], 0, 2, view)).toBeGreaterThan(0)
  })

  test('would settle answers if the sum were rounded itself, for three who pool theirs', () => {
    const view = ([first = [], second = []]: State) => {
      const [a, b] = [first, second].map((spread) => spread[1] ?? 0)
      return [roundCount(a ?? 0, 12), roundCount(b ?? 0, 12), roundCount((a ?? 0) + (b ?? 0), 24)].join()
    }
    expect(countCertainInBoth([12, 12], 3, 2, view)).toBeGreaterThan(0)
  })
})

describe('two successive releases of one cell, to somebody who knows who was there and who joined or left', () => {
  const family = familyOf(1, [])
  /** Two questions of one domain. What is looked for is the answer to the first. */
  const ruleSet = ruleSetOf({ domains: [{ questions: [{}, {}] }] })
  /** A kind is what a trust answered before and after: 0 neither reaches the level, 1 after, 2 before, 3 both. */
  const KEPT = [0, 3]
  const facts: Fact[] = [
    [false, false, true, true],
    [false, true, false, true],
  ]

  /** The first question as two releases show it; `elsewhere`: how many of those who stay change the second one meanwhile. */
  const bothReleases = (elsewhere: number) =>
    remembered(([stay = [], leave = [], join = []]) => {
      const named = (part: string, spread: readonly number[], isAfter: boolean) =>
        spread
          .flatMap((count, kind) => Array<number>(count).fill(isAfter ? kind % 2 : kind >> 1))
          .map((level, index) => {
            const other = Number(isAfter && part === 'stay' && index < elsewhere)
            return contributorOf(`${part}${index}`, 'a', summaryOf({ levels: [level, other] }))
          })
      const then = [...named('stay', stay, false), ...named('leave', leave, false)]
      const first = prepareRelease(ruleSet, family, '2027', then)
      const now = [...named('stay', stay, true), ...named('join', join, true)]
      const second = prepareRelease(ruleSet, family, '2027', now, asBefore('first', ruleSet, first, then))
      return JSON.stringify(
        [first, second].map(({ release }) => [release.cells, release.cohorts[0]?.figures.questions[0]]),
      )
    })

  /** What is certain where the colluders are among those who stay, and answer whatever they like, twice. */
  const countCertainOver = (
    [stay, leave, join]: readonly [number, number, number],
    colluders: number,
    elsewhere: number,
    kinds?: number[],
  ) => {
    const view = bothReleases(elsewhere)
    return poolsOf(colluders, 4).reduce(
      (sum, known) =>
        sum +
        findCertain(
          [
            { size: stay, known, ...(kinds && { kinds }) },
            { size: leave, known: [], kinds: KEPT },
            { size: join, known: [], kinds: KEPT },
          ],
          facts,
          view,
        ).length,
      0,
    )
  }

  test.each([
    [10, 0, 0],
    [12, 0, 0],
    [10, 0, 1],
    [10, 1, 0],
    [9, 2, 1],
  ])(
    'settle nothing for up to three, where %i stay, %i leave and %i join, all may have changed, and the domain is new',
    (...sizes) => {
      for (const colluders of [0, 3]) expect(countCertainOver(sizes, colluders, 8), `${colluders}`).toBe(0)
    },
  )

  test.each([
    [12, 0, 1],
    [12, 1, 0],
    [12, 2, 2],
  ])(
    'settle nothing, where %i stay, %i leave and %i join, three change on purpose, and it is known that nobody else changed',
    (...sizes) => {
      for (const colluders of [0, 3])
        expect(countCertainOver(sizes, colluders, 0, KEPT), `${colluders}`).toBe(0)
    },
  )

  test('can settle what five answered beside three who pool theirs, where it is known that nobody else changed: the limit', () => {
    const certain = [12, 14, 16].map((stay) => countCertainOver([stay, 0, 5], 3, 0, KEPT))
    expect(certain.some((count) => count > 0)).toBe(true)
  })

  test('would settle answers if whoever is there were counted each time, with nobody colluding', () => {
    const plain = ([stay = [], leave = [], join = []]: State) => {
      const sum = (spread: readonly number[], ...kinds: number[]) =>
        kinds.reduce((all, kind) => all + (spread[kind] ?? 0), 0)
      const size = (spread: readonly number[]) => sum(spread, 0, 1, 2, 3)
      const was = roundCount(sum(stay, 2, 3) + sum(leave, 2, 3), size(stay) + size(leave))
      return `${was} ${roundCount(sum(stay, 1, 3) + sum(join, 1, 3), size(stay) + size(join))}`
    }
    for (const [stay, leave, join] of [
      [15, 0, 6],
      [11, 5, 2],
    ] as const)
      expect(
        findCertain(
          [stay, leave, join].map((size) => ({ size, known: [], kinds: KEPT })),
          facts,
          plain,
        ).length,
        `${stay} ${leave} ${join}`,
      ).toBeGreaterThan(0)
  })
})

describe('a lesson that need not apply, beside the question that it asks', () => {
  const lesson = ruleSetOf({
    domains: [{ questions: [{ credits: [0, 100], notApplicable: true }] }],
    lessons: [atLeast(0, 1)],
  })
  /** It does not apply, is not learned, on paper, on evidence. */
  const summaryFor = (kind: number) =>
    summaryOf({
      domains: [0],
      domainsAssured: [0],
      levels: [[-1, 0, 1, 1][kind] ?? 0],
      lessons: [kind - 1],
    })
  const shownOf = ({ questions, lessons }: Figures) => [questions, lessons]
  const sizes = [10, 12, 14, 16, 20]

  test('settles neither who has learned it nor to whom it applies, for up to three, also if they know to whom', () => {
    for (const size of sizes) {
      const view = published(lesson, summaryFor, shownOf)
      for (const colluders of [0, 3])
        expect(countCertain(size, colluders, reaching(4), view), `${size}, ${colluders}`).toBe(0)
      for (let applies = 4; applies <= size; applies++) {
        const known = ([spread = []]: State) => view([[size - applies, ...spread]])
        for (const colluders of [0, 3])
          expect(countCertain(applies, colluders, reaching(3), known), `${applies} of ${size}`).toBe(0)
      }
    }
  })

  test('would, counted as learned where it does not apply: that is why it is left out there', () => {
    const shares = published(lesson, summaryFor, ({ questions }) => questions)
    const certain = [10, 12].map((size) => {
      const view = ([spread = []]: State) => {
        const [without = 0, , paper = 0, evidence = 0] = spread
        const learned = [paper + evidence + without, evidence + without].map((one) => roundCount(one, size))
        return `${shares([spread])} ${learned.join()}`
      }
      return [0, 3].map((colluders) => countCertain(size, colluders, reaching(4), view))
    })
    expect(certain).toEqual([
      [3, 18],
      [0, 15],
    ])
  })
})

describe('all figures of a cell together', () => {
  /** Kinds are sets of questions whose level is reached, as bits. */
  const has = (kind: number, question: number) => ((kind >> question) & 1) === 1
  const factsOf = (questions: number): Fact[] =>
    Array.from({ length: questions }, (_, question) =>
      Array.from({ length: 2 ** questions }, (_, kind) => has(kind, question)),
    )

  test('settle no answer of two questions, their score, incidents that any or both stop and lessons of the same, for up to three', () => {
    const ruleSet = ruleSetOf({
      domains: [{ questions: [{}, { weight: 2 }] }],
      lessons: [any(atLeast(0, 1), atLeast(1, 1)), all(atLeast(0, 1), atLeast(1, 1))],
    })
    const SCORES = [0, 33, 67, 100]
    const summaryFor = (kind: number) => {
      const score = SCORES[kind] ?? 0
      const outcomes = [kind > 0, kind === 3].map((stopped) => (stopped ? 4 : 0))
      return summaryOf({
        overall: score,
        overallAssured: score,
        domains: [score],
        domainsAssured: [score],
        levels: [Number(has(kind, 0)), Number(has(kind, 1))],
        outcomes,
        outcomesAssured: outcomes,
        lessons: [kind > 0 ? 2 : 0, kind === 3 ? 2 : 0],
      })
    }
    for (const size of [10, 12, 14]) {
      const view = published(ruleSet, summaryFor)
      for (const colluders of UP_TO_THREE)
        expect(countCertain(size, colluders, factsOf(2), view), `${size}, ${colluders}`).toBe(0)
    }
  })

  test('can settle that all answered alike, by three figures that fit together: the limit of a homogeneous group', () => {
    // Three incidents: one stopped by the first and second answer, one by the first and third, one by all three.
    const stopped = [
      [0, 1],
      [0, 2],
      [0, 1, 2],
    ]
    const countsOf = (spread: readonly number[], questions: readonly number[]) =>
      spread.reduce((sum, count, kind) => sum + (questions.every((one) => has(kind, one)) ? count : 0), 0)
    const view = ([spread = []]: State) =>
      [[0], [1], [2], ...stopped].map((questions) => roundCount(countsOf(spread, questions), 16)).join()
    const certain = findCertain([{ size: 16, known: [] }], factsOf(3), view)
    expect(certain.length).toBeGreaterThan(0)
    // It is always the same of everybody, and here always the first answer, which stands in all three.
    expect(new Set(certain.map(({ fact, is }) => `${fact} ${is}`))).toEqual(new Set(['0 true']))
  })

  test('never tell one trust of a cell from another: what follows of one follows of all', () => {
    const credits = [0, 60, 100]
    const ruleSet = oneQuestion(credits)
    const levels = [0, 0, 1, 2, 2, 2, 1, 0, 2, 1, 1, 2]
    const bytes = levels.map((_, turn) =>
      JSON.stringify(
        figuresOf(
          ruleSet,
          levels.map((_, index) =>
            contributorOf(`${index}`, 'a', summaryAt(levels[(index + turn) % levels.length] ?? 0, credits)),
          ),
        ),
      ),
    )
    expect(new Set(bytes).size).toBe(1)
  })
})
