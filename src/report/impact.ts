/**
 * One assessment under two rule sets → what moves in it: score, bands, risks, past attacks and lessons, on paper and on evidence.
 * What only one of the two rule sets has is no move. It names nobody.
 */

import type { RuleSet } from '../rules/model.ts'
import type { IncidentResult, Result } from '../scoring/model.ts'
import { bandNameOf, riskBandName } from './words.ts'

export interface Movement {
  readonly kind: 'score' | 'domain' | 'band' | 'risk' | 'attack' | 'lesson'
  /** Of the domain, risk, chain or lesson; of the whole, `overall`. */
  readonly id: string
  /** A band, an outcome or a state; of a score, empty. */
  readonly from: string
  /** Of a score, `higher` or `lower`. */
  readonly to: string
}

export interface Scored {
  readonly ruleSet: RuleSet
  readonly result: Result
}

/** Everything that differs, each once. */
export function movementsBetween(before: Scored, after: Scored): Movement[] {
  const { result: was } = before
  const { result: is } = after
  return [
    ...scoreMoves('score', 'overall', was.overall, is.overall),
    ...changed('band', 'overall', bandsOf(before), bandsOf(after)),
    ...pairs(was.domains, is.domains).flatMap(([from, to]) => scoreMoves('domain', from.id, from, to)),
    ...pairs(was.risks, is.risks).flatMap(([from, to]) =>
      changed('risk', from.id, riskBandName(before.ruleSet, from.band), riskBandName(after.ruleSet, to.band)),
    ),
    ...pairs(was.incidents.map(named), is.incidents.map(named)).flatMap(([from, to]) =>
      changed('attack', from.id, outcomesOf(from), outcomesOf(to)),
    ),
    ...pairs(was.lessons, is.lessons).flatMap(([from, to]) =>
      changed('lesson', from.id, from.learned, to.learned),
    ),
  ]
}

interface Ends {
  readonly low: number
  readonly high: number
  readonly assured: number
}

function scoreMoves(kind: Movement['kind'], id: string, from: Ends, to: Ends): Movement[] {
  const sum = ({ low, high, assured }: Ends) => low + high + assured
  const isSame = from.low === to.low && from.high === to.high && from.assured === to.assured
  return isSame ? [] : [{ kind, id, from: '', to: sum(to) < sum(from) ? 'lower' : 'higher' }]
}

function changed(kind: Movement['kind'], id: string, from: string, to: string): Movement[] {
  return from === to ? [] : [{ kind, id, from, to }]
}

const bandsOf = ({ ruleSet, result: { overall } }: Scored) =>
  `${bandNameOf(ruleSet, overall.low)} on paper, ${bandNameOf(ruleSet, overall.assured)} on evidence`

/** A dossier can have two chains. */
const named = (one: IncidentResult) => ({
  ...one,
  id: one.chain === null ? one.id : `${one.id}, ${one.chain}`,
})

const outcomesOf = ({ outcome, assuredOutcome }: IncidentResult) =>
  `${outcome ?? 'none'} on paper, ${assuredOutcome ?? 'none'} on evidence`

function pairs<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): (readonly [T, T])[] {
  const byId = new Map(after.map((one) => [one.id, one]))
  return before.flatMap((one) => {
    const other = byId.get(one.id)
    return other === undefined ? [] : [[one, other] as const]
  })
}
