import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { NOT_APPLICABLE, stateOf } from '../../src/answers/levels.ts'
import { questionsOf } from '../../src/rules/condition.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { completionsOf, mayBeLeftOut, withBytes } from './generate.ts'
import { law, nothing } from './law.ts'
import { isTrue, rankOf, residualIn, type Way, worldsOf } from './naive.ts'

describe('a residual risk', () => {
  law(
    'is likelihood times consequence after all that lowers it, at worst, at best and on evidence',
    nothing,
    ({ ruleSet, row }) => {
      const extreme = (way: Way, of: (...all: number[]) => number) =>
        ruleSet.risks.map((risk) =>
          of(...worldsOf(ruleSet, row, way).map((world) => residualIn(risk, world))),
        )
      const { risks } = scoreRow(ruleSet, row)
      expect(risks.map((risk) => risk.residual)).toEqual(extreme('low', Math.max))
      expect(risks.map((risk) => risk.low)).toEqual(extreme('best', Math.min))
      expect(risks.map((risk) => risk.assured)).toEqual(extreme('assured', Math.max))
      for (const risk of risks) {
        expect(risk.likelihood * risk.consequence).toBe(risk.residual)
        expect(risk.high).toBe(risk.residual)
      }
    },
    { many: 800, few: 60 },
  )

  law(
    'lies between its floor and its inherent risk, and is never higher than on evidence',
    nothing,
    ({ ruleSet, row }) => {
      scoreRow(ruleSet, row).risks.forEach((risk, index) => {
        const { neverBelow } = ruleSet.risks[index]!
        const rising = [
          neverBelow.likelihood * neverBelow.consequence,
          risk.low,
          risk.residual,
          risk.assured,
          risk.inherent,
        ]
        expect(rising).toEqual(rising.toSorted((a, b) => a - b))
      })
    },
  )

  law(
    'has a range that contains every completion of what is not known',
    ({ ruleSet, row }) => completionsOf(ruleSet, row, 'everything-unknown'),
    ({ ruleSet, row }, completion) => {
      const [open, complete] = [scoreRow(ruleSet, row), scoreRow(ruleSet, completion)]
      complete.risks.forEach((risk, index) => {
        expect(risk.low).toBe(risk.residual)
        expect(risk.residual).toBeGreaterThanOrEqual(open.risks[index]!.low)
        expect(risk.residual).toBeLessThanOrEqual(open.risks[index]!.high)
        expect(risk.notKnown).toEqual([])
      })
    },
    { many: 800, few: 40 },
  )

  law(
    'is marked with the answers that could change it: shown, read by it, and not known',
    nothing,
    ({ ruleSet, row }) => {
      scoreRow(ruleSet, row).risks.forEach((risk, index) => {
        const read = ruleSet.risks[index]!.loweredBy.flatMap((one) => questionsOf(one.when))
        for (const id of risk.notKnown) {
          const question = ruleSet.byId.get(id)!
          expect(read).toContain(question)
          expect(['not-known', 'unanswered']).toContain(stateOf(row.declared[question]!))
          expect(worldsOf(ruleSet, row, 'best').some((world) => world.level(question) !== undefined)).toBe(
            true,
          )
        }
        if (risk.low === risk.residual) expect(risk.notKnown).toEqual([])
        else if (worldsOf(ruleSet, row, 'best').length === 1) expect(risk.notKnown).not.toEqual([])
      })
    },
  )

  law('says of each lowering whether it holds, does not, or is not known', nothing, ({ ruleSet, row }) => {
    scoreRow(ruleSet, row).risks.forEach((risk, index) =>
      risk.lowerings.forEach((lowering, position) => {
        const { when } = ruleSet.risks[index]!.loweredBy[position]!
        const every = (way: Way) => worldsOf(ruleSet, row, way).every((world) => isTrue(when, world))
        const some = (way: Way) => worldsOf(ruleSet, row, way).some((world) => isTrue(when, world))
        expect(lowering.holds).toBe(every('low') ? 'yes' : some('best') ? 'not-known' : 'no')
        expect(lowering.assured).toBe(every('assured'))
      }),
    )
  })
})

describe('"not applicable"', () => {
  law(
    'never beats the best answer, evidenced, in any risk or replay',
    () => fc.record({ question: fc.nat(), supported: fc.boolean() }),
    ({ ruleSet, row }, drawn) => {
      const questions = ruleSet.questions.filter(mayBeLeftOut)
      fc.pre(questions.length > 0)
      const question = questions[drawn.question % questions.length]!
      const last = question.levels.length - 1
      const best = scoreRow(ruleSet, withBytes(row, question.index, last, last))
      const left = scoreRow(
        ruleSet,
        withBytes(row, question.index, NOT_APPLICABLE, drawn.supported ? NOT_APPLICABLE : 0),
      )
      left.risks.forEach((risk, index) => {
        for (const key of ['residual', 'low', 'assured'] as const)
          expect(risk[key]).toBeGreaterThanOrEqual(best.risks[index]![key])
      })
      left.incidents.forEach((one, index) => {
        const other = best.incidents[index]!
        if (one.atWorst === null) return
        expect(rankOf(one.atWorst.outcome)).toBeLessThanOrEqual(rankOf(other.atWorst!.outcome))
        expect(rankOf(one.atBest!.outcome)).toBeLessThanOrEqual(rankOf(other.atBest!.outcome))
        expect(rankOf(one.assuredOutcome!)).toBeLessThanOrEqual(rankOf(other.assuredOutcome!))
        expect(one.reach).toBeGreaterThanOrEqual(other.reach!)
        expect(one.assuredReach).toBeGreaterThanOrEqual(other.assuredReach!)
      })
    },
    { many: 1200, few: 60 },
  )
})
