/** Which single raised answer would improve most past attacks' outcomes: what a board is asked to decide. */

import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { questionsOf } from '../rules/condition.ts'
import type { Chain, Incident, RuleSet } from '../rules/model.ts'
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
  const mostFirst = (a: SingleRaise, b: SingleRaise) =>
    b.incidents.length - a.incidents.length || a.cost - b.cost
  const best = ruleSet.questions.flatMap((question) => {
    const byte = row.declared[question.index] ?? UNANSWERED
    if (stateOf(byte) !== 'answered') return []
    const named = ruleSet.incidents.flatMap((incident) => {
      const chains =
        incident.wayIn === 'alleged' ? [] : incident.chains.filter((chain) => names(chain, question.index))
      return chains.length === 0 ? [] : [{ incident, chains }]
    })
    const raises = question.levels.flatMap((level, index): SingleRaise[] => {
      if (index <= byte) return []
      const raised = readings.map((reading) => withLevel(reading, question.index, index))
      const incidents = named.filter(({ incident, chains }) =>
        readings.every((reading, position) =>
          improves(incident, chains, reading, raised[position] ?? reading),
        ),
      )
      return [
        {
          question: question.id,
          to: level.id,
          cost: index - byte,
          incidents: incidents.map((one) => one.incident.id),
        },
      ]
    })
    return raises.toSorted(mostFirst).slice(0, 1)
  })
  return best.filter((raise) => raise.incidents.length > 0).toSorted(mostFirst)
}

function names(chain: Chain, question: number): boolean {
  return chain.steps.some((step) =>
    step.controls.some((control) => questionsOf(control.when).includes(question)),
  )
}

/** The reading with one answer at another level; a hidden one stays hidden. */
function withLevel(reading: Reading, question: number, level: number): Reading {
  if (reading.levels[question] === ABSENT) return reading
  const levels = Int8Array.from(reading.levels)
  levels[question] = level
  return { ...reading, levels }
}

function improves(incident: Incident, chains: readonly Chain[], before: Reading, after: Reading): boolean {
  return chains.some((chain) =>
    isWorse(walkChain(incident, chain, before), walkChain(incident, chain, after)),
  )
}
