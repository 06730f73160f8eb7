/** The list of moves → the staircase: how many risks stay in the gravest bands after each, by staff days. */

import type { Staircase } from '../charts/staircase.ts'
import type { FixFirst, Plan } from '../planning/model.ts'
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
  return stairsOf(ruleSet, now.above, drawn, legend)
}

/** The same of the moves of a plan; undefined where no move takes a risk out of those bands. */
export function chartPlan(ruleSet: RuleSet, { moves, changes: { above } }: Plan): Staircase | undefined {
  const { from, to } = above
  if (moves.length === 0 || (from.paper === to.paper && from.evidence === to.evidence)) return undefined
  return stairsOf(ruleSet, from, moves, {
    evidence: `on evidence ${from.evidence} → ${to.evidence}`,
    paper: `on paper ${from.paper} → ${to.paper}`,
    step: 'move of the plan',
  })
}

const stairsOf = (
  ruleSet: RuleSet,
  from: Staircase['from'],
  moves: FixFirst['moves'],
  legend: Staircase['legend'],
): Staircase => ({
  id: 'stairs',
  title: `Risks that are ${graveNames(ruleSet)} after each move, by staff days`,
  description: `${legend.evidence}; ${legend.paper}. The table of all moves has each number.`,
  from,
  stairs: moves.map(({ daysSpent, changes: { above } }) => ({ at: daysSpent, ...above.to })),
  legend,
})
