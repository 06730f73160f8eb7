/** Readings → 5×5 risks: residual with everything not known at its worst, its range, and what evidence carries. */

import type { Risk, RiskLowering, RuleSet } from '../rules/model.ts'
import type { RiskResult } from './model.ts'
import { helpIn, type Reading, type Readings } from './reading.ts'
import { asking, standingOf } from './standing.ts'

interface Rated {
  readonly likelihood: number
  readonly consequence: number
}

const product = (rated: Rated) => rated.likelihood * rated.consequence

/** Likelihood and consequence, 1–5 each, after what lowers them in a reading. */
export function rateRisk(risk: Risk, reading: Reading): Rated {
  const { likelihood, consequence } = lowered(risk, reading)
  return {
    likelihood: Math.max(likelihood, risk.neverBelow.likelihood, 1),
    consequence: Math.max(consequence, risk.neverBelow.consequence, 1),
  }
}

/** What is left before the floor, which may be less than the floor. */
function lowered(risk: Risk, reading: Reading): Rated {
  let { likelihood, consequence } = risk.inherent
  for (const lowering of risk.loweredBy) {
    if (helpIn(lowering.when, reading) !== 'yes') continue
    likelihood -= lowering.likelihood
    consequence -= lowering.consequence
  }
  return { likelihood, consequence }
}

/** A risk over every way the unanswered context could turn out. */
export function assessRisk(ruleSet: RuleSet, risk: Risk, readings: readonly Readings[]): RiskResult {
  const most = (rated: readonly Rated[]) => rated.reduce((a, b) => (product(b) > product(a) ? b : a))
  const worst = most(readings.map((one) => rateRisk(risk, one.worst)))
  const best = Math.min(...readings.map((one) => product(rateRisk(risk, one.best))))
  const assured = most(readings.map((one) => rateRisk(risk, one.assured)))
  const standings = risk.loweredBy.map((lowering) => ({
    lowering,
    ...standingOf(ruleSet, readings, asking(lowering.when)),
  }))
  const notKnown = standings
    .filter(
      ({ lowering, holds }) => holds === 'not-known' && readings.some((one) => canLower(risk, lowering, one)),
    )
    .flatMap((one) => one.notKnown)
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
    lowerings: standings.map(({ holds, assured }) => ({ holds: holds === 'absent' ? 'no' : holds, assured })),
    notKnown: best < residual ? [...new Set(notKnown)] : [],
  }
}

/** Whether a lowering that does not hold at worst would still find something above the floor to take off. */
function canLower(risk: Risk, lowering: RiskLowering, { worst }: Readings): boolean {
  const left = lowered(risk, worst)
  return (['likelihood', 'consequence'] as const).some(
    (axis) => lowering[axis] > 0 && left[axis] > Math.max(risk.neverBelow[axis], 1),
  )
}
