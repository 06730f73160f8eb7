/**
 * Answers with their level row → what to fix first: real work in order, proofs in bundles, and what is to be found out.
 * Pure: the same answers, rules and efforts always give the same list. It plans nothing within a budget.
 */

import type { Answers, LevelRow } from '../answers/model.ts'
import type { Improvements, RuleSet } from '../rules/model.ts'
import type { Result } from '../scoring/model.ts'
import { type Candidate, candidatesOf, middle, sizeOf } from './candidates.ts'
import { Climb, findBest, rankByRest } from './climb.ts'
import type { FindOut, FixFirst, Move, Raised } from './model.ts'
import { changesBetween, positionOf } from './position.ts'
import { bundleProofs, prove, unproven } from './proofs.ts'
import type { Rung } from './rungs.ts'

/** As one assessment is examined. */
export interface Planned {
  readonly ruleSet: RuleSet
  readonly answers: Pick<Answers, 'answers'>
  readonly row: LevelRow
  readonly result: Pick<Result, 'risks' | 'notKnown' | 'unanswered'>
}

/** At the middle of each range. */
export interface Spent {
  readonly days: number
  readonly pounds: number
}

export function findFixFirst(planned: Planned, improvements: Improvements): FixFirst {
  const { ruleSet, answers, row } = planned
  const now = positionOf(ruleSet, row)
  const climb = new Climb(ruleSet, improvements, answers, row)
  const moves = climbAll(climb)
  const raised = new Set(moves.flatMap((one) => [one, ...one.besides].map(({ question }) => question)))
  // Once: as the work that it is where it is listed, not also as a proof.
  const isWork = (id: string) => raised.has(id) && improvements.of[id]?.isProof === true
  const open = unproven(ruleSet, row).filter((index) => !isWork(ruleSet.questions[index]?.id ?? ''))
  const proofs = bundleProofs(ruleSet, row, open)
  const bundled = new Set(proofs.flatMap(({ questions }) => questions))
  const proven = (of: LevelRow, shown: readonly number[]) => positionOf(ruleSet, prove(of, shown))
  return {
    now,
    moves,
    others: rankOthers(new Climb(ruleSet, improvements, answers, row), raised),
    proofs,
    otherProofs: open.map((index) => ruleSet.questions[index]?.id ?? '').filter((id) => !bundled.has(id)),
    prove: improvements.prove,
    allProofs: changesBetween(ruleSet, now, proven(row, open)),
    everything: changesBetween(ruleSet, now, proven(climb.row, unproven(ruleSet, climb.row))),
    findOuts: findOutsOf(planned),
    findOut: improvements.findOut,
  }
}

/** One answer raised to this level with what it needs, from where the answers stand; undefined: it cannot be. */
export function findSingleMove(
  { ruleSet, answers, row }: Omit<Planned, 'result'>,
  improvements: Improvements,
  question: string,
  level: string,
): Pick<Move, 'action' | 'effort' | 'to'> | undefined {
  const { ladders } = new Climb(ruleSet, improvements, answers, row)
  const found = candidatesOf(ladders).find(
    ({ rung }) => rung.question.id === question && rung.question.levels[rung.to]?.id === level,
  )
  return found && { action: found.rung.action, to: level, effort: sizeOf(found, improvements) }
}

/** Every move that lowers a risk after those before it; the climb stands at the top afterwards. */
function climbAll(climb: Climb): Move[] {
  const { ruleSet } = climb
  const moves: Move[] = []
  let position = positionOf(ruleSet, climb.row)
  const spent = { days: 0, pounds: 0 }
  for (let best = findBest(climb); best !== undefined; best = findBest(climb)) {
    climb.take(best)
    const reached = positionOf(ruleSet, climb.row)
    spent.days += middle(best.effort.days)
    spent.pounds += middle(best.effort.pounds)
    moves.push(moveOf(climb, best, spent, changesBetween(ruleSet, position, reached)))
    position = reached
  }
  return moves
}

/** Of each question that no listed move raises, the best rung for its effort. */
function rankOthers(climb: Climb, raised: ReadonlySet<string>): Move[] {
  const { ruleSet, row } = climb
  const now = positionOf(ruleSet, row)
  const left = candidatesOf(climb.ladders).filter(({ rung }) => !raised.has(rung.question.id))
  const seen = new Set<number>()
  return rankByRest(climb, left).flatMap(({ candidate, after }): Move[] => {
    const { index } = candidate.rung.question
    if (seen.has(index)) return []
    seen.add(index)
    const { days, pounds } = candidate.effort
    const alone = { days: middle(days), pounds: middle(pounds) }
    return [moveOf(climb, candidate, alone, changesBetween(ruleSet, now, after))]
  })
}

/** @param spent with it and all before it */
export function moveOf(
  { improvements }: Pick<Climb, 'improvements'>,
  candidate: Candidate,
  spent: Spent,
  changes: Move['changes'],
): Move {
  const { rung, besides } = candidate
  return {
    ...raisedBy(rung),
    besides: besides.map(raisedBy),
    effort: sizeOf(candidate, improvements),
    daysSpent: spent.days,
    poundsSpent: spent.pounds,
    changes,
  }
}

const raisedBy = ({ question, from, to, action, items }: Rung): Raised => ({
  question: question.id,
  from: question.levels[from]?.id ?? '',
  to: question.levels[to]?.id ?? '',
  action,
  items,
})

/** Those that could change most risks first, then in the order of the questions. */
function findOutsOf({ ruleSet, result }: Planned): FindOut[] {
  const open = new Set([...result.unanswered, ...result.notKnown])
  return ruleSet.questions
    .filter(({ id }) => open.has(id))
    .map(({ id }) => ({
      question: id,
      risks: result.risks.filter(({ notKnown }) => notKnown.includes(id)).map((risk) => risk.id),
    }))
    .toSorted((a, b) => b.risks.length - a.risks.length)
}
