/** What to fix first for an assessment as it was read: worked out once for each set of own figures, and forgotten with it. */
import { findFixFirst } from '../../planning/fix-first.ts'
import type { FixFirst } from '../../planning/model.ts'
import { withOwnFigures } from '../../planning/own-efforts.ts'
import type { Examined } from '../../report/explain-score.ts'
import type { Improvements } from '../../rules/model.ts'
import type { OwnEffort } from '../../service/own-efforts.ts'

export interface Plan {
  readonly found: FixFirst
  /** With the own figures in them. */
  readonly improvements: Improvements
}

/** The newest plan of each assessment, with what it was made of. */
const newest = new WeakMap<
  Examined,
  { readonly key: string; readonly ours: Improvements; readonly plan: Plan }
>()

/** The same object for the same assessment, efforts and own figures. */
export function planOf(examined: Examined, ours: Improvements, own: readonly OwnEffort[]): Plan {
  const known = newest.get(examined)
  const key = JSON.stringify(own.map(({ questionId, stepId, version }) => [questionId, stepId, version]))
  if (known?.key === key && known.ours === ours) return known.plan
  const improvements = withOwnFigures(ours, own)
  const plan = { found: findFixFirst(examined, improvements), improvements }
  newest.set(examined, { key, ours, plan })
  return plan
}
