/** What to fix first for an assessment as it was read: worked out once, and forgotten with it. */
import { once } from '../../once.ts'
import { findFixFirst } from '../../planning/fix-first.ts'
import type { FixFirst } from '../../planning/model.ts'
import type { Examined } from '../../report/explain-score.ts'
import type { Improvements } from '../../rules/model.ts'

const planning = once((improvements: Improvements) =>
  once((examined: Examined): FixFirst => findFixFirst(examined, improvements)),
)

/** The same object for the same assessment and efforts. */
export const planOf = (examined: Examined, improvements: Improvements): FixFirst =>
  planning(improvements)(examined)
