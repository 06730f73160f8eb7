/** Made-up organisations → what is measured of each, and of all at one maturity: what every target of a calibration is held against. */

import type { RuleSet } from '../rules/model.ts'
import type { CalibrationFile } from '../rules/schema/calibration.ts'
import { compileScorer } from './compiled.ts'
import type { compareFirstLook } from './first-look.ts'
import { metIn, residualsIn, riskBand } from './measures.ts'
import type { Reading } from './reading.ts'
import { mean, median, sum } from './statistics.ts'

/** The mean organisation at a maturity. */
export interface Maturity {
  readonly t: number
  /** Without a shift between domains, and with one. */
  readonly shifted: boolean
  /** Median. */
  readonly overall: number
  /** Means. */
  readonly extremeRisks: number
  readonly attacksMet: number
  readonly residuals: number
}

/** One organisation. */
export interface Measured {
  readonly reading: Reading
  readonly overall: number
  readonly domains: readonly number[]
  readonly residuals: readonly number[]
  readonly met: number
}

/** All that was drawn. */
export interface Drawn {
  readonly ruleSet: RuleSet
  readonly file: CalibrationFile
  /** Without a shift, rising. */
  readonly maturities: readonly Maturity[]
  readonly at: (t: number) => readonly Measured[]
  readonly all: readonly Measured[]
  readonly firstLook: ReturnType<typeof compareFirstLook>
}

/** Whether a target holds, and what was found, in a few words with its figures. */
export interface Held {
  readonly holds: boolean
  readonly found: string
}

export function measure(ruleSet: RuleSet, reading: Reading): Measured {
  const { overall, domains } = compileScorer(ruleSet).glance(reading)
  return {
    reading,
    overall,
    domains: [...domains],
    residuals: residualsIn(ruleSet, reading),
    met: metIn(ruleSet, reading).length,
  }
}

export function maturityOf(
  ruleSet: RuleSet,
  t: number,
  shifted: boolean,
  all: readonly Measured[],
): Maturity {
  return {
    t,
    shifted,
    overall: median(all.map((one) => one.overall)),
    extremeRisks: mean(all.map((one) => extremesOf(ruleSet, one.residuals))),
    attacksMet: mean(all.map((one) => one.met)),
    residuals: mean(all.map((one) => sum(one.residuals))),
  }
}

/** Risks in the highest band of the matrix. */
function extremesOf(ruleSet: RuleSet, residuals: readonly number[]): number {
  return residuals.filter((one) => riskBand(ruleSet, one) === ruleSet.matrix.bands.length - 1).length
}
