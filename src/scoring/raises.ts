/** Which single raised answer would improve most past attacks' outcomes: what a board is asked to decide. */

import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { questionsOf } from '../rules/condition.ts'
import type { Chain, Incident, RuleSet } from '../rules/model.ts'
import type { Walk } from './model.ts'
import { ABSENT, type Reading, readingsOf } from './reading.ts'
import { isWorse, walkChain } from './replay.ts'

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
  const chainsOf = replaysByQuestion(ruleSet, readings)
  const mostFirst = (a: SingleRaise, b: SingleRaise) =>
    b.incidents.length - a.incidents.length || a.cost - b.cost
  const best = ruleSet.questions.flatMap((question) => {
    const byte = row.declared[question.index] ?? UNANSWERED
    const replays = chainsOf.get(question.index)
    if (stateOf(byte) !== 'answered' || replays === undefined) return []
    const raises = question.levels.flatMap((level, index): SingleRaise[] => {
      if (index <= byte) return []
      const raised = readings.map((reading) => withLevel(reading, question.index, index))
      const improved = raised.map((reading, position) => improvedBy(ruleSet, replays, reading, position))
      const incidents = [...(improved[0] ?? [])].filter((id) => improved.every((ids) => ids.has(id)))
      return [{ question: question.id, to: level.id, cost: index - byte, incidents }]
    })
    return raises.toSorted(mostFirst).slice(0, 1)
  })
  return best.filter((raise) => raise.incidents.length > 0).toSorted(mostFirst)
}

/** A chain and how it ends now, by reading. */
interface Replay {
  readonly incident: Incident
  readonly chain: Chain
  readonly now: readonly Walk[]
}

/** Chains by the questions that their controls read; allegations left out. */
function replaysByQuestion(ruleSet: RuleSet, readings: readonly Reading[]): Map<number, Replay[]> {
  const found = new Map<number, Replay[]>()
  const seeing = ruleSet.seenWhen === undefined ? [] : questionsOf(ruleSet.seenWhen)
  for (const incident of ruleSet.incidents) {
    if (incident.wayIn === 'alleged') continue
    for (const chain of incident.chains) {
      const replay = {
        incident,
        chain,
        now: readings.map((reading) => walkChain(ruleSet, incident, chain, reading)),
      }
      const read = chain.steps.flatMap((step) =>
        step.controls.flatMap((control) => questionsOf(control.when)),
      )
      for (const question of new Set([...read, ...seeing]))
        found.set(question, [...(found.get(question) ?? []), replay])
    }
  }
  return found
}

/** Ids of the incidents of which a chain ends better in the raised reading than in the one at this position. */
function improvedBy(
  ruleSet: RuleSet,
  replays: readonly Replay[],
  raised: Reading,
  position: number,
): Set<string> {
  return new Set(
    replays
      .filter(({ incident, chain, now }) => {
        const before = now[position]
        return before !== undefined && isWorse(before, walkChain(ruleSet, incident, chain, raised))
      })
      .map(({ incident }) => incident.id),
  )
}

/** The reading with one answer at another level; a hidden one stays hidden. */
function withLevel(reading: Reading, question: number, level: number): Reading {
  if (reading.levels[question] === ABSENT) return reading
  const levels = Int8Array.from(reading.levels)
  levels[question] = level
  return { ...reading, levels }
}
