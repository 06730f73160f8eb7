/** Plans against every plan there is, for thousands of small rule sets, efforts, answers, goals, limits, kept and ruled-out moves. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withSolver } from '../../src/solver/with-solver.ts'
import { expectOptimum, planCases } from '../planning/plans.ts'
import { runs } from '../scoring/law.ts'

test('on thousands of small rule sets a plan is the one that trying every plan finds best', async () => {
  const kinds = new Map<string, number>()
  await withSolver((solve) =>
    fc.assert(
      fc.asyncProperty(planCases, async (one) => {
        const kind = (await expectOptimum(one, solve)) ?? 'too many to try'
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      }),
      runs(5000),
    ),
  )
  process.stdout.write(`${[...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ')}\n`)
  expect(kinds.get('plan')).toBeGreaterThan(1000)
})
