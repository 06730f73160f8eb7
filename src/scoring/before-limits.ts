/** The engine as the check of a rule set is handed it: scores before the limits on them. It limits nothing that is asked about. */

import type { FindScores } from '../rules/check/binding.ts'
import { compileScorer } from './compiled.ts'
import { readingOf } from './draws.ts'

export const scoresBeforeLimits: FindScores = (ruleSet) => {
  const scorer = compileScorer(ruleSet)
  const figures = scorer.makeRoom()
  return {
    of: (levels, context) => {
      scorer.score(readingOf(ruleSet, { levels, context }), figures)
      return { overall: figures.overallUncapped, domains: [...figures.uncapped] }
    },
    ofDomains: (scores) => scorer.scores.overallOf(scores),
  }
}
