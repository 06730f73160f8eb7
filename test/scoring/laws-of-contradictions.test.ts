import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { scoreRow } from '../../src/scoring/score.ts'
import { completionsOf } from './generate.ts'
import { law } from './law.ts'
import { isTrue, worldsOf } from './naive.ts'

describe('a contradiction', () => {
  law(
    'that is raised stays true for every completion of what is not known, and goes when its rule is deleted',
    ({ ruleSet, row }) =>
      fc.array(completionsOf(ruleSet, row, 'everything-unknown'), { minLength: 3, maxLength: 3 }),
    ({ ruleSet, row }, completions) => {
      const raised = scoreRow(ruleSet, row).contradictions.map((one) => one.id)
      for (const one of ruleSet.contradictions.filter((one) => raised.includes(one.id))) {
        for (const completion of completions) {
          const [world, ...others] = worldsOf(ruleSet, completion, 'low')
          expect(others).toEqual([])
          expect([isTrue(one.first, world!), isTrue(one.second, world!)]).toEqual([true, true])
          expect(scoreRow(ruleSet, completion).contradictions.map((found) => found.id)).toContain(one.id)
        }
        const without = {
          ...ruleSet,
          contradictions: ruleSet.contradictions.filter((other) => other !== one),
        }
        expect(scoreRow(without, row).contradictions.map((found) => found.id)).toEqual(
          raised.filter((id) => id !== one.id),
        )
      }
    },
    { many: 800, few: 25 },
  )

  law(
    'is raised when both its sides are true of what is known',
    ({ ruleSet, row }) => completionsOf(ruleSet, row, 'everything-unknown'),
    ({ ruleSet }, known) => {
      const [world] = worldsOf(ruleSet, known, 'low')
      const expected = ruleSet.contradictions.filter(
        (one) => isTrue(one.first, world!) && isTrue(one.second, world!),
      )
      expect(scoreRow(ruleSet, known).contradictions.map((one) => one.id)).toEqual(
        expected.map((one) => one.id),
      )
    },
    { many: 400, few: 25 },
  )
})
