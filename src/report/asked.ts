/**
 * What is asked of an organisation and what stands there: states of its questions, and how much each weighs.
 * It counts and looks up; levels and scores come from the engine.
 */

import { stateOf, UNANSWERED, type State } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { ABSENT, type Readings, readingsOf } from '../scoring/reading.ts'

export type QuestionState = State | 'hidden'

interface Asked {
  readonly ruleSet: RuleSet
  readonly row: LevelRow
}

/** The state of one scored question; hidden when no context that is still possible shows it. */
export function stateOfQuestion({ ruleSet, row }: Asked, question: Question): QuestionState {
  return stateIn(row, question, () => readingsOf(ruleSet, row))
}

/** States of all scored questions, by index. */
export function statesOf({ ruleSet, row }: Asked): QuestionState[] {
  const readings = readingsOf(ruleSet, row)
  return ruleSet.questions.map((question) => stateIn(row, question, () => readings))
}

function stateIn(
  row: LevelRow,
  { index, showWhen }: Question,
  readings: () => readonly Readings[],
): QuestionState {
  const state = stateOf(row.declared[index] ?? UNANSWERED)
  const isHidden =
    showWhen !== undefined &&
    state !== 'not-applicable' &&
    readings().every((one) => (one.bound.levels[index] ?? ABSENT) === ABSENT)
  return isHidden ? 'hidden' : state
}

/** How many answers make an assessment complete: every scored question that is shown, and the scope they hang on. */
export function countAsked(asked: Asked): number {
  const { ruleSet } = asked
  const scope = ruleSet.readContext.filter((index) => ruleSet.context[index]?.fromOrganisation === false)
  return statesOf(asked).filter((state) => state !== 'hidden').length + scope.length
}

/** Whether any answer is known: without one there is nothing to weigh, only to ask. */
export function isAnythingKnown(asked: Asked): boolean {
  return statesOf(asked).includes('answered')
}

/** How much credit of a question weighs in the whole: domain weight × question weight × credit. */
export function sizeOf(ruleSet: RuleSet, question: Question, credit: number): number {
  const weight = ruleSet.domains.find((domain) => domain.id === question.domain)?.weight ?? 0
  return weight * question.weight * credit
}
