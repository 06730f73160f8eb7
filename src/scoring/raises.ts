/** Which single raised answer would improve most past attacks' outcomes: what a board is asked to decide. */

import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { once } from '../once.ts'
import { questionsOf } from '../rules/condition.ts'
import type { RuleSet } from '../rules/model.ts'
import { compileScorer, figuresOf } from './compiled.ts'
import { withLevel } from './draws.ts'
import type { Figures } from './figures.ts'
import { type Reading, readingsOf } from './reading.ts'
import { allChains, type Replayed } from './replay.ts'

/** A single raised answer and the dossiers whose outcome it would improve. */
export interface SingleRaise {
  readonly question: string
  readonly to: string
  /** Levels above the present one. */
  readonly cost: number
  /** Ids of the incidents with a better outcome or a shorter reach in a chain, with everything not known at its worst. */
  readonly incidents: readonly string[]
}

/**
 * For each known answer the raise that improves most incident outcomes, most first, then least cost, then question
 * order; answers that are not known are never raised. Allegations are not counted.
 */
export function findSingleRaises(ruleSet: RuleSet, row: LevelRow): SingleRaise[] {
  const readings = readingsOf(ruleSet, row).map((one) => one.worst)
  const now = readings.map((reading) => figuresOf(ruleSet, reading))
  const chainsOf = replaysByQuestion(ruleSet)
  const mostFirst = (a: SingleRaise, b: SingleRaise) =>
    b.incidents.length - a.incidents.length || a.cost - b.cost
  const best = ruleSet.questions.flatMap((question) => {
    const byte = row.declared[question.index] ?? UNANSWERED
    const replays = chainsOf.get(question.index)
    if (stateOf(byte) !== 'answered' || replays === undefined) return []
    const raises = question.levels.flatMap((level, index): SingleRaise[] => {
      if (index <= byte) return []
      const improved = readings.map((reading, position) =>
        improvedBy(ruleSet, replays, now[position], withLevel(reading, question.index, index)),
      )
      const incidents = [...(improved[0] ?? [])].filter((id) => improved.every((ids) => ids.has(id)))
      return [{ question: question.id, to: level.id, cost: index - byte, incidents }]
    })
    return raises.toSorted(mostFirst).slice(0, 1)
  })
  return best.filter((raise) => raise.incidents.length > 0).toSorted(mostFirst)
}

/** Chains by the questions that their controls read; allegations left out. */
const replaysByQuestion = once((ruleSet: RuleSet): ReadonlyMap<number, readonly Replayed[]> => {
  const found = new Map<number, Replayed[]>()
  const seeing = ruleSet.seenWhen === undefined ? [] : questionsOf(ruleSet.seenWhen)
  for (const replayed of allChains(ruleSet)) {
    if (replayed.incident.wayIn === 'alleged') continue
    const read = replayed.chain.steps.flatMap((step) =>
      step.controls.flatMap((control) => questionsOf(control.when)),
    )
    for (const question of new Set([...read, ...seeing]))
      found.set(question, [...(found.get(question) ?? []), replayed])
  }
  return found
})

/** Ids of the incidents of which a chain ends better in the raised reading: another outcome, or less far. */
function improvedBy(
  ruleSet: RuleSet,
  replays: readonly Replayed[],
  before: Figures | undefined,
  raised: Reading,
): Set<string> {
  const after = compileScorer(ruleSet).glance(raised)
  const endOf = ({ outcomes, reach }: Figures, chain: number) =>
    (outcomes[chain] ?? 0) * MORE_THAN_REACH + (reach[chain] ?? 0)
  return new Set(
    replays
      .filter(({ number }) => before !== undefined && endOf(before, number) > endOf(after, number))
      .map(({ incident }) => incident.id),
  )
}

/** Steps of any chain, and more. */
const MORE_THAN_REACH = 256
