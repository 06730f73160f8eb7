/**
 * A rule set and the targets of `calibration.yaml` → what is measured of made-up organisations, and which targets hold.
 * Score, risks and replays are three readings of one set of answers; here they are held against each other.
 */

import { Chance } from '../random.ts'
import { questionsOf } from '../rules/condition.ts'
import type { BandTruth, Question, RuleSet } from '../rules/model.ts'
import type { CalibrationFile, RawTarget } from '../rules/schema/calibration.ts'
import { draw, type Drawing, extreme, readingOf, withLevel } from './draws.ts'
import { compileScorer } from './compiled.ts'
import { compareFirstLook } from './first-look.ts'
import { countedChains, metIn, outcomesIn, overallIn, residualsIn, riskBand } from './measures.ts'
import { ABSENT, helpIn, type Reading } from './reading.ts'
import { allChains } from './replay.ts'

/** One target, with what was found. */
export interface Finding {
  readonly target: RawTarget
  readonly holds: boolean
  /** What was found, in a few words with its figures. */
  readonly found: string
}

/** The mean organisation at a maturity. */
export interface Maturity {
  readonly t: number
  /** Without a shift between domains, and with one. */
  readonly shifted: boolean
  /** Median. */
  readonly overall: number
  /** Means. */
  readonly extremeRisks: number
  readonly attacksMet: number
  readonly residuals: number
}

export interface Calibration {
  readonly maturities: readonly Maturity[]
  readonly findings: readonly Finding[]
  /** What the first look settles, beside other choices of as many questions. */
  readonly firstLook: ReturnType<typeof compareFirstLook>
}

interface Measured {
  readonly reading: Reading
  readonly overall: number
  readonly domains: readonly number[]
  readonly residuals: readonly number[]
  readonly met: number
}

const STEPS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const
/** Of those that a first look is measured on: hardly anybody stands further out. */
const USUAL = STEPS.slice(1, -1)

/** Draws, measures, and holds every target against what was found. */
export function calibrate(ruleSet: RuleSet, file: CalibrationFile): Calibration {
  const drawn = (t: number, shift: number, draws = file.draws) =>
    Array.from({ length: draws }, (_, number) =>
      measure(ruleSet, readingOf(ruleSet, draw(ruleSet, { ...file, shift }, t, number))),
    )
  const even = new Map(STEPS.map((t) => [t.toFixed(1), drawn(t, 0)]))
  const shifted = new Map(STEPS.map((t) => [t.toFixed(1), drawn(t, file.shift)]))
  const maturities = [even, shifted].flatMap((by, index) =>
    STEPS.map((t) => maturityOf(ruleSet, t, index === 1, by.get(t.toFixed(1)) ?? [])),
  )
  const firstLook = compareFirstLook(
    ruleSet,
    file.seed,
    USUAL.map((t) => (even.get(t.toFixed(1)) ?? []).map(({ reading }) => reading)),
  )
  const context: Context = {
    ruleSet,
    file,
    maturities: maturities.filter((one) => !one.shifted),
    at: (t) => even.get(t.toFixed(1)) ?? drawn(t, 0),
    all: [...even.values(), ...shifted.values()].flat(),
    firstLook,
  }
  return {
    maturities,
    findings: file.targets.map((target) => ({ target, ...hold(context, target) })),
    firstLook,
  }
}

interface Context {
  readonly ruleSet: RuleSet
  readonly file: CalibrationFile
  /** Without a shift, rising. */
  readonly maturities: readonly Maturity[]
  readonly at: (t: number) => readonly Measured[]
  readonly all: readonly Measured[]
  readonly firstLook: Calibration['firstLook']
}

type Held = Omit<Finding, 'target'>

function measure(ruleSet: RuleSet, reading: Reading): Measured {
  const { overall, domains } = compileScorer(ruleSet).glance(reading)
  return {
    reading,
    overall,
    domains: [...domains],
    residuals: residualsIn(ruleSet, reading),
    met: metIn(ruleSet, reading).length,
  }
}

function maturityOf(ruleSet: RuleSet, t: number, shifted: boolean, all: readonly Measured[]): Maturity {
  return {
    t,
    shifted,
    overall: median(all.map((one) => one.overall)),
    extremeRisks: mean(all.map((one) => extremesOf(ruleSet, one.residuals))),
    attacksMet: mean(all.map((one) => one.met)),
    residuals: mean(all.map((one) => sum(one.residuals))),
  }
}

const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0)
const mean = (all: readonly number[]) => sum(all) / Math.max(1, all.length)
const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
const round = (one: number, digits = 1) => String(Number(one.toFixed(digits)))
const percentOf = (all: readonly unknown[], holds: number) => (100 * holds) / Math.max(1, all.length)

/** Risks in the highest band of the matrix. */
function extremesOf(ruleSet: RuleSet, residuals: readonly number[]): number {
  return residuals.filter((one) => riskBand(ruleSet, one) === ruleSet.matrix.bands.length - 1).length
}

