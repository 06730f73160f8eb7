/** Targets of a calibration that ask what single answers do: how many attacks a few meet, what each loses, and whether its points agree with that. */

import { questionsOf } from '../rules/condition.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import type { RawTarget } from '../rules/schema/calibration.ts'
import { compileScorer } from './compiled.ts'
import { extreme, readingOf, withLevel } from './draws.ts'
import { countedChains, metIn, outcomesIn, residualsIn } from './measures.ts'
import type { Held, Measured } from './maturities.ts'
import { ABSENT, type Reading } from './reading.ts'
import { allChains } from './replay.ts'
import { mean, sum } from './statistics.ts'

/** The most counted attacks that so many answers, all others at their worst, can meet; in either scope. */
export function mostMet(
  ruleSet: RuleSet,
  size: number,
): { readonly attacks: number; readonly answers: readonly string[] } {
  let best: { attacks: number; answers: readonly string[] } = { attacks: 0, answers: [] }
  for (const number of [0, 1]) {
    const worst = readingOf(ruleSet, extreme(ruleSet, 0, number))
    const levels = Int8Array.from(worst.levels)
    const reading = { ...worst, levels }
    const read = new Set([
      ...countedChains(ruleSet).flatMap(({ chain }) =>
        chain.steps.flatMap((step) => step.controls.flatMap((control) => questionsOf(control.when))),
      ),
      ...(ruleSet.seenWhen === undefined ? [] : questionsOf(ruleSet.seenWhen)),
    ])
    const asked = [...read].filter((index) => worst.levels[index] !== ABSENT).sort((a, b) => a - b)
    const walk = (from: number, chosen: readonly number[]) => {
      if (chosen.length === size) {
        const attacks = metIn(ruleSet, reading).length
        if (attacks > best.attacks)
          best = { attacks, answers: chosen.map((index) => ruleSet.questions[index]?.id ?? '') }
        return
      }
      for (let at = from; at < asked.length; at++) {
        const index = asked[at] ?? 0
        levels[index] = (ruleSet.questions[index]?.levels.length ?? 1) - 1
        walk(at + 1, [...chosen, index])
        levels[index] = 0
      }
    }
    walk(0, [])
  }
  return best
}

/** Attacks lost on average when one answer is put to its worst, by question. */
export function lostAtWorst(ruleSet: RuleSet, drawn: readonly Measured[]): number[] {
  return ruleSet.questions.map(({ index }) =>
    mean(drawn.map(({ reading, met }) => met - metIn(ruleSet, withLevel(reading, index, 0)).length)),
  )
}

/** From all at best: how many answers, put to worst, let an attack go further, and how many move residuals. */
export function holdFromBest(ruleSet: RuleSet, target: Extract<RawTarget, { kind: 'answers-hold' }>): Held {
  const best = readingOf(ruleSet, extreme(ruleSet, 1))
  const walked = (reading: Reading) => {
    const { meets, reach } = compileScorer(ruleSet).glance(reading)
    return countedChains(ruleSet).map(({ number }) => (meets[number] === 1 ? 0 : 100) + (reach[number] ?? 0))
  }
  const [before, residuals] = [walked(best), sum(residualsIn(ruleSet, best))]
  const changed = ruleSet.questions.map(({ index }) => withLevel(best, index, 0))
  const later = changed.filter((reading) =>
    walked(reading).some((one, chain) => one > (before[chain] ?? 0)),
  ).length
  const moving = changed.filter(
    (reading) => sum(residualsIn(ruleSet, reading)) - residuals >= target.residual,
  ).length
  return {
    holds: later >= target.later && moving >= target.answers,
    found: `${later} let an attack go further, ${moving} move residuals by ${target.residual} or more`,
  }
}

/** Points of the overall score from worst to best, without limits, by question. */
export function pointsOf(ruleSet: RuleSet): number[] {
  const weights = sum(ruleSet.domains.map(({ weight }) => weight))
  return ruleSet.questions.map((question) => {
    const domain = ruleSet.domains.find(({ id }) => id === question.domain)
    const own = sum((domain?.questions ?? []).map((index) => ruleSet.questions[index]?.weight ?? 0))
    return (100 * (domain?.weight ?? 0) * question.weight) / (weights * own)
  })
}

/** How many residual risks and outcomes an answer changes from worst to best, on average, by question. */
export function effectsOf(ruleSet: RuleSet, drawn: readonly Measured[]): number[] {
  return ruleSet.questions.map((question) =>
    mean(
      drawn.map(({ reading }) => {
        const [worst, best] = [0, question.levels.length - 1].map((level) => {
          const changed = withLevel(reading, question.index, level)
          return [...residualsIn(ruleSet, changed), ...outcomesIn(ruleSet, changed)]
        })
        return (worst ?? []).filter((one, index) => one !== best?.[index]).length
      }),
    ),
  )
}

/** Ids of the questions that no risk, replay or limit reads: those that serve nothing, and those that serve a lesson alone. */
export function servingOf(ruleSet: RuleSet): {
  readonly none: readonly string[]
  readonly lessonsAlone: readonly string[]
} {
  const limits = [...ruleSet.caps, ...ruleSet.domains.flatMap(({ caps }) => caps)]
  const read = new Set(
    [
      ...ruleSet.risks.flatMap((risk) => risk.loweredBy.map(({ when }) => when)),
      ...allChains(ruleSet).flatMap(({ chain }) =>
        chain.steps.flatMap(({ controls }) => controls.map(({ when }) => when)),
      ),
      ...limits.flatMap(({ when }) => (when.kind === 'domains' ? [] : [when])),
      ...(ruleSet.seenWhen === undefined ? [] : [ruleSet.seenWhen]),
    ].flatMap((condition) => questionsOf(condition)),
  )
  const taught = new Set(
    ruleSet.lessons.flatMap(({ learnedWhen }) => (learnedWhen === undefined ? [] : questionsOf(learnedWhen))),
  )
  const left = ruleSet.questions.filter(({ index }) => !read.has(index))
  const ids = (questions: readonly Question[]) => questions.map(({ id }) => id)
  return {
    none: ids(left.filter(({ index }) => !taught.has(index))),
    lessonsAlone: ids(left.filter(({ index }) => taught.has(index))),
  }
}
