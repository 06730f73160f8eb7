/** A signed row of levels → what a release may count of it. Made once, at signing, and kept beside the row. */

import type { LevelRow } from '../answers/model.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Outcome, Result } from '../scoring/model.ts'
import { readingsOf } from '../scoring/reading.ts'
import { scoreRow } from '../scoring/score.ts'
import { RUNGS, type Summary } from './model.ts'

export function summarise(ruleSet: RuleSet, row: LevelRow): Summary {
  return summaryOf(ruleSet, row, scoreRow(ruleSet, row))
}

/** As `summarise`, for a row that was scored already. */
export function summaryOf(ruleSet: RuleSet, row: LevelRow, result: Omit<Result, 'asOf'>): Summary {
  const [reading] = readingsOf(ruleSet, row)
  const chains = result.incidents.filter((incident) => incident.chain !== null)
  return {
    overall: result.overall.low,
    overallAssured: result.overall.assured,
    domains: result.domains.map((domain) => domain.low),
    domainsAssured: result.domains.map((domain) => domain.assured),
    levels: [...(reading?.worst.levels ?? [])],
    outcomes: chains.map((chain) => rungOf(chain.atWorst?.outcome ?? 'open')),
    outcomesAssured: chains.map((chain) => rungOf(chain.assuredOutcome ?? 'open')),
    risks: result.risks.map((risk) => ruleSet.matrix.bands.findIndex((band) => band.id === risk.band)),
  }
}

/** Position on the ladder of outcomes; what cannot be tested counts as the first rung. */
function rungOf(outcome: Outcome): number {
  return Math.max(
    0,
    RUNGS.findIndex((rung) => rung === outcome),
  )
}
