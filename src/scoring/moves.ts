/** What each answer can move, alone: points, risks, attacks and lessons, from typical answers and with all others at their worst. */

import type { Move, Question, RuleSet } from '../rules/model.ts'
import type { CalibrationFile } from '../rules/schema/calibration.ts'
import { isYes } from './compiled-conditions.ts'
import { compileScorer } from './compiled.ts'
import { draw, extreme, readingOf, withLevel } from './draws.ts'
import { countedChains } from './measures.ts'
import type { Reading } from './reading.ts'
import { mean, toHundredths } from './statistics.ts'

/** Maturity of typical answers. */
const TYPICAL = 0.5
const DRAWS = 100

/** By question, in the order of the questionnaire, or of those that are asked for. Figures are rounded to two decimals. */
export function movesOf(
  ruleSet: RuleSet,
  { seed, spread }: Pick<CalibrationFile, 'seed' | 'spread'>,
  questions: readonly Question[] = ruleSet.questions,
): { readonly question: string; readonly typical: Move; readonly worst: Move }[] {
  const typical = Array.from({ length: DRAWS }, (_, number) =>
    readingOf(ruleSet, draw(ruleSet, { seed, spread, shift: 0 }, TYPICAL, number)),
  )
  const worst = [0, 1].map((number) => readingOf(ruleSet, extreme(ruleSet, 0, number)))
  return questions.map((question) => ({
    question: question.id,
    typical: moveOf(ruleSet, question, typical),
    worst: moveOf(ruleSet, question, worst),
  }))
}

function moveOf(ruleSet: RuleSet, question: Question, readings: readonly Reading[]): Move {
  const changes = readings.map((reading) => {
    const [before, after] = [0, question.levels.length - 1].map((level) =>
      measure(ruleSet, withLevel(reading, question.index, level)),
    )
    return (before ?? []).map((one, index) => (after?.[index] ?? 0) - one)
  })
  const [overall = 0, risks = 0, attacks = 0, lessons = 0] = [0, 1, 2, 3].map((index) => {
    return toHundredths(mean(changes.map((change) => change[index] ?? 0)))
  })
  return { overall, risks: risks === 0 ? 0 : -risks, attacks, lessons }
}

function measure(ruleSet: RuleSet, reading: Reading): number[] {
  const figures = compileScorer(ruleSet).glance(reading)
  return [
    figures.overall,
    ruleSet.risks.reduce((sum, _, risk) => sum + figures.residual(risk), 0),
    countedChains(ruleSet).filter(({ number }) => figures.meets[number] === 1).length,
    figures.lessons.filter(isYes).length,
  ]
}
