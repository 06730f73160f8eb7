import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { NOT_APPLICABLE, worstLevel } from '../../src/answers/levels.ts'
import type { WholeRow } from '../../src/answers/model.ts'
import { literalsOf } from '../../src/rules/condition.ts'
import type { Condition } from '../../src/rules/model.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { completionsOf, mayBeLeftOut, withBytes } from './generate.ts'
import { law, nothing } from './law.ts'
import { helps, isTrue, rankOf, residualIn, type Way, type World, worldsOf } from './naive.ts'

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
    'is marked with the answers that could change it, and with none that floor and ceiling agree on',
    nothing,
    ({ ruleSet, row }) => {
      const [worst, best] = (['low', 'best'] as const).map((way) => worldsOf(ruleSet, row, way))
      const isOpen = (one: Condition): boolean =>
        one.kind === 'level' && worst!.some((world, at) => isTrue(one, world) !== isTrue(one, best![at]!))
      scoreRow(ruleSet, row).risks.forEach((risk, index) => {
        const literals = ruleSet.risks[index]!.loweredBy.flatMap((one) => literalsOf(one.when))
        for (const id of risk.notKnown) {
          const question = ruleSet.byId.get(id)
          if (question === undefined) expect(row.context[ruleSet.contextById.get(id)!]).toBe(-1)
          else expect(literals.some((one) => one.question === question && isOpen(one))).toBe(true)
        }
        expect(risk.notKnown.length > 0).toBe(risk.low !== risk.residual)
      })
    },
    { many: 800, few: 60 },
  )

  law(
    'names every answer and every scope that alone, beside some filling of the others, moves it',
    ({ ruleSet, row }) => fc.tuple(completionsOf(ruleSet, row, 'everything-unknown'), fc.nat(), fc.nat()),
    ({ ruleSet, row }, [completion, at, draw]) => {
      const { risks } = scoreRow(ruleSet, row)
      const before = scoreRow(ruleSet, completion).risks
      const open = ruleSet.questions.filter(
        ({ index }) => row.ceiling[index]! > (worstLevel(row.declared[index]!) ?? 99),
      )
      const scopes = ruleSet.context.filter(
        ({ index, options }) => row.context[index] === -1 && options.length > 0,
      )
      fc.pre(open.length + scopes.length > 0)
      const chosen = [...scopes, ...open][at % (open.length + scopes.length)]!
      const moved = scoreRow(ruleSet, 'form' in chosen ? raise(chosen) : widen(chosen)).risks
      moved.forEach((risk, index) => {
        if (risk.residual !== before[index]!.residual) expect(risks[index]!.notKnown).toContain(chosen.id)
      })

      function raise({ index }: { index: number }): WholeRow {
        const floor = worstLevel(row.declared[index]!)!
        const level = floor + (draw % (row.ceiling[index]! - floor + 1))
        return completion.declared[index] === NOT_APPLICABLE
          ? completion
          : withBytes(completion, index, level, Math.min(level, completion.assured[index]!))
      }
      function widen({ index, options }: { index: number; options: readonly unknown[] }): WholeRow {
        const context = Int8Array.from(completion.context)
        context[index] = draw % options.length
        return { ...completion, context }
      }
    },
    { many: 2000, few: 60 },
  )

  law('says of each lowering whether it holds, does not, or is not known', nothing, ({ ruleSet, row }) => {
    scoreRow(ruleSet, row).risks.forEach((risk, index) =>
      risk.lowerings.forEach((lowering, position) => {
        const { when } = ruleSet.risks[index]!.loweredBy[position]!
        const isHeld = (world: World) => helps(when, world) === 'holds'
        const every = (way: Way) => worldsOf(ruleSet, row, way).every(isHeld)
        const some = (way: Way) => worldsOf(ruleSet, row, way).some(isHeld)
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
