/** What several releases tell three who pool theirs: the small version; the table that users read is made by `npm run prove`. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MEASURED } from '../../src/peers/measured.ts'
import type { Contributor } from '../../src/peers/model.ts'
import { type Before, prepareRelease } from '../../src/peers/prepare.ts'
import { roundCount } from '../../src/peers/rounding.ts'
import { ruleSetOf } from '../scoring/build.ts'
import { believe } from './believing.ts'
import { runs } from '../scoring/law.ts'
import { asBefore, contributorOf, familyOf, summaryOf } from './made-up.ts'
import {
  type Block,
  countedIn,
  DOMAINS,
  EXACTLY_EIGHT,
  HOUSES,
  isAnyCertain,
  type HouseName,
  play,
  STORIES,
  tell,
} from './over-time.ts'
import { chanceFrom } from './simulator.ts'

const OURS: HouseName = 'domain, 8 (ours)'
const CELLS = 24

describe('over several releases three who pool theirs', () => {
  const told = STORIES.map((story) => ({ story, won: tell(story, CELLS, ['naive', 'always new', OURS]) }))

  test('are certain of much where every release counts exactly whoever is there', () => {
    for (const { story, won } of told)
      expect(won.naive.certain / won.naive.of, story.name).toBeGreaterThan(0.1)
  })

  test('are certain of something where every release counts anew, though it is rounded', () => {
    expect(told.some(({ won }) => won['always new'].certain > 0)).toBe(true)
  })

  test('are certain of nothing in ours', () => {
    for (const { story, won } of told) expect(won[OURS].certain, story.name).toBe(0)
  })

  test('are hardly ever certain of something in ours where exactly eight come or go and nobody else changes', () => {
    for (const story of EXACTLY_EIGHT) {
      const { certain, of } = tell(story, 4 * CELLS, [OURS])[OURS]
      expect(certain / of, story.name).toBeLessThan(0.01)
    }
  })

  test('is written down as it is told to users: nothing certain but where exactly eight move', () => {
    expect(MEASURED.stories.map(({ name }) => name)).toEqual(STORIES.map(({ name }) => name))
    for (const { ours, naive } of MEASURED.stories) {
      expect(ours).toBe(0)
      expect(naive).toBeGreaterThan(10)
    }
    for (const { ours } of MEASURED.exactlyEight) expect(ours).toBeLessThanOrEqual(0.2)
  })
})

describe('the cells of the simulator', () => {
  test('count as our releases count', () => {
    const chance = chanceFrom(11)
    const family = familyOf(1, [])
    let isNew = 0
    for (const [turn, domain] of [...DOMAINS, ...DOMAINS].entries()) {
      const ruleSet = ruleSetOf({
        domains: [
          {
            questions: domain.map((levels) => ({
              credits: Array.from({ length: levels }, (_, level) => Math.floor((100 * level) / (levels - 1))),
            })),
          },
        ],
      })
      const story = { name: '', releases: 4, change: [0.02, 0.06, 0.2][turn % 3] ?? 0, join: 2, leave: 1 }
      const snapshots = play(story, domain, 10 + (turn % 12), chance)
      const counted = countedIn(HOUSES[OURS], snapshots, domain, 0)
      let before: Before | undefined
      for (const [release, snapshot] of snapshots.entries()) {
        const contributors = [...snapshot].map(([id, { answers }]): Contributor =>
          contributorOf(`${id}`, 'a', summaryOf({ domains: [0], domainsAssured: [0], levels: answers })),
        )
        const made = prepareRelease(ruleSet, family, '2027', contributors, before)
        before = asBefore(`${release}`, ruleSet, made, contributors, before)
        expect(made.release.cells[0]?.counted.domains[0] === null).toBe(counted.includes(release))
        if (!counted.includes(release)) continue
        if (release > 0) isNew++
        const ladders = made.release.cohorts[0]?.figures.questions
        for (const [question, levels] of domain.entries())
          for (let rung = 1; rung < levels; rung++) {
            const reach = [...snapshot.values()].filter(
              ({ answers }) => (answers[question] ?? 0) >= rung,
            ).length
            expect(ladders?.[question]?.atLeast?.[rung - 1]).toBe(roundCount(reach, snapshot.size))
          }
      }
    }
    expect(isNew).toBeGreaterThan(5)
  })

  /** Every way to fill blocks that gives what was seen. */
  const fillings = (blocks: readonly Block[], releases: number): number[][] =>
    blocks
      .reduce<number[][]>(
        (all, { size }) =>
          all.flatMap((one) => Array.from({ length: size + 1 }, (_, count) => [...one, count])),
        [[]],
      )
      .filter(() => releases > 0)

  test('find exactly what is certain: as every possible filling says', () => {
    const blocks = fc.array(
      fc.record({ a: fc.nat({ max: 2 }), b: fc.nat({ max: 2 }), size: fc.integer({ min: 1, max: 3 }) }),
      { minLength: 1, maxLength: 4 },
    )
    fc.assert(
      fc.property(
        blocks,
        fc.nat(),
        fc.array(fc.nat({ max: 2 }), { minLength: 6, maxLength: 6 }),
        (drawn, pick, wide) => {
          const all = drawn.map(({ a, b, size }) => ({ first: Math.min(a, b), last: Math.max(a, b), size }))
          const states = fillings(all, 3)
          const sums = (state: readonly number[]) =>
            [0, 1, 2].map((at) =>
              state.reduce((sum, count, index) => {
                const { first, last } = all[index] ?? { first: 9, last: 0 }
                return sum + (first <= at && at <= last ? count : 0)
              }, 0),
            )
          const truth = sums(states[pick % states.length] ?? [])
          const seen = truth.map((sum, at) => ({
            from: sum - (wide[at] ?? 0),
            to: sum + (wide[at + 3] ?? 0),
          }))
          const possible = states.filter((state) =>
            sums(state).every((sum, at) => sum >= (seen[at]?.from ?? 0) && sum <= (seen[at]?.to ?? 0)),
          )
          const certain = all.some(({ size }, index) => {
            const counts = possible.map((state) => state[index] ?? 0)
            return Math.max(...counts) === 0 || Math.min(...counts) === size
          })
          expect(isAnyCertain(all, seen)).toBe(certain)
        },
      ),
      runs(300),
    )
  })

  test('believe what Bayes says: of two others and one who joined, after both releases', () => {
    const share = { reach: 0.5, falls: 0, rises: 0 }
    const others = [{ first: 0, last: 1, size: 2 }]
    const seen = [
      { from: 1, to: 1 },
      { from: 1, to: 2 },
    ]
    // One of the two reaches it in every case, so nothing is learned of the third.
    expect(believe(others, { first: 1, last: 1 }, 2, [0, 1], [0, 1], seen, share)).toBeCloseTo(0.5)
    const more = [seen[0] ?? { from: 0, to: 0 }, { from: 2, to: 3 }]
    expect(believe(others, { first: 1, last: 1 }, 2, [0, 1], [0, 1], more, share)).toBeCloseTo(1)
    // From the second alone: two of three reach it or all; of four cases in which that holds, three with the third one.
    expect(believe(others, { first: 1, last: 1 }, 2, [1], [0, 1], more, share)).toBeCloseTo(0.75)
  })
})
