/**
 * Scores of a cohort's cells → its quantiles, each rounded to 5. Never a minimum, maximum, rank or mean.
 * An exact quantile of two cells together, less what one of them says, can be the other's: so those of a wider cohort
 * are read from what its cells' rounded counts stand for.
 */

import type { Quantiles } from './model.ts'
import { BASE, END, roundScore, STANDS_FOR, standsFor } from './rounding.ts'
import { countFrom, type Histogram, regroup } from './tally.ts'

const PER_CENTS = [10, 25, 50, 75, 90] as const

/** Quantiles of one or more cells, each a count of scores; those that rest on too few are absent. */
export function quantilesOf(cells: readonly Histogram[]): Quantiles {
  const [cell, ...others] = cells
  if (cell === undefined) return {}
  const quantileAt = others.length === 0 ? inOne(cell) : together(cells)
  const found = PER_CENTS.flatMap((perCent) => {
    const quantile = quantileAt(perCent)
    return quantile === undefined ? [] : [[`p${perCent}`, quantile] as const]
  })
  return Object.fromEntries(found)
}

type QuantileAt = (perCent: number) => number | undefined

/** By nearest rank, where at least 5 stand on either side of it. Source: DESIGN §5.3. */
function inOne(cell: Histogram): QuantileAt {
  const reaching = countFrom(cell)
  const n = reaching[0] ?? 0
  return (perCent) => {
    if (!hasBeside(END, perCent, n)) return undefined
    // The rank counts from the lowest: as many reach its score as are left from there on.
    const rank = Math.ceil((n * perCent) / 100)
    return roundScore(reaching.findLastIndex((count) => count > n - rank))
  }
}

/**
 * The highest score that enough reach, each cell counting with the middle of what its rounded count stands for.
 * Where it would fall among the ends of the cells, rounding says nothing of it: at least three a cell on either side,
 * ours; with fewer it is off by more than 5 points in one of ten made-up cohorts.
 */
function together(cells: readonly Histogram[]): QuantileAt {
  const reaching = cells.map((cell) => countFrom(regroup(cell, 100 / BASE + 1, stepOf)))
  const sizeOf = (counts: readonly number[]) => counts[0] ?? 0
  const n = reaching.reduce((sum, counts) => sum + sizeOf(counts), 0)
  const middle = (step: number) =>
    reaching.reduce((sum, counts) => {
      const { from, to } = standsFor(counts[step] ?? 0, sizeOf(counts))
      return sum + (from + to) / 2
    }, 0)
  const middles = Array.from({ length: 100 / BASE + 1 }, (_, step) => middle(step))
  return (perCent) =>
    hasBeside(Math.max(END, STANDS_FOR * cells.length), perCent, n)
      ? BASE *
        Math.max(
          0,
          middles.findLastIndex((count) => 100 * count >= n * (100 - perCent)),
        )
      : undefined
}

const stepOf = (score: number) => roundScore(score) / BASE

/** Whether at least so many of n stand on either side of a quantile. */
function hasBeside(count: number, perCent: number, n: number): boolean {
  return n * Math.min(perCent, 100 - perCent) >= 100 * count
}
