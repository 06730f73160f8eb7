/**
 * Limits that never lower a score. The scores are those of the engine, which is handed in: it stands above this room.
 * Decidable because conditions are monotone: the best score under a limit has the fewest answers just bad enough, and all others best.
 * It asks of a rule set that has no other fault, since only that can be scored: what it finds is told once nothing else is wrong.
 */
import type { RuleIssue } from '../../errors.ts'
import type { Literal } from '../condition.ts'
import type { RuleSet } from '../model.ts'
import type { RawCap } from '../schema/domain.ts'
import type { RawOverallCap, RawWeakDomains } from '../schema/rule-set.ts'
import type { RawCondition } from '../schema/words.ts'
import { branchesWithin, canHold, type CheckContext } from './rule.ts'

/** Scores before the limits on them, whole numbers from 0 to 100. */
export interface ScoresBeforeLimits {
  /** Of one row: the level of each question and the option of each context question, by index; −1 where nothing reads it. */
  readonly of: (levels: Int8Array, context: Int8Array) => { overall: number; domains: readonly number[] }
  /** The overall score of domains that score so after their own limits. */
  readonly ofDomains: (scores: readonly number[]) => number
}

/** The engine, as the check is handed it. */
export type FindScores = (ruleSet: RuleSet) => ScoresBeforeLimits

export function checkBinding(context: CheckContext, scores: ScoresBeforeLimits): RuleIssue[] {
  const { ruleSet, domains } = context.documents
  return [
    ...(ruleSet.caps ?? []).flatMap((cap) => {
      const { when } = cap
      const highest =
        'domains' in when
          ? highestOfWeak(when, context, scores)
          : Math.max(...rowsUnder(when, context).map((row) => scores.of(...row).overall))
      return checkCap(cap, 'overall score', highest, context)
    }),
    ...domains.flatMap(({ id, caps = [] }, domain) =>
      caps.flatMap((cap) => {
        const found = rowsUnder(cap.when, context).map((row) => scores.of(...row).domains[domain] ?? 0)
        return checkCap(cap, `score of “${id}”`, Math.max(...found), context)
      }),
    ),
  ]
}

function checkCap(
  cap: RawCap | RawOverallCap,
  score: string,
  highest: number,
  { fault }: CheckContext,
): RuleIssue[] {
  if (highest > cap['at-most']) return []
  const message = `limit “${cap.id}” at ${cap['at-most']} never lowers the ${score}, which is then ${highest} at best`
  const remedy = `Write less than ${highest}, or remove the limit.`
  return [fault('cap-cannot-bind', cap, 'at-most', message, remedy)]
}

/** The best rows under a limit: one for each way in which it can hold, in each scope. */
function rowsUnder(
  when: RawCondition,
  { compiled, names, worlds }: CheckContext,
): (readonly [levels: Int8Array, context: Int8Array])[] {
  const condition = compiled.get(when)
  if (condition === undefined) return []
  const best = Int8Array.from(names.questions, ({ levelIds }) => levelIds.length - 1)
  return worlds.flatMap((world) => {
    const context = Int8Array.from(names.contexts, ({ index }) => world.optionOf(index) ?? -1)
    return branchesWithin(condition)
      .filter((branch) => canHold(branch, world))
      .map((branch) => [justBelow(branch, best), context] as const)
  })
}

function justBelow(branch: readonly Literal[], best: Int8Array): Int8Array {
  const levels = Int8Array.from(best)
  for (const literal of branch)
    if (literal.kind === 'level')
      levels[literal.question] = Math.min(literal.level - 1, levels[literal.question] ?? 0)
  return levels
}

/** The best score under such a limit has the lightest of its domains just below, and all others at 100. */
function highestOfWeak(
  { domains, below, 'at-least': atLeast = 1 }: RawWeakDomains,
  { documents }: CheckContext,
  scores: ScoresBeforeLimits,
): number {
  const weightOf = new Map(documents.ruleSet.domains.map(({ id, weight }) => [id, weight]))
  const ids = documents.domains.map(({ id }) => id)
  const lightest = (domains === 'all' ? ids : domains)
    .toSorted((a, b) => (weightOf.get(a) ?? 0) - (weightOf.get(b) ?? 0))
    .slice(0, atLeast)
  return scores.ofDomains(ids.map((id) => (lightest.includes(id) ? below - 1 : 100)))
}
