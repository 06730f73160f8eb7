/**
 * The id of a question, domain or risk, or the word `overall` → its explanation as data: the shape of `explain --json`.
 * The same for every door; `kind` tells which of the five shapes it is.
 */

import {
  explainContext,
  type ExplainedContext,
  explainQuestion,
  type ExplainedQuestion,
} from './explain-question.ts'
import { explainRisk, type ExplainedRisk } from './explain-risk.ts'
import { explainDomain, type ExplainedScore, explainOverall, type Examined } from './explain-score.ts'

export type Explanation = ExplainedScore | ExplainedQuestion | ExplainedContext | ExplainedRisk

/** The explanation of what has this id; undefined when nothing has. */
export function explain(examined: Examined, id: string): Explanation | undefined {
  if (id === 'overall') return explainOverall(examined)
  return (
    explainQuestion(examined, id) ??
    explainDomain(examined, id) ??
    explainRisk(examined, id) ??
    explainContext(examined, id)
  )
}

/** Every id that `explain` knows, in the rule set's order. */
export function explainableIds({ ruleSet }: Pick<Examined, 'ruleSet'>): string[] {
  return [
    'overall',
    ...ruleSet.domains.map((domain) => domain.id),
    ...ruleSet.questions.map((question) => question.id),
    ...ruleSet.risks.map((risk) => risk.id),
    ...ruleSet.context.map((question) => question.id),
  ]
}
