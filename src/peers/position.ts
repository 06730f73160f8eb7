/**
 * One's own summary and the figures of a cohort → where one stands, from nothing else.
 * It says between which published marks one lies, or at which; never a rank, and never more than the rounding carries.
 */

import type { CohortFamily } from '../rules/model.ts'
import { inOrder } from './cells.ts'
import { RUNGS } from './model.ts'
import type { Figures, Ladder, PublishedCohort, Quantiles, Release, ScoreFigures, Summary } from './model.ts'
import { roundScore } from './rounding.ts'

export type Mark = keyof Quantiles

/** Where a score lies among the published marks, which are rounded: so is the score before it is compared. */
export interface ScorePlace {
  /** 0–100, as it is. */
  readonly own: number
  /** Highest mark that lies below; undefined when none does, or none is published. */
  readonly above?: Mark
  /** Marks at the same rounded score, lowest first. */
  readonly at: readonly Mark[]
  /** Lowest mark that lies above. */
  readonly below?: Mark
}

/** Where a level, outcome or band lies on a ladder. */
export interface RungPlace {
  /** From 0, the worst; −1 when it does not apply here. */
  readonly own: number
  /** Rounded number that reach the same rung or a better one; null when too few to say, or it does not apply here. */
  readonly asGood: number | null
  /** Rounded number to whom it applies. */
  readonly of: number
}

export interface Place {
  readonly onPaper: ScorePlace
  readonly onEvidence: ScorePlace
}

/** One's own place in one cohort; lists in the rule set's order. */
export interface Position {
  readonly overall: Place
  readonly domains: readonly Place[]
  readonly risks: readonly RungPlace[]
  readonly questions: readonly RungPlace[]
  readonly incidents: readonly { readonly onPaper: RungPlace; readonly onEvidence: RungPlace }[]
  /** By lesson that can be asked. */
  readonly lessons: readonly RungPlace[]
}

/** The place of a summary made with the rule set of the figures. */
export function findPosition(figures: Figures, own: Summary, riskBands: number): Position {
  const place = (scores: ScoreFigures, onPaper: number, onEvidence: number): Place => ({
    onPaper: placeScore(onPaper, scores.onPaper),
    onEvidence: placeScore(onEvidence, scores.onEvidence),
  })
  return {
    overall: place(figures.overall, own.overall, own.overallAssured),
    domains: figures.domains.map((scores, index) =>
      place(scores, own.domains[index] ?? 0, own.domainsAssured[index] ?? 0),
    ),
    risks: figures.risks.map((ladder, index) =>
      placeRung(riskBands - 1 - (own.risks[index] ?? riskBands - 1), ladder),
    ),
    questions: figures.questions.map((ladder, index) => placeRung(own.levels[index] ?? -1, ladder)),
    incidents: figures.incidents.map((ladders, index) => ({
      onPaper: placeRung(own.outcomes[index] ?? 0, ladders.onPaper),
      onEvidence: placeRung(own.outcomesAssured[index] ?? 0, ladders.onEvidence),
    })),
    lessons: figures.lessons.map((ladder, index) => placeRung(own.lessons[index] ?? -1, ladder)),
  }
}

const MARKS: readonly Mark[] = ['p10', 'p25', 'p50', 'p75', 'p90']

/** The place of a score among the published marks of one reading. */
export function placeScore(own: number, marks: Quantiles): ScorePlace {
  const rounded = roundScore(own)
  const published = MARKS.filter((mark) => marks[mark] !== undefined)
  const valueOf = (mark: Mark) => marks[mark] ?? 0
  const above = published.findLast((mark) => valueOf(mark) < rounded)
  const below = published.find((mark) => valueOf(mark) > rounded)
  return {
    own,
    at: published.filter((mark) => valueOf(mark) === rounded),
    ...(above === undefined ? {} : { above }),
    ...(below === undefined ? {} : { below }),
  }
}

function placeRung(own: number, ladder: Ladder): RungPlace {
  const { of, atLeast } = ladder
  if (own < 0 || atLeast === null) return { own, asGood: null, of }
  return { own, asGood: own === 0 ? of : (atLeast[own - 1] ?? null), of }
}

/** The outcome that stands on a rung of an incident's ladder. */
export function outcomeAt(rung: number): (typeof RUNGS)[number] {
  return RUNGS[rung] ?? 'open'
}

/** Published cohorts that hold a written cell: the fewest contributors first, everybody last. */
export function findCohortsOf(release: Release, cell: string): PublishedCohort[] {
  return release.cohorts
    .filter((cohort) => cohort.of.includes(cell))
    .toSorted((a, b) => a.of.length - b.of.length || a.figures.size - b.figures.size)
}

/** Cohorts that hold a written cell, by id: the cell itself, then the wider ones as they are written. */
export function cohortIdsOf(family: CohortFamily, cell: string): string[] {
  return [
    ...inOrder(family, [cell]),
    ...family.wider.filter((one) => one.of.includes(cell)).map((one) => one.id),
  ]
}
