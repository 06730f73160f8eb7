/**
 * What today's method finds in a signed assessment, and the figures that were kept at signing → the result as it was signed.
 * Only scores, outcomes and lessons are put in place, which a summary keeps; what explains them is today's, and may not add up to them.
 */

import { isDeepStrictEqual } from 'node:util'
import type { RuleSet } from '../rules/model.ts'
import { bandOf } from '../scoring/domains.ts'
import { askedLessons } from '../scoring/lessons.ts'
import type { LessonResult, Outcome, Result, ScoreResult } from '../scoring/model.ts'
import { LEARNED, RUNGS, type Summary } from './model.ts'

/** What somebody signed, where today's method finds other figures in it. */
export interface AsSigned {
  /** Today's, with the scores, outcomes of past attacks and lessons that it was signed with; its risks are today's. */
  readonly result: Result
  /** The risks that stood in another band on paper, by id, in the rule set's order; `band` is the id of the one that was signed. */
  readonly movedRisks: readonly { readonly id: string; readonly band: string }[]
}

/** Undefined where today's method finds every figure that was signed. */
export function readAsSigned(ruleSet: RuleSet, today: Result, summary: Summary): AsSigned | undefined {
  const result = asSigned(ruleSet, today, summary)
  const movedRisks = today.risks.flatMap(({ id, band }, index) => {
    const signed = ruleSet.matrix.bands[summary.risks[index] ?? -1]
    return signed === undefined || signed.id === band ? [] : [{ id, band: signed.id }]
  })
  return movedRisks.length === 0 && isDeepStrictEqual(result, today) ? undefined : { result, movedRisks }
}

function asSigned(ruleSet: RuleSet, result: Result, summary: Summary): Result {
  let chain = -1
  const signed = new Map(askedLessons(ruleSet).map(({ id }, index) => [id, summary.lessons[index]]))
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
    lessons: result.lessons.map((one) => ({ ...one, learned: learnedOf(signed.get(one.id), one.learned) })),
  }
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

/** As `outcomeOf`; what does not apply, or cannot be asked, has no rung. */
function learnedOf(rung: number | undefined, today: LessonResult['learned']): LessonResult['learned'] {
  const known = LEARNED[rung ?? -1]
  return known === undefined || today === 'not-known' || today === 'not-here' ? today : known
}
