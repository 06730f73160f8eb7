/**
 * How a row of levels is read: which questions are shown in a context, and what an unknown counts as.
 * A reading holds one level index a question, or ABSENT when it is hidden, not applicable or left out.
 */

import { bestLevel, boundLevel, worstLevel } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { decide, help, type Help, holds, type Open } from '../rules/condition.ts'
import type { Condition, RuleSet } from '../rules/model.ts'

export const ABSENT = -1

/** The levels of one reading in one context. */
export interface Reading {
  /** Level index by question, or ABSENT. */
  readonly levels: Int8Array
  /** Option index by context question; −1 when unanswered. */
  readonly context: Int8Array
}

/** One way the unanswered context could turn out, read in the four ways that the results need. */
export interface Readings {
  /** Unanswered and not known at their worst. */
  readonly worst: Reading
  /** Unanswered at its best, "don't know" still at its worst: the upper bound of a score. */
  readonly bound: Reading
  /** Unanswered and not known at the best that they can turn out to be: the other end of a risk or replay. */
  readonly best: Reading
  /** What live evidence carries. */
  readonly assured: Reading
}

/** The readings for every option of each unanswered context question that a condition reads; at least one. */
export function readingsOf(ruleSet: RuleSet, row: LevelRow): Readings[] {
  return contextsOf(ruleSet, row).map((context) => {
    const hidden = ruleSet.questions.map(
      (question) => question.showWhen !== undefined && !holdsIn(question.showWhen, { levels: NONE, context }),
    )
    const read = (level: LevelOf, bytes: Uint8Array): Reading => ({
      context,
      levels: Int8Array.from(ruleSet.questions, (question, index) =>
        hidden[index] === true
          ? ABSENT
          : (level(bytes[index] ?? 0, question.levels.length - 1, row.ceiling?.[index]) ?? ABSENT),
      ),
    })
    return {
      worst: read(worstLevel, row.declared),
      bound: read(boundLevel, row.declared),
      best: read(bestLevel, row.declared),
      assured: read(worstLevel, row.assured),
    }
  })
}

type LevelOf = (byte: number, last: number, ceiling?: number) => number | undefined

const NONE = new Int8Array(0)

/** Every completion of the context that a condition could notice. */
function contextsOf(ruleSet: RuleSet, row: LevelRow): Int8Array[] {
  let contexts = [Int8Array.from(row.context)]
  for (const index of ruleSet.readContext) {
    if ((row.context[index] ?? -1) >= 0) continue
    const options = ruleSet.context[index]?.options ?? []
    contexts = contexts.flatMap((context) =>
      options.map((_, option) => {
        const completed = Int8Array.from(context)
        completed[index] = option
        return completed
      }),
    )
  }
  return contexts
}

/** What a condition that helps comes to in a reading. */
export function helpIn(condition: Condition, { levels, context }: Reading): Help {
  return help(condition, levels, context)
}

/** What a condition that helps comes to between two readings of one context, or the questions on which it hangs. */
export function helpBetween(condition: Condition, floor: Reading, ceiling: Reading): Help | Open {
  return decide(condition, floor.levels, ceiling.levels, floor.context)
}

/** Whether a limit, a side of a contradiction or a scope holds in a reading; an absent question makes its comparison false. */
export function holdsIn(condition: Condition, reading: Reading): boolean {
  return holds(
    condition,
    (question) => present(reading.levels[question]),
    (question) => present(reading.context[question]),
  )
}

const present = (value: number | undefined) => (value === undefined || value < 0 ? undefined : value)
