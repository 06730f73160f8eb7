/**
 * What today's method finds in a signed assessment, and the figures that were kept at signing → the result as it was signed.
 * Only scores and outcomes are put in place, which a summary keeps; what explains them is today's, and may not add up to them.
 */

import type { RuleSet } from '../rules/model.ts'
import { bandOf } from '../scoring/domains.ts'
import type { Outcome, Result, ScoreResult } from '../scoring/model.ts'
import { RUNGS, type Summary } from './model.ts'

/** The result with the scores and the outcomes of past attacks that it was signed with; its risks are today's. */
export function asSigned(ruleSet: RuleSet, result: Result, summary: Summary): Result {
  let chain = -1
  return {
    ...result,
    overall: withScore(ruleSet, result.overall, summary.overall, summary.overallAssured),
    domains: result.domains.map((one, index) =>
      withScore(
        ruleSet,
        one,
        summary.domains[index] ?? one.low,
        summary.domainsAssured[index] ?? one.assured,
      ),
    ),
    incidents: result.incidents.map((one) => {
      if (one.chain === null) return one
      chain++
      const [atWorst, assured] = [summary.outcomes[chain], summary.outcomesAssured[chain]]
      return {
        ...one,
        outcome: outcomeOf(atWorst, one.outcome),
        assuredOutcome: outcomeOf(assured, one.assuredOutcome),
      }
    }),
  }
}

/** Whether the overall scores, on paper or on evidence, are others than those that it was signed with. */
export function scoresDiffer({ overall }: Result, summary: Summary): boolean {
  return overall.low !== summary.overall || overall.assured !== summary.overallAssured
}

function withScore<S extends ScoreResult>(ruleSet: RuleSet, one: S, score: number, assured: number): S {
  if (one.score === null) return { ...one, low: score, assured }
  return { ...one, score, low: score, high: score, assured, band: bandOf(ruleSet, score) }
}

/** What is not known stays so: a summary keeps what it is at worst. */
function outcomeOf<T extends Outcome | 'not-known' | null>(rung: number | undefined, today: T): T | Outcome {
  const known = RUNGS[rung ?? -1]
  return known === undefined || today === null || today === 'not-known' || today === 'not-testable'
    ? today
    : known
}
