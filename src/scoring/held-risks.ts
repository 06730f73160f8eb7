/** Targets of a calibration that ask what made-up organisations are rated: their risks by band and step, and what stands beside a score's band. */

import type { BandTruth, RuleSet } from '../rules/model.ts'
import type { RawTarget } from '../rules/schema/calibration.ts'
import { riskBand } from './measures.ts'
import type { Drawn, Held, Measured } from './maturities.ts'
import { helpIn } from './reading.ts'
import { percentOf, shown } from './statistics.ts'

/** Of the steps that lower a risk, how often the first and the last hold; and how many values each risk takes. */
export function holdGraded(
  { ruleSet, at, all }: Drawn,
  target: Extract<RawTarget, { kind: 'graded-risks' }>,
): Held {
  const drawn = at(target.at)
  const risks = ruleSet.risks.map((risk, index) => {
    const holding = risk.loweredBy.map(({ when }) =>
      percentOf(drawn, drawn.filter(({ reading }) => helpIn(when, reading) === 'yes').length),
    )
    return {
      id: risk.id,
      first: Math.max(0, ...holding),
      last: Math.min(100, ...holding),
      values: new Set(all.map(({ residuals }) => residuals[index])).size,
    }
  })
  const most = risks.filter((one) => one.first >= target['first-of-most']).length
  const wrong = risks.filter(
    (one) => one.first < target.first || one.last > target.last || one.values < target.values,
  )
  return {
    holds: wrong.length === 0 && most >= target.most,
    found: `first step at ${target['first-of-most']}% in ${most} of ${risks.length}${wrong
      .map(
        (one) =>
          `; ${one.id}: first ${shown(one.first, 0)}%, last ${shown(one.last, 0)}%, ${one.values} values`,
      )
      .join('')}`,
  }
}

/** How many risks reach each band in so many percent of draws, at some maturity of the range. */
export function holdBandsOfRisks(
  { ruleSet, maturities, at }: Drawn,
  target: Extract<RawTarget, { kind: 'bands-of-risks' }>,
): Held {
  const reached = ruleSet.matrix.bands.map(
    (_, band) =>
      ruleSet.risks.filter((_, risk) =>
        maturities.some(
          ({ t }) =>
            t >= target.from - 1e-9 &&
            t <= target.to + 1e-9 &&
            percentOf(
              at(t),
              at(t).filter((one) => riskBand(ruleSet, one.residuals[risk] ?? 0) === band).length,
            ) >= target.percent,
        ),
      ).length,
  )
  return { holds: reached.every((risks) => risks >= target.risks), found: reached.join(', ') }
}

/** In how many draws of each band what stands beside its words is not true. */
export function holdBands({ ruleSet, all }: Drawn, most: number): Held {
  const found = ruleSet.bands.map((band, index) => {
    const next = ruleSet.bands[index + 1]?.from ?? 101
    const inside = all.filter(({ overall }) => overall >= band.from && overall < next)
    const untrue = inside.filter((one) => !band.trueWhen.every((truth) => isTrue(ruleSet, truth, one)))
    return { band, percent: percentOf(inside, untrue.length) }
  })
  return {
    holds: found.every(({ percent }) => percent <= most),
    found: found.map(({ band, percent }) => `${band.name} ${shown(percent)}%`).join(', '),
  }
}

function isTrue(ruleSet: RuleSet, truth: BandTruth, one: Measured): boolean {
  switch (truth.kind) {
    case 'risks': {
      const band = ruleSet.matrix.bands.findIndex(({ id }) => id === truth.band)
      return one.residuals.filter((product) => riskBand(ruleSet, product) === band).length <= truth.atMost
    }
    case 'domains':
      return truth.domains.filter((index) => (one.domains[index] ?? 0) < truth.below).length <= truth.atMost
    case 'attacks':
      return one.met >= truth.atLeast
  }
}
