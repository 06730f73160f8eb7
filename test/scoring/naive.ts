/**
 * The meaning of rules/README.md written a second time, slowly and plainly, to compare the engine with.
 * It shares only types with the engine, counts in fractions of whole numbers, and knows no caps lines or explanations.
 */

import type { LevelRow } from '../../src/answers/model.ts'
import type { Chain, Condition, Incident, OverallCap, Risk, RuleSet } from '../../src/rules/model.ts'
import type { Outcome } from '../../src/scoring/model.ts'

/** How unknowns are read: as the low or high bound of a score, at their best, or on evidence. */
export type Way = 'low' | 'high' | 'best' | 'assured'

/** One organisation in one world: every scope question answered, and every unknown read in one way. */
export interface World {
  /** Level by question; undefined when hidden, not applicable or left out. */
  readonly level: (question: number) => number | undefined
  readonly option: (context: number) => number
}

/** Every way to answer the open scope questions, read in one way. */
export function worldsOf(ruleSet: RuleSet, row: LevelRow, way: Way): World[] {
  let scopes: number[][] = [[]]
  for (const question of ruleSet.context) {
    const given = row.context[question.index] ?? -1
    const options = given >= 0 || question.options.length === 0 ? [given] : question.options.map((_, i) => i)
    scopes = scopes.flatMap((scope) => options.map((option) => [...scope, option]))
  }
  return scopes.map((scope) => {
    const option = (context: number) => scope[context] ?? -1
    const level = (index: number): number | undefined => {
      const question = ruleSet.questions[index]!
      if (question.showWhen !== undefined && !isTrue(question.showWhen, { level: () => undefined, option }))
        return undefined
      const last = question.levels.length - 1
      const byte = (way === 'assured' ? row.assured : row.declared)[index]!
      if (byte === 48) return undefined
      if (byte === 32) return way === 'high' || way === 'best' ? last : 0
      if (byte >= 16) return way === 'best' ? (row.ceiling?.[index] ?? last) : byte - 16
      return byte
    }
    return { level, option }
  })
}

export function isTrue(condition: Condition, world: World): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((one) => isTrue(one, world))
    case 'any':
      return condition.of.some((one) => isTrue(one, world))
    case 'context':
      return condition.options.includes(world.option(condition.question))
    case 'level': {
      const level = world.level(condition.question)
      if (level === undefined) return false
      return condition.op === 'below' ? level < condition.level : !(level < condition.level)
    }
  }
}

/** The smallest whole number that is nearest to a fraction, halves going up: found by trying all. */
function nearest(numerator: bigint, denominator: bigint): number {
  if (denominator === 0n) return 0
  for (let whole = 0n; whole <= 100n; whole++)
    if (2n * numerator < (2n * whole + 1n) * denominator) return Number(whole)
  throw new Error('a score above 100')
}

/** Whether something that helps holds, fails, or asks nothing that is there: absent parts are struck out first, then the rest is read. */
export function helps(condition: Condition, world: World): 'holds' | 'fails' | 'nothing left' {
  const left = strike(condition, world)
  if (left === undefined) return 'nothing left'
  return isTrue(left, world) ? 'holds' : 'fails'
}

/** The condition without what is absent; undefined when it was all that it asked, and the scope does not settle it. */
function strike(condition: Condition, world: World): Condition | undefined {
  if (condition.kind === 'context') return condition
  if (condition.kind === 'level') return world.level(condition.question) === undefined ? undefined : condition
  const of = condition.of.flatMap((one) => strike(one, world) ?? [])
  const left: Condition = { kind: condition.kind, of }
  const [asked, askedStill] = [answersOf(condition), answersOf(left)]
  if (asked === 0 || askedStill > 0) return left
  // Only the scope is left: `any` of it may still be met, `all` of it asked for an answer too.
  return condition.kind === 'any' && isTrue(left, world) ? left : undefined
}

const answersOf = (condition: Condition): number =>
  condition.kind === 'level'
    ? 1
    : condition.kind === 'context'
      ? 0
      : condition.of.reduce((sum, one) => sum + answersOf(one), 0)

