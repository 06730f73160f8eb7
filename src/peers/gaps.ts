/**
 * A cohort's figures → the gaps that most of it shares: questions at which more than half stay below a level.
 * It reads rounded counts only, and says of nobody that they are all alike.
 */

import type { RuleSet } from '../rules/model.ts'
import type { Figures } from './model.ts'

export interface SharedGap {
  /** Index of the question. */
  readonly question: number
  /** The lowest level that fewer than half reach. */
  readonly level: number
  /** Rounded number that reach it, of so many; null when it is fewer than 5, because "all but a few" is never said of a weakness. */
  readonly reached: number | null
  readonly of: number
}

/** The gaps, the weightiest questions first, then those that the fewest have closed, then question order. */
export function findSharedGaps(ruleSet: RuleSet, figures: Figures): SharedGap[] {
  const weightOf = (gap: Pick<SharedGap, 'question'>) => ruleSet.questions[gap.question]?.weight ?? 0
  return figures.questions
    .flatMap(({ of, atLeast }, question) => {
      const below = atLeast?.findIndex((reached) => 2 * reached < of) ?? -1
      return below < 0 ? [] : [{ question, level: below + 1, reached: atLeast?.[below] ?? 0, of }]
    })
    .toSorted(
      (a, b) => weightOf(b) - weightOf(a) || a.reached * b.of - b.reached * a.of || a.question - b.question,
    )
    .map((gap) => ({ ...gap, reached: gap.reached > 0 ? gap.reached : null }))
}
