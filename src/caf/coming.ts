/** A completed assessment → what it would say of each outcome here, beside what stands here. */

import { askedOf, type SaidOutcome } from './answered.ts'
import { type Completed, type CompletedOutcome, recompute, type Recomputed } from './completed.ts'
import { isDeepStrictEqual } from 'node:util'
import { keyOf, type OfficialFramework, type Outcome, type Saying } from './model.ts'

export interface ComingOutcome {
  readonly computed: Recomputed
  readonly value: SaidOutcome
  /** `same`: what stands here says so already. */
  readonly is: 'new' | 'differs' | 'same'
}

/** Every outcome that the assessment says something of. `now`: what stands here. */
export function comingFrom(
  framework: OfficialFramework,
  completed: Completed,
  now: (code: string) => SaidOutcome | undefined,
): ComingOutcome[] {
  return recompute(framework, completed).flatMap((computed): ComingOutcome[] => {
    const { given, outcome } = computed
    if (given === undefined) return []
    const value = saidIn(outcome, given)
    const here = now(outcome.code)
    const is = here === undefined ? 'new' : isDeepStrictEqual(here, value) ? 'same' : 'differs'
    return [{ computed, value, is }]
  })
}

/** A comment beside an indicator names another control or an exemption: it stands where that makes the good answer true. */
function saidIn(outcome: Outcome, { said, comments, summary }: CompletedOutcome): SaidOutcome {
  const sayings = outcome.indicators.flatMap((indicator): [string, Saying][] => {
    const key = keyOf(indicator)
    const saying = said[key]
    if (saying === undefined) return []
    const isGood = saying === (indicator.group === 'not-achieved' ? 'not-true' : 'true')
    return [[key, isGood && comments[key] !== undefined ? 'other-control' : saying]]
  })
  return {
    asked: askedOf(outcome),
    said: Object.fromEntries(sayings),
    controls: comments,
    overrideBecause: '',
    summary,
  }
}
