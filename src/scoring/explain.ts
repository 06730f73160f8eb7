/**
 * Why a number is what it is, and what would move it: rebuilt from rule set and row when somebody looks.
 * Scores shown come from the same scorer that made the result.
 */

import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { least, scoreReading } from './score.ts'
import { readingsOf } from './reading.ts'

/** What raising one answer to a level would do to the low bound (the score, when complete). */
export interface RaiseEffect {
  /** Level id. */
  readonly to: string
  readonly domain: number
  readonly overall: number
  /** Change of the domain and overall score. */
  readonly domainBy: number
  readonly overallBy: number
  /** Why the overall score does not move: ids of the limits that hide it, or `rounding`; undefined when it moves. */
  readonly hiddenBy?: readonly string[]
}

/** Effects of raising a question to each level above its own; none when it is hidden or not applicable. */
export function explainRaises(ruleSet: RuleSet, row: LevelRow, question: Question): RaiseEffect[] {
  const byte = row.declared[question.index] ?? UNANSWERED
  if (stateOf(byte) === 'not-applicable') return []
  const before = lowOf(ruleSet, row, question)
  if (!before.shown) return []
  const from = byte >= UNANSWERED ? 0 : byte & 0x0f
  return question.levels.flatMap((level, index) => {
    if (index <= from) return []
    const declared = Uint8Array.from(row.declared)
    declared[question.index] = index
    const after = lowOf(ruleSet, { ...row, declared }, question)
    const overallBy = after.overall - before.overall
    // A domain that moved, under no overall limit, is lost in the rounding of the whole and not in its own limit.
    const isRounded = after.domain > before.domain && after.overallCaps.length === 0
    const caps = isRounded ? [] : [...after.domainCaps, ...after.overallCaps]
    return [
      {
        to: level.id,
        domain: after.domain,
        overall: after.overall,
        domainBy: after.domain - before.domain,
        overallBy,
        ...(overallBy === 0 && level.credit > (question.levels[from]?.credit ?? 0)
          ? { hiddenBy: caps.length > 0 ? caps : ['rounding'] }
          : {}),
      },
    ]
  })
}

function lowOf(ruleSet: RuleSet, row: LevelRow, question: Question) {
  const scored = readingsOf(ruleSet, row).map((one) => scoreReading(ruleSet, one.worst))
  const lowest = least(scored, (one) => one.overall.score)
  const position = ruleSet.domains.findIndex((domain) => domain.id === question.domain)
  // As shown: the low bound of a domain is its own, and need not lie in the scope that makes the whole lowest.
  const domain = least(scored, (one) => one.domains[position]?.score ?? 0).domains[position]
  const binding = (caps: readonly { id: string; binds: boolean }[] | undefined) =>
    (caps ?? []).filter((cap) => cap.binds).map((cap) => cap.id)
  return {
    shown: scored.some((one) => (one.reading.levels[question.index] ?? -1) >= 0),
    domain: domain?.score ?? 0,
    overall: lowest.overall.score,
    domainCaps: binding(domain?.caps),
    overallCaps: binding(lowest.overall.caps),
  }
}
