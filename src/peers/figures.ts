/**
 * The contributors of a cell → its rounded figures; the published figures of cells → those of a wider cohort.
 * A wider cohort's figures follow from what its cells publish alone, so that they say nothing that the cells do not.
 */

import { bandIndexAt } from '../rules/bands.ts'
import { questionsOf } from '../rules/condition.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { askedLessons } from '../scoring/lessons.ts'
import { findProtecting } from './protecting.ts'
import type { Contributor, Figures, Ladder, Quantiles, ScoreFigures } from './model.ts'
import { quantilesOf, quantilesTogether } from './quantiles.ts'
import { FEWEST, roundCount, roundSize, standsFor } from './rounding.ts'
import { countFrom, type Histogram, regroup, type ScoreTally, tallyOf } from './tally.ts'

/** Figures of one cell of at least 10 contributors. */
export function figuresOf(ruleSet: RuleSet, cell: readonly Contributor[]): Figures {
  const { size, cohorts, ...tally } = tallyOf(ruleSet, cell)
  const ladder = (histogram: Histogram | undefined, isAlwaysIn = true) =>
    ladderOf(histogram ?? new Uint32Array(), size, isAlwaysIn)
  const bandAt = (score: number) => bandIndexAt(ruleSet.bands, score)
  const scores = ({ onPaper, onEvidence }: ScoreTally): ScoreFigures => ({
    onPaper: quantilesOf(onPaper),
    onEvidence: quantilesOf(onEvidence),
    bands: ladder(regroup(onPaper, ruleSet.bands.length, bandAt)),
  })
  const mayBeOutside = ruleSet.questions.map((question) =>
    [...cohorts].some((cohort) => mayLeaveOut(question, cohort)),
  )
  const questions = ruleSet.questions.map(({ index }) =>
    ladder(tally.questions[index], mayBeOutside[index] !== true),
  )
  return {
    size: roundSize(size),
    overall: scores(tally.overall),
    domains: tally.domains.map(scores),
    risks: tally.risks.map((histogram) => ladder(histogram)),
    questions,
    incidents: tally.incidents.map(({ onPaper, onEvidence }) => ({
      onPaper: ladder(onPaper),
      onEvidence: ladder(onEvidence),
    })),
    // A lesson applies where one of the answers that it asks for does.
    lessons: askedLessons(ruleSet).map(({ learnedWhen }, index) =>
      ladder(
        tally.lessons[index],
        questionsOf(learnedWhen).some((one) => mayBeOutside[one] !== true),
      ),
    ),
    protects: findProtecting(ruleSet, questions),
  }
}

/** Figures of a wider cohort from the published figures of its cells, at least two. */
export function figuresTogether(ruleSet: RuleSet, cells: readonly Figures[]): Figures {
  const sum = (ladderIn: (cell: Figures) => Ladder | undefined) =>
    addLadders(cells.map((cell) => ladderIn(cell) ?? NOT_COUNTED))
  const marks = (marksIn: (cell: Figures) => Quantiles | undefined) =>
    quantilesTogether(cells.map((cell) => ({ size: cell.size, marks: marksIn(cell) ?? {} })))
  const scores = (scoresIn: (cell: Figures) => ScoreFigures | undefined): ScoreFigures => ({
    onPaper: marks((cell) => scoresIn(cell)?.onPaper),
    onEvidence: marks((cell) => scoresIn(cell)?.onEvidence),
    bands: sum((cell) => scoresIn(cell)?.bands),
  })
  const questions = ruleSet.questions.map((_, index) => sum((cell) => cell.questions[index]))
  return {
    size: cells.reduce((all, cell) => all + cell.size, 0),
    overall: scores((cell) => cell.overall),
    domains: ruleSet.domains.map((_, index) => scores((cell) => cell.domains[index])),
    risks: ruleSet.risks.map((_, index) => sum((cell) => cell.risks[index])),
    questions,
    incidents: (cells[0]?.incidents ?? []).map((_, index) => ({
      onPaper: sum((cell) => cell.incidents[index]?.onPaper),
      onEvidence: sum((cell) => cell.incidents[index]?.onEvidence),
    })),
    lessons: askedLessons(ruleSet).map((_, index) => sum((cell) => cell.lessons[index])),
    protects: findProtecting(ruleSet, questions),
  }
}

/** Of what has no figure yet: nothing of nobody. */
export const NOT_COUNTED: Ladder = { of: 0, atLeast: null }

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
