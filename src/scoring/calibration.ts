/**
 * A rule set and the targets of `calibration.yaml` → what is measured of made-up organisations, and which targets hold.
 * Score, risks and replays are three readings of one set of answers; here they are held against each other.
 */

import { Chance } from '../random.ts'
import type { RuleSet } from '../rules/model.ts'
import type { CalibrationFile, RawTarget } from '../rules/schema/calibration.ts'
import { draw, type Drawing, extreme, readingOf } from './draws.ts'
import { compareFirstLook } from './first-look.ts'
import { effectsOf, holdFromBest, lostAtWorst, mostMet, pointsOf, servingOf } from './held-answers.ts'
import { holdBands, holdBandsOfRisks, holdGraded } from './held-risks.ts'
import { metIn, overallIn } from './measures.ts'
import { type Drawn, type Held, type Maturity, maturityOf, measure } from './maturities.ts'
import { ABSENT, type Reading } from './reading.ts'
import { median, shown, spearman, sum } from './statistics.ts'

/** One target, with what was found. */
export interface Finding extends Held {
  readonly target: RawTarget
}

export interface Calibration {
  readonly maturities: readonly Maturity[]
  readonly findings: readonly Finding[]
  /** What the first look settles, beside other choices of as many questions. */
  readonly firstLook: ReturnType<typeof compareFirstLook>
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
  const all: Drawn = {
    ruleSet,
    file,
    maturities: maturities.filter((one) => !one.shifted),
    at: (t) => even.get(t.toFixed(1)) ?? drawn(t, 0),
    all: [...even.values(), ...shifted.values()].flat(),
    firstLook,
  }
  return {
    maturities,
    findings: file.targets.map((target) => ({ target, ...hold(all, target) })),
    firstLook,
  }
}

function hold(drawn: Drawn, target: RawTarget): Held {
  const { ruleSet, at } = drawn
  switch (target.kind) {
    case 'mean': {
      const found = figureAt(drawn, target.of, target.at)
      return { holds: found >= target.from && found <= target.to, found: shown(found) }
    }
    case 'rising':
      return holdRising(drawn)
    case 'residuals-fall':
      return holdFalling(drawn, target)
    case 'graded-risks':
      return holdGraded(drawn, target)
    case 'bands-of-risks':
      return holdBandsOfRisks(drawn, target)
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
      return holdBands(drawn, target.percent)
    case 'points-and-effect': {
      const found = spearman(pointsOf(ruleSet), effectsOf(ruleSet, at(target.at).slice(0, target.draws)))
      return { holds: found >= target.spearman, found: shown(found, 2) }
    }
    case 'domain-points': {
      const worth = ruleSet.domains.map(
        (domain) =>
          domain.weight / sum(domain.questions.map((index) => ruleSet.questions[index]?.weight ?? 0)),
      )
      const found = Math.max(...worth) / Math.min(...worth)
      return { holds: found <= target.ratio, found: shown(found, 2) }
    }
    case 'every-question-serves': {
      const { none, lessonsAlone } = servingOf(ruleSet)
      return {
        holds: none.length === 0 && lessonsAlone.length <= target['by-lessons-alone'],
        found: `${none.length} serve nothing${none.length > 0 ? ` (${none.join(', ')})` : ''}, ${lessonsAlone.length} a lesson alone`,
      }
    }
    case 'first-look-settles':
      return holdFirstLook(drawn, target.percent)
    case 'evidence-of-mixed-age': {
      const { file } = drawn
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

/** Whether the score and the attacks met never fall from one maturity to the next, and extreme risks never rise. */
function holdRising({ maturities }: Drawn): Held {
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

/** By how much residual risks together fall with each step of maturity. */
function holdFalling({ maturities }: Drawn, target: Extract<RawTarget, { kind: 'residuals-fall' }>): Held {
  const falls = maturities.flatMap((one, index) => {
    const before = maturities[index - 1]
    if (before === undefined || before.t < target.from || one.t > target.to) return []
    return [100 * (1 - one.residuals / before.residuals)]
  })
  return {
    holds: falls.every((one) => one >= target.percent),
    found: falls.map((one) => `${shown(one)}%`).join(', '),
  }
}

/** What the first look settles beside as many questions chosen one by one. */
function holdFirstLook({ firstLook }: Drawn, percent: number): Held {
  const of = (choice: keyof Drawn['firstLook']) => firstLook[choice].settles
  const found = of('one-by-one') === 0 ? 100 : (100 * of('first-look')) / of('one-by-one')
  return {
    holds: found >= percent,
    found: `${shown(found, 0)}%: ${shown(of('first-look'))} beside ${shown(of('one-by-one'))}, and ${shown(of('by-chance'))} by chance`,
  }
}

function figureAt({ maturities }: Drawn, of: 'overall' | 'extreme-risks' | 'attacks-met', t: number): number {
  const found = maturities.find((one) => Math.abs(one.t - t) < 1e-9)
  if (found === undefined) throw new Error(`Nothing was drawn at ${t}.`)
  return of === 'overall' ? found.overall : of === 'extreme-risks' ? found.extremeRisks : found.attacksMet
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
