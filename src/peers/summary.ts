/** A signed row of levels → what a release may count of it. Made once, at signing, and kept beside the row. */

import type { LevelRow } from '../answers/model.ts'
import type { RuleSet } from '../rules/model.ts'
import { compileRows } from '../scoring/compiled-rows.ts'
import { OUTCOMES } from '../scoring/compiled-walks.ts'
import { askedLessons } from '../scoring/lessons.ts'
import { riskBand } from '../scoring/measures.ts'
import { RUNGS, type Summary } from './model.ts'

export function summarise(ruleSet: RuleSet, row: LevelRow): Summary {
  const rows = compileRows(ruleSet)
  const ends = rows.makeRoom()
  rows.find(row, ends)
  // As it counts where the scope is answered; where it is not, by the first option.
  rows.enter(row, 0)
  return {
    overall: ends.low,
    overallAssured: ends.assured,
    domains: [...ends.domains.low],
    domainsAssured: [...ends.domains.assured],
    levels: [...rows.worst.levels],
    scope: [...row.context],
    outcomes: Array.from(ends.outcomes, rungOf),
    outcomesAssured: Array.from(ends.outcomesAssured, rungOf),
    risks: Array.from(ends.residuals, (residual) => riskBand(ruleSet, residual)),
    lessons: askedLessons(ruleSet).map(({ index }) => ends.lessons[index] ?? 0),
  }
}

/** Position on the ladder of outcomes; what cannot be tested counts as the first rung. */
function rungOf(outcome: number): number {
  return Math.max(
    0,
    RUNGS.findIndex((rung) => rung === OUTCOMES[outcome]),
  )
}
