/**
 * Today's rule set, and today → the rounds of the demonstration: two that are over, and the present one, which closes in months.
 * It says by which rule set each is scored, who signed when, and how trusts stood in earlier years: much as now, and a little weaker.
 */

import { addMonths, londonDate } from '../calendar.ts'
import type { RuleSet } from '../rules/model.ts'
import type { PeriodRow } from '../store/periods.ts'
import { chanceOf } from '../random.ts'
import { loadEarlierRules } from './earlier-rules.ts'
import type { Trust } from './trusts.ts'

export interface Round {
  readonly period: PeriodRow
  /** By which it is scored; never newer than the round. */
  readonly ruleSet: RuleSet
  /** Years before the present round. */
  readonly ago: number
}

/** The present round closes so many months after its reference date. */
const OPEN_MONTHS = 4
/** However late it is begun, at least so many of them are left. */
const LEFT_MONTHS = 2
/** A round opens so many months before its reference date. */
const OPEN_BEFORE_MONTHS = 2

/**
 * The rounds of this rule set's demonstration, the oldest first; the last is the present one, which opened under the rule set before and took this one.
 * Its reference date is the rule set's own, or as many whole months later as leave two months to try everything in.
 */
export async function inventRounds(
  ruleSet: RuleSet,
  now: Date,
): Promise<[before: Round, last: Round, present: Round]> {
  const earliest = addMonths(londonDate(now), LEFT_MONTHS - OPEN_MONTHS)
  let months = 0
  while (addMonths(ruleSet.date, months) < earliest) months++
  const referenceDateOf = (ago: number) => addMonths(ruleSet.date, months - 12 * ago)
  const opensOf = (ago: number) => addMonths(referenceDateOf(ago), -OPEN_BEFORE_MONTHS)
  const round = (ago: number, by: RuleSet): Round => {
    const referenceDate = referenceDateOf(ago)
    const year = referenceDate.slice(0, 4)
    return {
      ago,
      ruleSet: by,
      period: {
        id: `round-${year}`,
        name: `Round of ${year}`,
        opens: opensOf(ago),
        referenceDate,
        closes: addMonths(referenceDate, OPEN_MONTHS),
        ruleSetDigest: by.digest,
        framework: undefined,
      },
    }
  }
  const earlier = await loadEarlierRules(opensOf(2))
  return [round(2, earlier), round(1, earlier), round(0, ruleSet)]
}

/** The trust as it stood some years before; what it signs is finished. */
export function asItStood(trust: Trust, { ago }: Round): Trust {
  return {
    ...trust,
    maturity: trust.maturity - 0.22 * ago,
    evidence: Math.max(0.02, trust.evidence - 0.06 * ago),
    finished: 1,
  }
}

/**
 * When a trust signed in a round that is over: before its release, after it, or never; about 85 in 100 signed in the end.
 * In the last round the acute trusts of one region were all late, so that the release did without them and another is due.
 */
export function whenSigned(trust: Trust, { period, ago }: Round): 'early' | 'late' | 'never' {
  const draw = chanceOf(trust.id, period.id, 'signs').next()
  if (draw >= 0.88) return 'never'
  const isLateRegion = ago === 1 && trust.cohort === 'acute' && trust.region === 'North East and Yorkshire'
  return isLateRegion || (ago === 1 && draw >= 0.8) ? 'late' : 'early'
}

/**
 * Whether a trust has begun the present round. A few that signed the last one have not: with them, an assessment can be started and
 * the signed answers carried forward, evidence out of date and all.
 */
export function hasBegun(trust: Trust, last: Round, present: Round): boolean {
  const draw = chanceOf(trust.id, present.period.id, 'starts').next()
  return draw < 0.988 || whenSigned(trust, last) === 'never'
}

/** Which of those who began the present round did so before it took today's rule set, and can still move: one, complete, and of a kind of its own. */
export function findNotMoved(begun: readonly Trust[]): Trust | undefined {
  return begun.find((trust) => trust.finished === 1 && trust.cohort === 'community')
}
