import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figuresOf } from '../../src/peers/figures.ts'
import { roundCount, roundScore } from '../../src/peers/rounding.ts'
import { runs } from '../scoring/law.ts'
import { contributorOf, oneQuestion, summaryOf } from './made-up.ts'
import { chanceFrom } from './simulator.ts'

const ruleSet = oneQuestion([0, 100])
const MARKS = { p10: 10, p25: 25, p50: 50, p75: 75, p90: 90 }

/** Quantiles of some cells, each a list of scores. */
const quantilesOf = (...cells: readonly (readonly number[])[]) =>
  figuresOf(
    ruleSet,
    cells.map((scores, cell) =>
      scores.map((overall, index) => contributorOf(`${cell}-${index}`, `${cell}`, summaryOf({ overall }))),
    ),
  ).overall.onPaper as Readonly<Partial<Record<keyof typeof MARKS, number>>>

const scores = (least: number, most: number) =>
  fc.array(fc.nat({ max: 100 }), { minLength: least, maxLength: most })

describe('quantiles of one cell', () => {
  test('are by nearest rank, rounded to 5, where at least five stand on either side', () => {
    fc.assert(
      fc.property(scores(10, 120), (cell) => {
        const sorted = cell.toSorted((a, b) => a - b)
        const expected = Object.entries(MARKS).flatMap(([mark, perCent]) => {
          const rank = Math.ceil((perCent / 100) * sorted.length)
          const isSafe = (sorted.length * Math.min(perCent, 100 - perCent)) / 100 >= 5
          return isSafe ? [[mark, roundScore(sorted[rank - 1] ?? 0)]] : []
        })
        expect(quantilesOf(cell)).toEqual(Object.fromEntries(expected))
      }),
      runs(400),
    )
  })

  test('of 10 are a median alone; of 20 also the quarters; of 50 also the tenths', () => {
    const marksOf = (size: number) =>
      Object.keys(quantilesOf(Array.from({ length: size }, (_, index) => index)))
    expect(marksOf(10)).toEqual(['p50'])
    expect(marksOf(19)).toEqual(['p50'])
    expect(marksOf(20)).toEqual(['p25', 'p50', 'p75'])
    expect(marksOf(50)).toEqual(['p10', 'p25', 'p50', 'p75', 'p90'])
  })
})

describe('quantiles of a wider cohort', () => {
  test('do not change when a cell is exchanged for one with the same rounded counts at every step of 5', () => {
    const countsOf = (cell: readonly number[]) =>
      Array.from({ length: 21 }, (_, step) =>
        roundCount(cell.filter((score) => roundScore(score) >= 5 * step).length, cell.length),
      )
    fc.assert(
      fc.property(
        scores(10, 24),
        scores(10, 24),
        fc.nat(),
        fc.integer({ min: -6, max: 6 }),
        (a, b, which, by) => {
          const other = a.map((score, index) =>
            index === which % a.length ? Math.min(100, Math.max(0, score + by)) : score,
          )
          fc.pre(JSON.stringify(countsOf(other)) === JSON.stringify(countsOf(a)))
          expect(quantilesOf(other, b)).toEqual(quantilesOf(a, b))
        },
      ),
      runs(1000),
    )
  })

  test('rise with the per cent, and with every score', () => {
    fc.assert(
      fc.property(
        fc.array(scores(10, 24), { minLength: 2, maxLength: 4 }),
        fc.nat({ max: 30 }),
        (cells, by) => {
          const found = quantilesOf(...cells)
          const marks = Object.values(found)
          expect(marks).toEqual(marks.toSorted((a, b) => a - b))
          const higher = quantilesOf(...cells.map((cell) => cell.map((score) => Math.min(100, score + by))))
          Object.values(higher).forEach((score, index) =>
            expect(score).toBeGreaterThanOrEqual(marks[index] ?? 0),
          )
        },
      ),
      runs(300),
    )
  })

  test('are absent where they would fall among the ends of the cells', () => {
    const cells = (count: number, size: number) =>
      Array.from({ length: count }, () => Array.from({ length: size }, (_, index) => index))
    expect(Object.keys(quantilesOf(...cells(3, 10)))).toEqual(['p50'])
    expect(Object.keys(quantilesOf(...cells(3, 12)))).toEqual(['p25', 'p50', 'p75'])
    expect(Object.keys(quantilesOf(...cells(8, 17)))).toEqual(['p25', 'p50', 'p75'])
    expect(Object.keys(quantilesOf(...cells(2, 30)))).toEqual(['p10', 'p25', 'p50', 'p75', 'p90'])
  })

  test('are within 5 of the exact ones in at least 95 of 100 made-up cohorts of the size of ours', () => {
    const chance = chanceFrom(3)
    let [near, all] = [0, 0]
    for (let country = 0; country < 100; country++) {
      const cells = [13, 18, 20, 21, 17, 17, 14].map((size) => {
        const middle = 45 + 20 * chance()
        return Array.from({ length: size }, () => {
          const away = chance() + chance() + chance() - 1.5
          return Math.min(100, Math.max(0, Math.round(middle + 30 * away)))
        })
      })
      const sorted = cells.flat().toSorted((a, b) => a - b)
      const found = quantilesOf(...cells)
      for (const mark of ['p25', 'p50', 'p75'] as const) {
        const exact = roundScore(sorted[Math.ceil((MARKS[mark] / 100) * sorted.length) - 1] ?? 0)
        all++
        if (Math.abs((found[mark] ?? -100) - exact) <= 5) near++
      }
    }
    expect(near / all).toBeGreaterThanOrEqual(0.95)
  })
})
