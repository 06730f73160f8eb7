/** What past incidents teach → which of it one organisation has learned: on evidence, on paper, not, or not known. */

import type { RuleSet } from '../rules/model.ts'
import type { LessonResult } from './model.ts'
import type { Readings } from './reading.ts'
import { asking, standingOf } from './standing.ts'

/** Every lesson of the rule set, in its order. */
export function learn(ruleSet: RuleSet, readings: readonly Readings[]): LessonResult[] {
  return ruleSet.lessons.map(({ id, learnedWhen }): LessonResult => {
    if (learnedWhen === undefined) return { id, learned: 'cannot-be-asked', notKnown: [] }
    const { holds, assured, notKnown } = standingOf(ruleSet, readings, asking(learnedWhen))
    switch (holds) {
      case 'yes':
        return { id, learned: assured ? 'on-evidence' : 'on-paper', notKnown }
      case 'no':
        return { id, learned: 'no', notKnown }
      case 'absent':
        return { id, learned: 'not-here', notKnown }
      case 'not-known':
        return { id, learned: 'not-known', notKnown }
    }
  })
}