function limit(
  score: number,
  caps: readonly OverallCap[],
  world: World,
  domains: readonly number[] = [],
): number {
  const holds = ({ when }: OverallCap) =>
    when.kind === 'domains'
      ? when.domains.map((index) => domains[index]!).filter((one) => one < when.below).length >= when.atLeast
      : isTrue(when, world)
  return Math.min(score, ...caps.filter(holds).map((cap) => cap.atMost))
}

/** Scores in one world. */
export function scoresIn(ruleSet: RuleSet, world: World): { overall: number; domains: number[] } {
  const domains = ruleSet.domains.map((domain) => {
    let [top, bottom] = [0n, 0n]
    for (const question of ruleSet.questions.filter((one) => one.domain === domain.id)) {
      const level = world.level(question.index)
      if (level === undefined) continue
      top += BigInt(question.weight) * BigInt(question.levels[level]!.credit)
      bottom += BigInt(question.weight) * 100n
    }
    return limit(nearest(100n * top, bottom), domain.caps, world)
  })
  const weights = ruleSet.domains.map((domain) => BigInt(domain.weight))
  const sum = domains.reduce((total, score, index) => total + weights[index]! * BigInt(score), 0n)
  const overall = nearest(
    sum,
    weights.reduce((a, b) => a + b, 0n),
  )
  return { overall: limit(overall, ruleSet.caps, world, domains), domains }
}

/** Residual risk in one world. */
export function residualIn(risk: Risk, world: World): number {
  const lowered = risk.loweredBy.filter((one) => helps(one.when, world) === 'holds')
  const left = (of: 'likelihood' | 'consequence') =>
    Math.max(
      lowered.reduce((rest, one) => rest - one[of], risk.inherent[of]),
      risk.neverBelow[of],
      1,
    )
  return left('likelihood') * left('consequence')
}

/** Where a chain ends in one world, and how many attack steps it passed. */
export function walkIn(
  { seenWhen }: RuleSet,
  incident: Incident,
  chain: Chain,
  world: World,
): { outcome: Outcome; reach: number } {
  if (incident.exposedWhen !== undefined && !isTrue(incident.exposedWhen, world))
    return { outcome: 'not-exposed', reach: 0 }
  const met = chain.steps.map((step) => {
    const there = step.controls.filter(({ when }) => helps(when, world) !== 'nothing left')
    const isSeen = seenWhen === undefined || helps(seenWhen, world) === 'holds'
    const roles = there
      .filter(({ role, when }) => helps(when, world) === 'holds' && (role !== 'detects' || isSeen))
      .map(({ role }) => role)
    return { testable: there.length > 0, roles }
  })
  const harm = chain.steps.findIndex((step) => step.kind === 'harm')
  const beforeHarm = (position: number) => harm < 0 || position < harm
  const stop = chain.steps.findIndex(
    (step, position) => step.kind === 'attack' && met[position]!.roles.includes('stops'),
  )
  const passed = stop < 0 ? chain.steps : chain.steps.slice(0, stop)
  const reach = passed.filter((step) => step.kind === 'attack').length
  if (stop >= 0) return { outcome: beforeHarm(stop) ? 'stopped' : 'cut-short', reach }
  if (met.every((one) => !one.testable)) return { outcome: 'not-testable', reach }
  if (met.some((one, position) => beforeHarm(position) && one.roles.includes('detects')))
    return { outcome: 'seen', reach }
  const noticed = met.some((one) => one.roles.includes('detects') || one.roles.includes('limits'))
  return { outcome: noticed ? 'limited' : 'open', reach }
}

/** How good an end is: 0 for open or not testable, 4 for stopped, 5 for not exposed. */
export function rankOf(outcome: Outcome): number {
  return { 'not-testable': 0, open: 0, limited: 1, seen: 2, 'cut-short': 3, stopped: 4, 'not-exposed': 5 }[
    outcome
  ]
}
