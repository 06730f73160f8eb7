/**
 * Who was counted before and who contributes now → which figures of a cell are counted anew, and which are carried.
 * A figure is counted anew when so many moved since it was last counted that nobody's move can be told from the others'.
 */

import { contextsOf, questionsOf } from '../rules/condition.ts'
import type { Condition, Incident, RuleSet } from '../rules/model.ts'
import { askedLessons } from '../scoring/lessons.ts'
import type { Contributor, CountedIn, CountedThen } from './model.ts'
import { COLLUDERS, END } from './rounding.ts'

/** Organisations that joined, left or changed an answer before a figure is counted anew: five besides any three that pool theirs. */
export const MOVED = END + COLLUDERS

/** Who contributed to an earlier release, with the rule set that they answered. */
export interface Source {
  readonly ruleSet: RuleSet
  readonly members: readonly CountedThen[]
}

/** Answers that figures rest on: indices of questions and of context questions, each once. */
interface Rests {
  readonly questions: readonly number[]
  /** What hides a question is seen in its level already. */
  readonly scope: readonly number[]
}

/** Figures that are counted together, and what they rest on. */
export interface Unit extends Rests {
  readonly kind: keyof CountedIn
  /** The same under every rule set that has it. */
  readonly id: string
}

/** Every unit in the order of `CountedIn`: the whole, each domain, each risk, each replayed chain, each lesson that can be asked. */
export function unitsOf(ruleSet: RuleSet): Unit[] {
  return [
    { kind: 'overall', id: 'overall', questions: ruleSet.questions.map(({ index }) => index), scope: [] },
    ...ruleSet.domains.map(({ id, questions }): Unit => ({ kind: 'domains', id, questions, scope: [] })),
    ...ruleSet.risks.map(({ id, loweredBy }): Unit => ({
      kind: 'risks',
      id,
      ...restOn(loweredBy.map(({ when }) => when)),
    })),
    ...ruleSet.incidents
      .filter((incident) => incident.kind === 'dossier')
      .flatMap((incident) =>
        incident.chains.map((chain): Unit => ({
          kind: 'incidents',
          id: `${incident.id}/${chain.vantage}`,
          ...restOn(decidingOutcome(ruleSet, incident, chain)),
        })),
      ),
    ...askedLessons(ruleSet).map(({ id, learnedWhen }): Unit => ({
      kind: 'lessons',
      id,
      ...restOn([learnedWhen]),
    })),
  ]
}

/** Whether it can happen here, what stands in its way, and, where something shows it, whether somebody acts on that. */
function decidingOutcome(
  { seenWhen }: RuleSet,
  { exposedWhen }: Incident,
  { steps }: Incident['chains'][number],
): Condition[] {
  const controls = steps.flatMap((step) => step.controls)
  const isSeen = controls.some(({ role }) => role === 'detects')
  return [exposedWhen, isSeen ? seenWhen : undefined, ...controls.map(({ when }) => when)].filter(
    (one) => one !== undefined,
  )
}

function restOn(conditions: readonly Condition[]): Rests {
  return {
    questions: [...new Set(conditions.flatMap(questionsOf))],
    scope: [...new Set(conditions.flatMap(contextsOf))],
  }
}

/** The releases in which the figures of a cell were counted; null for the one that says so. */
export function countedIn({ overall, domains, risks, incidents, lessons }: CountedIn): (string | null)[] {
  return [overall, ...domains, ...risks, ...incidents, ...lessons]
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

/** The same of context questions, by their options. */
function scopeAlikeIn(now: RuleSet, then: RuleSet): number[] {
  const optionsOf = (ruleSet: RuleSet, index: number) =>
    ruleSet.context[index]?.options.map(({ id }) => id).join(' ')
  return now.context.map(({ id, index }) => {
    const at = then.contextById.get(id) ?? -1
    return at >= 0 && optionsOf(then, at) === optionsOf(now, index) ? at : -1
  })
}

/**
 * How many of some organisations moved since they were counted: joined, left, or changed an answer that the unit rests on,
 * each once. Undefined when none of these was asked alike then: what rests on them was never counted.
 */
export type CountMoved = (unit: Rests) => number | undefined

/** Compares those who were counted then, each with the rule set of then, with those who contribute now in the same place. */
export function movedSince(
  ruleSet: RuleSet,
  then: readonly Source[],
  now: readonly Contributor[],
): CountMoved {
  const was = new Map<string, { readonly one: CountedThen; readonly alike: Rests }>()
  const alikes = then.map((source) => ({
    questions: alikeIn(ruleSet, source.ruleSet),
    scope: scopeAlikeIn(ruleSet, source.ruleSet),
  }))
  for (const [index, { members }] of then.entries())
    for (const one of members)
      was.set(one.organisation, { one, alike: alikes[index] ?? { questions: [], scope: [] } })
  let came = 0
  const changes: { readonly [of in keyof Rests]: readonly boolean[] }[] = []
  for (const { organisation, summary } of now) {
    const before = was.get(organisation)
    was.delete(organisation)
    if (before === undefined) came++
    // Of somebody whose data was deleted since nobody knows what it answered: it does not count as having moved.
    else if (before.one.answered !== undefined) {
      const { alike } = before
      const { levels, scope } = before.one.answered
      const questions = findChanged(alike.questions, levels, summary.levels)
      const inScope = findChanged(alike.scope, scope, summary.scope)
      if (questions.includes(true) || inScope.includes(true)) changes.push({ questions, scope: inScope })
    }
  }
  const left = was.size
  const isAlike = ({ questions, scope }: Rests) =>
    alikes.some(
      (alike) =>
        questions.some((one) => (alike.questions[one] ?? -1) >= 0) ||
        scope.some((one) => (alike.scope[one] ?? -1) >= 0),
    )
  return (unit) =>
    unit.questions.length + unit.scope.length > 0 && !isAlike(unit)
      ? undefined
      : came +
        left +
        changes.filter(
          ({ questions, scope }) =>
            unit.questions.some((one) => questions[one]) || unit.scope.some((one) => scope[one]),
        ).length
}

/** By answer of now, whether it was another then; what was not kept, or not asked alike, is not known to have changed. */
function findChanged(alike: readonly number[], then: readonly number[], now: readonly number[]): boolean[] {
  return alike.map((at, index) => {
    const [was, is] = [then[at], now[index]]
    return was !== undefined && is !== undefined && was !== is
  })
}