function hold(context: Context, target: RawTarget): Held {
  const { ruleSet, maturities, at } = context
  switch (target.kind) {
    case 'mean': {
      const found = figureAt(context, target.of, target.at)
      return { holds: found >= target.from && found <= target.to, found: round(found) }
    }
    case 'rising': {
      const wrong = maturities.flatMap((one, index) => {
        const before = maturities[index - 1]
        if (before === undefined) return []
        const falls = one.overall < before.overall || one.attacksMet < before.attacksMet
        return falls || one.extremeRisks > before.extremeRisks ? [`${before.t} to ${one.t}`] : []
      })
      return {
        holds: wrong.length === 0,
        found: wrong.length === 0 ? 'always' : `not from ${wrong.join(', ')}`,
      }
    }
    case 'residuals-fall': {
      const falls = maturities.flatMap((one, index) => {
        const before = maturities[index - 1]
        if (before === undefined || before.t < target.from || one.t > target.to) return []
        return [100 * (1 - one.residuals / before.residuals)]
      })
      return {
        holds: falls.every((one) => one >= target.percent),
        found: falls.map((one) => `${round(one)} %`).join(', '),
      }
    }
    case 'graded-risks':
      return holdGraded(ruleSet, at(target.at), context.all, target)
    case 'bands-of-risks': {
      const reached = ruleSet.matrix.bands.map(
        (_, band) =>
          ruleSet.risks.filter((_, risk) =>
            maturities.some(
              ({ t }) =>
                t >= target.from - 1e-9 &&
                t <= target.to + 1e-9 &&
                percentOf(
                  at(t),
                  at(t).filter((one) => riskBand(ruleSet, one.residuals[risk] ?? 0) === band).length,
                ) >= target.percent,
            ),
          ).length,
      )
      return { holds: reached.every((risks) => risks >= target.risks), found: reached.join(', ') }
    }
    case 'no-miracle': {
      const most = mostMet(ruleSet, target.answers)
      return {
        holds: most.attacks <= target.attacks,
        found: `${most.attacks} with ${most.answers.join(', ')}`,
      }
    }
    case 'answers-matter': {
      const lost = lostAtWorst(ruleSet, at(target.at))
      const many = lost.filter((one) => one >= target.attacks).length
      return { holds: many >= target.answers, found: `${many} answers` }
    }
    case 'answers-hold':
      return holdFromBest(ruleSet, target)
    case 'bands-true':
      return holdBands(context, target.percent)
    case 'points-and-effect': {
      const found = spearman(pointsOf(ruleSet), effectsOf(ruleSet, at(target.at).slice(0, target.draws)))
      return { holds: found >= target.spearman, found: round(found, 2) }
    }
    case 'domain-points': {
      const worth = ruleSet.domains.map(
        (domain) =>
          domain.weight / sum(domain.questions.map((index) => ruleSet.questions[index]?.weight ?? 0)),
      )
      const found = Math.max(...worth) / Math.min(...worth)
      return { holds: found <= target.ratio, found: round(found, 2) }
    }
    case 'every-question-serves': {
      const { none, lessonsAlone } = servingOf(ruleSet)
      return {
        holds: none.length === 0 && lessonsAlone.length <= target['by-lessons-alone'],
        found: `${none.length} serve nothing${none.length > 0 ? ` (${none.join(', ')})` : ''}, ${lessonsAlone.length} a lesson alone`,
      }
    }
    case 'first-look-settles': {
      const of = (choice: keyof Calibration['firstLook']) => context.firstLook[choice].settles
      const found = of('one-by-one') === 0 ? 100 : (100 * of('first-look')) / of('one-by-one')
      return {
        holds: found >= target.percent,
        found: `${round(found, 0)} %: ${round(of('first-look'))} beside ${round(of('one-by-one'))}, and ${round(of('by-chance'))} by chance`,
      }
    }
    case 'evidence-of-mixed-age': {
      const { file } = context
      const scores = Array.from({ length: file.draws }, (_, number) =>
        overallIn(ruleSet, aged(ruleSet, file, target.months, number)),
      )
      return { holds: median(scores) >= target.median, found: `median ${median(scores)}` }
    }
    case 'evidence-that-lapsed': {
      const met = Math.max(
        ...[0, 1].map((number) => metIn(ruleSet, readingOf(ruleSet, extreme(ruleSet, 0, number))).length),
      )
      return { holds: met <= target.attacks, found: `${met} attacks` }
    }
  }
}

function figureAt(
  { maturities }: Context,
  of: 'overall' | 'extreme-risks' | 'attacks-met',
  t: number,
): number {
  const found = maturities.find((one) => Math.abs(one.t - t) < 1e-9)
  if (found === undefined) throw new Error(`Nothing was drawn at ${t}.`)
  return of === 'overall' ? found.overall : of === 'extreme-risks' ? found.extremeRisks : found.attacksMet
}

