/** A plan that was asked for → what planning finds, by the solver in its process; the same one is worked out once while the answers stand. */
import { once } from '../../once.ts'
import { findPlan } from '../../planning/find-plan.ts'
import type { PlanAsked, PlanFound } from '../../planning/model.ts'
import type { Examined } from '../../report/explain-score.ts'
import type { Improvements } from '../../rules/model.ts'
import { withSolver } from '../../solver/with-solver.ts'

/** Somebody waits for the page (ours). */
const SECONDS = 8
/** Of one assessment and its efforts. */
const MOST_KEPT = 20

/** By what they are made of: own figures make other improvements. */
const plansOf = once<Examined, (of: Improvements) => Map<string, Promise<PlanFound>>>(() =>
  once(() => new Map<string, Promise<PlanFound>>()),
)

/** @throws DomainError 'busy'. */
export function workOut(
  examined: Examined,
  improvements: Improvements,
  asked: PlanAsked,
): Promise<PlanFound> {
  const plans = plansOf(examined)(improvements)
  const key = JSON.stringify(asked)
  const known = plans.get(key)
  if (known !== undefined) return known
  const found = withSolver((solve) => findPlan(examined, improvements, asked, solve, SECONDS))
  plans.set(key, found)
  for (const oldest of plans.keys()) if (plans.size > MOST_KEPT) plans.delete(oldest)
  // What was not proven is tried again.
  const forget = () => plans.delete(key)
  found.then((one) => 'proof' in one && one.proof.kind !== 'proven' && forget(), forget)
  return found
}
