/** Outcomes of a loaded framework → the words in which every door says them. The official words belong to these outcomes alone. */

import { agrees, type Recomputed } from '../caf/completed.ts'
import type { AgainstProfile } from '../caf/decide.ts'
import { GROUPS, type OfficialFramework, type Status } from '../caf/model.ts'
import { countWords, joinWords } from './words.ts'

const STATUSES: Readonly<Record<Status, string>> = {
  'not-achieved': 'Not achieved',
  'partially-achieved': 'Partially achieved',
  achieved: 'Achieved',
}

export function statusWords(status: Status): string {
  return STATUSES[status]
}

/** A status, or that it is not known and between which it lies; `answered` tells not answered from not known. */
export function possibleWords(possible: readonly Status[], answered: number): string {
  const [worst] = possible
  if (worst === undefined) return 'Cannot be computed'
  if (possible.length === 1) return STATUSES[worst]
  return answered === 0
    ? 'Not answered'
    : `Not known: ${possible.map((one) => STATUSES[one].toLowerCase()).join(' or ')}`
}

export const AGAINST: Readonly<Record<AgainstProfile, string>> = {
  met: 'Met',
  'not-met': 'Not met',
  'not-known': 'Not known',
  'no-requirement': 'No requirement',
}

/** How much a framework holds, in one sentence. */
export function frameworkSentence({ outcomes, profiles }: OfficialFramework): string {
  const indicators = outcomes.flatMap((one) => one.indicators)
  const counts = GROUPS.toReversed().map(
    (group) => `${indicators.filter((one) => one.group === group).length} ${STATUSES[group].toLowerCase()}`,
  )
  const asked =
    profiles.length === 0
      ? 'no profile'
      : `the ${countWords(profiles.length, 'profile').replace(/^\S+ /, '')} ${joinWords(profiles)}`
  return `${countWords(outcomes.length, 'outcome')} with ${countWords(indicators.length, 'indicator')} (${joinWords(counts)}), and ${asked}.`
}

/** Why what is recorded is not what the rule gives; undefined where they agree. */
export function differenceWords(one: Recomputed): string | undefined {
  const { given, possible, answered, of, outcome } = one
  if (agrees(one)) return given?.isConfirmed === true ? undefined : 'Recorded, and not confirmed.'
  if (given === undefined) return 'It is not in the assessment.'
  const recorded =
    given.recorded === undefined ? 'Nothing is recorded' : `${STATUSES[given.recorded]} is recorded`
  const [reason] = outcome.incomputable
  if (reason !== undefined) return `${recorded}, and nothing can be computed. ${reason}`
  const missing = of - answered
  const lacking =
    missing === 0 ? '' : ` The assessment does not answer ${countWords(missing, 'indicator')} of ${of}.`
  const computed = possible.map((status) => STATUSES[status].toLowerCase())
  return `${recorded}; the rule gives ${joinWords(computed, 'or')}.${lacking}`
}

/** What came of computing all of it anew, in one sentence. */
export function recomputedSentence(all: readonly Recomputed[]): string {
  const recorded = all.filter(({ given }) => given?.recorded !== undefined)
  const same = recorded.filter(agrees)
  if (recorded.length === 0) return 'The assessment records no outcome of this framework.'
  const whole = `${countWords(recorded.length, 'recorded outcome')}`
  if (same.length === recorded.length) return `Computed again, each of the ${whole} is what is recorded.`
  return `Computed again, ${same.length} of the ${whole} ${same.length === 1 ? 'is' : 'are'} what is recorded; ${recorded.length - same.length} ${recorded.length - same.length === 1 ? 'differs' : 'differ'}.`
}
