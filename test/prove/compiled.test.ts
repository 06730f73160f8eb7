/** The compiled scorer and the interpreter on 100,000 arbitrary rows of our rule set: equal in every field, in all four readings. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readingsOf } from '../../src/scoring/reading.ts'
import { rowsOf } from '../scoring/generate.ts'
import { real, seed } from '../scoring/law.ts'
import { comparing } from '../scoring/same-figures.ts'

const ROWS = 100_000

test('compiled and interpreted, 100,000 rows have the same figures', () => {
  const compare = comparing(real)
  let compared = 0
  fc.assert(
    fc.property(rowsOf(real), (row) => {
      compared += 1
      // One of the scopes that are still open: the others come with other rows.
      const all = readingsOf(real, row)
      const { worst, bound, best, assured } = all[compared % all.length]!
      return [worst, bound, best, assured].every((reading) => compare(reading).length === 0)
    }),
    { seed, numRuns: ROWS },
  )
  expect(compared).toBe(ROWS)
})
