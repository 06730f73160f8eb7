/**
 * What a calibration measures of one reading: overall score, residual risks, and which past attacks it meets.
 * Everything comes from the scorer, the risks and the walks that also score real answers.
 */

import { once } from '../once.ts'
import type { Chain, Incident, RuleSet } from '../rules/model.ts'
import type { Reading } from './reading.ts'
import { walkChain } from './replay.ts'
import { rateRisk } from './risks.ts'
import { scoreReading } from './score.ts'

/** Best first; as in a replay, but for what is outside the order. */
const ORDER = ['not-exposed', 'stopped', 'cut-short', 'seen', 'limited', 'open', 'not-testable']

export interface Replayed {
  readonly incident: Incident
  readonly chain: Chain
}

/** Chains in your place of the attacks that are counted: their way in is published or reported. */
export const countedChains = once((ruleSet: RuleSet): readonly Replayed[] =>
  allChains(ruleSet).filter(
    ({ incident, chain }) =>
      chain.vantage === 'in-your-place' && (incident.wayIn === 'published' || incident.wayIn === 'reported'),
  ),
)

export const allChains = once((ruleSet: RuleSet): readonly Replayed[] =>
  ruleSet.incidents.flatMap((incident) => incident.chains.map((chain) => ({ incident, chain }))),
)

/** Ids of the counted attacks that a control stops, or shows to somebody who acts, before the first harm. */
export function metIn(ruleSet: RuleSet, reading: Reading): string[] {
  return countedChains(ruleSet)
    .filter(({ incident, chain }) => walkChain(ruleSet, incident, chain, reading).meets)
    .map(({ incident }) => incident.id)
}

/** Likelihood × consequence of each risk, in the order of the rule set. */
export function residualsIn(ruleSet: RuleSet, reading: Reading): number[] {
  return ruleSet.risks.map((risk) => {
    const { likelihood, consequence } = rateRisk(risk, reading)
    return likelihood * consequence
  })
}

/** Where each chain ends, as a place in the order of outcomes: 0 is best. */
export function outcomesIn(ruleSet: RuleSet, reading: Reading): number[] {
  return allChains(ruleSet).map(({ incident, chain }) =>
    ORDER.indexOf(walkChain(ruleSet, incident, chain, reading).outcome),
  )
}

export const overallIn = (ruleSet: RuleSet, reading: Reading): number =>
  scoreReading(ruleSet, reading).overall.score

/** Position in the matrix' bands, 0 is lowest. */
export function riskBand(ruleSet: RuleSet, product: number): number {
  return ruleSet.matrix.bands.findLastIndex(({ from }) => product >= from)
}
