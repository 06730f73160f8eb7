/**
 * Who was counted before and who contributes now → which figures of a cell are counted anew, and which are carried.
 * A figure is counted anew when so many moved since it was last counted that nobody's move can be told from the others'.
 */

import { questionsOf } from '../rules/condition.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Contributor, CountedIn, CountedThen } from './model.ts'
import { COLLUDERS, END } from './rounding.ts'

/** Organisations that joined, left or changed a level before a figure is counted anew: five besides any three that pool theirs. */
export const MOVED = END + COLLUDERS

/** Who contributed to an earlier release, with the rule set that they answered. */
export interface Source {
  readonly ruleSet: RuleSet
  readonly members: readonly CountedThen[]
}

/** Figures that are counted together, and the questions that they rest on. */
export interface Unit {
  readonly kind: keyof CountedIn
  /** The same under every rule set that has it. */
  readonly id: string
  /** Indices, each once. */
  readonly questions: readonly number[]
}

/** Every unit in the order of `CountedIn`: the whole, each domain, each risk, each replayed chain. */
export function unitsOf(ruleSet: RuleSet): Unit[] {
  const reads = (conditions: readonly Parameters<typeof questionsOf>[0][]) => [
    ...new Set(conditions.flatMap((one) => questionsOf(one))),
  ]
  return [
    { kind: 'overall', id: 'overall', questions: ruleSet.questions.map(({ index }) => index) },
    ...ruleSet.domains.map(({ id, questions }): Unit => ({ kind: 'domains', id, questions })),
    ...ruleSet.risks.map(({ id, loweredBy }): Unit => ({
      kind: 'risks',
      id,
      questions: reads(loweredBy.map(({ when }) => when)),
    })),
    ...ruleSet.incidents
      .filter((incident) => incident.kind === 'dossier')
      .flatMap((incident) =>
        incident.chains.map(({ vantage, steps }): Unit => ({
          kind: 'incidents',
          id: `${incident.id}/${vantage}`,
          questions: reads(steps.flatMap((step) => step.controls.map(({ when }) => when))),
        })),
      ),
  ]
}

/** Positions among an earlier rule set's questions, by question of now: −1 where its id or its levels were others. */
export function alikeIn(now: RuleSet, then: RuleSet): number[] {
  const levelsOf = (ruleSet: RuleSet, index: number) =>
    ruleSet.questions[index]?.levels.map(({ id }) => id).join(' ')
  return now.questions.map(({ id, index }) => {
    const at = then.byId.get(id) ?? -1
    return at >= 0 && levelsOf(then, at) === levelsOf(now, index) ? at : -1
  })
}

/**
 * How many of some organisations moved since they were counted: joined, left, or changed a level of the unit's questions,
 * each once. Undefined when none of the questions was asked alike then: what rests on them was never counted.
 */
export type CountMoved = (unit: Pick<Unit, 'questions'>) => number | undefined

/** Compares those who were counted then, each with the rule set of then, with those who contribute now in the same place. */
export function movedSince(
  ruleSet: RuleSet,
  then: readonly Source[],
  now: readonly Contributor[],
): CountMoved {
  const was = new Map<string, { readonly one: CountedThen; readonly alike: readonly number[] }>()
  const alikes = then.map((source) => alikeIn(ruleSet, source.ruleSet))
  for (const [index, { members }] of then.entries())
    for (const one of members) was.set(one.organisation, { one, alike: alikes[index] ?? [] })
  let came = 0
  const changes: boolean[][] = []
  for (const { organisation, summary } of now) {
    const before = was.get(organisation)
    was.delete(organisation)
    if (before === undefined) came++
    // Of somebody whose data was deleted since nobody knows what it answered: it does not count as having moved.
    else if (before.one.levels !== undefined) {
      const { levels } = before.one
      const changed = before.alike.map((at, question) => at >= 0 && levels[at] !== summary.levels[question])
      if (changed.includes(true)) changes.push(changed)
    }
  }
  const left = was.size
  return ({ questions }) =>
    questions.length > 0 &&
    questions.every((question) => alikes.every((alike) => (alike[question] ?? -1) < 0))
      ? undefined
      : came + left + changes.filter((changed) => questions.some((question) => changed[question])).length
}
