/**
 * An answer as given, with its row of levels → what counts of it, and what supports it.
 * It judges nothing: levels and evidence come from the room `answers`.
 */

import { evidenceOf } from '../answers/live.ts'
import { countShare } from '../answers/share.ts'
import { UNANSWERED, worstLevel } from '../answers/levels.ts'
import type { Answers, Assurance, LevelRow } from '../answers/model.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { type QuestionState, stateOfQuestion } from './asked.ts'
import { stateName } from './standing-words.ts'
import { valueWords } from './words.ts'

/** One answer, explained; part of the documented shape of `explain --json`. */
export interface ExplainedAnswer {
  /** `hidden`: the scope says that the question does not concern the organisation. */
  readonly state: QuestionState
  /** The answer as given, in a few words. */
  readonly words: string
  /** Id of the level counted on paper, with everything unknown at its worst; null when it is out of the sums. */
  readonly level: string | null
  /** Id of the level that live evidence carries; null when it is out of the sums. */
  readonly assuredLevel: string | null
  /** Null for an answer that is not there or comes from a register. */
  readonly assurance: Assurance | null
  readonly evidence: string | null
  readonly evidenceDate: string | null
  /** Whether the evidence counts at the reference date, is too old, or was never given. */
  readonly evidenceState: 'live' | 'lapsed' | 'none'
  readonly comment: string | null
}

/** One answer of a trust under a rule set. */
export function explainAnswer(
  asked: { readonly ruleSet: RuleSet; readonly answers: Answers; readonly row: LevelRow },
  question: Question,
): ExplainedAnswer {
  const { ruleSet, answers, row } = asked
  const state = stateOfQuestion(asked, question)
  const hidden = state === 'hidden'
  const byte = row.declared[question.index] ?? UNANSWERED
  const answer = answers.answers[question.id]
  const counted = hidden ? undefined : worstLevel(byte)
  const assured = hidden ? undefined : worstLevel(row.assured[question.index] ?? 0)
  const levelId = (level: number | undefined) =>
    level === undefined ? null : (question.levels[level]?.id ?? null)
  return {
    state,
    words:
      question.form.type === 'share'
        ? shareWords(ruleSet, question, answers)
        : valueWords(question, answer?.value),
    level: levelId(counted),
    assuredLevel: levelId(assured),
    assurance: answer?.assurance ?? null,
    evidence: answer?.evidence ?? null,
    evidenceDate: answer?.evidenceDate ?? null,
    evidenceState:
      answer !== undefined
        ? evidenceOf(question, answer, answers.asOf)
        : (countShare(ruleSet, question, answers)?.backed.top ?? 0) > 0
          ? 'live'
          : 'none',
    comment: answer?.comment ?? answers.remarks?.[question.id] ?? null,
  }
}

/** What a register says to a question it feeds, in a few words. */
function shareWords(ruleSet: RuleSet, question: Question, answers: Answers): string {
  const { form } = question
  const count = countShare(ruleSet, question, answers)
  if (form.type !== 'share' || count === undefined) return stateName('unanswered')
  const register = ruleSet.registers.find((one) => one.id === form.register)
  const given = answers.registers[form.register]
  const title = register?.title ?? form.register
  if (given === undefined) return `the register “${title}” is empty`
  if (!given.complete) return `the register “${title}” is not marked complete`
  if (count.unanswered) return `the register “${title}” has blank cells that this question reads`
  const { lowest, highest, backed } = count
  const { top, bottom } = lowest
  if (bottom === 0) return `no ${register?.row.many ?? 'rows'} to count`
  const unknown = highest.top !== top || highest.bottom !== bottom ? '; some cells are not confirmed' : ''
  const evidenced = backed.top > 0 ? `, ${backed.top} of them with live evidence` : ''
  return `${top} of ${bottom} ${register?.row.many ?? 'rows'}${evidenced}${unknown}`
}
