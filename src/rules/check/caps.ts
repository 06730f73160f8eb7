/**
 * Limits that need a bad answer to hold and can lower a score when they do.
 * Decidable because conditions are monotone: the best score under a limit has the fewest answers just bad enough, and all others best.
 */
import type { RuleIssue } from '../../errors.ts'
import { holds, literalsOf, type Literal } from '../condition.ts'
import type { Condition } from '../model.ts'
import { creditsOf } from '../names.ts'
import { knownNames } from '../row-test.ts'
import type { DomainFile, RawCap } from '../schema/domain.ts'
import type { RawOverallCap, RawWeakDomains } from '../schema/rule-set.ts'
import type { RawCondition } from '../schema/words.ts'
import { branchesWithin, canHold, hasNeverTrue, type CheckContext, type Rule, type World } from './rule.ts'

export const checkCaps: Rule = (context) => {
  const { ruleSet, domains } = context.documents
  const overall = (world: World, levels: Levels) => overallScore(world, levels, context)
  return [
    ...(ruleSet.caps ?? []).flatMap((cap) =>
      'domains' in cap.when
        ? checkWeakDomains(cap, cap.when, context)
        : checkCap(cap, cap.when, 'overall score', overall, context),
    ),
    ...domains.flatMap((domain) =>
      (domain.caps ?? []).flatMap((cap) =>
        checkCap(
          cap,
          cap.when,
          `score of “${domain.id}”`,
          (world, levels) => domainScore(domain, world, levels, context),
          context,
        ),
      ),
    ),
  ]
}

/** The best score under such a limit has the lightest of its domains just below, and all others at 100. */
function checkWeakDomains(
  cap: RawOverallCap,
  when: RawWeakDomains,
  { documents, fault }: CheckContext,
): RuleIssue[] {
  const { domains } = documents.ruleSet
  const { below, 'at-least': atLeast = 1 } = when
  const names = when.domains === 'all' ? domains.map(({ id }) => id) : when.domains
  const faults = names.flatMap((name, i) =>
    domains.some(({ id }) => id === name)
      ? []
      : [
          fault(
            'unknown-id',
            names,
            i,
            `no domain is called “${name}”`,
            knownNames(
              domains.map(({ id }) => id),
              name,
            ),
          ),
        ],
  )
  if (faults.length > 0) return faults
  const weights = names
    .map((name) => domains.find(({ id }) => id === name)?.weight ?? 0)
    .sort((a, b) => a - b)
  const all = domains.reduce((sum, { weight }) => sum + weight, 0)
  const weak = weights.slice(0, atLeast).reduce((sum, weight) => sum + weight, 0)
  const highest = roundHalfUp(100 * (all - weak) + (below - 1) * weak, all)
  if (atLeast <= names.length && highest > cap['at-most']) return []
  const message =
    atLeast > names.length
      ? `limit “${cap.id}” asks for ${atLeast} of ${names.length} domains`
      : `limit “${cap.id}” at ${cap['at-most']} never lowers the overall score, which is then ${highest} at best`
  return [fault('cap-cannot-bind', cap, 'at-most', message, 'Correct the numbers, or remove the limit.')]
}

/** Levels of some questions, by index; every other question is at its best. */
type Levels = ReadonlyMap<number, number>
type ScoreOf = (world: World, levels: Levels) => number | undefined

function checkCap(
  cap: RawCap | RawOverallCap,
  when: RawCondition,
  score: string,
  scoreOf: ScoreOf,
  context: CheckContext,
): RuleIssue[] {
  const { compiled, worlds, fault } = context
  const condition = compiled.get(when)
  if (condition === undefined || literalsOf(condition).some(isHelp) || hasNeverTrue(condition)) return []
  const branches = branchesWithin(condition)
  if (branches.some((branch) => branch.every(({ kind }) => kind === 'context')))
    return [
      fault(
        'cap-without-below',
        cap,
        'when',
        `limit “${cap.id}” can hold without a bad answer`,
        'Give every branch a comparison with below.',
      ),
    ]
  const highest = Math.max(
    ...worlds.flatMap((world) =>
      branches
        .filter((branch) => canHold(branch, world))
        .map((branch) => scoreOf(world, justBelow(branch)) ?? -Infinity),
    ),
  )
  if (!Number.isFinite(highest) || highest > cap['at-most']) return []
  const message = `limit “${cap.id}” at ${cap['at-most']} never lowers the ${score}, which is then ${highest} at best`
  return [
    fault('cap-cannot-bind', cap, 'at-most', message, `Write less than ${highest}, or remove the limit.`),
  ]
}

function isHelp(literal: Literal): boolean {
  return literal.kind === 'level' && literal.op === 'at-least'
}

function justBelow(branch: readonly Literal[]): Levels {
  const levels = new Map<number, number>()
  for (const literal of branch)
    if (literal.kind === 'level')
      levels.set(literal.question, Math.min(literal.level - 1, levels.get(literal.question) ?? Infinity))
  return levels
}

/** Score of a domain before its limits; undefined when nothing of it is shown. */
function domainScore(
  domain: DomainFile,
  world: World,
  levels: Levels,
  { names }: CheckContext,
): number | undefined {
  let sum = 0
  let weights = 0
  for (const { index, raw, domain: its } of names.questions) {
    if (its !== domain.id || !world.shown(index)) continue
    const credits = creditsOf(raw)
    sum += raw.weight * (credits[levels.get(index) ?? credits.length - 1] ?? 0)
    weights += raw.weight
  }
  return weights === 0 ? undefined : roundHalfUp(sum, weights)
}

/** Overall score before its limits, and after those of the domains; undefined when a domain has no weight. */
function overallScore(world: World, levels: Levels, context: CheckContext): number | undefined {
  const { documents, names, compiled } = context
  const levelOf = (question: number) => {
    if (!world.shown(question)) return undefined
    return levels.get(question) ?? (names.questions[question]?.levelIds.length ?? 0) - 1
  }
  const isHeld = (condition: Condition | undefined) =>
    condition !== undefined && holds(condition, levelOf, world.optionOf)
  let sum = 0
  let weights = 0
  for (const domain of documents.domains) {
    const score = domainScore(domain, world, levels, context)
    const weight = documents.ruleSet.domains.find(({ id }) => id === domain.id)?.weight
    if (weight === undefined) return undefined
    if (score === undefined) continue
    const limits = (domain.caps ?? [])
      .filter((cap) => isHeld(compiled.get(cap.when)))
      .map((cap) => cap['at-most'])
    sum += weight * Math.min(score, ...limits)
    weights += weight
  }
  return weights === 0 ? undefined : roundHalfUp(sum, weights)
}

function roundHalfUp(sum: number, weights: number): number {
  return Math.floor((2 * sum + weights) / (2 * weights))
}
