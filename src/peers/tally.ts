/**
 * The contributors of a cell → how many of them stand where, counted in one walk so that a large cell costs little.
 * Exact counts: they never leave the computation.
 */

import type { RuleSet } from '../rules/model.ts'
import { askedLessons } from '../scoring/lessons.ts'
import { type Contributor, LEARNED, RUNGS } from './model.ts'

/** How many stand on each rung, or have each score of 0 to 100. Who stands outside is on none. */
export type Histogram = Uint32Array

export interface ScoreTally {
  readonly onPaper: Histogram
  readonly onEvidence: Histogram
}

/** Counts of one cell; lists in the rule set's order. */
export interface Tally {
  readonly size: number
  /** The cohorts that its contributors belong to. */
  readonly cohorts: ReadonlySet<string>
  readonly overall: ScoreTally
  readonly domains: readonly ScoreTally[]
  /** By risk: on each matrix band, the worst first. */
  readonly risks: readonly Histogram[]
  readonly questions: readonly Histogram[]
  readonly incidents: readonly ScoreTally[]
  /** By lesson that can be asked. */
  readonly lessons: readonly Histogram[]
}

const SCORES = 101

export function tallyOf(ruleSet: RuleSet, cell: readonly Contributor[]): Tally {
  const pair = (length: number): ScoreTally => ({
    onPaper: new Uint32Array(length),
    onEvidence: new Uint32Array(length),
  })
  const bands = ruleSet.matrix.bands.length
  const cohorts = new Set<string>()
  const overall = pair(SCORES)
  const domains = ruleSet.domains.map(() => pair(SCORES))
  const risks = ruleSet.risks.map(() => new Uint32Array(bands))
  const questions = ruleSet.questions.map((question) => new Uint32Array(question.levels.length))
  const incidents = (cell[0]?.summary.outcomes ?? []).map(() => pair(RUNGS.length))
  const lessons = askedLessons(ruleSet).map(() => new Uint32Array(LEARNED.length))
  for (const { cohort, summary } of cell) {
    cohorts.add(cohort)
    add(overall.onPaper, summary.overall)
    add(overall.onEvidence, summary.overallAssured)
    for (let index = 0; index < domains.length; index++) {
      add(domains[index]?.onPaper, summary.domains[index] ?? 0)
      add(domains[index]?.onEvidence, summary.domainsAssured[index] ?? 0)
    }
    for (let index = 0; index < risks.length; index++)
      add(risks[index], bands - 1 - (summary.risks[index] ?? bands - 1))
    for (let index = 0; index < questions.length; index++) add(questions[index], summary.levels[index] ?? -1)
    for (let index = 0; index < incidents.length; index++) {
      add(incidents[index]?.onPaper, summary.outcomes[index] ?? 0)
      add(incidents[index]?.onEvidence, summary.outcomesAssured[index] ?? 0)
    }
    for (let index = 0; index < lessons.length; index++) add(lessons[index], summary.lessons[index] ?? -1)
  }
  return { size: cell.length, cohorts, overall, domains, risks, questions, incidents, lessons }
}

/** −1 is outside. */
function add(histogram: Histogram | undefined, rung: number): void {
  if (histogram !== undefined && rung >= 0) histogram[rung] = (histogram[rung] ?? 0) + 1
}

/** Scores counted again on coarser steps, such as bands. */
export function regroup(histogram: Histogram, length: number, stepOf: (score: number) => number): Histogram {
  const steps = new Uint32Array(length)
  for (const [score, count] of histogram.entries()) {
    const step = stepOf(score)
    if (step >= 0) steps[step] = (steps[step] ?? 0) + count
  }
  return steps
}

/** By rung, how many stand on it or above. */
export function countFrom(histogram: Histogram): number[] {
  const counts = [...histogram]
  for (let rung = counts.length - 2; rung >= 0; rung--)
    counts[rung] = (counts[rung] ?? 0) + (counts[rung + 1] ?? 0)
  return counts
}
