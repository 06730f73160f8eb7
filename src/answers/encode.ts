/**
 * Answers → level row. Everything after this line works on levels only.
 * It refuses nothing: what could not be parsed never becomes an answer.
 */

import type { ChecklistItem, NoneToCount, Question, RuleSet } from '../rules/model.ts'
import { isWithinMonths } from './calendar.ts'
import { compareDecimals } from './decimal.ts'
import { NOT_APPLICABLE, NOT_KNOWN, UNANSWERED } from './levels.ts'
import type { Answer, Answers, AnswerValue, LevelRow } from './model.ts'
import { allOf, testRow, type RowContext } from './rows.ts'

/** The row of levels of these answers under this rule set, at the answers' reference date. */
export function encode(ruleSet: RuleSet, answers: Answers): LevelRow {
  const declared = new Uint8Array(ruleSet.questions.length)
  const assured = new Uint8Array(ruleSet.questions.length)
  for (const question of ruleSet.questions) {
    const { level, backed } =
      question.form.type === 'share'
        ? encodeShare(ruleSet, question, answers)
        : encodeAnswer(question, answers.answers[question.id], answers.asOf)
    declared[question.index] = level
    assured[question.index] = backed
  }
  return { declared, assured, context: encodeContext(ruleSet, answers) }
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
}

function encodeAnswer(question: Question, answer: Answer | undefined, asOf: string): Encoded {
  if (answer === undefined) return { level: UNANSWERED, backed: 0 }
  const level = encodeValue(question, answer.value, asOf)
  const live = evidenceOf(question, answer, asOf) === 'live'
  const known = level < NOT_KNOWN || level === NOT_APPLICABLE
  return { level, backed: live && known ? level : 0 }
}

/** Whether an answer's evidence counts at the reference date, has lapsed, or was never given. */
export function evidenceOf(question: Question, answer: Answer, asOf: string): 'live' | 'lapsed' | 'none' {
  if (answer.assurance === 'asserted' || answer.evidenceDate === undefined) return 'none'
  return isLive(answer.evidenceDate, question, asOf) ? 'live' : 'lapsed'
}

/** Whether evidence of that date counts at the reference date. Newer evidence is kept only where it shows how things were then. */
export function isLive(evidenceDate: string, question: Question, asOf: string): boolean {
  return evidenceDate > asOf || isWithinMonths(evidenceDate, question.evidenceLasts, asOf)
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

/** How many rows stand in the bottom and top of a share, and what unknown or blank cells do to it. */
export interface ShareCount {
  readonly top: number
  readonly bottom: number
  /** Rows of the top with live evidence for the question. */
  readonly backed: number
  /** A cell that is needed is blank, or the register is not complete. */
  readonly unanswered: boolean
  /** The most favourable reading of the unknown cells. */
  readonly best: { readonly top: number; readonly bottom: number }
}

/** Counts a register for one question it feeds; undefined when the question is not fed by one. */
export function countShare(ruleSet: RuleSet, question: Question, answers: Answers): ShareCount | undefined {
  const form = question.form
  if (form.type !== 'share') return undefined
  const register = ruleSet.registers.find((one) => one.id === form.register)
  const given = answers.registers[form.register]
  const nothing = { top: 0, bottom: 0, backed: 0, unanswered: true, best: { top: 0, bottom: 0 } }
  if (register === undefined || given === undefined || !given.complete) return nothing
  const context: RowContext = { register, asOf: answers.asOf }
  if (!given.rows.some((row) => testRow(register.countsWhen, row, context) === 'yes')) return nothing

  let [top, bottom, backed, blank, maybeTop, maybeOut] = [0, 0, 0, false, 0, 0]
  for (const row of given.rows) {
    const where = testRow(form.where, row, context)
    if (where === 'no') continue
    const of = testRow(form.of, row, context)
    const both = allOf([where, of])
    bottom += 1
    if (where === 'blank' || both === 'blank') blank = true
    if (both === 'yes') {
      top += 1
      const evidence = row.evidence[question.id]
      if (evidence !== undefined && isLive(evidence.evidenceDate, question, answers.asOf)) backed += 1
    }
    if (both === 'unknown') maybeTop += 1
    if (where === 'unknown' && of === 'no') maybeOut += 1
  }
  return { top, bottom, backed, unanswered: blank, best: { top: top + maybeTop, bottom: bottom - maybeOut } }
}

function encodeShare(ruleSet: RuleSet, question: Question, answers: Answers): Encoded {
  const count = countShare(ruleSet, question, answers)
  if (question.form.type !== 'share' || count === undefined || count.unanswered)
    return { level: UNANSWERED, backed: 0 }
  const { noneToCount } = question.form
  const level = levelOfShare(question, noneToCount, count.top, count.bottom)
  if (level >= NOT_KNOWN) return { level, backed: level === NOT_APPLICABLE ? NOT_APPLICABLE : 0 }
  const best = levelOfShare(question, noneToCount, count.best.top, count.best.bottom)
  const backed = levelOfShare(question, noneToCount, count.backed, count.bottom)
  return { level: best === level ? level : level | NOT_KNOWN, backed }
}
