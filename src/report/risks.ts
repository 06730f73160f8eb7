/**
 * The risks the engine rated → a list with the gravest first, and the page of one risk, in patients' terms.
 * A risk that something unknown could change shows its range; its number stays at the worst.
 */

import type { Tone } from '../charts/tones.ts'
import { bandIndexAt } from '../rules/bands.ts'
import { questionsOf } from '../rules/condition.ts'
import type { Condition, Risk, RuleSet } from '../rules/model.ts'
import type { InPlace, RiskResult } from '../scoring/model.ts'
import { type ConditionWords, wordCondition } from './describe-condition.ts'
import { type ExplainedRisk, explainRisk } from './explain-risk.ts'
import { explainAnswer } from './explain-answer.ts'
import type { Examined } from './explain-score.ts'
import { readingsOf } from '../scoring/reading.ts'
import { asking, inPlaceOf, standingOf } from '../scoring/standing.ts'
import { stateName } from './standing-words.ts'
import { levelText, riskBandNameOf } from './words.ts'

/** How grave a risk is, for a tag's colour: 0 is the least grave band. */
export type Gravity = Tone

/** A number on the matrix with its band: `12, High`. */
export interface Rated {
  readonly product: number
  readonly band: string
  readonly gravity: Gravity
}

export interface RiskRow {
  readonly id: string
  readonly short: string
  readonly title: string
  readonly inherent: Rated
  readonly residual: Rated
  readonly assured: Rated
  /** The residual if everything not known were at its best. */
  readonly best: number
  /** Likelihood and consequence, before and after controls on paper, 1–5 each. */
  readonly axes: Readonly<
    Record<'before' | 'after', { readonly likelihood: number; readonly consequence: number }>
  >
  /** `between 8 and 12, not known`; undefined when what is unknown does not matter. */
  readonly range: string | undefined
  /** Ids of the questions that could change it. */
  readonly notKnown: readonly string[]
}

/** All risks: highest residual first, then by the questions that lower them, in the order of the questionnaire. */
export function describeRisks(examined: Pick<Examined, 'ruleSet' | 'result'>): RiskRow[] {
  const { ruleSet, result } = examined
  return ruleSet.risks
    .flatMap((risk) => {
      const found = result.risks.find(({ id }) => id === risk.id)
      return found === undefined ? [] : [{ risk, row: describeRow(ruleSet, risk, found) }]
    })
    .toSorted((a, b) => b.row.residual.product - a.row.residual.product || compareOrder(a.risk, b.risk))
    .map(({ row }) => row)
}

function describeRow(ruleSet: RuleSet, risk: Risk, found: RiskResult): RiskRow {
  return {
    id: risk.id,
    short: risk.short,
    title: risk.title,
    inherent: rate(ruleSet, found.inherent),
    residual: rate(ruleSet, found.residual),
    assured: rate(ruleSet, found.assured),
    best: found.low,
    axes: {
      before: { likelihood: risk.inherent.likelihood, consequence: risk.inherent.consequence },
      after: { likelihood: found.likelihood, consequence: found.consequence },
    },
    range: found.low < found.high ? `between ${found.low} and ${found.high}, not known` : undefined,
    notKnown: found.notKnown,
  }
}

/** A product of likelihood and consequence with its band. */
export function rate(ruleSet: RuleSet, product: number): Rated {
  return { product, band: riskBandNameOf(ruleSet, product), gravity: gravityOf(ruleSet, product) }
}

/** How grave the band of a product is. */
export function gravityOf(ruleSet: RuleSet, product: number): Gravity {
  const { bands } = ruleSet.matrix
  const below = bands.length - 1 - bandIndexAt(bands, product)
  return ([3, 2, 1, 0] as const)[below] ?? 0
}

