import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOT_APPLICABLE, NOT_KNOWN, stateOf } from '../../src/answers/levels.ts'
import type { WholeRow } from '../../src/answers/model.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { rowsOf, withBytes } from './generate.ts'
import { law, real, seed, whatGotWorse } from './law.ts'

const pick = fc.record({ question: fc.nat(), by: fc.nat() })

/** The row with one known level one or more higher; undefined when the question has no level to raise. */
function raised(ruleSet: RuleSet, row: WholeRow, { question: draft, by }: { question: number; by: number }) {
  const question = ruleSet.questions[draft % ruleSet.questions.length]!
  const [declared, assured] = [row.declared[question.index]!, row.assured[question.index]!]
  const last = question.levels.length - 1
  if (stateOf(declared) !== 'answered' || declared === last) return undefined
  return withBytes(row, question.index, declared + 1 + (by % (last - declared)), assured)
}

describe('raising one answer, with the same scope, states, registers and date', () => {
  law(
    'never lowers a score, raises a residual, lengthens a replay or lowers its end',
    () => pick,
    ({ ruleSet, row }, drawn) => {
      const after = raised(ruleSet, row, drawn)
      fc.pre(after !== undefined)
      expect(whatGotWorse(scoreRow(ruleSet, row), scoreRow(ruleSet, after))).toEqual([])
    },
    { many: 1500, few: 100 },
  )

  test('holds for each level of each of our questions, from weak, strong and mixed answers', () => {
    for (const row of fc.sample(rowsOf(real), { numRuns: 4, seed })) {
      const before = scoreRow(real, row)
      for (const question of real.questions)
        if (stateOf(row.declared[question.index]!) === 'answered')
          for (let level = row.declared[question.index]! + 1; level < question.levels.length; level++)
            expect(
              whatGotWorse(
                before,
                scoreRow(real, withBytes(row, question.index, level, row.assured[question.index]!)),
              ),
              `${question.id} to ${level}`,
            ).toEqual([])
    }
  })
})

describe('better evidence for one answer', () => {
  law(
    'never lowers what is assured, and changes nothing on paper',
    () => pick,
    ({ ruleSet, row }, { question: draft, by }) => {
      const question = ruleSet.questions[draft % ruleSet.questions.length]!
      const [declared, assured] = [row.declared[question.index]!, row.assured[question.index]!]
      const state = stateOf(declared)
      fc.pre(state !== 'unanswered')
      const best = state === 'not-known' ? declared - NOT_KNOWN : declared
      fc.pre(assured < best)
      const better = state === 'not-applicable' ? NOT_APPLICABLE : assured + 1 + (by % (best - assured))
      const [before, after] = [row, withBytes(row, question.index, declared, better)].map((one) =>
        scoreRow(ruleSet, one),
      ) as [ReturnType<typeof scoreRow>, ReturnType<typeof scoreRow>]
      expect(whatGotWorse(before, after)).toEqual([])
      const onPaper = (result: typeof before) => [
        [result.overall, ...result.domains].map((one) => [one.low, one.high, one.contributions]),
        result.risks.map((risk) => [risk.residual, risk.low, risk.notKnown]),
        result.incidents.map((one) => [one.outcome, one.atWorst, one.atBest, one.cheapest]),
        result.contradictions,
        result.caf,
      ]
      expect(onPaper(after)).toEqual(onPaper(before))
    },
    { many: 800, few: 60 },
  )
})
