/** What a page is asked for in its address → what is typed about a plan, and back: a plan can be linked to and bookmarked. */
import type { TypedPlan } from '../../planning/asked.ts'
import type { Words } from '../../web/address.ts'
import type { PageContext } from '../../web/web.ts'

/** As the form sends it; one list says what the plan is for. */
export interface PlanWish extends Pick<TypedPlan, 'budget' | 'days' | 'keep' | 'without'> {
  /** `reach holding`, `stop wannacry-2017`; empty: to lower risks. */
  readonly goal: string
}

export const NO_WISH: PlanWish = { goal: '', budget: '', days: '', keep: [], without: [] }

/** Undefined: nothing is asked for yet. */
export function wishIn(c: PageContext): PlanWish | undefined {
  const one = (name: string) => c.req.query(name) ?? ''
  const all = (name: string) => c.req.queries(name) ?? []
  if (['goal', 'budget', 'days'].every((name) => c.req.query(name) === undefined)) return undefined
  return {
    goal: one('goal'),
    budget: one('budget'),
    days: one('days'),
    keep: all('keep'),
    without: all('without'),
  }
}

export const wordsOf = ({ goal, budget, days, keep, without }: PlanWish): Words => [
  ['goal', goal],
  ['budget', budget],
  ['days', days],
  ...keep.map((id) => ['keep', id] as const),
  ...without.map((id) => ['without', id] as const),
]

export function typedOf({ goal, ...rest }: PlanWish): TypedPlan {
  const [kind = '', id = ''] = goal.split(' ')
  return { ...rest, reach: kind === 'reach' ? id : '', stop: kind === 'stop' ? id : '' }
}
