/**
 * The contributors of a cell → its rounded figures; cells → the figures of a wider cohort.
 * A wider cohort's figures follow from its cells' rounded counts alone, so that no subtraction says more than the cells do.
 */

import type { Question, RuleSet } from '../rules/model.ts'
import { findProtecting } from './protecting.ts'
import type { Contributor, Figures, Ladder, ScoreFigures } from './model.ts'
import { quantilesOf } from './quantiles.ts'
import { FEWEST, roundCount, roundSize, standsFor } from './rounding.ts'
import { countFrom, type Histogram, regroup, type ScoreTally, type Tally, tallyOf } from './tally.ts'

/** Figures of one cohort from its cells, each a list of contributors with at least 10. */
export function figuresOf(ruleSet: RuleSet, cells: readonly (readonly Contributor[])[]): Figures {
  return figuresOfTallies(
    ruleSet,
    cells.map((cell) => tallyOf(ruleSet, cell)),
  )
}

/** As `figuresOf`, from the counts of the cells. */
export function figuresOfTallies(ruleSet: RuleSet, tallies: readonly Tally[]): Figures {
  const ladder = (
    histogramOf: (tally: Tally) => Histogram | undefined,
    isAlwaysIn: (tally: Tally) => boolean = () => true,
  ) =>
    addLadders(
      tallies.map((tally) =>
        ladderOf(histogramOf(tally) ?? new Uint32Array(), tally.size, isAlwaysIn(tally)),
      ),
    )
  const quantiles = (histogramOf: (tally: Tally) => Histogram | undefined) =>
    quantilesOf(tallies.flatMap((tally) => histogramOf(tally) ?? []))
  const bandAt = (score: number) => ruleSet.bands.findLastIndex((band) => score >= band.from)
  const scores = (tallyFrom: (tally: Tally) => ScoreTally | undefined): ScoreFigures => ({
    onPaper: quantiles((tally) => tallyFrom(tally)?.onPaper),
    onEvidence: quantiles((tally) => tallyFrom(tally)?.onEvidence),
    bands: ladder((tally) =>
      regroup(tallyFrom(tally)?.onPaper ?? new Uint32Array(), ruleSet.bands.length, bandAt),
    ),
  })
  const questions = ruleSet.questions.map((question) =>
    ladder(
      (tally) => tally.questions[question.index],
      (tally) => ![...tally.cohorts].some((cohort) => mayLeaveOut(question, cohort)),
    ),
  )
  return {
    size: tallies.reduce((sum, tally) => sum + roundSize(tally.size), 0),
    overall: scores((tally) => tally.overall),
    domains: ruleSet.domains.map((_, index) => scores((tally) => tally.domains[index])),
    risks: ruleSet.risks.map((_, index) => ladder((tally) => tally.risks[index])),
    questions,
    incidents: (tallies[0]?.incidents ?? []).map((_, index) => ({
      onPaper: ladder((tally) => tally.incidents[index]?.onPaper),
      onEvidence: ladder((tally) => tally.incidents[index]?.onEvidence),
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
 * Rounded cumulative counts of the rungs of one cell; who is outside is on no rung. Where some may be outside,
 * the number inside is rounded like any count, and the rungs are rounded for the smallest number that this stands for:
 * so they are safe from who knows to whom it applies, and do not tell those who do not.
 */
function ladderOf(histogram: Histogram, size: number, isAlwaysIn: boolean): Ladder {
  const reaching = countFrom(histogram)
  const inside = reaching[0] ?? 0
  const of = isAlwaysIn ? roundSize(size) : roundCount(inside, size)
  const fewest = isAlwaysIn ? size : standsFor(inside, size).from
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
