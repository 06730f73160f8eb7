/** The list of moves → the staircase: how many risks stay in the gravest bands after each, by staff days. */

import type { Staircase } from '../charts/staircase.ts'
import type { FixFirst } from '../planning/model.ts'
import type { RuleSet } from '../rules/model.ts'
import { graveNames, movesToTheEnd } from './fix-first.ts'

/** Undefined where there is no move to draw. */
export function chartStairs(ruleSet: RuleSet, found: FixFirst): Staircase | undefined {
  const { now, moves, everything } = found
  const drawn = moves.slice(0, movesToTheEnd(found) || moves.length)
  const last = drawn.at(-1)
  if (last === undefined) return undefined
  const { paper, evidence } = last.changes.above.to
  const shown = everything.above.to.evidence
  const proofs = shown < evidence ? `, with proofs ${shown}` : ''
  const legend = {
    evidence: `on evidence ${now.above.evidence} → ${evidence}${proofs}`,
    paper: `on paper ${now.above.paper} → ${paper}`,
    step: 'move of the list',
  }
  return {
    id: 'stairs',
    title: `Risks that are ${graveNames(ruleSet)} after each move, by staff days`,
    description: `${legend.evidence}; ${legend.paper}. The table of all moves has each number.`,
    from: now.above,
    stairs: drawn.map(({ daysSpent, changes: { above } }) => ({ at: daysSpent, ...above.to })),
    legend,
  }
}
