/** Readings and their figures → 5×5 risks: residual with everything not known at its worst, its range, and what evidence carries. */

import { bandAt } from '../rules/bands.ts'
import type { Risk, RiskLowering, RuleSet } from '../rules/model.ts'
import type { Figures, FiguresOfReadings } from './figures.ts'
import type { RiskResult } from './model.ts'
import type { Readings } from './reading.ts'
import { asking, standingOf } from './standing.ts'

/** Likelihood and consequence, 1–5 each, after what lowers them. */
interface Rated {
  readonly likelihood: number
  readonly consequence: number
}

const product = (rated: Rated) => rated.likelihood * rated.consequence

/** A risk over every way the unanswered context could turn out. */
export function assessRisk(
  ruleSet: RuleSet,
  risk: Risk,
  index: number,
  readings: readonly Readings[],
  figures: readonly FiguresOfReadings[],
): RiskResult {
  const rate = (found: Figures): Rated => ({
    likelihood: found.likelihood[index] ?? 0,
    consequence: found.consequence[index] ?? 0,
  })
  const most = (rated: readonly Rated[]) => rated.reduce((a, b) => (product(b) > product(a) ? b : a))
  const worst = most(figures.map((one) => rate(one.worst)))
  const best = Math.min(...figures.map((one) => one.best.residual(index)))
  const assured = most(figures.map((one) => rate(one.assured)))
  const standings = risk.loweredBy.map((lowering) => ({
    lowering,
    ...standingOf(ruleSet, readings, asking(lowering.when)),
  }))
  const notKnown = standings
    .filter(
      ({ lowering, holds }) =>
        holds === 'not-known' && figures.some(({ worst }) => canLower(risk, lowering, worst, index)),
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
    band: bandAt(ruleSet.matrix.bands, residual)?.id ?? '',
    lowerings: standings.map(({ holds, assured }) => ({ holds: holds === 'absent' ? 'no' : holds, assured })),
    notKnown: best < residual ? [...new Set(notKnown)] : [],
  }
}

/** Whether a lowering that does not hold at worst would still find something above the floor to take off. */
function canLower(risk: Risk, lowering: RiskLowering, worst: Figures, index: number): boolean {
  const left = {
    likelihood: worst.likelihoodLeft[index] ?? 0,
    consequence: worst.consequenceLeft[index] ?? 0,
  }
  return (['likelihood', 'consequence'] as const).some(
    (axis) => lowering[axis] > 0 && left[axis] > Math.max(risk.neverBelow[axis], 1),
  )
}
