/**
 * Scores of a cohort's cells → its quantiles, each rounded to 5. Never a minimum, maximum, rank or mean.
 * An exact quantile of two cells together, less what one of them says, can be the other's: so those of a wider cohort
 * are read from what its cells' rounded counts stand for.
 */

import type { Quantiles } from './model.ts'
import { BASE, countFrom, END, roundScore, STANDS_FOR, standsFor } from './rounding.ts'

const PER_CENTS = [10, 25, 50, 75, 90] as const

/** Quantiles of one or more cells, each a list of scores of 0 to 100; those that rest on too few are absent. */
export function quantilesOf(cells: readonly (readonly number[])[]): Quantiles {
  const [cell = [], ...others] = cells
  const quantileAt = others.length === 0 ? inOne(cell) : together(cells)
  const found = PER_CENTS.flatMap((perCent) => {
    const quantile = quantileAt(perCent)
    return quantile === undefined ? [] : [[`p${perCent}`, quantile] as const]
  })
  return Object.fromEntries(found)
}

type QuantileAt = (perCent: number) => number | undefined

/** By nearest rank, where at least 5 stand on either side of it. Source: DESIGN §5.3. */
function inOne(cell: readonly number[]): QuantileAt {
  const sorted = cell.toSorted((a, b) => a - b)
  return (perCent) => {
    if (!hasBeside(END, perCent, cell.length)) return undefined
    const score = sorted[Math.ceil((cell.length * perCent) / 100) - 1]
    return score === undefined ? undefined : roundScore(score)
  }
}

/**
 * The highest score that enough reach, each cell counting with the middle of what its rounded count stands for.
 * Where it would fall among the ends of the cells, rounding says nothing of it: at least three a cell on either side,
 * ours; with fewer it is off by more than 5 points in one of ten made-up cohorts.
 */
function together(cells: readonly (readonly number[])[]): QuantileAt {
  const n = cells.reduce((sum, cell) => sum + cell.length, 0)
  const reaching = cells.map((cell) => countFrom(cell.map(stepOf), 100 / BASE + 1))
  const middle = (step: number) =>
    cells.reduce((sum, cell, index) => {
      const { from, to } = standsFor(reaching[index]?.[step] ?? 0, cell.length)
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
