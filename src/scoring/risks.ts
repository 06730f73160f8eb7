/** Readings → 5×5 risks: residual with everything not known at its worst, its range, and what evidence carries. */

import { NOT_KNOWN, stateOf } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { questionsOf } from '../rules/condition.ts'
import type { Risk, RuleSet } from '../rules/model.ts'
import type { RiskResult } from './model.ts'
import { ABSENT, holdsIn, type Reading, type Readings } from './reading.ts'

interface Rated {
  readonly likelihood: number
  readonly consequence: number
}

const product = (rated: Rated) => rated.likelihood * rated.consequence

/** Likelihood and consequence, 1–5 each, after what lowers them in a reading. */
export function rateRisk(risk: Risk, reading: Reading): Rated {
  let { likelihood, consequence } = risk.inherent
  for (const lowering of risk.loweredBy) {
    if (!holdsIn(lowering.when, reading)) continue
    likelihood -= lowering.likelihood
    consequence -= lowering.consequence
  }
  return {
    likelihood: Math.max(likelihood, risk.neverBelow.likelihood, 1),
    consequence: Math.max(consequence, risk.neverBelow.consequence, 1),
  }
}

/** A risk over every way the unanswered context could turn out. */
export function assessRisk(
  ruleSet: RuleSet,
  risk: Risk,
  row: LevelRow,
  readings: readonly Readings[],
): RiskResult {
  const most = (rated: readonly Rated[]) => rated.reduce((a, b) => (product(b) > product(a) ? b : a))
  const worst = most(readings.map((one) => rateRisk(risk, one.worst)))
  const best = Math.min(...readings.map((one) => product(rateRisk(risk, one.best))))
  const assured = most(readings.map((one) => rateRisk(risk, one.assured)))
  const lowerings = risk.loweredBy.map((lowering) => ({
    holds: readings.every((one) => holdsIn(lowering.when, one.worst))
      ? ('yes' as const)
      : readings.some((one) => holdsIn(lowering.when, one.best))
        ? ('not-known' as const)
        : ('no' as const),
    assured: readings.every((one) => holdsIn(lowering.when, one.assured)),
  }))
  const notKnown = risk.loweredBy.flatMap((lowering, index) =>
    lowerings[index]?.holds === 'not-known' && best < product(worst)
      ? unknownIn(ruleSet, questionsOf(lowering.when), row, readings)
      : [],
  )
  const residual = product(worst)
  return {
    id: risk.id,
    inherent: risk.inherent.likelihood * risk.inherent.consequence,
    residual,
    ...worst,
    low: best,
    high: residual,
    assured: product(assured),
    band: ruleSet.matrix.bands.findLast((band) => residual >= band.from)?.id ?? '',
    lowerings,
    notKnown: [...new Set(notKnown)],
  }
}

/** Ids of those questions that are not known or unanswered and shown in some of the readings, in the order given. */
export function unknownIn(
  ruleSet: RuleSet,
  questions: readonly number[],
  row: LevelRow,
  readings: readonly Readings[],
): string[] {
  return questions
    .filter(
      (index) =>
        ['not-known', 'unanswered'].includes(stateOf(row.declared[index] ?? NOT_KNOWN)) &&
        readings.some((one) => (one.worst.levels[index] ?? ABSENT) !== ABSENT),
    )
    .map((index) => ruleSet.questions[index]?.id ?? '')
}
