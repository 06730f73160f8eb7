/** A plan of planning against every plan there is: for a few in the ordinary run, and for thousands in `test/prove`. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { encode } from '../../src/answers/encode.ts'
import type { Answers, LevelRow } from '../../src/answers/model.ts'
import { findPlan } from '../../src/planning/find-plan.ts'
import type { Goal, PlanAsked, PlanFound } from '../../src/planning/model.ts'
import type { Improvements, RuleSet } from '../../src/rules/model.ts'
import type { Solve } from '../../src/solver/model.ts'
import { answersFor } from '../answers/generate.ts'
import { ruleSets } from '../scoring/generate.ts'
import { everyPlan, least, type Whole } from './brute.ts'
import { effortsFor } from './efforts.ts'
import { ticksOf } from './tried.ts'

export interface PlanCase {
  readonly ruleSet: RuleSet
  readonly improvements: Improvements
  readonly answers: Answers
  readonly row: LevelRow
  readonly asked: PlanAsked
}

const MOST = 600

export const planCases: fc.Arbitrary<PlanCase> = ruleSets
  .chain((ruleSet) => {
    const goals: fc.Arbitrary<Goal>[] = [
      fc.constant({ kind: 'least-risk' as const }),
      fc.constantFrom(...ruleSet.bands).map(({ id }) => ({ kind: 'reach' as const, band: id })),
      ...(ruleSet.incidents.length === 0
        ? []
        : [fc.constantFrom(...ruleSet.incidents).map(({ id }) => ({ kind: 'stop' as const, incident: id }))]),
    ]
    const question = fc.constantFrom(...ruleSet.questions)
    return fc.record({
      ruleSet: fc.constant(ruleSet),
      improvements: effortsFor(ruleSet),
      answers: answersFor(ruleSet),
      asked: fc.record({
        goal: fc.oneof(...goals),
        pounds: fc.option(fc.nat({ max: 150_000 }), { nil: undefined }),
        days: fc.option(fc.nat({ max: 150 }), { nil: undefined }),
        keep: fc.array(
          question.chain(({ id, levels }) =>
            fc.constantFrom(...levels.slice(1)).map((level) => ({ question: id, level: level.id })),
          ),
          { maxLength: 1, size: 'small' },
        ),
        without: fc.array(
          question.map(({ id }) => id),
          { maxLength: 1 },
        ),
      }),
    })
  })
  .map((one) => ({ ...one, row: encode(one.ruleSet, one.answers) }))

const moves = ({ levels }: Whole) => levels.size

/** What was found, where trying everything was not too long; it equals what trying everything finds. */
export async function expectOptimum(one: PlanCase, solve: Solve): Promise<PlanFound['kind'] | undefined> {
  const { ruleSet, improvements, answers, row, asked } = one
  const { goal } = asked
  const every = everyPlan({ ruleSet, improvements, row, ticked: ticksOf(answers) }, MOST)
  if (every === undefined) return undefined
  const found = await findPlan({ ruleSet, answers, row }, improvements, asked, solve, 20)
  const at = (id: string) => ruleSet.byId.get(id)!
  const levelOf = (question: string, level: string) =>
    ruleSet.questions[at(question)]!.levels.findIndex(({ id }) => id === level)
  const allowed = every.filter(({ levels }) => asked.without.every((id) => !levels.has(at(id))))
  const keeping = allowed.filter(({ levels }) =>
    asked.keep.every(({ question, level }) => (levels.get(at(question)) ?? -1) >= levelOf(question, level)),
  )
  const fitting = keeping.filter(
    ({ pounds, days }) => pounds <= (asked.pounds ?? Infinity) && days <= (asked.days ?? Infinity),
  )
  const meets = ({ scored }: Whole) => {
    if (goal.kind === 'least-risk') return true
    if (goal.kind === 'reach')
      return scored.overall.low >= ruleSet.bands.find(({ id }) => id === goal.band)!.from
    const chain = scored.incidents.find(
      ({ id, chain: vantage }) => id === goal.incident && vantage === 'in-your-place',
    )
    return ['stopped', 'not-exposed'].includes(chain!.atWorst!.outcome)
  }
  const cost = ({ pounds, days }: Whole) => days + pounds / improvements.poundsADay
  const order =
    goal.kind === 'least-risk'
      ? [(whole: Whole) => whole.risk, (whole: Whole) => whole.pounds, (whole: Whole) => whole.days, moves]
      : [cost, (whole: Whole) => whole.pounds, moves]
  const same = (plan: Extract<PlanFound, { kind: 'plan' }>['plan'], best: readonly Whole[]) => {
    const levels = new Map(
      plan.moves
        .flatMap((move) => [move, ...move.besides])
        .map(({ question, to }) => [at(question), levelOf(question, to)]),
    )
    const mine = best.find(
      (whole) =>
        whole.levels.size === levels.size &&
        [...levels].every(([index, to]) => whole.levels.get(index) === to),
    )
    expect(mine, 'one of those that trying everything finds best').toBeDefined()
    expect(plan.pounds).toBeCloseTo(mine!.pounds, 6)
    expect(plan.days).toBeCloseTo(mine!.days, 6)
    expect(plan.changes.overall.to.paper).toBe(mine!.scored.overall.low)
  }
  switch (found.kind) {
    case 'cannot-keep':
      expect(keeping).toEqual([])
      break
    case 'kept-too-dear':
      expect(fitting).toEqual([])
      break
    case 'already':
      expect(meets(every.find(({ levels }) => levels.size === 0)!)).toBe(true)
      break
    case 'plan': {
      const best = least(fitting.filter(meets), order)
      same(found.plan, best)
      expect(found.proof).toEqual({ kind: 'proven', equal: best.length > 1 })
      break
    }
    case 'too-dear':
      expect(fitting.filter(meets)).toEqual([])
      expect(found.certain).toBe(true)
      same(found.plan, least(keeping.filter(meets), order))
      if (goal.kind === 'reach')
        same(found.nearest!, least(fitting, [({ scored }) => -scored.overall.low, ...order]))
      break
    case 'out-of-reach':
      expect(keeping.filter(meets)).toEqual([])
      if (goal.kind === 'reach')
        same(found.nearest!, least(fitting, [({ scored }) => -scored.overall.low, ...order]))
      break
  }
  return found.kind
}
