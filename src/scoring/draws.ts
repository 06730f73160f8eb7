/**
 * Made-up organisations for the calibration: levels drawn around a maturity, the same on every machine for one seed.
 * Levels only: also of questions that a register feeds, and none is unknown.
 */

import { Chance } from '../random.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { holdsIn, ABSENT, type Reading } from './reading.ts'

export interface Drawing {
  readonly seed: string
  /** Standard deviation of a level, as a share of its scale, and of a whole domain. */
  readonly spread: number
  readonly shift: number
}

/** One organisation: its level in every question, whether or not it is shown to it, and its scope. */
export interface Draw {
  readonly levels: Int8Array
  readonly context: Int8Array
}

/** The draw with this number at maturity `t`, 0 to 1. Half of them share a gateway, as users and as hosts in turn. */
export function draw(ruleSet: RuleSet, { seed, spread, shift }: Drawing, t: number, number: number): Draw {
  const chance = new Chance([seed, t.toFixed(2), shift, number])
  const shifts = ruleSet.domains.map(() => (shift === 0 ? 0 : shift * chance.normal()))
  const domainOf = new Map(ruleSet.domains.map(({ id }, index) => [id, shifts[index] ?? 0]))
  const levels = Int8Array.from(ruleSet.questions, ({ domain, levels: { length } }) => {
    const at = t + (domainOf.get(domain) ?? 0) + spread * chance.normal()
    return Math.max(0, Math.min(length - 1, Math.round(at * (length - 1))))
  })
  return { levels, context: contextOf(ruleSet, number) }
}

/** Everything at its worst (0) or at its best (1). */
export function extreme(ruleSet: RuleSet, at: 0 | 1, number = 1): Draw {
  const last = ({ levels }: Question) => levels.length - 1
  return {
    levels: Int8Array.from(ruleSet.questions, (question) => at * last(question)),
    context: contextOf(ruleSet, number),
  }
}

/** Acute trusts: every second one answers the other questions of scope that something reads with another option than the first. */
function contextOf(ruleSet: RuleSet, number: number): Int8Array {
  return Int8Array.from(ruleSet.context, ({ options, fromOrganisation }) => {
    if (options.length === 0) return -1
    if (fromOrganisation || number % 2 === 0) return 0
    return 1 + (((number - 1) / 2) % (options.length - 1))
  })
}

/** As the engine reads it: what is hidden in its scope is absent. */
export function readingOf(ruleSet: RuleSet, { levels, context }: Draw): Reading {
  const scope: Reading = { levels: NONE, context }
  return {
    context,
    levels: Int8Array.from(levels, (level, index) => {
      const showWhen = ruleSet.questions[index]?.showWhen
      return showWhen === undefined || holdsIn(showWhen, scope) ? level : ABSENT
    }),
  }
}

const NONE = new Int8Array(0)

/** The reading with one answer at another level; what is hidden stays hidden. */
export function withLevel(reading: Reading, question: number, level: number): Reading {
  if (reading.levels[question] === ABSENT) return reading
  const levels = Int8Array.from(reading.levels)
  levels[question] = level
  return { ...reading, levels }
}
