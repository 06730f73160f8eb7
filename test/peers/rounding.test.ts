import { describe, expect, test } from 'vitest'
import { percentOf, roundCount, roundScore, roundSize, standsFor } from '../../src/peers/rounding.ts'

const SIZES = Array.from({ length: 191 }, (_, index) => index + 10)
const countsTo = (n: number) => Array.from({ length: n + 1 }, (_, count) => count)

/** Rounded value → the counts of 0 to n that it stands for. */
function valuesAt(n: number): Map<number, number[]> {
  const values = new Map<number, number[]>()
  for (const count of countsTo(n)) {
    const value = roundCount(count, n)
    values.set(value, [...(values.get(value) ?? []), count])
  }
  return values
}

describe('a rounded count, for every group of 10 to 200', () => {
  test('stands for at least three counts, and what it says of everybody for at least five', () => {
    for (const n of SIZES) {
      const values = valuesAt(n)
      for (const counts of values.values()) expect(counts.length, `of ${n}`).toBeGreaterThanOrEqual(3)
      for (const end of [0, n])
        expect(values.get(roundCount(end, n))?.length, `of ${n}`).toBeGreaterThanOrEqual(5)
    }
  })

  test('leaves three who know their own answers with some who reach the level and some who do not, or with neither sure', () => {
    for (const n of SIZES)
      for (const counts of valuesAt(n).values())
        for (const own of [0, 1, 2, 3]) {
          const others = counts.map((count) => count - own).filter((count) => count >= 0 && count <= n - 3)
          if (others.length === 0) continue
          expect(Math.max(...others), `of ${n}`).toBeGreaterThan(0)
          expect(Math.min(...others), `of ${n}`).toBeLessThan(n - 3)
        }
  })

  test('is not safe from four: 0, and all four reach the level, tells them that nobody else does', () => {
    const others = (valuesAt(20).get(0) ?? []).map((count) => count - 4).filter((count) => count >= 0)
    expect(others).toEqual([0])
  })

  test('is a multiple of 5 from 0 to the rounded size', () => {
    for (const n of SIZES)
      for (const count of countsTo(n)) {
        const value = roundCount(count, n)
        expect(value % 5).toBe(0)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(roundSize(n))
      }
  })

  test('never falls when the count rises, so that a cumulative ladder never rises', () => {
    for (const n of SIZES)
      for (const count of countsTo(n - 1))
        expect(roundCount(count + 1, n)).toBeGreaterThanOrEqual(roundCount(count, n))
  })

  test('is at most 2 away from the count, except at the ends and beside the upper one', () => {
    for (const n of SIZES.filter((size) => size >= 12))
      for (const count of countsTo(n)) {
        const away = Math.abs(roundCount(count, n) - count)
        if (count >= 5 && count <= Math.min(n - 5, roundSize(n) - 3))
          expect(away, `${count} of ${n}`).toBeLessThanOrEqual(2)
        else expect(away, `${count} of ${n}`).toBeLessThanOrEqual(4)
      }
  })

  test('of 10 or 11 only says whether more than half reach the level', () => {
    for (const n of [10, 11])
      for (const count of countsTo(n)) expect(roundCount(count, n)).toBe(2 * count > n ? 10 : 0)
  })

  test('stands for exactly the counts that are given for it', () => {
    for (const n of SIZES)
      for (const counts of valuesAt(n).values())
        for (const count of counts)
          expect(standsFor(count, n)).toEqual({ from: Math.min(...counts), to: Math.max(...counts) })
  })

  test('by example', () => {
    const shown = (n: number) => countsTo(n).map((count) => roundCount(count, n))
    expect(shown(10)).toEqual([0, 0, 0, 0, 0, 0, 10, 10, 10, 10, 10])
    expect(shown(12)).toEqual([0, 0, 0, 0, 0, 5, 5, 5, 10, 10, 10, 10, 10])
    expect(shown(13)).toEqual([0, 0, 0, 0, 0, 5, 5, 5, 5, 10, 10, 10, 10, 10])
    expect(shown(17)).toEqual([0, 0, 0, 0, 0, 5, 5, 5, 10, 10, 10, 10, 10, 15, 15, 15, 15, 15])
  })
})

describe('sums of rounded counts', () => {
  test('say of two groups what the two say, and nothing more', () => {
    // The sum is a function of the two values, so the pairs of counts behind it are those behind some pairs of values.
    for (const [n, m] of [
      [10, 12],
      [13, 17],
      [20, 31],
    ] as const)
      for (const first of valuesAt(n).values())
        for (const second of valuesAt(m).values()) {
          const sums = new Set(first.flatMap((a) => second.map((b) => roundCount(a, n) + roundCount(b, m))))
          expect(sums.size).toBe(1)
        }
  })

  test('never exceed the sum of the rounded sizes', () => {
    for (const n of SIZES) expect(roundCount(n, n)).toBe(roundSize(n))
  })
})

describe('what is shown of a count', () => {
  test('a share is rounded down, and there is none of nobody', () => {
    expect(percentOf(10, 15)).toBe(66)
    expect(percentOf(15, 15)).toBe(100)
    expect(percentOf(0, 0)).toBeUndefined()
  })

  test('a score is rounded to the nearest 5', () => {
    expect([0, 2, 3, 7, 8, 52, 53, 97, 98, 100].map(roundScore)).toEqual([
      0, 0, 5, 5, 10, 50, 55, 95, 100, 100,
    ])
  })
})
