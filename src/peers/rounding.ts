/**
 * Exact counts → counts that cannot be turned back into one trust's answer.
 * Base 5, and a rounded value that would stand for fewer than three counts is merged with its neighbour.
 */

/** Contributors that a cell needs. Source: DESIGN §5, ours; stricter than the NHS rules for people. */
export const FEWEST = 10
const BASE = 5
/** Counts that one rounded value stands for, at least. */
const STANDS_FOR = 3

/** A count of 0 to n, rounded to base 5 among those n. */
export function roundCount(count: number, n: number): number {
  const rounded = toBase(count)
  const top = toBase(n)
  const standsFor = n - (top - 2) + 1
  return rounded === top && top > 0 && standsFor < STANDS_FOR ? top - BASE : rounded
}

function toBase(count: number): number {
  return BASE * Math.floor((count + 2) / BASE)
}

/** A score rounded to 5. */
export function roundScore(score: number): number {
  return BASE * Math.floor((2 * score + BASE) / (2 * BASE))
}

/** Whole per cent of a rounded size, rounded down; undefined when the size is 0. */
export function percentOf(count: number, size: number): number | undefined {
  return size > 0 ? Math.floor((100 * count) / size) : undefined
}

/**
 * Quantile by nearest rank of sorted scores, rounded to 5; undefined when fewer than 5 stand on either side of it.
 * `perCent` is 10, 25, 50, 75 or 90.
 */
export function quantileOf(sorted: readonly number[], perCent: number): number | undefined {
  const n = sorted.length
  if (n * Math.min(perCent, 100 - perCent) < 500) return undefined
  const rank = Math.ceil((n * perCent) / 100)
  const score = sorted[rank - 1]
  return score === undefined ? undefined : roundScore(score)
}
