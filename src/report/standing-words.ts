/**
 * How a control, a step, an answer or a limit stands → the words that people read, the same behind every door.
 * Wording only: it works nothing out, and never says "stopped" on somebody's word alone.
 *
 * Source: rules/README.md, Incidents and replay; src/README.md, Words.
 */

import type { State } from '../answers/levels.ts'
import type { Assurance } from '../answers/model.ts'
import type { RuleSet } from '../rules/model.ts'
import type { HeldCap, InPlace, StepResult } from '../scoring/model.ts'
import { joinWords, shortOf } from './words.ts'

/** Said where a reading finds nothing, without a full stop. */
export const NOTHING = {
  paper: 'nothing declared stands in the way',
  evidence: 'nothing evidenced stands in the way',
} as const

/** Whatever stands somewhere: a control, what lowers a risk, or all that was found at a step. */
export type Standing = InPlace | StepResult['words']

const STANDING: Readonly<Record<Standing, string>> = {
  evidenced: 'in place and evidenced',
  'on-your-word': 'in place, on your word only',
  'not-in-place': 'not in place',
  unheeded: 'in place, but nobody would act in time on what it shows',
  'not-known': 'not known',
  'not-here': 'does not apply here',
  nothing: NOTHING.paper,
  'cannot-be-tested': 'cannot be tested: nobody has published how',
  'not-reached': 'not reached',
}

/** Without a full stop, as a part of a sentence. */
export function standingName(standing: Standing): string {
  return STANDING[standing]
}

/**
 * As `standingName`, of a step, naming what is not known.
 * `unanswered`: ids of unanswered questions; anything else in the step's `notKnown` was answered "don't know".
 */
export function stepWords(
  ruleSet: RuleSet,
  { words, notKnown }: StepResult,
  unanswered: readonly string[] = notKnown,
): string {
  const name = standingName(words)
  if (words !== 'not-known') return name
  const open = notKnown.filter((id) => unanswered.includes(id))
  const asked = joinWords((open.length > 0 ? open : notKnown).map((id) => shortOf(ruleSet, id)))
  if (asked === '') return `${name}: you have not answered what the organisation is`
  return open.length > 0 ? `${name}: you have not answered ${asked}` : `${name}: you do not know ${asked}`
}

/** What a question has for an answer, where it has no level to show. */
export function stateName(state: State | 'hidden'): string {
  return {
    answered: 'answered',
    hidden: 'not asked here',
    unanswered: 'not answered',
    'not-known': 'not known',
    'not-applicable': 'does not apply, or nothing to count',
  }[state]
}

/** How an answer is supported. */
export function assuranceName(assurance: Assurance): string {
  return { asserted: 'on your word', evidenced: 'with evidence', verified: 'checked by a reviewer' }[
    assurance
  ]
}

/** What a limit does to a score now, as a sentence. `held` is undefined where its condition does not hold. */
export function limitNow(held: Pick<HeldCap, 'binds'> | undefined): string {
  if (held === undefined) return 'It does not hold.'
  return held.binds ? 'It holds the score there now.' : 'It holds, and takes nothing off now.'
}
