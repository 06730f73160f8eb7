/** A calibration → sentences and a table: what was wanted of made-up organisations, and what was found. */

import type { Calibrated, RuleSet } from '../rules/model.ts'
import type { CalibrationFile, RawTarget } from '../rules/schema/calibration.ts'
import type { Calibration, Finding } from '../scoring/calibration.ts'
import { type Choice, CHOICES } from '../scoring/first-look.ts'
import type { Maturity } from '../scoring/maturities.ts'
import { toHundredths } from '../scoring/statistics.ts'

const MEASURED = {
  overall: 'overall score, median',
  'extreme-risks': 'extreme risks, mean',
  'attacks-met': 'counted attacks met, mean',
} as const

/** What a target wants, in a few words with its figures. */
export function wantedWords(target: RawTarget): string {
  switch (target.kind) {
    case 'mean':
      return `${MEASURED[target.of]} at maturity ${target.at}: ${target.from} to ${target.to}`
    case 'rising':
      return 'each figure moves the right way with each step of maturity'
    case 'residuals-fall':
      return `residual risks together fall by ${target.percent}% or more with each step from ${target.from} to ${target.to}`
    case 'graded-risks':
      return `at ${target.at} the first step of a risk holds in ${target.first}% of draws or more, in ${target.most} risks in ${target['first-of-most']}%; the last in ${target.last}% at most; each risk takes ${target.values} values or more`
    case 'bands-of-risks':
      return `each band of the matrix is reached by ${target.risks} risks or more in ${target.percent}% of draws`
    case 'no-miracle':
      return `the best ${target.answers === 1 ? 'answer, all others at worst, meets' : `${target.answers} answers, all others at worst, meet`} ${target.attacks} or fewer`
    case 'answers-matter':
      return `at ${target.at}, ${target.answers} answers or more lose ${target.attacks} attacks on average when put to their worst`
    case 'answers-hold':
      return `from all at best, ${target.later} answers or more let an attack go further, and ${target.answers} move residual risks by ${target.residual}`
    case 'bands-true':
      return `what stands beside a band is untrue of ${target.percent}% at most`
    case 'points-and-effect':
      return `points and effects rank alike: ${target.spearman} or more (Spearman)`
    case 'domain-points':
      return `a point of question weight is worth at most ${target.ratio} times as much in one domain as in another`
    case 'every-question-serves':
      return `every question serves a risk, a replay or a limit; a lesson alone at most ${target['by-lessons-alone']}`
    case 'first-look-settles':
      return `the first look settles ${target.percent}% or more of what as many questions do, chosen one by one`
    case 'evidence-of-mixed-age':
      return `all at best, evidence spread over ${target.months} months: ${target.median} or more on evidence`
    case 'evidence-that-lapsed':
      return `evidence older than it lasts meets ${target.attacks} attacks`
  }
}

/** What is written down of a calibration, for pages and people. */
export function calibratedOf(
  ruleSet: RuleSet,
  { draws }: Pick<CalibrationFile, 'draws'>,
  { maturities, findings, firstLook }: Calibration,
  moves: Calibrated['moves'],
): Calibrated {
  return {
    digest: ruleSet.digest,
    draws,
    maturities: maturities.map((one) => ({
      ...one,
      extremeRisks: toHundredths(one.extremeRisks),
      attacksMet: toHundredths(one.attacksMet),
      residuals: toHundredths(one.residuals),
    })),
    findings: findings.map(({ target, holds, found }) => ({
      wanted: wantedWords(target),
      found,
      holds,
      because: target.because,
    })),
    firstLook: CHOICES.map((choice) => {
      const { points, score, risks, attacks, lessons, doors, settles } = firstLook[choice]
      return {
        choice: CHOICE_WORDS[choice],
        points: toHundredths(points),
        score: toHundredths(score),
        risks: toHundredths(risks),
        attacks: toHundredths(attacks),
        lessons: toHundredths(lessons),
        doors: toHundredths(doors),
        settles: toHundredths(settles),
      }
    }),
    moves,
  }
}

const CHOICE_WORDS: Readonly<Record<Choice, string>> = {
  'first-look': 'The first look',
  'one-by-one': 'Chosen one by one',
  'by-chance': 'Chosen by chance',
}

/** What a choice of questions settles, in percent of what is open before. */
const SETTLED_ROWS = [
  ['score', 'Range of the score'],
  ['risks', 'Ranges of the risks'],
  ['attacks', 'Attacks: met or not'],
  ['lessons', 'Lessons: learned or not'],
  ['doors', 'Open doors found'],
  ['settles', 'Mean of the five'],
] as const

/** What the first look settles beside other choices, as rows of whole percents, the header first. */
export function settledRows({ firstLook }: Pick<Calibrated, 'firstLook'>): string[][] {
  return [
    ['What is settled', ...firstLook.map(({ choice }) => choice)],
    ...SETTLED_ROWS.map(([key, words]) => [words, ...firstLook.map((one) => `${one[key].toFixed(0)}%`)]),
  ]
}

/** One line a target. */
export const findingLine = ({ target, holds, found }: Finding): string =>
  `${holds ? 'holds' : 'DOES NOT HOLD'}: ${wantedWords(target)}. Found: ${found}. ${target.because}`

/** The maturities as rows of numbers, the header first. */
export function maturityRows({ maturities }: Calibration, shifted: boolean): string[][] {
  const row = ({ t, overall, extremeRisks, attacksMet, residuals }: Maturity) => [
    t.toFixed(1),
    String(overall),
    extremeRisks.toFixed(1),
    attacksMet.toFixed(1),
    residuals.toFixed(0),
  ]
  return [
    ['maturity', 'overall', 'extreme risks', 'attacks met', 'residuals'],
    ...maturities.filter((one) => one.shifted === shifted).map(row),
  ]
}
