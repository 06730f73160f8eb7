/** Rungs that are climbed together → the moves in an order, each with what it changes after those before it, by the real scorer. */

import { candidatesOf, middle } from './candidates.ts'
import { type Climb, findBest, rankByRest } from './climb.ts'
import { moveOf } from './fix-first.ts'
import type { Move, Plan } from './model.ts'
import { changesBetween, positionOf } from './position.ts'

/** `climb` may take these rungs only, and stands at the top of all afterwards. */
export function planOf(climb: Climb): Plan {
  const { ruleSet } = climb
  const start = positionOf(ruleSet, climb.row)
  const moves: Move[] = []
  let [days, pounds, from] = [0, 0, start]
  for (let next = findNext(climb); next !== undefined; next = findNext(climb)) {
    climb.take(next)
    days += middle(next.effort.days)
    pounds += middle(next.effort.pounds)
    const to = positionOf(ruleSet, climb.row)
    moves.push(moveOf(climb, next, { days, pounds }, changesBetween(ruleSet, from, to)))
    from = to
  }
  return { moves, days, pounds, changes: changesBetween(ruleSet, start, from), after: from }
}

/** The one that lowers most risk for its effort; where none lowers any, the one that does most else. */
const findNext = (climb: Climb) =>
  findBest(climb) ?? rankByRest(climb, candidatesOf(climb.ladders))[0]?.candidate
