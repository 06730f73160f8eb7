/**
 * One control of a step against one trust's answers → what it asks, the answers it reads with their support, and whether
 * it works here. Whether it holds is the engine's finding.
 */

import { NOT_KNOWN, stateOf, UNANSWERED } from '../answers/levels.ts'
import { findQuestion } from '../rules/find.ts'
import type { Control, Question } from '../rules/model.ts'
import type { ControlResult, InPlace } from '../scoring/model.ts'
import { inPlaceOf } from '../scoring/standing.ts'
import { stateOfQuestion } from './asked.ts'
import { describeCondition } from './describe-condition.ts'
import type { Examined } from './explain-score.ts'
import { stateName } from './standing-words.ts'
import { withoutStop, strengthWords, upperFirst } from './words.ts'

/** An answer that a control reads. */
export interface ReadAnswer {
  readonly question: Question
  /** The answer as a sentence, or that there is none. */
  readonly answer: string
  /** How it is supported; undefined when there is no answer to support. */
  readonly support: string | undefined
}

export interface ReplayControl {
  readonly control: Control
  /** What it asks, in words. */
  readonly asks: string
  readonly reads: readonly ReadAnswer[]
  readonly stands: InPlace
  /** How strong the evidence is that it matters at its step. */
  readonly matters: string
}

/** A control as its step shows it. */
export function describeControl(examined: Examined, control: Control, result: ControlResult): ReplayControl {
  return {
    control,
    asks: describeCondition(examined.ruleSet, control.when),
    reads: result.questions.flatMap((id) => {
      const question = findQuestion(examined.ruleSet, id)
      return question === undefined ? [] : [readAnswer(examined, question)]
    }),
    stands: inPlaceOf({ ...result, holds: result.declared }),
    matters: strengthWords(examined.ruleSet, control),
  }
}

/** A question's answer and its support, as its level says. */
export function readAnswer(examined: Examined, question: Question): ReadAnswer {
  const declared = examined.row.declared[question.index] ?? UNANSWERED
  const state = stateOfQuestion(examined, question)
  const none = (answer: string): ReadAnswer => ({ question, answer, support: undefined })
  switch (state) {
    case 'hidden':
    case 'unanswered':
    case 'not-applicable':
      return none(upperFirst(stateName(state)))
    case 'not-known':
      return none(
        question.form.type === 'share'
          ? 'Not known: the register has cells that are not known'
          : "Don't know",
      )
    case 'answered': {
      const assured = examined.row.assured[question.index] ?? 0
      const carried = stateOf(assured) === 'answered' ? assured : assured - NOT_KNOWN
      return {
        question,
        answer: question.levels[declared]?.text ?? '',
        support:
          carried >= declared
            ? 'with evidence'
            : carried > 0
              ? `on your word; evidence shows only “${withoutStop(question.levels[carried]?.text ?? '')}”`
              : declared === 0
                ? undefined
                : 'on your word only',
      }
    }
  }
}
