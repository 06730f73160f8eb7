/**
 * Exact counts → counts that cannot be turned back into one trust's answer, even by three trusts that pool theirs.
 * Base 5; the two ends, which say something of everybody, stand for at least five counts, every other value for three.
 *
 * Why the ends are wider: "none reach it" standing for 0, 1 or 2 tells two trusts that reach it themselves that nobody
 * else does. Standing for 0 to 4 it leaves three of them with "none or one of the others", and only a fourth would know.
 */

import { roundHalfUp } from '../rules/half-up.ts'

/** Contributors that a cell needs. Ours; stricter than the NHS rules for people. */
export const FEWEST = 10
export const BASE = 5
/** Counts that one rounded value stands for, at least. Source: src/README.md, peers. */
export const STANDS_FOR = 3
/** Trusts that may pool their answers and still learn nobody else's. Source: src/README.md, peers. */
export const COLLUDERS = 3
/** Counts that each end stands for: taking away what the colluders know of themselves leaves two. */
export const END = COLLUDERS + 2

/** Size of a group, banded: rounded down to base 5. It is also the rounded value of "all". */
export function roundSize(n: number): number {
  return BASE * Math.floor(n / BASE)
}

/** A number of contributors as it is said: rounded down to 5, and 0 for fewer than 10. */
export function bandOf(contributors: number): number {
  return contributors < FEWEST ? 0 : roundSize(contributors)
}

/**
 * A count of 0 to n, rounded to base 5 among those n, at least 10: 0 for fewer than five, the rounded size for all but
 * fewer than five, base 5 between them. Where too little is left between the ends (10 or 11), only whether it is more
 * than half.
 */
export function roundCount(count: number, n: number): number {
  const all = roundSize(n)
  const between = n + 1 - 2 * END
  if (between < STANDS_FOR) return 2 * count > n ? all : 0
  if (count < END) return 0
  if (count > n - END) return all
  return Math.min(BASE * Math.floor((count + 2) / BASE), all - BASE)
}

/** The counts among n that share the rounded value of this one, first and last. */
export function standsFor(count: number, n: number): { readonly from: number; readonly to: number } {
  const value = roundCount(count, n)
  let [from, to] = [count, count]
  while (from > 0 && roundCount(from - 1, n) === value) from--
  while (to < n && roundCount(to + 1, n) === value) to++
  return { from, to }
}

/** A score rounded to 5. */
export function roundScore(score: number): number {
  return BASE * roundHalfUp(score, BASE)
}

/** Whole per cent of a rounded size, rounded down; undefined when the size is 0. */
export function percentOf(count: number, size: number): number | undefined {
  return size > 0 ? Math.floor((100 * count) / size) : undefined
}
