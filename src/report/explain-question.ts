/**
 * One question → its answer, what it adds, what raising it would do, and every rule that reads it.
 * Effects come from the real scorer, never from a formula of its own.
 */

import { findQuestion } from '../rules/find.ts'
import type { Condition, Mapping, Question, Source, WeightEvidence } from '../rules/model.ts'
import { contextsOf, questionsOf } from '../rules/condition.ts'
import { explainRaises, type RaiseEffect } from '../scoring/explain.ts'
import { type ExplainedAnswer, explainAnswer } from './explain-answer.ts'
import type { Examined } from './explain-score.ts'

/** Where a rule reads the question. */
export interface ReadBy {
  readonly limits: readonly {
    readonly id: string
    /** Domain id, or `overall`. */
    readonly on: string
    readonly because: string
    readonly atMost: number
    readonly holds: boolean
    readonly binds: boolean
  }[]
  readonly risks: readonly {
    readonly id: string
    readonly title: string
    readonly because: string
    readonly holds: 'yes' | 'no' | 'not-known'
    readonly assured: boolean
  }[]
  readonly incidents: readonly {
    readonly id: string
    readonly title: string
    readonly chain: 'in-your-place' | 'as-a-customer'
    readonly step: string
    readonly role: 'stops' | 'detects' | 'limits'
    readonly strength: 'confirmed' | 'reported' | 'inferred' | 'alleged'
    readonly declared: 'yes' | 'no' | 'not-known' | 'absent'
    readonly assured: boolean
  }[]
}

/** `explain --json` of a scored question. */
export interface ExplainedQuestion {
  readonly kind: 'question'
  readonly id: string
  readonly title: string
  readonly text: string
  readonly domain: string
  readonly answer: ExplainedAnswer
  readonly levels: readonly { readonly id: string; readonly credit: number; readonly text: string }[]
  readonly weight: number
  readonly weightEvidence: readonly WeightEvidence[]
  readonly source: Source
  /** Hundredths of a point of the domain's score, at its low end; null when it is out of the sum. */
  readonly hundredths: number | null
  /** What raising the answer to each higher level would do to the low end of the scores. */
  readonly raises: readonly RaiseEffect[]
  readonly readBy: ReadBy
  readonly doesNotCover: string | null
  /** Outcomes by framework id. */
  readonly caf: Mapping
  readonly cafInferred: Mapping
  readonly knows: string
  readonly where: string
}

/** `explain --json` of a question about the scope, which never scores. */
export interface ExplainedContext {
  readonly kind: 'context'
  readonly id: string
  readonly title: string
  readonly text: string
  /** Option text or typed text; null while unanswered. */
  readonly answer: string | null
  readonly options: readonly { readonly id: string; readonly text: string }[]
  /** Ids of the scored questions that it shows or hides. */
  readonly showsQuestions: readonly string[]
  /** Ids of the incidents to which it decides whether the organisation is exposed. */
  readonly exposesTo: readonly string[]
}

/** Everything about one question; undefined for an id that is none. */
export function explainQuestion(examined: Examined, id: string): ExplainedQuestion | undefined {
  const { ruleSet, row, result } = examined
  const question = findQuestion(ruleSet, id)
  if (question === undefined) return undefined
  const domain = result.domains.find((one) => one.id === question.domain)
  const line = domain?.contributions.find((one) => one.kind === 'question' && one.id === id)
  return {
    kind: 'question',
    id,
    title: question.short,
    text: question.text,
    domain: question.domain,
    answer: explainAnswer(examined, question),
    levels: question.levels.map((level) => ({ id: level.id, credit: level.credit, text: level.text })),
    weight: question.weight,
    weightEvidence: question.weightEvidence,
    source: question.source,
    hundredths: line?.hundredths ?? null,
    raises: explainRaises(ruleSet, row, question),
    readBy: findReaders(examined, question),
    doesNotCover: question.doesNotCover ?? null,
    caf: question.caf,
    cafInferred: question.cafInferred,
    knows: question.knows,
    where: question.where,
  }
}

function findReaders({ ruleSet, result }: Examined, question: Question): ReadBy {
  const reads = (condition: Condition) => questionsOf(condition).includes(question.index)
  const limited = [
    ...ruleSet.domains.map((domain) => ({ on: domain.id, caps: domain.caps })),
    { on: 'overall', caps: ruleSet.caps },
  ]
  return {
    limits: limited.flatMap(({ on, caps }) => {
      const held = on === 'overall' ? result.overall.caps : result.domains.find((one) => one.id === on)?.caps
      return caps
        .filter(({ when }) => when.kind !== 'domains' && reads(when))
        .map((cap) => {
          const now = held?.find((one) => one.id === cap.id)
          return {
            id: cap.id,
            on,
            because: cap.because,
            atMost: cap.atMost,
            holds: now !== undefined,
            binds: now?.binds ?? false,
          }
        })
    }),
    risks: ruleSet.risks.flatMap((risk, position) =>
      risk.loweredBy.flatMap((lowering, index) => {
        const now = result.risks[position]?.lowerings[index]
        return reads(lowering.when) && now !== undefined
          ? [{ id: risk.id, title: risk.short, because: lowering.because, ...now }]
          : []
      }),
    ),
    incidents: result.incidents.flatMap((incident) =>
      incident.steps.flatMap((step) =>
        step.controls
          .filter((control) => control.questions.includes(question.id))
          .map((control) => ({
            id: incident.id,
            title: ruleSet.incidents.find((one) => one.id === incident.id)?.title ?? incident.id,
            chain: incident.chain ?? ('in-your-place' as const),
            step: step.id,
            role: control.role,
            strength: control.strength,
            declared: control.declared,
            assured: control.assured,
          })),
      ),
    ),
  }
}

/** What a question about the scope decides; undefined for an id that is none. */
export function explainContext({ ruleSet, answers }: Examined, id: string): ExplainedContext | undefined {
  const index = ruleSet.contextById.get(id)
  const question = index === undefined ? undefined : ruleSet.context[index]
  if (question === undefined) return undefined
  const given = question.fromOrganisation ? answers.organisation.cohort : answers.context[id]
  const reads = (condition: Condition | undefined) =>
    condition !== undefined && contextsOf(condition).includes(question.index)
  return {
    kind: 'context',
    id,
    title: question.short,
    text: question.text,
    answer: question.options.find((option) => option.id === given)?.text ?? given ?? null,
    options: question.options,
    showsQuestions: ruleSet.questions.filter((one) => reads(one.showWhen)).map((one) => one.id),
    exposesTo: ruleSet.incidents.filter((one) => reads(one.exposedWhen)).map((one) => one.id),
  }
}
