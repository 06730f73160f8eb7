/** The id of a question → the question; undefined where the rule set has none of that name. */

import type { Question, RuleSet } from './model.ts'

/** A scored question by its id. */
export function findQuestion(
  { questions, byId }: Pick<RuleSet, 'questions' | 'byId'>,
  id: string | undefined,
): Question | undefined {
  return questions[byId.get(id ?? '') ?? -1]
}
