/** A trust's answers → what an insurer would ask. Nothing new is asked or scored. */

import type { Examined } from './explain-score.ts'
import { type ReadAnswer, readAnswer } from './replay-control.ts'

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