/** Of the steps that lower a risk, how often the first and the last hold; and how many values each risk takes. */
function holdGraded(
  ruleSet: RuleSet,
  drawn: readonly Measured[],
  all: readonly Measured[],
  target: Extract<RawTarget, { kind: 'graded-risks' }>,
): Held {
  const risks = ruleSet.risks.map((risk, index) => {
    const holding = risk.loweredBy.map(({ when }) =>
      percentOf(drawn, drawn.filter(({ reading }) => helpIn(when, reading) === 'yes').length),
    )
    return {
      id: risk.id,
      first: Math.max(0, ...holding),
      last: Math.min(100, ...holding),
      values: new Set(all.map(({ residuals }) => residuals[index])).size,
    }
  })
  const most = risks.filter((one) => one.first >= target['first-of-most']).length
  const wrong = risks.filter(
    (one) => one.first < target.first || one.last > target.last || one.values < target.values,
  )
  return {
    holds: wrong.length === 0 && most >= target.most,
    found: `first step at ${target['first-of-most']} % in ${most} of ${risks.length}${wrong
      .map(
        (one) =>
          `; ${one.id}: first ${round(one.first, 0)} %, last ${round(one.last, 0)} %, ${one.values} values`,
      )
      .join('')}`,
  }
}

/** The most counted attacks that so many answers, all others at their worst, can meet; in either scope. */
function mostMet(
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
function lostAtWorst(ruleSet: RuleSet, drawn: readonly Measured[]): number[] {
  return ruleSet.questions.map(({ index }) =>
    mean(drawn.map(({ reading, met }) => met - metIn(ruleSet, withLevel(reading, index, 0)).length)),
  )
}

/** From all at best: how many answers, put to worst, let an attack go further, and how many move residuals. */
function holdFromBest(ruleSet: RuleSet, target: Extract<RawTarget, { kind: 'answers-hold' }>): Held {
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

/** In how many draws of each band what stands beside its words is not true. */
function holdBands({ ruleSet, all }: Context, most: number): Held {
  const found = ruleSet.bands.map((band, index) => {
    const next = ruleSet.bands[index + 1]?.from ?? 101
    const inside = all.filter(({ overall }) => overall >= band.from && overall < next)
    const untrue = inside.filter((one) => !band.trueWhen.every((truth) => isTrue(ruleSet, truth, one)))
    return { band, percent: percentOf(inside, untrue.length) }
  })
  return {
    holds: found.every(({ percent }) => percent <= most),
    found: found.map(({ band, percent }) => `${band.name} ${round(percent)} %`).join(', '),
  }
}

function isTrue(ruleSet: RuleSet, truth: BandTruth, one: Measured): boolean {
  switch (truth.kind) {
    case 'risks': {
      const band = ruleSet.matrix.bands.findIndex(({ id }) => id === truth.band)
      return one.residuals.filter((product) => riskBand(ruleSet, product) === band).length <= truth.atMost
    }
    case 'domains':
      return truth.domains.filter((index) => (one.domains[index] ?? 0) < truth.below).length <= truth.atMost
    case 'attacks':
      return one.met >= truth.atLeast
  }
}

/** Points of the overall score from worst to best, without limits, by question. */
function pointsOf(ruleSet: RuleSet): number[] {
  const weights = sum(ruleSet.domains.map(({ weight }) => weight))
  return ruleSet.questions.map((question) => {
    const domain = ruleSet.domains.find(({ id }) => id === question.domain)
    const own = sum((domain?.questions ?? []).map((index) => ruleSet.questions[index]?.weight ?? 0))
    return (100 * (domain?.weight ?? 0) * question.weight) / (weights * own)
  })
}

/** How many residual risks and outcomes an answer changes from worst to best, on average, by question. */
function effectsOf(ruleSet: RuleSet, drawn: readonly Measured[]): number[] {
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

/** Rank correlation; ties share their mean rank. */
export function spearman(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [ranksOf(first), ranksOf(second)]
  const [meanA, meanB] = [mean(a), mean(b)]
  const both = sum(a.map((one, index) => (one - meanA) * ((b[index] ?? 0) - meanB)))
  const [spreadA, spreadB] = [
    sum(a.map((one) => (one - meanA) ** 2)),
    sum(b.map((one) => (one - meanB) ** 2)),
  ]
  return spreadA === 0 || spreadB === 0 ? 0 : both / Math.sqrt(spreadA * spreadB)
}

function ranksOf(all: readonly number[]): number[] {
  return all.map(
    (one) => all.filter((other) => other < one).length + all.filter((other) => other === one).length / 2,
  )
}

/** Ids of the questions that no risk, replay or limit reads: those that serve nothing, and those that serve a lesson alone. */
function servingOf(ruleSet: RuleSet): {
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

/** All at best, each with evidence of an age drawn evenly over so many months: what that evidence carries. */
function aged(ruleSet: RuleSet, file: Drawing, months: number, number: number): Reading {
  const chance = new Chance([file.seed, 'ages', number])
  const best = readingOf(ruleSet, extreme(ruleSet, 1, number))
  return {
    ...best,
    levels: Int8Array.from(best.levels, (level, index) => {
      const hasLapsed = months * chance.next() > (ruleSet.questions[index]?.evidenceLasts ?? 0)
      return level !== ABSENT && hasLapsed ? 0 : level
    }),
  }
}
