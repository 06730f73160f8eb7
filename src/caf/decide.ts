/**
 * What is said of an outcome's indicators → its status by the file's own rule, and whether a profile is met.
 * Unknown stays unknown: where the rule gives another status for another filling, every one that is possible is kept.
 */

import {
  AMOUNTS,
  type Amount,
  type Decision,
  GROUPS,
  type Group,
  type Indicator,
  keyOf,
  type Outcome,
  type RuleKey,
  type Saying,
  type Sayings,
  type Status,
} from './model.ts'

export interface Decided {
  /** Worst first; one where it is known, none where the file lacks what it takes. */
  readonly possible: readonly Status[]
  /** Of the line of the table, where there is one only. */
  readonly message: string
  readonly answered: number
  readonly of: number
}

/** The outcome's status by the table of its file. */
export function decideOutcome(outcome: Outcome, said: Sayings): Decided {
  const answered = outcome.indicators.filter((one) => said[keyOf(one)] !== undefined).length
  const counts = { answered, of: outcome.indicators.length }
  if (outcome.incomputable.length > 0) return { possible: [], message: '', ...counts }
  const decisions = decisionsOf(outcome, said)
  const possible = GROUPS.filter((status) => decisions.some((one) => one.status === status))
  const [only] = decisions
  return { possible, message: possible.length === 1 ? (only?.message ?? '') : '', ...counts }
}

function decisionsOf({ indicators, table }: Outcome, said: Sayings): Decision[] {
  const amounts = (group: Group) =>
    amountsOf(
      indicators.filter((one) => one.group === group),
      said,
    )
  const nots = amounts('not-achieved')
  const partials = amounts('partially-achieved')
  return amounts('achieved').flatMap((achieved) =>
    partials.flatMap((partially) =>
      nots.map((not) => table[`${achieved}_${partially}_${not}` satisfies RuleKey]),
    ),
  )
}

/** Every amount that some filling of what is not known gives. */
function amountsOf(indicators: readonly Indicator[], said: Sayings): Amount[] {
  const held = indicators.map((one) => isTrue(one.group, said[keyOf(one)]))
  const least = held.filter((one) => one === true).length
  const most = least + held.filter((one) => one === undefined).length
  const { length } = held
  return AMOUNTS.filter((amount) => {
    if (length === 0) return amount === 'none'
    if (amount === 'all') return most === length
    if (amount === 'none') return least === 0
    return Math.max(least, 1) <= Math.min(most, length - 1)
  })
}

/** Whether an indicator counts as true; undefined while nobody knows. Another control makes a good one true and a bad one not. */
export function isTrue(group: Group, said: Saying | undefined): boolean | undefined {
  if (said === undefined || said === 'not-known') return undefined
  return said === 'other-control' ? group !== 'not-achieved' : said === 'true'
}

/** `no-requirement` where the profile says nothing, or is content with not achieved: that is never met. */
export type AgainstProfile = 'met' | 'not-met' | 'not-known' | 'no-requirement'

/** What a profile asks of an outcome; undefined: nothing, which is what *not achieved* asks too. */
export function requirementOf({ profiles }: Outcome, profile: string): Status | undefined {
  const asked = Object.hasOwn(profiles, profile) ? profiles[profile] : undefined
  return asked === 'not-achieved' ? undefined : asked
}

/** A profile's requirement against every status that is possible. */
export function compareProfile(
  outcome: Outcome,
  profile: string,
  possible: readonly Status[],
): AgainstProfile {
  const asked = requirementOf(outcome, profile)
  if (asked === undefined) return 'no-requirement'
  const enough = possible.map((one) => GROUPS.indexOf(one) >= GROUPS.indexOf(asked))
  if (enough.length === 0) return 'not-known'
  if (enough.every(Boolean)) return 'met'
  return enough.some(Boolean) ? 'not-known' : 'not-met'
}
