/**
 * The contributors of a cell → its rounded figures; cells → the figures of a wider cohort.
 * A wider cohort's counts are sums of rounded counts, so that no subtraction says more than the cells do.
 */

import type { RuleSet } from '../rules/model.ts'
import { findProtecting } from './protecting.ts'
import type { Contributor, Figures, Ladder, Quantiles, ScoreFigures, Summary } from './model.ts'
import { RUNGS } from './model.ts'
import { FEWEST, quantileOf, roundCount } from './rounding.ts'

/** Figures of one cohort from its cells, each a list of contributors with at least 10. */
export function figuresOf(ruleSet: RuleSet, cells: readonly (readonly Contributor[])[]): Figures {
  const all = cells.flat().map((one) => one.summary)
  const ladder = (rungs: number, rungOf: (summary: Summary) => number) =>
    addLadders(
      cells.map((cell) =>
        ladderOf(
          cell.map((one) => rungOf(one.summary)),
          rungs,
        ),
      ),
    )
  const scores = (
    onPaper: (summary: Summary) => number,
    onEvidence: (summary: Summary) => number,
  ): ScoreFigures => ({
    onPaper: quantilesOf(all.map(onPaper)),
    onEvidence: quantilesOf(all.map(onEvidence)),
    bands: ladder(ruleSet.bands.length, (summary) => {
      const score = onPaper(summary)
      return ruleSet.bands.findLastIndex((band) => score >= band.from)
    }),
  })
  const riskBands = ruleSet.matrix.bands.length
  const questions = ruleSet.questions.map((question) =>
    ladder(question.levels.length, (summary) => summary.levels[question.index] ?? -1),
  )
  const chains = all[0]?.outcomes.length ?? 0
  return {
    size: cells.reduce((sum, cell) => sum + roundCount(cell.length, cell.length), 0),
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

/** Rounded cumulative counts of the rungs of one cell; a rung of −1 is outside the ladder. */
function ladderOf(rungs: readonly number[], length: number): Ladder {
  const inside = rungs.filter((rung) => rung >= 0)
  const of = roundCount(inside.length, rungs.length)
  if (inside.length < FEWEST || of < FEWEST) return { of, atLeast: null }
  const atLeast = Array.from({ length: length - 1 }, (_, index) =>
    Math.min(of, roundCount(inside.filter((rung) => rung > index).length, inside.length)),
  )
  return { of, atLeast }
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

function quantilesOf(scores: readonly number[]): Quantiles {
  const sorted = scores.toSorted((a, b) => a - b)
  const found = ([10, 25, 50, 75, 90] as const).flatMap((perCent) => {
    const quantile = quantileOf(sorted, perCent)
    return quantile === undefined ? [] : [[`p${perCent}`, quantile] as const]
  })
  return Object.fromEntries(found)
}
