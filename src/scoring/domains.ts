/**
 * The figures of a reading → its scores with their limits, and the lines they add up from.
 * Whole numbers throughout; rounding is half up, once. Source: rules/README.md, Scores and limits.
 */

import { bandAt } from '../rules/bands.ts'
import type { Domain, Limit, RuleSet } from '../rules/model.ts'
import { compileScorer } from './compiled.ts'
import type { Figures } from './figures.ts'
import type { Contribution, HeldCap } from './model.ts'
import { ABSENT, type Reading } from './reading.ts'
import { roundHalfUp } from '../rules/half-up.ts'

/** A score with everything that made it. Lines add up to exactly 100 × `score`. */
export interface Scored {
  readonly score: number
  /** Before limits. */
  readonly uncapped: number
  readonly caps: readonly HeldCap[]
}

/** The scores of a reading with the limits that hold, from its figures. */
export function scoredOf(
  ruleSet: RuleSet,
  figures: Figures,
): { readonly domains: readonly Scored[]; readonly overall: Scored } {
  const { scores } = compileScorer(ruleSet)
  const of = (position: number, score: number, uncapped: number, limits: readonly Limit[]): Scored => {
    const first = scores.firstLimit(position)
    const held = limits.filter((_, index) => figures.limits[first + index] === 1)
    const strictest = held.reduce<Limit | undefined>(
      (least, cap) => (least === undefined || cap.atMost < least.atMost ? cap : least),
      undefined,
    )
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
  return {
    domains: ruleSet.domains.map(({ caps }, index) =>
      of(index, figures.domains[index] ?? 0, figures.uncapped[index] ?? 0, caps),
    ),
    overall: of(ruleSet.domains.length, figures.overall, figures.overallUncapped, ruleSet.caps),
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
  return bandAt(ruleSet.bands, score)?.id ?? ''
}
