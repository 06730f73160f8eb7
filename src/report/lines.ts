/** Where our pages draw a line between figures, each with its reason. They are ours, not of the rule set: they change what is shown first, and no score. */

import type { ScoreResult } from '../scoring/model.ts'

/** Below this on paper a domain needs real work: what it says of itself is not yet Holding, so that proof alone would not help. */
export const REAL_WORK_BELOW = 60

/** From this distance between the readings on a domain needs proof: it is more than a whole band, so that a reader of the evidence sees another domain. */
export const PROOF_FROM = 25

/** What a domain needs: work, answers, proof, or nothing before the others. */
export type Need = 'work' | 'answers' | 'proof' | 'holds'

/** What a domain needs, by its score. While answers are missing it needs work only if it would with the best of them. */
export function needOf({ low, high, assured }: Pick<ScoreResult, 'low' | 'high' | 'assured'>): Need {
  if (high < REAL_WORK_BELOW) return 'work'
  if (low < REAL_WORK_BELOW) return 'answers'
  return low - assured >= PROOF_FROM ? 'proof' : 'holds'
}
