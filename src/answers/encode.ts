/**
 * Answers → level row. Everything after this line works on levels only.
 * It refuses nothing: what could not be parsed never becomes an answer.
 */

import type { ChecklistItem, NoneToCount, Question, RuleSet } from '../rules/model.ts'
import { isWithinMonths } from '../calendar.ts'
import { compareDecimals } from './decimal.ts'
import { NOT_APPLICABLE, NOT_KNOWN, stateOf, UNANSWERED } from './levels.ts'
import { evidenceOf } from './live.ts'
import type { Answer, Answers, AnswerValue, LevelRow, WholeRow } from './model.ts'
import { countShare, type Share } from './share.ts'

/** The row of levels of these answers under this rule set, at the answers' reference date. */
export function encode(ruleSet: RuleSet, answers: Answers): WholeRow {
  const declared = new Uint8Array(ruleSet.questions.length)
  const assured = new Uint8Array(ruleSet.questions.length)
  const ceiling = new Uint8Array(ruleSet.questions.length)
  for (const question of ruleSet.questions) {
    const encoded =
      question.form.type === 'share'
        ? encodeShare(ruleSet, question, answers)
        : encodeAnswer(question, answers.answers[question.id], answers.asOf)
    declared[question.index] = encoded.level
    assured[question.index] = encoded.backed
    ceiling[question.index] = encoded.ceiling ?? ceilingOf(question, encoded.level)
  }
  return { declared, assured, ceiling, context: encodeContext(ruleSet, answers) }
}

/** The level that an answer with this byte can still turn out to be, unless the cells of a register say less. */
function ceilingOf(question: Question, byte: number): number {
  return ['answered', 'not-applicable'].includes(stateOf(byte)) ? byte : question.levels.length - 1
}

/** A stored row with its ceilings, which are not stored: they are worked out from the answers. */
export function withCeilings(ruleSet: RuleSet, answers: Answers, row: LevelRow): WholeRow {
  return { ...row, ceiling: row.ceiling ?? encode(ruleSet, answers).ceiling }
}

/** Option index by context question; −1 when unanswered, or a text. */
export function encodeContext(
  ruleSet: RuleSet,
  answers: Pick<Answers, 'organisation' | 'context'>,
): Int8Array {
  return Int8Array.from(ruleSet.context, (question) => {
    const given = question.fromOrganisation ? answers.organisation.cohort : answers.context[question.id]
    return question.options.findIndex((option) => option.id === given)
  })
}

interface Encoded {
  readonly level: number
  readonly backed: number
  /** Undefined: as the byte of the level says. */
  readonly ceiling?: number
}

function encodeAnswer(question: Question, answer: Answer | undefined, asOf: string): Encoded {
  if (answer === undefined) return { level: UNANSWERED, backed: 0 }
  const level = encodeValue(question, answer.value, asOf)
  const live = evidenceOf(question, answer, asOf) === 'live'
  const known = level < NOT_KNOWN || level === NOT_APPLICABLE
  return { level, backed: live && known ? level : 0 }
}

/** The byte of a typed value; see `levels.ts`. */
export function encodeValue(question: Question, value: AnswerValue, asOf: string): number {
  const { levels, form } = question
  switch (value.kind) {
    case 'dont-know':
      return NOT_KNOWN
    case 'not-applicable':
      return NOT_APPLICABLE
    case 'never':
    case 'not-measured':
      return 0
    case 'none-exist':
      return question.noneExist?.level ?? UNANSWERED
    case 'choice': {
      const index = levels.findIndex((level) => level.id === value.option)
      return index < 0 ? UNANSWERED : index
    }
    case 'ticked': {
      return form.type === 'checklist' ? countTicks(form.items, value.items) : UNANSWERED
    }
    case 'counts':
      return form.type === 'percentage'
        ? levelOfShare(question, form.noneToCount, value.count, value.of)
        : UNANSWERED
    case 'number': {
      const lower = form.type === 'number' && form.better === 'lower'
      return lastLevel(question, (bound) => {
        const order = compareDecimals(value.number, String(bound))
        return lower ? order <= 0 : order >= 0
      })
    }
    case 'date':
      return lastLevel(question, (bound) => isWithinMonths(value.date, bound, asOf))
  }
}

/** Whole-number products: a share is never rounded before it is compared. */
/** How many of the ticks count: all, or fewer while an item is not ticked that others depend on. */
export function countTicks(items: readonly ChecklistItem[], ticked: readonly string[]): number {
  return items.reduce(
    (counted, { id, withoutItAtMost }) =>
      ticked.includes(id) ? counted : Math.min(counted, withoutItAtMost ?? counted),
    items.filter(({ id }) => ticked.includes(id)).length,
  )
}

function levelOfShare(question: Question, noneToCount: NoneToCount, count: number, of: number): number {
  if (of > 0) return lastLevel(question, (bound) => count * 100 >= bound * of)
  if (noneToCount === 'impossible') return UNANSWERED
  return noneToCount === 'left-out' ? NOT_APPLICABLE : noneToCount.level
}

/** The best level whose bound is met; the first has none and is always met. */
function lastLevel(question: Question, meets: (bound: number) => boolean): number {
  return question.levels.findLastIndex((level) => level.bound === undefined || meets(level.bound))
}

/** A register's rows: the level at the fewest that can pass, and at the most. */
function encodeShare(ruleSet: RuleSet, question: Question, answers: Answers): Encoded {
  const count = countShare(ruleSet, question, answers)
  const { form } = question
  if (form.type !== 'share' || count === undefined || count.unanswered)
    return { level: UNANSWERED, backed: 0 }
  const at = ({ top, bottom }: Share) => levelOfShare(question, form.noneToCount, top, bottom)
  const floor = at(count.lowest)
  if (floor >= NOT_KNOWN) return { level: floor, backed: floor === NOT_APPLICABLE ? NOT_APPLICABLE : 0 }
  const ceiling = at(count.highest)
  const backed = at(count.backed)
  return { level: floor === ceiling ? floor : floor | NOT_KNOWN, backed, ceiling }
}
