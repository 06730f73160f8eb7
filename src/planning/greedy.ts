/** A plan without a solver: quick, within what there is, and mostly not the best. */

import type { LevelRow } from '../answers/model.ts'
import { type Candidate, candidatesOf, costOf, type Ladders, middle, needsOf, take } from './candidates.ts'
import { type Climb, findBest } from './climb.ts'
import type { PlanAsked } from './model.ts'
import { type Rung, sumOfEfforts } from './rungs.ts'

/** By question index: the rung that is climbed. */
export type Targets = ReadonlyMap<number, Rung>

export type Limits = Pick<PlanAsked, 'pounds' | 'days'>

/** So much of a pound or of a day is nothing. */
const NOTHING = 1e-6

export function targetsOf(rungs: readonly Rung[]): Targets {
  return new Map(rungs.map((rung) => [rung.question.index, rung]))
}

export function takeAll(row: LevelRow, targets: Targets): LevelRow {
  const [rung, ...besides] = targets.values()
  return rung === undefined ? row : take(row, { rung, besides })
}

/** At the middle of each range. */
export function spentOn(targets: Targets): { readonly pounds: number; readonly days: number } {
  const { pounds, days } = sumOfEfforts([...targets.values()])
  return { pounds: middle(pounds), days: middle(days) }
}

export function fits({ pounds, days }: ReturnType<typeof spentOn>, limits: Limits): boolean {
  return pounds <= (limits.pounds ?? Infinity) + NOTHING && days <= (limits.days ?? Infinity) + NOTHING
}

/** What is kept, then what lowers most risk for its effort, again and again, as long as it fits; the climb stands at the top afterwards. */
export function climbWithin(climb: Climb, kept: Targets, limits: Limits): void {
  const spent = { ...spentOn(kept) }
  for (const rung of kept.values()) climb.take({ rung, besides: [] })
  const stillFits = ({ effort }: Candidate) =>
    fits({ pounds: spent.pounds + middle(effort.pounds), days: spent.days + middle(effort.days) }, limits)
  for (let best = findBest(climb, stillFits); best !== undefined; best = findBest(climb, stillFits)) {
    climb.take(best)
    spent.pounds += middle(best.effort.pounds)
    spent.days += middle(best.effort.days)
  }
}

/** Everything that can be raised. */
export function highestOf(ladders: Ladders): Targets {
  const possible = candidatesOf(ladders).map(({ rung }) => rung)
  return targetsOf(
    ladders.rungs.flatMap((ladder) => ladder.findLast((rung) => possible.includes(rung)) ?? []),
  )
}

/** From everything, the dearest first, each answer is lowered as far as the aim is still met and nothing lacks what it needs. */
export function dropFrom(
  ladders: Ladders,
  kept: Targets,
  highest: Targets,
  isMet: (row: LevelRow) => boolean,
): Targets {
  const targets = new Map(highest)
  const dearest = [...highest.values()].toSorted(
    (a, b) => costOf(b, ladders.improvements) - costOf(a, ladders.improvements),
  )
  for (const { question, to } of dearest) {
    const least = kept.get(question.index)
    const lower = (ladders.rungs[question.index] ?? []).filter(
      (rung) => rung.to < to && rung.to >= (least?.to ?? 0),
    )
    for (const rung of least === undefined ? [undefined, ...lower] : lower) {
      const tried = new Map(targets)
      if (rung === undefined) tried.delete(question.index)
      else tried.set(question.index, rung)
      if (!hasWhatItNeeds(ladders, tried) || !isMet(takeAll(ladders.row, tried))) continue
      if (rung === undefined) targets.delete(question.index)
      else targets.set(question.index, rung)
      break
    }
  }
  return targets
}

function hasWhatItNeeds(ladders: Ladders, targets: Targets): boolean {
  return [...targets.values()].every((rung) =>
    (needsOf(ladders, rung) ?? []).every(({ question, to }) => (targets.get(question.index)?.to ?? -1) >= to),
  )
}
