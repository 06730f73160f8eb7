/**
 * Answers → everything the engine finds in them: scores and bounds, risks, replays, contradictions, pointers to CAF.
 * Pure: the same rule set and answers always give the same result.
 */

import { encode, withCeilings } from '../answers/encode.ts'
import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { Answers, LevelRow } from '../answers/model.ts'
import type { RuleSet } from '../rules/model.ts'
import { pointToCaf } from './caf.ts'
import { findContradictions } from './contradictions.ts'
import { bandOf, contributionsOfDomain, contributionsOfOverall, type Scored, scoredOf } from './domains.ts'
import { compileScorer, figuresOf } from './compiled.ts'
import type { Figures, FiguresOfReadings } from './figures.ts'
import { learn } from './lessons.ts'
import type { Contribution, DomainResult, Result, ScoreResult } from './model.ts'
import { type Reading, type Readings, readingsOf } from './reading.ts'
import { allChains, exerciseResult, replayChain } from './replay.ts'
import { assessRisk } from './risks.ts'

/** A reading with its scores. */
interface ScoredReading {
  readonly reading: Reading
  readonly domains: readonly Scored[]
  readonly overall: Scored
}

/** Everything found in these answers. `row` is their level row when the caller has it already, with or without its ceilings. */
export function score(ruleSet: RuleSet, answers: Answers, row: LevelRow = encode(ruleSet, answers)): Result {
  return { ...scoreRow(ruleSet, withCeilings(ruleSet, answers, row), answers), asOf: answers.asOf }
}

/**
 * Everything found in a row of levels. Without `answers` the checks of register cells are left out.
 */
export function scoreRow(ruleSet: RuleSet, row: LevelRow, answers?: Answers): Omit<Result, 'asOf'> {
  const readings = readingsOf(ruleSet, row)
  const unanswered = idsIn(ruleSet, row, readings, 'unanswered')
  const openContext = ruleSet.readContext.filter((index) => (row.context[index] ?? -1) < 0)
  const complete = unanswered.length === 0 && openContext.length === 0

  const figures = readings.map(({ worst, bound, best, assured }): FiguresOfReadings => ({
    worst: figuresOf(ruleSet, worst),
    bound: figuresOf(ruleSet, bound),
    best: figuresOf(ruleSet, best),
    assured: figuresOf(ruleSet, assured),
  }))
  const low = readings.map(({ worst }, index) => scoreReading(ruleSet, worst, figures[index]?.worst))
  const lowest = least(low, (one) => one.overall.score)
  return {
    ruleSet: { id: ruleSet.id, version: ruleSet.version, digest: ruleSet.digest },
    complete,
    overall: {
      ...resultOf(
        ruleSet,
        complete,
        lowest.overall,
        Math.max(...figures.map((one) => one.bound.overall)),
        Math.min(...figures.map((one) => one.assured.overall)),
        contributionsOfOverall(ruleSet, lowest.domains, lowest.overall),
      ),
      caps: lowest.overall.caps,
    },
    domains: ruleSet.domains.map((domain, index): DomainResult => {
      const of = (one: Figures) => one.domains[index] ?? 0
      const at = least(low, (one) => one.domains[index]?.score ?? 0)
      const scored = at.domains[index] ?? { score: 0, uncapped: 0, caps: [] }
      const answered = !domain.questions.some((question) =>
        unanswered.includes(ruleSet.questions[question]?.id ?? ''),
      )
      const settled =
        complete || (answered && new Set(figures.flatMap((one) => [of(one.worst), of(one.bound)])).size === 1)
      return {
        id: domain.id,
        ...resultOf(
          ruleSet,
          settled,
          scored,
          Math.max(...figures.map((one) => of(one.bound))),
          Math.min(...figures.map((one) => of(one.assured))),
          contributionsOfDomain(ruleSet, domain, scored, at.reading),
        ),
        caps: scored.caps,
      }
    }),
    risks: ruleSet.risks.map((risk, index) => assessRisk(ruleSet, risk, index, readings, figures)),
    incidents: ruleSet.incidents.flatMap((incident) =>
      incident.kind === 'exercise'
        ? [exerciseResult(incident)]
        : allChains(ruleSet)
            .filter((one) => one.incident === incident)
            .map((one) => replayChain(ruleSet, one, row, readings, figures)),
    ),
    lessons: learn(ruleSet, readings),
    notKnown: idsIn(ruleSet, row, readings, 'not-known'),
    unanswered: [...openContext.map((index) => ruleSet.context[index]?.id ?? ''), ...unanswered],
    contradictions: findContradictions(ruleSet, readings, answers),
    caf: pointToCaf(ruleSet, row, readings),
  }
}

/** Scores of one reading. */
export function scoreReading(
  ruleSet: RuleSet,
  reading: Reading,
  figures: Figures = compileScorer(ruleSet).glance(reading),
): ScoredReading {
  return { reading, ...scoredOf(ruleSet, figures) }
}

/** The first of those with the lowest number. */
export function least<T>(all: readonly T[], numberOf: (one: T) => number): T {
  return all.reduce((a, b) => (numberOf(b) < numberOf(a) ? b : a))
}

function resultOf(
  ruleSet: RuleSet,
  complete: boolean,
  low: Scored,
  high: number,
  assured: number,
  contributions: readonly Contribution[],
): ScoreResult {
  return {
    score: complete ? low.score : null,
    band: complete ? bandOf(ruleSet, low.score) : null,
    low: low.score,
    high,
    assured,
    contributions,
  }
}

/** Ids of the questions in this state that are shown in some context that is still possible. */
function idsIn(
  ruleSet: RuleSet,
  row: LevelRow,
  readings: readonly Readings[],
  state: 'unanswered' | 'not-known',
): string[] {
  return ruleSet.questions
    .filter(
      ({ index }) =>
        stateOf(row.declared[index] ?? UNANSWERED) === state &&
        readings.some((one) => (one.bound.levels[index] ?? -1) >= 0),
    )
    .map((question) => question.id)
}
