/** What a rule of the check is given, and the worlds of context in which it asks whether something can happen. */
import type { RuleIssue } from '../../errors.ts'
import {
  branchesOf,
  contextsOf,
  countBranches,
  holds,
  literalsOf,
  type Literal,
  type Lookup,
} from '../condition.ts'
import type { Condition } from '../model.ts'
import type { Resolved } from '../resolve.ts'
import type { RawCondition } from '../schema/words.ts'

/** One answer to every context question that a condition reads. */
export interface World {
  readonly optionOf: Lookup
  /** Whether the scored question with this index is shown. */
  readonly shown: (question: number) => boolean
}

export interface CheckContext extends Resolved {
  /** Empty when there are too many to walk; `too-many-contexts` is then reported. */
  readonly worlds: readonly World[]
}

/** A family of rules: every fault it finds, in any order. */
export type Rule = (context: CheckContext) => RuleIssue[]

/** Most combinations of context that bounds may walk. Source: rules/README.md, Scores and limits. */
export const maxContexts = 64

/** Indices of the context questions that a condition reads. */
export function readContexts({ conditions, compiled }: Resolved): number[] {
  const found = new Set<number>()
  for (const { raw } of conditions) {
    const condition = compiled.get(raw)
    if (condition !== undefined) for (const context of contextsOf(condition)) found.add(context)
  }
  return [...found]
}

/** In how many ways the context questions that are read can be answered. */
export function countContexts(resolved: Resolved): number {
  return readContexts(resolved).reduce((product, i) => product * optionCount(resolved, i), 1)
}

/** Number of options of a context question. */
export function optionCount({ names }: Resolved, context: number): number {
  return names.contexts[context]?.optionIds.length ?? 0
}

/** Every world, or none when there are more than the bounds may walk. */
export function worldsOf(resolved: Resolved): World[] {
  if (countContexts(resolved) > maxContexts) return []
  const showWhen = resolved.names.questions.map(({ raw }) => {
    const condition = raw['show-when']
    return condition === undefined ? undefined : resolved.compiled.get(condition)
  })
  const choices = readContexts(resolved).reduce<ReadonlyMap<number, number>[]>(
    (worlds, context) =>
      worlds.flatMap((world) =>
        Array.from(
          { length: optionCount(resolved, context) },
          (_, option) => new Map([...world, [context, option]]),
        ),
      ),
    [new Map()],
  )
  return choices.map((choice) => {
    const optionOf: Lookup = (context) => choice.get(context)
    const shown = showWhen.map((when) => when === undefined || holds(when, () => undefined, optionOf))
    return { optionOf, shown: (question) => shown[question] ?? false }
  })
}

/** Whether all comparisons can be true together in a world, each of them on its own possible. */
export function canHold(branch: readonly Literal[], { optionOf, shown }: World): boolean {
  const least = new Map<number, number>()
  const below = new Map<number, number>()
  for (const literal of branch) {
    if (literal.kind === 'context') {
      if (!holds(literal, () => undefined, optionOf)) return false
      continue
    }
    const { question, op, level } = literal
    if (!shown(question)) return false
    if (op === 'at-least') least.set(question, Math.max(level, least.get(question) ?? 0))
    else below.set(question, Math.min(level, below.get(question) ?? Infinity))
  }
  return [...below].every(([question, limit]) => (least.get(question) ?? 0) < limit)
}

/** Most ways in which one condition may be met, so that checks and replays can walk them all. */
export const maxBranches = 256

/** The ways to make a condition true; none when there are too many, which `too-many-branches` reports. */
export function branchesWithin(condition: Condition): Literal[][] {
  return countBranches(condition) > maxBranches ? [] : branchesOf(condition)
}

/** Comparisons of a raw condition, in the order written. */
export function rawLiterals(raw: RawCondition): Exclude<RawCondition, { all: unknown } | { any: unknown }>[] {
  if ('all' in raw) return raw.all.flatMap(rawLiterals)
  if ('any' in raw) return raw.any.flatMap(rawLiterals)
  return [raw]
}

/** Whether a comparison of levels is false whatever the level is. */
export function isNeverTrue(literal: Literal): boolean {
  return literal.kind === 'level' && literal.op === 'below' && literal.level === 0
}

/** Whether some comparison in a condition is false whatever the answers are. */
export function hasNeverTrue(condition: Condition): boolean {
  return literalsOf(condition).some(isNeverTrue)
}
