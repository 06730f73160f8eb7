/**
 * One risk → where it starts, each line that would lower it and whether it holds, its floors, and where it ends.
 * The two subtractions (likelihood, consequence) come out at exactly the numbers shown.
 */

import type { Source } from '../rules/model.ts'
import { questionsOf } from '../rules/condition.ts'
import { figuresOf } from '../scoring/compiled.ts'
import type { RiskResult } from '../scoring/model.ts'
import { helpIn, readingsOf } from '../scoring/reading.ts'
import { describeCondition } from './describe-condition.ts'
import type { Examined } from './explain-score.ts'

/** One axis of the matrix: `inherent` less `lowered`, but never below `floor`, is `residual`. 1–5. */
export interface ExplainedAxis {
  readonly inherent: number
  readonly inherentBecause: string
  /** Points taken off by the lines that count. */
  readonly lowered: number
  readonly floor: number
  readonly floorBecause: string
  /** The floor is what keeps it from going lower. */
  readonly atFloor: boolean
  readonly residual: number
}

/** `explain --json` of a risk. */
export interface ExplainedRisk extends Omit<RiskResult, 'lowerings' | 'likelihood' | 'consequence'> {
  readonly kind: 'risk'
  readonly title: string
  readonly sentence: string
  readonly hazards: readonly string[]
  readonly likelihood: ExplainedAxis
  readonly consequence: ExplainedAxis
  readonly loweredBy: readonly {
    readonly because: string
    /** Points it takes off. */
    readonly likelihood: number
    readonly consequence: number
    /** What it asks, in words, and the ids of the questions it reads. */
    readonly asks: string
    readonly questions: readonly string[]
    readonly holds: 'yes' | 'no' | 'not-known'
    readonly assured: boolean
    /** It is subtracted in the residual shown. */
    readonly counts: boolean
  }[]
  /** Incident ids. */
  readonly restsOn: readonly string[]
  readonly source: Source
}

/** Why a risk is what it is; undefined for an id that is no risk. */
export function explainRisk({ ruleSet, row, result }: Examined, id: string): ExplainedRisk | undefined {
  const index = ruleSet.risks.findIndex((one) => one.id === id)
  const risk = ruleSet.risks[index]
  const found = result.risks.find((one) => one.id === id)
  if (risk === undefined || found === undefined) return undefined
  const { lowerings, likelihood, consequence, ...numbers } = found
  const shown = readingsOf(ruleSet, row).find((one) => {
    const rated = figuresOf(ruleSet, one.worst)
    return rated.likelihood[index] === likelihood && rated.consequence[index] === consequence
  })
  const counts = risk.loweredBy.map(
    (lowering) => shown !== undefined && helpIn(lowering.when, shown.worst) === 'yes',
  )
  const axis = (name: 'likelihood' | 'consequence', residual: number): ExplainedAxis => {
    const lowered = risk.loweredBy.reduce(
      (sum, lowering, index) => sum + (counts[index] === true ? lowering[name] : 0),
      0,
    )
    const floor = Math.max(risk.neverBelow[name], 1)
    return {
      inherent: risk.inherent[name],
      inherentBecause: risk.inherent[`${name}Because`],
      lowered,
      floor,
      floorBecause: risk.neverBelow[`${name}Because`],
      atFloor: risk.inherent[name] - lowered < floor,
      residual,
    }
  }
  return {
    kind: 'risk',
    ...numbers,
    title: risk.short,
    sentence: risk.title,
    hazards: risk.hazards,
    likelihood: axis('likelihood', likelihood),
    consequence: axis('consequence', consequence),
    loweredBy: risk.loweredBy.map((lowering, index) => ({
      because: lowering.because,
      likelihood: lowering.likelihood,
      consequence: lowering.consequence,
      asks: describeCondition(ruleSet, lowering.when),
      questions: questionsOf(lowering.when).map((question) => ruleSet.questions[question]?.id ?? ''),
      holds: lowerings[index]?.holds ?? 'no',
      assured: lowerings[index]?.assured ?? false,
      counts: counts[index] === true,
    })),
    restsOn: risk.restsOn,
    source: risk.source,
  }
}
