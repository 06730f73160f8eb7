/** Which answers of a rule set past attacks turned on: by question, the steps of counted attacks that ask more than its worst level. */

import { once } from '../once.ts'
import { literalsOf } from '../rules/condition.ts'
import type { Incident, RuleSet, Step } from '../rules/model.ts'
import { firstHarm } from './compiled-walks.ts'
import { countedChains } from './measures.ts'

/** An attack with the steps before its first harm at which something that stops or shows it asks for more than a level of this answer. */
export interface Door {
  readonly incident: Incident
  /** In the order of the attack, each with the highest level that it asks for. */
  readonly asks: readonly { readonly step: Step; readonly level: number }[]
}

/** By question: the counted attacks in which it is a door. */
export const doorsOf = once((ruleSet: RuleSet): readonly (readonly Door[])[] =>
  ruleSet.questions.map(({ index }) =>
    countedChains(ruleSet).flatMap(({ incident, chain }): Door[] => {
      const asks = chain.steps
        .slice(0, firstHarm(chain))
        .map((step) => ({ step, level: askedAt(step, index) }))
        .filter(({ level }) => level > 0)
      return asks.length === 0 ? [] : [{ incident, asks }]
    }),
  ),
)

/** The first step of the attack that asks for a better answer than this one; undefined: the door is shut, as far as this answer goes. */
export function openAt({ asks }: Door, level: number): Step | undefined {
  return asks.find((one) => one.level > level)?.step
}

/** The highest level of an answer that what stops or shows the step asks for; 0: none. */
function askedAt({ controls }: Step, question: number): number {
  const levels = controls
    .filter(({ role }) => role !== 'limits')
    .flatMap(({ when }) => literalsOf(when))
    .flatMap((one) => (one.kind === 'level' && one.question === question ? [one.level] : []))
  return Math.max(0, ...levels)
}
