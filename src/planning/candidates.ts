/** Rungs → the moves that can be tried on a row: each with what it needs raised before, and what it costs in days and pounds together. */

import { stateOf, UNANSWERED, worstLevel } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import type { Effort, Improvements, Range, RuleSet } from '../rules/model.ts'
import { waysToMeet } from '../scoring/cheapest.ts'
import { compileRows } from '../scoring/compiled-rows.ts'
import type { Sized } from './model.ts'
import { type Rung, sumOfEfforts } from './rungs.ts'

export interface Candidate {
  readonly rung: Rung
  /** What it needs raised first, or works only together with; in the order in which it is done. */
  readonly besides: readonly Rung[]
  readonly effort: Effort
  /** Middle of the days and of the pounds, as days; more than 0. */
  readonly cost: number
}

export const middle = ([least, most]: Range) => (least + most) / 2

/** Days and pounds as days: what moves are ranked by. */
export function costOf(
  { days, pounds }: Pick<Effort, 'days' | 'pounds'>,
  { poundsADay }: Improvements,
): number {
  // Nothing is free: a quarter of a day at least, so that an effort of 0 does not rank without bound.
  return Math.max(0.25, middle(days) + middle(pounds) / poundsADay)
}

/** The smallest size that holds the middle of both; the largest where none does. */
export function sizeOf({ rung, besides, effort }: Candidate, { sizes }: Improvements): Sized {
  const { days, pounds } = effort
  const fits = sizes.findIndex((size) => middle(days) <= size.days[1] && middle(pounds) <= size.pounds[1])
  const own = [rung, ...besides].some((one) => one.own)
  return { ...effort, size: fits < 0 ? sizes.length - 1 : fits, own }
}

/** What can be raised from where answers stand. */
export interface Ladders {
  readonly ruleSet: RuleSet
  readonly improvements: Improvements
  readonly row: LevelRow
  /** By question index, the lowest rung first. */
  readonly rungs: readonly (readonly Rung[])[]
  /** Whether a question is asked in a scope that is still possible. */
  readonly shown: (question: number) => boolean
}

/** Every single move that can be tried; one whose needs cannot be met by raising answers is none. */
export function candidatesOf(ladders: Ladders): Candidate[] {
  return ladders.rungs.flatMap((ladder) => ladder.flatMap((rung) => candidateOf(ladders, [rung])))
}

/** For each thing that lowers a risk and does not hold: the answers that make it hold together, where that takes several. */
export function joinedCandidates(ladders: Ladders): Candidate[] {
  const { ruleSet, row, rungs } = ladders
  const rows = compileRows(ruleSet)
  rows.enter(row, 0)
  const reading = { levels: Int8Array.from(rows.worst.levels), context: Int8Array.from(rows.worst.context) }
  const found = new Map<string, Candidate>()
  for (const { when } of ruleSet.risks.flatMap(({ loweredBy }) => loweredBy))
    for (const way of waysToMeet(when, reading, new Map())) {
      const taken = [...way].map(([question, level]) => rungs[question]?.find(({ to }) => to >= level))
      if (taken.length < 2 || taken.includes(undefined)) continue
      const together = taken.filter((rung) => rung !== undefined)
      const key = together.map(({ question, to }) => `${question.index}>${to}`).join()
      for (const candidate of found.has(key) ? [] : candidateOf(ladders, together)) found.set(key, candidate)
    }
  return [...found.values()]
}

/** One move of these rungs, the one that takes most before the others, with all that they need; none where that cannot be. */
function candidateOf(ladders: Ladders, rungs: readonly Rung[]): Candidate[] {
  const { improvements } = ladders
  const [rung, ...others] = rungs.toSorted((a, b) => costOf(b, improvements) - costOf(a, improvements))
  if (rung === undefined) return []
  const needed = rungs.map((one) => neededBy(ladders, one, []))
  if (needed.includes(undefined)) return []
  const besides = highest([...needed.flatMap((one) => one ?? []), ...others]).filter(
    ({ question, to }) => question !== rung.question || to > rung.to,
  )
  const effort = {
    ...sumOfEfforts([...besides, rung]),
    weeks: rung.weeks + Math.max(0, ...besides.map(({ weeks }) => weeks)),
  }
  return [{ rung, besides, effort, cost: costOf(effort, improvements) }]
}

/** Each question once, at the highest of its rungs. */
function highest(rungs: readonly Rung[]): Rung[] {
  const found = new Map<number, Rung>()
  for (const one of rungs) {
    const { index } = one.question
    if ((found.get(index)?.to ?? -1) < one.to) found.set(index, one)
  }
  return [...found.values()]
}

/** What must be raised before a rung, with what that needs; undefined: it cannot be. */
function neededBy(ladders: Ladders, rung: Rung, way: readonly number[]): Rung[] | undefined {
  const found: Rung[] = []
  for (const step of needsOf(ladders, rung) ?? [undefined]) {
    if (step === undefined || way.includes(step.question.index)) return undefined
    const deeper = neededBy(ladders, step, [...way, rung.question.index])
    if (deeper === undefined) return undefined
    found.push(...deeper, step)
  }
  return found
}

/** The rungs that a rung names as needed and that are not reached yet; undefined: one cannot be. */
export function needsOf({ ruleSet, row, rungs, shown }: Ladders, rung: Rung): Rung[] | undefined {
  const found: Rung[] = []
  for (const need of rung.needs) {
    const index = ruleSet.byId.get(need.question)
    const question = index === undefined ? undefined : ruleSet.questions[index]
    const level = question?.levels.findIndex(({ id }) => id === need.level) ?? -1
    // A rule set of before may not ask for it, nor a scope.
    if (index === undefined || level < 0 || !shown(index) || index === rung.question.index) continue
    const byte = row.declared[index] ?? UNANSWERED
    const present = worstLevel(byte)
    if (present === undefined) continue
    if (stateOf(byte) !== 'answered') return undefined
    if (present >= level) continue
    const step = rungs[index]?.find(({ to }) => to >= level)
    if (step === undefined) return undefined
    found.push(step)
  }
  return found
}

/** The row after a move, of which the work is done and shown. */
export function take(row: LevelRow, { rung, besides }: Pick<Candidate, 'rung' | 'besides'>): LevelRow {
  const [declared, assured] = [Uint8Array.from(row.declared), Uint8Array.from(row.assured)]
  for (const { question, to } of [...besides, rung]) declared[question.index] = assured[question.index] = to
  return { ...row, declared, assured }
}
