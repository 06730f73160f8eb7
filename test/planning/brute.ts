/**
 * Every set of answers that can be raised together, worked out in the plainest way and scored by `scoreRow`: what a solver must come to.
 * It shares no code with `src/planning`.
 */
import { stateOf } from '../../src/answers/levels.ts'
import type { LevelRow } from '../../src/answers/model.ts'
import type { ImprovementStep } from '../../src/rules/model.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { isShown, riskOf, type Standing, stepsTo } from './tried.ts'

export interface Whole {
  /** By question index, those that are raised. */
  readonly levels: ReadonlyMap<number, number>
  readonly pounds: number
  readonly days: number
  readonly scored: ReturnType<typeof scoreRow>
  readonly risk: number
}

/** Undefined: there are more than `most`. */
export function everyPlan(standing: Standing, most: number): Whole[] | undefined {
  const ways = standing.ruleSet.questions.map(({ index, levels }) => [
    undefined,
    ...levels.flatMap((_, to) => {
      const steps = stepsTo(standing, index, to)
      return steps === undefined ? [] : [{ index, to, steps }]
    }),
  ])
  if (ways.reduce((product, some) => product * some.length, 1) > most) return undefined
  const sets = ways.reduce<{ index: number; to: number; steps: readonly ImprovementStep[] }[][]>(
    (all, some) => all.flatMap((set) => some.map((one) => (one === undefined ? set : [...set, one]))),
    [[]],
  )
  return sets.flatMap((set): Whole[] => {
    const levels = new Map(set.map(({ index, to }) => [index, to]))
    const steps = set.flatMap((one) => one.steps)
    if (!set.every((one) => hasNeeds(standing, one, levels))) return []
    const scored = scoreRow(standing.ruleSet, raise(standing.row, levels))
    const middle = (of: 'pounds' | 'days') =>
      steps.reduce((sum, step) => sum + (step[of][0] + step[of][1]) / 2, 0)
    return [
      {
        levels,
        pounds: middle('pounds'),
        days: middle('days'),
        scored,
        risk: riskOf(standing.ruleSet, scored),
      },
    ]
  })
}

export function raise(row: LevelRow, levels: ReadonlyMap<number, number>): LevelRow {
  const [declared, assured] = [Uint8Array.from(row.declared), Uint8Array.from(row.assured)]
  for (const [index, to] of levels) declared[index] = assured[index] = to
  return { ...row, declared, assured }
}

function hasNeeds(
  standing: Standing,
  { index, steps }: { index: number; steps: readonly ImprovementStep[] },
  levels: ReadonlyMap<number, number>,
): boolean {
  const { ruleSet, row } = standing
  return steps
    .flatMap(({ needs }) => needs)
    .every(({ question, level }) => {
      const needed = ruleSet.byId.get(question)!
      const state = stateOf(row.declared[needed]!)
      if (needed === index || !isShown(standing, needed) || state === 'not-applicable') return true
      const wanted = ruleSet.questions[needed]!.levels.findIndex(({ id }) => id === level)
      return state === 'answered' && (levels.get(needed) ?? row.declared[needed]!) >= wanted
    })
}

/** The least in the first measure, of those in the second, and so on; with how many are. */
export function least(
  plans: readonly Whole[],
  measures: readonly ((one: Whole) => number)[],
): readonly Whole[] {
  return measures.reduce((left, measure) => {
    const smallest = Math.min(...left.map(measure))
    return left.filter((one) => measure(one) < smallest + 1e-6)
  }, plans)
}
