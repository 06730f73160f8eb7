/** What past incidents teach → which of it one organisation has learned: on evidence, on paper, not, or not known. */

import { once } from '../once.ts'
import type { Condition, RuleSet } from '../rules/model.ts'
import type { InPlace, LessonResult } from './model.ts'
import type { Readings } from './reading.ts'
import { asking, inPlaceOf, standingOf } from './standing.ts'

/** A lesson that a trust's answers can show. */
export interface AskedLesson {
  /** Position in `RuleSet.lessons`. */
  readonly index: number
  readonly id: string
  readonly text: string
  readonly learnedWhen: Condition
}

/** Those that can be asked, in the rule set's order. */
export const askedLessons = once((ruleSet: RuleSet): readonly AskedLesson[] =>
  ruleSet.lessons.flatMap(({ id, text, learnedWhen }, index) =>
    learnedWhen === undefined ? [] : [{ index, id, text, learnedWhen }],
  ),
)

/** Every lesson of the rule set, in its order. */
export function learn(ruleSet: RuleSet, readings: readonly Readings[]): LessonResult[] {
  return ruleSet.lessons.map(({ id, learnedWhen }): LessonResult => {
    if (learnedWhen === undefined) return { id, learned: 'cannot-be-asked', notKnown: [] }
    const standing = standingOf(ruleSet, readings, asking(learnedWhen))
    return { id, learned: LEARNED[inPlaceOf(standing)], notKnown: standing.notKnown }
  })
}

const LEARNED: Readonly<Record<InPlace, LessonResult['learned']>> = {
  evidenced: 'on-evidence',
  'on-your-word': 'on-paper',
  'not-in-place': 'no',
  unheeded: 'no',
  'not-known': 'not-known',
  'not-here': 'not-here',
}
