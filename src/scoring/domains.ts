/**
 * One reading → domain scores, the overall score, their limits and the lines they add up from.
 * Whole numbers throughout; rounding is half up, once, where DESIGN §4 says so.
 */

import type { Domain, Limit, RuleSet, WeakDomains } from '../rules/model.ts'
import type { Contribution, HeldCap } from './model.ts'
import { ABSENT, holdsIn, type Reading } from './reading.ts'

/** A score with everything that made it. Lines add up to exactly 100 × `score`. */
export interface Scored {
  readonly score: number
  /** Before limits. */
  readonly uncapped: number
  readonly caps: readonly HeldCap[]
}

/** Half up, for a numerator of 0 or more and a positive denominator. */
export function roundHalfUp(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator))
}

/** Score of a domain in a reading, 0–100. */
export function scoreDomain(ruleSet: RuleSet, domain: Domain, reading: Reading): Scored {
  let [sum, weights] = [0, 0]
  for (const index of domain.questions) {
    const level = reading.levels[index] ?? ABSENT
    if (level === ABSENT) continue
    const question = ruleSet.questions[index]
    if (question === undefined) continue
    sum += question.weight * (question.levels[level]?.credit ?? 0)
    weights += question.weight
  }
  return limited(weights === 0 ? 0 : roundHalfUp(sum, weights), domain.caps, ({ when }) =>
    holdsIn(when, reading),
  )
}

/** Weighted mean of the domain scores, with the overall limits, 0–100. */
export function scoreOverall(ruleSet: RuleSet, domains: readonly Scored[], reading: Reading): Scored {
  let [sum, weights] = [0, 0]
  for (const [index, scored] of domains.entries()) {
    const weight = ruleSet.domains[index]?.weight ?? 0
    sum += weight * scored.score
    weights += weight
  }
  return limited(weights === 0 ? 0 : roundHalfUp(sum, weights), ruleSet.caps, ({ when }) =>
    when.kind === 'domains' ? areWeak(when, domains) : holdsIn(when, reading),
  )
}

/** Whether too many of the domains score below the number, after their own limits. */
function areWeak({ domains, below, atLeast }: WeakDomains, scored: readonly Scored[]): boolean {
  return domains.filter((index) => (scored[index]?.score ?? 0) < below).length >= atLeast
}

function limited<L extends Limit>(
  uncapped: number,
  limits: readonly L[],
  holds: (limit: L) => boolean,
): Scored {
  const held = limits.filter(holds)
  const strictest = held.reduce<Limit | undefined>(
    (least, cap) => (least === undefined || cap.atMost < least.atMost ? cap : least),
    undefined,
  )
  const score = Math.min(uncapped, strictest?.atMost ?? 100)
  return {
    score,
    uncapped,
    caps: held.map((cap) => ({
      id: cap.id,
      atMost: cap.atMost,
      binds: cap === strictest && score < uncapped,
    })),
  }
}

/** The lines of a domain's score in a reading: questions, rounding, limits. */
export function contributionsOfDomain(
  ruleSet: RuleSet,
  domain: Domain,
  scored: Scored,
  reading: Reading,
): Contribution[] {
  const counted = domain.questions.flatMap((index) => {
    const question = ruleSet.questions[index]
    const level = question?.levels[reading.levels[index] ?? ABSENT]
    return question === undefined || level === undefined ? [] : [{ question, level }]
  })
  const weights = counted.reduce((sum, one) => sum + one.question.weight, 0)
  const lines = counted.map(({ question, level }): Contribution => ({
    kind: 'question',
    id: question.id,
    hundredths: roundHalfUp(100 * question.weight * level.credit, weights),
    value: level.credit,
    weight: question.weight,
    level: level.id,
  }))
  return withRoundingAndCaps(lines, scored)
}

/** The lines of the overall score in a reading: domains, rounding, limits. */
export function contributionsOfOverall(
  ruleSet: RuleSet,
  domains: readonly Scored[],
  scored: Scored,
): Contribution[] {
  const weights = ruleSet.domains.reduce((sum, domain) => sum + domain.weight, 0)
  const lines = ruleSet.domains.map((domain, index): Contribution => {
    const value = domains[index]?.score ?? 0
    return {
      kind: 'domain',
      id: domain.id,
      hundredths: roundHalfUp(100 * domain.weight * value, weights),
      value,
      weight: domain.weight,
    }
  })
  return withRoundingAndCaps(lines, scored)
}

function withRoundingAndCaps(lines: readonly Contribution[], scored: Scored): Contribution[] {
  const sum = lines.reduce((total, line) => total + line.hundredths, 0)
  const rounding = 100 * scored.uncapped - sum
  const caps = scored.caps.map((cap): Contribution => ({
    kind: 'cap',
    id: cap.id,
    hundredths: cap.binds ? 100 * (scored.score - scored.uncapped) : 0,
    wouldLeave: Math.min(scored.uncapped, cap.atMost),
  }))
  return [
    ...lines,
    ...(rounding === 0 ? [] : [{ kind: 'rounding' as const, id: 'rounding', hundredths: rounding }]),
    ...caps,
  ]
}

/** Id of the band a score lies in. */
export function bandOf(ruleSet: RuleSet, score: number): string {
  return ruleSet.bands.findLast((band) => score >= band.from)?.id ?? ''
}
