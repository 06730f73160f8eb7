/**
 * The meaning of DESIGN §4 written a second time, slowly and plainly, to compare the engine with.
 * It shares only types with the engine, counts in fractions of whole numbers, and knows no caps lines or explanations.
 */

import type { LevelRow } from '../../src/answers/model.ts'
import type { Cap, Chain, Condition, Incident, Risk, RuleSet } from '../../src/rules/model.ts'
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
      if (byte >= 16) return way === 'best' ? last : byte - 16
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

function limit(score: number, caps: readonly Cap[], world: World): number {
  return Math.min(score, ...caps.filter((cap) => isTrue(cap.when, world)).map((cap) => cap.atMost))
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
  return { overall: limit(overall, ruleSet.caps, world), domains }
}

/** Residual risk in one world. */
export function residualIn(risk: Risk, world: World): number {
  const lowered = risk.loweredBy.filter((one) => isTrue(one.when, world))
  const left = (of: 'likelihood' | 'consequence') =>
    Math.max(
      lowered.reduce((rest, one) => rest - one[of], risk.inherent[of]),
      risk.neverBelow[of],
      1,
    )
  return left('likelihood') * left('consequence')
}

/** Where a chain ends in one world, and how many attack steps it passed. */
export function walkIn(incident: Incident, chain: Chain, world: World): { outcome: Outcome; reach: number } {
  if (incident.exposedWhen !== undefined && !isTrue(incident.exposedWhen, world))
    return { outcome: 'not-exposed', reach: 0 }
  const met = chain.steps.map((step) => {
    const there = step.controls.filter(({ when }) => isTrue(when, world) || !readsNothingThere(when, world))
    const roles = there.filter(({ when }) => isTrue(when, world)).map(({ role }) => role)
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

/** Whether every question a condition reads is hidden, not applicable or left out. */
function readsNothingThere(condition: Condition, world: World): boolean {
  const questions = (one: Condition): number[] =>
    one.kind === 'level' ? [one.question] : one.kind === 'context' ? [] : one.of.flatMap(questions)
  const read = questions(condition)
  return read.length > 0 && read.every((question) => world.level(question) === undefined)
}

/** How good an end is: 0 for open or not testable, 4 for stopped, 5 for not exposed. */
export function rankOf(outcome: Outcome): number {
  return { 'not-testable': 0, open: 0, limited: 1, seen: 2, 'cut-short': 3, stopped: 4, 'not-exposed': 5 }[
    outcome
  ]
}
