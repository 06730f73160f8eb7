/**
 * Scores of a cell → its quantiles, each rounded to 5; the published quantiles of cells → those of a wider cohort.
 * Never a minimum, maximum, rank or mean, and a wider cohort's marks come from its cells' published marks alone.
 */

import type { Quantiles } from './model.ts'
import { BASE, END, roundScore, STANDS_FOR } from './rounding.ts'
import { countFrom, type Histogram } from './tally.ts'

const PER_CENTS = [10, 25, 50, 75, 90] as const
type PerCent = (typeof PER_CENTS)[number]

/** Quantiles of a cell, by nearest rank, where at least 5 stand on either side. Source: src/README.md, peers. */
export function quantilesOf(cell: Histogram): Quantiles {
  const reaching = countFrom(cell)
  const n = reaching[0] ?? 0
  return marksOf((perCent) => {
    if (!hasBeside(END, perCent, n)) return undefined
    // The rank counts from the lowest: as many reach its score as are left from there on.
    const rank = Math.ceil((n * perCent) / 100)
    return roundScore(reaching.findLastIndex((count) => count > n - rank))
  })
}

/** A cell with its rounded size and its published marks. */
export interface Marked {
  readonly size: number
  readonly marks: Quantiles
}

/**
 * Marks of a wider cohort: the highest score that enough would reach if each cell rose straight from mark to mark. One
 * that less than half of the cohort gives in its own cells is left out, and one among the ends of the cells (at least
 * three a cell on either side): ours, so that in made-up cohorts nine marks of ten are within 5 points of the exact ones.
 */
export function quantilesTogether(cells: readonly Marked[]): Quantiles {
  if (cells.some(({ marks }) => marks.p50 === undefined)) return {}
  const n = cells.reduce((sum, { size }) => sum + size, 0)
  const lines = cells.map(({ size, marks }) => ({ size, reachAt: lineOf(marks) }))
  const reaching = Array.from({ length: 100 / BASE + 1 }, (_, step) =>
    lines.reduce((sum, { size, reachAt }) => sum + size * reachAt(step * BASE), 0),
  )
  return marksOf((perCent) => {
    const given = cells.reduce(
      (sum, { size, marks }) => sum + (marks[`p${perCent}`] === undefined ? 0 : size),
      0,
    )
    if (2 * given < n || !hasBeside(Math.max(END, STANDS_FOR * cells.length), perCent, n)) return undefined
    // A hair's breadth for what the sums of fractions lose.
    return (
      BASE *
      Math.max(
        0,
        reaching.findLastIndex((count) => 100 * count >= n * (100 - perCent) - 1e-6),
      )
    )
  })
}

/** Beyond its outer marks a cell thins out: its tail is half as long again as the distance to the next mark says (ours). */
const TAIL = 1.5

/** The share of a cell that reaches a score, on straight lines between its marks. */
function lineOf(marks: Quantiles): (score: number) => number {
  const given = PER_CENTS.flatMap((perCent) => {
    const score = marks[`p${perCent}`]
    return score === undefined ? [] : [{ score, reach: 1 - perCent / 100 }]
  })
  const tail = (outer = given[0], next = given[1], reach = 1) =>
    outer === undefined || next === undefined
      ? 100 * (1 - reach)
      : Math.min(
          100,
          Math.max(
            0,
            outer.score +
              (TAIL * (outer.score - next.score) * Math.abs(reach - outer.reach)) /
                Math.abs(outer.reach - next.reach),
          ),
        )
  const points = [
    { score: tail(given[0], given[1], 1), reach: 1 },
    ...given,
    { score: tail(given.at(-1), given.at(-2), 0), reach: 0 },
  ]
  return (score) => {
    const at = points.findIndex((point) => point.score >= score)
    const [before, after] = [points[at - 1], points[at]]
    if (after === undefined) return 0
    if (before === undefined || after.score === score) return after.reach
    return (
      before.reach + ((after.reach - before.reach) * (score - before.score)) / (after.score - before.score)
    )
  }
}

function marksOf(quantileAt: (perCent: PerCent) => number | undefined): Quantiles {
  return Object.fromEntries(
    PER_CENTS.flatMap((perCent) => {
      const quantile = quantileAt(perCent)
      return quantile === undefined ? [] : [[`p${perCent}`, quantile] as const]
    }),
  )
}

/** Whether at least so many of n stand on either side of a quantile. */
function hasBeside(count: number, perCent: number, n: number): boolean {
  return n * Math.min(perCent, 100 - perCent) >= 100 * count
}
