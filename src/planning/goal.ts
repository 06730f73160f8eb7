/** What a plan is to do → whether a row does it, by the real scorer, and what the linear model must demand for it. */

import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { holds, questionsOf } from '../rules/condition.ts'
import type { Condition, RuleSet } from '../rules/model.ts'
import { compileRows } from '../scoring/compiled-rows.ts'
import { firstHarm, OUTCOMES } from '../scoring/compiled-walks.ts'
import { compileScorer } from '../scoring/compiled.ts'
import { allChains, type Replayed } from '../scoring/replay.ts'
import { scoreRow } from '../scoring/score.ts'
import type { Goal, InTheWay } from './model.ts'
import type { PlanModel } from './plan-model.ts'
import { positionOf } from './position.ts'

/** A goal that is met or not. */
export interface Aim {
  readonly isMet: (row: LevelRow) => boolean
  /** Demands it of the model; false: no answer that can be raised meets it. */
  readonly demand: (model: PlanModel) => boolean
  /** What stands in the way of a row in which everything is raised. */
  readonly inTheWay: (row: LevelRow) => InTheWay
}

/** The chain of a dossier that can be stopped in your place; undefined: there is none. */
export function findAttack(ruleSet: RuleSet, incident: string): Replayed | undefined {
  return allChains(ruleSet).find(
    (one) => one.incident.id === incident && one.chain.vantage === 'in-your-place',
  )
}

/** Whether something that is published would have stopped it before harm. */
export function isStoppable(ruleSet: RuleSet, incident: string): boolean {
  const attack = findAttack(ruleSet, incident)
  return attack !== undefined && stopsOf(attack).length > 0
}

/** What stops an attack before its first harm: any one suffices. */
function stopsOf({ chain }: Replayed): Condition[] {
  return chain.steps
    .slice(0, firstHarm(chain))
    .filter(({ kind }) => kind === 'attack')
    .flatMap(({ controls }) => controls.flatMap(({ role, when }) => (role === 'stops' ? [when] : [])))
}

/** Undefined: there is no such band or attack. */
export function aimOf(ruleSet: RuleSet, goal: Exclude<Goal, { kind: 'least-risk' }>): Aim | undefined {
  if (goal.kind === 'reach') {
    const band = ruleSet.bands.find(({ id }) => id === goal.band)
    return band && aimAtBand(ruleSet, band.from)
  }
  const attack = findAttack(ruleSet, goal.incident)
  return attack && aimAtAttack(ruleSet, attack)
}

function aimAtBand(ruleSet: RuleSet, from: number): Aim {
  return {
    isMet: (row) => positionOf(ruleSet, row).overall.paper >= from,
    demand: (model) => {
      model.atLeast(model.overall(), from)
      return true
    },
    inTheWay: (row) => {
      const { unanswered, notKnown, overall } = scoreRow(ruleSet, row)
      const held = new Set(overall.caps.map(({ id }) => id))
      return {
        open: [...new Set([...unanswered, ...notKnown])],
        limits: ruleSet.caps.flatMap(({ id, atMost, because }) =>
          held.has(id) && atMost < from ? [because] : [],
        ),
      }
    },
  }
}

function aimAtAttack(ruleSet: RuleSet, attack: Replayed): Aim {
  const stops = stopsOf(attack)
  const { number } = attack
  const { exposedWhen } = attack.incident
  const isExposed = (context: Int8Array) =>
    exposedWhen === undefined ||
    holds(
      exposedWhen,
      () => undefined,
      (index) => {
        const option = context[index] ?? -1
        return option < 0 ? undefined : option
      },
    )
  return {
    isMet: (row) => {
      const rows = compileRows(ruleSet)
      for (let scope = 0; scope < rows.countScopes(row); scope++) {
        rows.enter(row, scope)
        const outcome = OUTCOMES[compileScorer(ruleSet).glance(rows.worst).outcomes[number] ?? 0]
        if (outcome !== 'stopped' && outcome !== 'not-exposed') return false
      }
      return true
    },
    demand: (model) => model.demandOne(stops, isExposed),
    inTheWay: ({ declared }) => ({
      open: [...new Set(stops.flatMap(questionsOf))]
        .filter((index) => ['unanswered', 'not-known'].includes(stateOf(declared[index] ?? UNANSWERED)))
        .map((index) => ruleSet.questions[index]?.id ?? ''),
      limits: [],
    }),
  }
}
