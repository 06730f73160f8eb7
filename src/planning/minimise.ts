/** A model and sums in their order → the first as small as can be, then the second among those, and so on; by a solver that is passed in. */

import { type Solve, type Solved, SolverEnded } from '../solver/model.ts'
import { LESSER, type Sum } from './linear.ts'
import type { PlanModel } from './plan-model.ts'
import type { Rung } from './rungs.ts'

export type Found =
  | {
      readonly kind: 'found'
      readonly rungs: readonly Rung[]
      /** Of the first sum. */
      readonly value: number
      /** Below which the first sum cannot be. */
      readonly bound: number
      /** Nothing is better in the first sum. */
      readonly proven: boolean
      /** Others are as good in every sum; undefined: not found out. */
      readonly equal: boolean | undefined
    }
  | { readonly kind: 'none' | 'nothing-yet' | 'ended' }

/** Ties have so much of the time. */
const FOR_TIES = 0.25
/** By so much a sum may lie above what it was found to be. */
const SLACK = 1e-5
/** What a solver calls equal. */
const NOTHING = 1e-5

/** One sum, or two of which the second decides only where the first is equal. */
export type Stage = readonly [Sum, Sum?]

const togetherOf = ([first, second]: Stage) => (second === undefined ? first : first.before(second))

/** The model is used up. */
export async function minimise(
  solve: Solve,
  seconds: number,
  model: PlanModel,
  [first, ...others]: readonly [Stage, ...Stage[]],
): Promise<Found> {
  const ask = (stage: Stage | undefined, time: number, start?: readonly number[]): Promise<Solved> =>
    solve({
      model: { columns: model.columns, rows: model.rows },
      smallest: stage === undefined ? [] : togetherOf(stage).terms,
      seconds: time,
      ...(start && { start }),
    })
  /** From now on no worse than this. */
  const settle = (stage: Stage, values: readonly number[]) => {
    for (const sum of stage) if (sum !== undefined) model.atMost(sum, sum.at(values) + SLACK)
  }
  try {
    const main = await ask(first, seconds)
    if (main.kind !== 'found') return main
    const value = first[0].at(main.values)
    const proven = main.value - main.bound < NOTHING
    const lesser = first[1] === undefined ? 0 : LESSER
    const bound = proven ? value : main.bound + togetherOf(first).constant - lesser
    const found = { kind: 'found' as const, value, bound, proven }
    if (!proven) return { ...found, rungs: model.climbed(main.values), equal: undefined }
    let { values } = main
    let settled = true
    settle(first, values)
    for (const stage of others) {
      const tie = await ask(stage, FOR_TIES * seconds, values)
      if (tie.kind !== 'found') settled = false
      else {
        values = tie.values
        settled &&= tie.value - tie.bound < NOTHING
        settle(stage, values)
      }
    }
    model.forbid(values)
    const another = settled ? await ask(undefined, FOR_TIES * seconds) : undefined
    const equal =
      another === undefined || another.kind === 'nothing-yet' ? undefined : another.kind === 'found'
    return { ...found, rungs: model.climbed(values), equal }
  } catch (error) {
    if (error instanceof SolverEnded) return { kind: 'ended' }
    throw error
  }
}
