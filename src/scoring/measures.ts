/**
 * What a calibration measures of one reading: overall score, residual risks, and which past attacks it meets.
 * Everything comes from the scorer that also scores real answers.
 */

import { once } from '../once.ts'
import { bandIndexAt } from '../rules/bands.ts'
import type { RuleSet } from '../rules/model.ts'
import { compileScorer } from './compiled.ts'
import type { Reading } from './reading.ts'
import { allChains, type Replayed } from './replay.ts'

/** Chains in your place of the attacks that are counted: their way in is published or reported. */
export const countedChains = once((ruleSet: RuleSet): readonly Replayed[] =>
  allChains(ruleSet).filter(
    ({ incident, chain }) =>
      chain.vantage === 'in-your-place' && (incident.wayIn === 'published' || incident.wayIn === 'reported'),
  ),
)

/** Ids of the counted attacks that a control stops, or shows to somebody who acts, before the first harm. */
export function metIn(ruleSet: RuleSet, reading: Reading): string[] {
  const { meets } = compileScorer(ruleSet).glance(reading)
  return countedChains(ruleSet)
    .filter(({ number }) => meets[number] === 1)
    .map(({ incident }) => incident.id)
}

/** Likelihood × consequence of each risk, in the order of the rule set. */
export function residualsIn(ruleSet: RuleSet, reading: Reading): number[] {
  const figures = compileScorer(ruleSet).glance(reading)
  return ruleSet.risks.map((_, risk) => figures.residual(risk))
}

/** Where each chain ends, as a place in the order of outcomes: 0 is best. */
export const outcomesIn = (ruleSet: RuleSet, reading: Reading): number[] => [
  ...compileScorer(ruleSet).glance(reading).outcomes,
]

export const overallIn = (ruleSet: RuleSet, reading: Reading): number =>
  compileScorer(ruleSet).glance(reading).overall

/** Position in the matrix' bands, 0 is lowest. */
export function riskBand(ruleSet: RuleSet, product: number): number {
  return bandIndexAt(ruleSet.matrix.bands, product)
}
