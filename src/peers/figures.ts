/**
 * The contributors of a cell → its rounded figures; cells → the figures of a wider cohort.
 * A wider cohort's figures follow from its cells' rounded counts alone, so that no subtraction says more than the cells do.
 */

import type { Question, RuleSet } from '../rules/model.ts'
import { findProtecting } from './protecting.ts'
import type { Contributor, Figures, Ladder, ScoreFigures, Summary } from './model.ts'
import { RUNGS } from './model.ts'
import { quantilesOf } from './quantiles.ts'
import { countFrom, FEWEST, roundCount, roundSize, standsFor } from './rounding.ts'

/** Figures of one cohort from its cells, each a list of contributors with at least 10. */
export function figuresOf(ruleSet: RuleSet, cells: readonly (readonly Contributor[])[]): Figures {
  const ladder = (
    rungs: number,
    rungOf: (summary: Summary) => number,
    isAlwaysIn: (cell: readonly Contributor[]) => boolean = () => true,
  ) =>
    addLadders(
      cells.map((cell) =>
        ladderOf(
          cell.map((one) => rungOf(one.summary)),
          rungs,
          isAlwaysIn(cell),
        ),
      ),
    )
  const quantiles = (scoreOf: (summary: Summary) => number) =>
    quantilesOf(cells.map((cell) => cell.map((one) => scoreOf(one.summary))))
  const scores = (
    onPaper: (summary: Summary) => number,
    onEvidence: (summary: Summary) => number,
  ): ScoreFigures => ({
    onPaper: quantiles(onPaper),
    onEvidence: quantiles(onEvidence),
    bands: ladder(ruleSet.bands.length, (summary) => {
      const score = onPaper(summary)
      return ruleSet.bands.findLastIndex((band) => score >= band.from)
    }),
  })
  const riskBands = ruleSet.matrix.bands.length
  const questions = ruleSet.questions.map((question) =>
    ladder(
      question.levels.length,
      (summary) => summary.levels[question.index] ?? -1,
      (cell) => !cell.some((one) => mayLeaveOut(question, one.cohort)),
    ),
  )
  const chains = cells[0]?.[0]?.summary.outcomes.length ?? 0
  return {
    size: cells.reduce((sum, cell) => sum + roundSize(cell.length), 0),
    overall: scores(
      (summary) => summary.overall,
      (summary) => summary.overallAssured,
    ),
    domains: ruleSet.domains.map((_, index) =>
      scores(
        (summary) => summary.domains[index] ?? 0,
        (summary) => summary.domainsAssured[index] ?? 0,
      ),
    ),
    risks: ruleSet.risks.map((_, index) =>
      ladder(riskBands, (summary) => riskBands - 1 - (summary.risks[index] ?? riskBands - 1)),
    ),
    questions,
    incidents: Array.from({ length: chains }, (_, index) => ({
      onPaper: ladder(RUNGS.length, (summary) => summary.outcomes[index] ?? 0),
      onEvidence: ladder(RUNGS.length, (summary) => summary.outcomesAssured[index] ?? 0),
    })),
    protects: findProtecting(ruleSet, questions),
  }
}

/** Whether an organisation of a cohort may have nothing to answer, so that to how many it applies is itself an answer. */
function mayLeaveOut(question: Question, cohort: string): boolean {
  const { form, notApplicable, showWhen } = question
  return (
    showWhen !== undefined ||
    ('noneToCount' in form && form.noneToCount === 'left-out') ||
    (notApplicable !== undefined && (notApplicable.cohorts?.includes(cohort) ?? true))
  )
}

/**
 * Rounded cumulative counts of the rungs of one cell; a rung of −1 is outside the ladder. Where some may be outside,
 * the number inside is rounded like any count, and the rungs are rounded for the smallest number that this stands for:
 * so they are safe from who knows to whom it applies, and do not tell those who do not.
 */
function ladderOf(rungs: readonly number[], length: number, isAlwaysIn: boolean): Ladder {
  const reaching = countFrom(rungs, length)
  const inside = reaching[0] ?? 0
  const of = isAlwaysIn ? roundSize(rungs.length) : roundCount(inside, rungs.length)
  const fewest = isAlwaysIn ? rungs.length : standsFor(inside, rungs.length).from
  if (fewest < FEWEST) return { of, atLeast: null }
  return { of, atLeast: reaching.slice(1).map((count) => roundCount(count, fewest)) }
}

/** Sums of ladders; nothing is said where any cell says nothing. */
function addLadders(ladders: readonly Ladder[]): Ladder {
  const of = ladders.reduce((sum, one) => sum + one.of, 0)
  const [first] = ladders
  if (first?.atLeast == null || ladders.some((one) => one.atLeast === null)) return { of, atLeast: null }
  return {
    of,
    atLeast: first.atLeast.map((_, rung) =>
      ladders.reduce((sum, one) => sum + (one.atLeast?.[rung] ?? 0), 0),
    ),
  }
}
