/**
 * A domain's score, or the overall score → the lines it adds up from, each with its answer, rule and source.
 * The lines are the scorer's own; nothing is worked out a second time.
 */

import type { Answers, LevelRow } from '../answers/model.ts'
import { findQuestion } from '../rules/find.ts'
import type { Limit, Domain, RuleSet, Source, WeightEvidence } from '../rules/model.ts'
import type { Contribution, DomainResult, Result, ScoreResult } from '../scoring/model.ts'
import { stateOfQuestion } from './asked.ts'
import { type ExplainedAnswer, explainAnswer } from './explain-answer.ts'
import { stateName } from './standing-words.ts'
import { levelText } from './words.ts'

/** One line of the sum, with what it rests on. */
export interface ExplainedLine extends Contribution {
  /** What people read: a question's noun phrase, a domain's title, why a limit exists. */
  readonly title: string
  /** Question lines. */
  readonly levelText?: string
  readonly answer?: ExplainedAnswer
  readonly weightEvidence?: readonly WeightEvidence[]
  /** Question and limit lines: where thresholds or the limit come from. */
  readonly source?: Source
  /** Limit lines: the highest score this limit allows, and whether it lowers the score now. */
  readonly atMost?: number
  readonly binds?: boolean
}

/** `explain --json` of a domain, or of `overall`. */
export interface ExplainedScore {
  readonly kind: 'domain' | 'overall'
  readonly id: string
  readonly title: string
  /** Weight of the domain in the overall score, and why; null for the overall score itself. */
  readonly weight: number | null
  readonly because: string | null
  readonly score: number | null
  readonly band: string | null
  readonly low: number
  readonly high: number
  readonly assured: number
  readonly lines: readonly ExplainedLine[]
  /** Sum of the lines in hundredths of a point: exactly 100 × `low`, which is the score when complete. */
  readonly total: number
  /** Questions out of the sum, and why. */
  readonly leftOut: readonly {
    readonly id: string
    readonly title: string
    /** `scope-open`: it counts or not depending on a question about the scope that is not answered. */
    readonly why: 'hidden' | 'not-applicable' | 'scope-open'
  }[]
}

/** What a trust's answers, their levels and their results have to do with each other; passed to every explanation. */
export interface Examined {
  readonly ruleSet: RuleSet
  readonly answers: Answers
  readonly row: LevelRow
  readonly result: Result
  /** What the trust accepts of a risk, by its id, as likelihood × consequence; of one that is not named, and where this is left out: what this tool takes for accepted. */
  readonly appetites?: ReadonlyMap<string, number>
}

/** Why a domain's score is what it is; undefined for an id that is no domain. */
export function explainDomain(examined: Examined, id: string): ExplainedScore | undefined {
  const { ruleSet, result } = examined
  const domain = ruleSet.domains.find((one) => one.id === id)
  const found = result.domains.find((one) => one.id === id)
  if (domain === undefined || found === undefined) return undefined
  const counted = new Set(found.contributions.map((line) => line.id))
  return {
    kind: 'domain',
    id,
    title: domain.title,
    weight: domain.weight,
    because: domain.because,
    ...numbersOf(found),
    lines: found.contributions.map((line): ExplainedLine => {
      const question = line.kind === 'question' ? findQuestion(ruleSet, line.id) : undefined
      if (question === undefined) return explainLine(ruleSet, line, domain.caps, found)
      return {
        ...line,
        title: question.short,
        levelText: levelText(question, line.level ?? ''),
        answer: explainAnswer(examined, question),
        weightEvidence: question.weightEvidence,
        source: question.source,
      }
    }),
    leftOut: leftOutOf(examined, domain, counted),
  }
}

/** Why the overall score is what it is. */
export function explainOverall({ ruleSet, result }: Examined): ExplainedScore {
  return {
    kind: 'overall',
    id: 'overall',
    title: 'Overall score',
    weight: null,
    because: null,
    ...numbersOf(result.overall),
    lines: result.overall.contributions.map((line) =>
      explainLine(ruleSet, line, ruleSet.caps, result.overall),
    ),
    leftOut: [],
  }
}

function numbersOf({ score, band, low, high, assured, contributions }: ScoreResult) {
  const total = contributions.reduce((sum, line) => sum + line.hundredths, 0)
  return { score, band, low, high, assured, total }
}

function explainLine(
  ruleSet: RuleSet,
  line: Contribution,
  caps: readonly Limit[],
  held: Pick<DomainResult, 'caps'>,
): ExplainedLine {
  if (line.kind === 'rounding') return { ...line, title: 'Rounding to whole points' }
  if (line.kind === 'domain')
    return { ...line, title: ruleSet.domains.find((one) => one.id === line.id)?.title ?? line.id }
  const cap = caps.find((one) => one.id === line.id)
  const binds = held.caps.find((one) => one.id === line.id)?.binds ?? false
  return {
    ...line,
    title: cap?.because ?? line.id,
    binds,
    ...(cap === undefined ? {} : { atMost: cap.atMost, source: cap.source }),
  }
}

function leftOutOf(
  examined: Examined,
  domain: Domain,
  counted: ReadonlySet<string>,
): ExplainedScore['leftOut'] {
  return domain.questions.flatMap((index) => {
    const question = examined.ruleSet.questions[index]
    if (question === undefined || counted.has(question.id)) return []
    const { id, short } = question
    const state = stateOfQuestion(examined, question)
    const why = state === 'hidden' || state === 'not-applicable' ? state : 'scope-open'
    return [{ id, title: short, why }]
  })
}

/** Why a question is in no line. */
export function leftOutName(why: ExplainedScore['leftOut'][number]['why']): string {
  return why === 'scope-open'
    ? 'it counts or not depending on a question about the scope that is not answered'
    : stateName(why)
}
