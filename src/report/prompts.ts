/**
 * A trust's answers → what an insurer would ask, and pointers to CAF outcomes. Nothing new is asked or scored, and no
 * outcome is assessed.
 */

import type { Question, RuleSet } from '../rules/model.ts'
import type { CafPointer } from '../scoring/model.ts'
import type { Examined } from './explain-score.ts'
import { findQuestion, type ReadAnswer, readAnswer } from './replay-control.ts'

/** One subject an insurer usually asks about, with the answers that speak of it. */
export interface InsurerTopic {
  readonly topic: string
  readonly answers: readonly {
    readonly read: ReadAnswer
    /** Where the evidence lies; undefined when none was named. */
    readonly evidence: string | undefined
    /** ISO date of the evidence. */
    readonly evidenceDate: string | undefined
  }[]
}

/** The subjects in the rule set's order. */
export function describeInsurer(examined: Examined): InsurerTopic[] {
  const { ruleSet, answers } = examined
  return ruleSet.insurer.map(({ topic, questions }) => ({
    topic,
    answers: questions.flatMap((index) => {
      const question = ruleSet.questions[index]
      if (question === undefined) return []
      const given = answers.answers[question.id]
      return [
        {
          read: readAnswer(examined, question),
          evidence: given?.evidence,
          evidenceDate: given?.evidenceDate,
        },
      ]
    }),
  }))
}

/** One outcome of the framework with what the answers point to. */
export interface OutcomePointer {
  readonly id: string
  readonly name: string
  readonly pointer: CafPointer['pointer']
  readonly answers: readonly {
    readonly read: ReadAnswer
    readonly inferred: boolean
    readonly concern: boolean
  }[]
}

/** The outcomes of one objective, such as A. */
export interface ObjectivePointers {
  readonly objective: string
  /** Outcomes that some question of the rule set looks at. */
  readonly outcomes: readonly OutcomePointer[]
  /** Outcomes that no question looks at, as `B3.e Media and equipment sanitisation`. */
  readonly notExamined: readonly string[]
}

/** Pointers by objective, in the framework's order. */
export function describePointers(examined: Examined): ObjectivePointers[] {
  const { ruleSet, result } = examined
  const objectives = [...new Set(Object.keys(ruleSet.framework.outcomes).map((id) => id.charAt(0)))]
  return objectives.map((objective) => {
    const ids = Object.keys(ruleSet.framework.outcomes).filter((id) => id.startsWith(objective))
    const looked = ids.filter((id) => ruleSet.questions.some((question) => mapsTo(question, id)))
    return {
      objective,
      outcomes: looked.map((id) => describeOutcome(examined, id, result.caf)),
      notExamined: ids.filter((id) => !looked.includes(id)).map((id) => nameOf(ruleSet, id)),
    }
  })
}

function describeOutcome(examined: Examined, id: string, pointers: readonly CafPointer[]): OutcomePointer {
  const { ruleSet, row } = examined
  const found = pointers.find((one) => one.outcome === id)
  return {
    id,
    name: ruleSet.framework.outcomes[id] ?? '',
    pointer: found?.pointer ?? 'not-looked-at',
    answers: (found?.questions ?? []).flatMap((questionId) => {
      const question = findQuestion(ruleSet, questionId)
      if (question === undefined) return []
      return [
        {
          read: readAnswer(examined, question),
          inferred: question.cafInferred.includes(id),
          concern: row.declared[question.index] === 0,
        },
      ]
    }),
  }
}

const mapsTo = (question: Question, outcome: string) =>
  question.caf.includes(outcome) || question.cafInferred.includes(outcome)

const nameOf = (ruleSet: RuleSet, id: string) => `${id} ${ruleSet.framework.outcomes[id] ?? ''}`
