import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figuresOf, figuresTogether } from '../../src/peers/figures.ts'
import { quantilesTogether } from '../../src/peers/quantiles.ts'
import { roundScore, roundSize } from '../../src/peers/rounding.ts'
import { runs } from '../scoring/law.ts'
import { contributorOf, oneQuestion, summaryOf } from './made-up.ts'
import { chanceFrom } from './simulator.ts'

const ruleSet = oneQuestion([0, 100])
const MARKS = { p10: 10, p25: 25, p50: 50, p75: 75, p90: 90 }

type Marks = Readonly<Partial<Record<keyof typeof MARKS, number>>>

/** Marks of a cell, a list of scores; or of the wider cohort of several, from what each publishes. */
const quantilesOf = (...cells: readonly (readonly number[])[]): Marks => {
  const each = cells.map((scores, cell) =>
    figuresOf(
      ruleSet,
      scores.map((overall, index) => contributorOf(`${cell}-${index}`, `${cell}`, summaryOf({ overall }))),
    ),
  )
  const [only] = each
  return (only !== undefined && each.length === 1 ? only : figuresTogether(ruleSet, each)).overall.onPaper
}

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
  test('come from what its cells publish, and from nothing else', () => {
    fc.assert(
      fc.property(fc.array(scores(10, 60), { minLength: 2, maxLength: 4 }), (cells) => {
        const published = cells.map((cell) => ({ size: roundSize(cell.length), marks: quantilesOf(cell) }))
        expect(quantilesOf(...cells)).toEqual(quantilesTogether(published))
      }),
      runs(300),
    )
  })

  test('say nothing where one of its cells says nothing', () => {
    expect(
      quantilesTogether([
        { size: 20, marks: { p25: 20, p50: 40, p75: 60 } },
        { size: 20, marks: {} },
      ]),
    ).toEqual({})
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

  test('are absent among the ends of the cells, and where less than half of the cohort gives them in its cells', () => {
    const cells = (count: number, size: number) =>
      Array.from({ length: count }, () => Array.from({ length: size }, (_, index) => index))
    const marksOf = (...all: readonly (readonly number[])[]) => Object.keys(quantilesOf(...all))
    expect(marksOf(...cells(3, 10))).toEqual(['p50'])
    expect(marksOf(...cells(3, 19))).toEqual(['p50'])
    expect(marksOf(...cells(3, 20))).toEqual(['p25', 'p50', 'p75'])
    expect(marksOf(...cells(2, 20), ...cells(2, 19))).toEqual(['p25', 'p50', 'p75'])
    expect(marksOf(...cells(2, 20), ...cells(4, 19))).toEqual(['p50'])
    expect(marksOf(...cells(2, 50))).toEqual(['p10', 'p25', 'p50', 'p75', 'p90'])
  })

  test.each([
    [[13, 18, 20, 21, 17, 17, 14], 1],
    [[12, 12], 1],
    [[30, 30, 25], 3],
    [[20, 22, 25, 40, 15], 3],
  ])('are within 5 of the exact ones in nine of ten made-up cohorts: cells of %j', (sizes, marks) => {
    const chance = chanceFrom(3)
    let [near, all] = [0, 0]
    for (let country = 0; country < 200; country++) {
      const cells = sizes.map((size) => {
        const middle = 45 + 20 * chance()
        return Array.from({ length: size }, () => {
          const away = chance() + chance() + chance() - 1.5
          return Math.min(100, Math.max(0, Math.round(middle + 30 * away)))
        })
      })
      const sorted = cells.flat().toSorted((a, b) => a - b)
      const found = Object.entries(quantilesOf(...cells))
      expect(found).toHaveLength(marks)
      for (const [mark, score] of found) {
        const rank = Math.ceil((MARKS[mark as keyof typeof MARKS] / 100) * sorted.length)
        all++
        if (Math.abs(score - roundScore(sorted[rank - 1] ?? 0)) <= 5) near++
      }
    }
    expect(near / all).toBeGreaterThanOrEqual(0.9)
  })
})
