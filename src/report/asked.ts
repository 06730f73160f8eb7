/**
 * What is asked of an organisation and what stands there: states of its questions, and how much each weighs.
 * It counts and looks up; levels and scores come from the engine.
 */

import { stateOf, UNANSWERED, type State } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { ABSENT, readingsOf } from '../scoring/reading.ts'

export type { Examined as Assessed } from './explain-score.ts'

export type QuestionState = State | 'hidden'

interface Asked {
  readonly ruleSet: RuleSet
  readonly row: LevelRow
}

/** The state of one scored question, by index. */
export function stateOfQuestion(asked: Asked, index: number): QuestionState {
  return statesOf(asked)[index] ?? 'hidden'
}

/** States of all scored questions, by index; hidden when no context that is still possible shows the question. */
export function statesOf({ ruleSet, row }: Asked): QuestionState[] {
  const readings = readingsOf(ruleSet, row)
  return ruleSet.questions.map(({ index, showWhen }) => {
    const shown =
      showWhen === undefined || readings.some((one) => (one.bound.levels[index] ?? ABSENT) !== ABSENT)
    const state = stateOf(row.declared[index] ?? UNANSWERED)
    return shown || state === 'not-applicable' ? state : 'hidden'
  })
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

/** A scored question by its id. */
export function findQuestion(ruleSet: RuleSet, id: string): Question | undefined {
  return ruleSet.questions[ruleSet.byId.get(id) ?? -1]
}

/** How much credit of a question weighs in the whole: domain weight × question weight × credit. */
export function sizeOf(ruleSet: RuleSet, question: Question, credit: number): number {
  const weight = ruleSet.domains.find((domain) => domain.id === question.domain)?.weight ?? 0
  return weight * question.weight * credit
}
