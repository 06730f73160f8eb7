/**
 * A row of levels → where it stands on paper and on evidence, by the scorer that also scores real answers.
 * What is not known counts at its worst, and an open scope at the worst of its options.
 */

import type { LevelRow } from '../answers/model.ts'
import { once } from '../once.ts'
import { questionsOf } from '../rules/condition.ts'
import type { RuleSet } from '../rules/model.ts'
import { isYes } from '../scoring/compiled-conditions.ts'
import { compileRows } from '../scoring/compiled-rows.ts'
import { OUTCOMES } from '../scoring/compiled-walks.ts'
import { compileScorer } from '../scoring/compiled.ts'
import type { Figures } from '../scoring/figures.ts'
import { countedChains } from '../scoring/measures.ts'
import { askedLessons } from '../scoring/lessons.ts'
import type { Both, Change, Changes, Position } from './model.ts'

/** Bands of the matrix, from the gravest, that ask for action (ours): High and Extreme. */
const GRAVE_BANDS = 2
const NOT_EXPOSED = OUTCOMES.indexOf('not-exposed')

/** The highest product of likelihood and consequence that asks for no action. */
export function lineOf(ruleSet: RuleSet): number {
  return (graveBands(ruleSet)[0]?.from ?? 1) - 1
}

/** Whether a residual lies in a band that asks for action. */
export function isAbove(ruleSet: RuleSet, residual: number): boolean {
  return residual > lineOf(ruleSet)
}

/** The bands that ask for action, the gravest last. */
export function graveBands({ matrix }: RuleSet) {
  return matrix.bands.slice(-GRAVE_BANDS)
}

export function positionOf(ruleSet: RuleSet, row: LevelRow): Position {
  const paper = endOf(ruleSet, row, 'worst')
  const evidence = endOf(ruleSet, row, 'assured')
  const both = (of: (one: End) => number): Both => ({ paper: of(paper), evidence: of(evidence) })
  return {
    overall: both((one) => one.overall),
    domains: ruleSet.domains.map((_, at) => both((one) => one.domains[at] ?? 0)),
    risks: ruleSet.risks.map((_, at) => both((one) => one.risks[at] ?? 0)),
    above: both((one) => one.risks.filter((residual) => isAbove(ruleSet, residual)).length),
    attacks: both((one) => one.attacks),
    lessons: both((one) => one.lessons),
  }
}

/** How many times a point of a residual counts that lies above the line (ours): cheap moves on a small risk shall not come before a grave one. */
export const ABOVE_COUNTS = 10

/** The residuals on one reading together, what lies above the line `ABOVE_COUNTS` times: what moves and plans lower. */
export function weighRisks(ruleSet: RuleSet, row: LevelRow, reading: 'worst' | 'assured'): number {
  const alone = risksAlone(ruleSet)
  const line = lineOf(ruleSet)
  const rows = compileRows(alone)
  const scorer = compileScorer(alone)
  const scopes = rows.countScopes(row)
  if (scopes === 1) {
    rows.enter(row, 0)
    const figures = scorer.glance(rows[reading])
    let sum = 0
    for (let risk = 0; risk < alone.risks.length; risk++) sum += weigh(figures.residual(risk), line)
    return sum
  }
  return endOf(alone, row, reading).risks.reduce((sum, residual) => sum + weigh(residual, line), 0)
}

const weigh = (residual: number, line: number) => residual + (ABOVE_COUNTS - 1) * Math.max(0, residual - line)

/** The same rules without scores, attacks and lessons, which no risk reads. */
const risksAlone = once((ruleSet: RuleSet): RuleSet => ({
  ...ruleSet,
  domains: [],
  caps: [],
  incidents: [],
  lessons: [],
}))

/** The questions that something reads which lowers a risk. */
export const readByRisks = once(
  ({ risks }: RuleSet): ReadonlySet<number> =>
    new Set(risks.flatMap(({ loweredBy }) => loweredBy.flatMap(({ when }) => questionsOf(when)))),
)

interface End {
  overall: number
  readonly domains: number[]
  readonly risks: number[]
  attacks: number
  lessons: number
}

/** One reading over every way the open scope could turn out, each figure at its worst. */
function endOf(ruleSet: RuleSet, row: LevelRow, reading: 'worst' | 'assured'): End {
  const rows = compileRows(ruleSet)
  const scorer = compileScorer(ruleSet)
  const end: End = {
    overall: 100,
    domains: ruleSet.domains.map(() => 100),
    risks: ruleSet.risks.map(() => 0),
    attacks: 0,
    lessons: 0,
  }
  const met: ('not-exposed' | 'met' | 'not-met')[] = countedChains(ruleSet).map(() => 'not-exposed')
  const learned = askedLessons(ruleSet).map(() => true)
  const scopes = rows.countScopes(row)
  for (let scope = 0; scope < scopes; scope++) {
    rows.enter(row, scope)
    const figures = scorer.glance(rows[reading])
    end.overall = Math.min(end.overall, figures.overall)
    for (let at = 0; at < end.domains.length; at++)
      end.domains[at] = Math.min(end.domains[at] ?? 0, figures.domains[at] ?? 0)
    for (let at = 0; at < end.risks.length; at++)
      end.risks[at] = Math.max(end.risks[at] ?? 0, figures.residual(at))
    for (const [at, { number }] of countedChains(ruleSet).entries())
      if (figures.outcomes[number] !== NOT_EXPOSED)
        met[at] = met[at] !== 'not-met' && figures.meets[number] === 1 ? 'met' : 'not-met'
    for (const [at, { index }] of askedLessons(ruleSet).entries())
      learned[at] = (learned[at] ?? false) && isLearned(figures, index)
  }
  end.attacks = met.filter((one) => one === 'met').length
  end.lessons = learned.filter((one) => one).length
  return end
}

const isLearned = ({ lessons }: Figures, index: number) => isYes(lessons[index] ?? 0)

/** What lies between two positions. */
export function changesBetween(ruleSet: RuleSet, before: Position, after: Position): Changes {
  const change = (of: (one: Position) => Both): Change => ({ from: of(before), to: of(after) })
  const changed = (ids: readonly { readonly id: string }[], of: (one: Position) => readonly Both[]) =>
    ids.flatMap(({ id }, at) => {
      const [from, to] = [of(before)[at], of(after)[at]]
      if (from === undefined || to === undefined) return []
      return from.paper === to.paper && from.evidence === to.evidence ? [] : [{ id, from, to }]
    })
  const fallen = ({ from, to }: Change) =>
    1000 * (from.paper - to.paper) + (from.evidence - to.evidence) + from.paper / 100
  return {
    overall: change((one) => one.overall),
    domains: changed(ruleSet.domains, (one) => one.domains),
    risks: changed(ruleSet.risks, (one) => one.risks).toSorted((a, b) => fallen(b) - fallen(a)),
    above: change((one) => one.above),
    attacks: change((one) => one.attacks),
    lessons: change((one) => one.lessons),
  }
}
