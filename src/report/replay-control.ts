/**
 * One control of a step against one trust's answers → what it asks, the answers it reads with their support, and whether
 * it works here. Whether it holds is the engine's finding.
 */

import { NOT_APPLICABLE, NOT_KNOWN, stateOf, UNANSWERED } from '../answers/levels.ts'
import type { Control, Question, RuleSet } from '../rules/model.ts'
import type { ControlResult } from '../scoring/model.ts'
import { ABSENT, readingsOf } from '../scoring/reading.ts'
import { describeCondition } from './describe-condition.ts'
import type { Examined } from './explain-score.ts'
import { strengthWords } from './words.ts'

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
  readonly words: string
  /** How strong the evidence is that it matters at its step. */
  readonly matters: string
  readonly holds: ControlResult['declared']
  readonly evidenced: boolean
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
    words: controlWords(result),
    matters: strengthWords(examined.ruleSet, control),
    holds: result.declared,
    evidenced: result.assured,
  }
}

/** Whether a control works here, in a few words. */
function controlWords({ declared, assured, unheeded }: ControlResult): string {
  if (unheeded) return 'in place, but nobody would act in time on what it shows'
  switch (declared) {
    case 'yes':
      return assured ? 'in place and evidenced' : 'in place, on your word only'
    case 'no':
      return 'not in place'
    case 'not-known':
      return 'not known'
    case 'absent':
      return 'does not apply here'
  }
}

/** A question's answer and its support, as its level says. */
export function readAnswer(examined: Examined, question: Question): ReadAnswer {
  const declared = examined.row.declared[question.index] ?? UNANSWERED
  const level = question.levels[declared]
  if (declared !== NOT_APPLICABLE && isHidden(examined, question))
    return { question, answer: 'Not asked here', support: undefined }
  switch (stateOf(declared)) {
    case 'unanswered':
      return { question, answer: 'Not answered', support: undefined }
    case 'not-applicable':
      return { question, answer: 'Not applicable, or nothing to count', support: undefined }
    case 'not-known':
      return {
        question,
        answer:
          question.form.type === 'share'
            ? 'Not known: the register has cells that are not known'
            : "Don't know",
        support: undefined,
      }
    case 'answered': {
      const assured = examined.row.assured[question.index] ?? 0
      const carried = stateOf(assured) === 'answered' ? assured : assured - NOT_KNOWN
      return {
        question,
        answer: level?.text ?? '',
        support:
          carried >= declared
            ? 'with evidence'
            : carried > 0
              ? `on your word; evidence carries only: ${question.levels[carried]?.text ?? ''}`
              : declared === 0
                ? undefined
                : 'on your word only',
      }
    }
  }
}

/** No context that is still possible shows it. */
function isHidden({ ruleSet, row }: Examined, { index, showWhen }: Question): boolean {
  return (
    showWhen !== undefined &&
    readingsOf(ruleSet, row).every((one) => (one.bound.levels[index] ?? ABSENT) === ABSENT)
  )
}

/** A scored question by its id. */
export function findQuestion(ruleSet: RuleSet, id: string): Question | undefined {
  return ruleSet.questions[ruleSet.byId.get(id) ?? -1]
}
