/**
 * Moves in an order: each is the one that lowers most risk on paper for its effort after those before it, by trying every single one.
 * *For its effort* is what it lowers of the residual scores, above the line more (`weighRisks`), divided by its days and pounds together as days (`costOf`).
 * Where no single answer lowers any risk, answers are raised together that do so as one.
 * What lowers equally much for its effort is told apart by attacks met, then lessons learned, then points, then the order of the questions.
 */

import type { Answers, LevelRow } from '../answers/model.ts'
import type { Improvements, RuleSet } from '../rules/model.ts'
import { type Candidate, candidatesOf, joinedCandidates, type Ladders, take } from './candidates.ts'
import type { Position } from './model.ts'
import { positionOf, readByRisks, weighRisks } from './position.ts'
import { type Rung, rungsOf, shownIn, ticksIn } from './rungs.ts'

/** Answers while moves are made on them. */
export class Climb {
  readonly ruleSet: RuleSet
  readonly improvements: Improvements
  row: LevelRow
  readonly #shown: (question: number) => boolean
  readonly #ticked: Map<string, readonly string[]>
  readonly #rungs: (readonly Rung[])[]
  readonly #may: (rung: Rung) => boolean

  constructor(
    ruleSet: RuleSet,
    improvements: Improvements,
    answers: Pick<Answers, 'answers'>,
    row: LevelRow,
    /** Which rungs may be taken. */
    may: (rung: Rung) => boolean = () => true,
  ) {
    this.#may = may
    this.ruleSet = ruleSet
    this.improvements = improvements
    this.row = row
    this.#shown = shownIn(ruleSet, row)
    this.#ticked = ticksIn(answers)
    this.#rungs = ruleSet.questions.map(({ index }) => this.#rungsAt(index))
  }

  /** What can be raised now. */
  get ladders(): Ladders {
    const { ruleSet, improvements, row } = this
    return { ruleSet, improvements, row, rungs: this.#rungs, shown: this.#shown }
  }

  take(candidate: Pick<Candidate, 'rung' | 'besides'>): void {
    this.row = take(this.row, candidate)
    const rungs = [...candidate.besides, candidate.rung]
    for (const { question, items } of rungs)
      if (items.length > 0)
        this.#ticked.set(question.id, [
          ...(this.#ticked.get(question.id) ?? []),
          ...items.map(({ id }) => id),
        ])
    for (const { question } of rungs) this.#rungs[question.index] = this.#rungsAt(question.index)
  }

  #rungsAt(index: number): readonly Rung[] {
    const question = this.ruleSet.questions[index]
    if (question === undefined || !this.#shown(index)) return []
    return rungsOf(question, this.improvements, this.row, this.#ticked.get(question.id)).filter(this.#may)
  }
}

/** The move that lowers most risk for its effort; where no single answer lowers any, of those that do so together. Undefined: none. */
export function findBest(
  climb: Climb,
  fits: (one: Candidate) => boolean = () => true,
): Candidate | undefined {
  const { ladders } = climb
  return (
    bestOf(climb, candidatesOf(ladders).filter(fits)) ?? bestOf(climb, joinedCandidates(ladders).filter(fits))
  )
}

function bestOf(climb: Climb, candidates: readonly Candidate[]): Candidate | undefined {
  const { ruleSet, row } = climb
  const read = readByRisks(ruleSet)
  const before = weighRisks(ruleSet, row, 'worst')
  // One row is written over for each of hundreds of moves: a new one for each would cost as much as scoring it.
  const declared = Uint8Array.from(row.declared)
  const trial = { ...row, declared }
  const rated = candidates
    .map((candidate) => ({ candidate, rungs: [candidate.rung, ...candidate.besides] }))
    .filter(({ rungs }) => rungs.some(({ question }) => read.has(question.index)))
    .map(({ candidate, rungs }) => {
      for (const { question, to } of rungs) declared[question.index] = to
      const lowers = (before - weighRisks(ruleSet, trial, 'worst')) / candidate.cost
      for (const { question, from } of rungs) declared[question.index] = from
      return { candidate, lowers }
    })
  const most = Math.max(0, ...rated.map(({ lowers }) => lowers))
  if (most === 0) return undefined
  const equal = rated.filter(({ lowers }) => lowers === most).map(({ candidate }) => candidate)
  return equal.length === 1 ? equal[0] : rankByRest(climb, equal)[0]?.candidate
}

/** What each move comes to besides risks, the most for its effort first. */
export function rankByRest(
  { ruleSet, row }: Pick<Climb, 'ruleSet' | 'row'>,
  candidates: readonly Candidate[],
): { readonly candidate: Candidate; readonly after: Position }[] {
  const now = positionOf(ruleSet, row)
  const rated = candidates.map((candidate) => {
    const after = positionOf(ruleSet, take(row, candidate))
    const forEffort = (gain: number) => gain / candidate.cost
    return {
      candidate,
      after,
      by: [
        forEffort(after.attacks.paper - now.attacks.paper),
        forEffort(after.lessons.paper - now.lessons.paper),
        forEffort(pointsOf(ruleSet, after) - pointsOf(ruleSet, now)),
      ],
    }
  })
  return rated.toSorted((a, b) => {
    const differs = a.by.findIndex((gain, at) => gain !== b.by[at])
    return differs < 0 ? 0 : (b.by[differs] ?? 0) - (a.by[differs] ?? 0)
  })
}

/** Points of the domains on paper by their weights; finer than the overall score. */
export function pointsOf({ domains }: RuleSet, position: Position): number {
  return domains.reduce((sum, { weight }, at) => sum + weight * (position.domains[at]?.paper ?? 0), 0)
}