/** By the questions that lower each, in the order of the questionnaire. */
function compareOrder(a: Risk, b: Risk): number {
  const [first, second] = [a, b].map((risk) =>
    [...new Set(risk.loweredBy.flatMap((one) => questionsOf(one.when)))].sort((x, y) => x - y),
  )
  const differs = (first ?? []).findIndex((index, at) => index !== second?.[at])
  return differs < 0 ? 0 : (first?.[differs] ?? 0) - (second?.[differs] ?? 0)
}

/** What a condition asks for, with what stands there today. */
export type Need =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Need[] }
  | {
      readonly kind: 'answer' | 'context'
      /** Question id. */
      readonly question: string
      readonly short: string
      /** What the answer must be. */
      readonly asks: string
      /** What it is now, in words. */
      readonly now: string
      readonly met: InPlace
    }

export interface LoweringWords {
  readonly because: string
  readonly state: InPlace
  /** `likelihood by 1`, `consequence by 1`. */
  readonly lowers: string
  readonly needs: Need
}

export interface RiskWords {
  readonly row: RiskRow
  readonly explained: ExplainedRisk
  readonly lowerings: readonly LoweringWords[]
  /** `Likelihood 3 (Possible) × consequence 4 (Major) = 12, High.` */
  readonly residualSays: string
  readonly inherentSays: string
}

/** The page of one risk; undefined for an id that is no risk. */
export function describeRisk(examined: Examined, id: string): RiskWords | undefined {
  const { ruleSet } = examined
  const risk = ruleSet.risks.find((one) => one.id === id)
  const explained = explainRisk(examined, id)
  const row = describeRisks(examined).find((one) => one.id === id)
  if (risk === undefined || explained === undefined || row === undefined) return undefined
  const { likelihood, consequence } = explained
  return {
    row,
    explained,
    lowerings: risk.loweredBy.map((lowering, index) => {
      const found = explained.loweredBy[index]
      return {
        because: lowering.because,
        state: inPlaceOf(found ?? { holds: 'no', assured: false }),
        lowers: [
          lowering.likelihood > 0 ? `likelihood by ${lowering.likelihood}` : '',
          lowering.consequence > 0 ? `consequence by ${lowering.consequence}` : '',
        ]
          .filter((part) => part !== '')
          .join(' and '),
        needs: describeNeed(examined, lowering.when),
      }
    }),
    residualSays: productWords(ruleSet, likelihood.residual, consequence.residual),
    inherentSays: productWords(ruleSet, likelihood.inherent, consequence.inherent),
  }
}

function productWords(ruleSet: RuleSet, likelihood: number, consequence: number): string {
  const { matrix } = ruleSet
  const name = (steps: typeof matrix.likelihood, at: number) =>
    steps.find((step) => step.at === at)?.name ?? ''
  const product = likelihood * consequence
  return `Likelihood ${likelihood} (${name(matrix.likelihood, likelihood)}) × consequence ${consequence} (${name(matrix.consequence, consequence)}) = ${product}, ${riskBandNameOf(ruleSet, product)}.`
}

function describeNeed(examined: Examined, condition: Condition): Need {
  if ('of' in condition)
    return { kind: condition.kind, of: condition.of.map((part) => describeNeed(examined, part)) }
  const { ruleSet, row } = examined
  const words = wordCondition(ruleSet, condition) as Exclude<ConditionWords, { kind: 'all' | 'any' }>
  const met = inPlaceOf(standingOf(ruleSet, readingsOf(ruleSet, row), asking(condition)))
  const { kind, question, short } = words
  const now =
    kind === 'context' ? scopeNow(examined, condition.question) : answerNow(examined, condition.question)
  return { kind, question, short, asks: words.words, now, met }
}

function scopeNow({ ruleSet, row }: Examined, index: number): string {
  return ruleSet.context[index]?.options[row.context[index] ?? -1]?.text ?? stateName('unanswered')
}

function answerNow(examined: Examined, index: number): string {
  const question = examined.ruleSet.questions[index]
  if (question === undefined) return ''
  const { state, level } = explainAnswer(examined, question)
  return state === 'answered' && level !== null ? levelText(question, level) : stateName(state)
}
