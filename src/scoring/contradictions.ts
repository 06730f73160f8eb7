/** Answers that cannot both be true, or are worth a question: raised only when both sides hold whatever is unknown. */

import type { Answers } from '../answers/model.ts'
import { testRow } from '../answers/rows.ts'
import { questionsOf } from '../rules/condition.ts'
import type { Condition, RegisterCheck, RuleSet, Total, TotalCheck } from '../rules/model.ts'
import type { ContradictionResult } from './model.ts'
import { ABSENT, holdsIn, type Readings } from './reading.ts'

/** The contradictions of a row, in the rule set's order, then the checks of totals and registers when the answers are at hand. */
export function findContradictions(
  ruleSet: RuleSet,
  readings: readonly Readings[],
  answers?: Answers,
): ContradictionResult[] {
  const certain = (condition: Condition) => readings.every((one) => isCertain(condition, one))
  const clashes = ruleSet.contradictions
    .filter((one) => certain(one.first) && certain(one.second))
    .map((one): ContradictionResult => ({
      id: one.id,
      kind: one.kind,
      questions: idsOf(ruleSet, [...questionsOf(one.first), ...questionsOf(one.second)]),
    }))
  return answers === undefined
    ? clashes
    : [
        ...clashes,
        ...ruleSet.totalChecks.flatMap((one) => checkTotal(ruleSet, one, answers, readings)),
        ...ruleSet.registerChecks.flatMap((one) => checkRegister(ruleSet, one, answers, readings)),
      ]
}

/** True whatever is unknown: a comparison that floor and ceiling agree on, of an answer that is there. */
function isCertain(condition: Condition, readings: Readings): boolean {
  switch (condition.kind) {
    case 'level': {
      const floor = readings.worst.levels[condition.question] ?? ABSENT
      const ceiling = readings.best.levels[condition.question] ?? ABSENT
      if (floor === ABSENT) return false
      return condition.op === 'at-least' ? floor >= condition.level : ceiling < condition.level
    }
    case 'context':
      return condition.options.includes(readings.worst.context[condition.question] ?? ABSENT)
    case 'all':
      return condition.of.every((one) => isCertain(one, readings))
    case 'any':
      return condition.of.some((one) => isCertain(one, readings))
  }
}

const idsOf = (ruleSet: RuleSet, questions: readonly number[]) => [
  ...new Set(questions.map((index) => ruleSet.questions[index]?.id ?? '')),
]

/** A part that is typed as more than its whole. */
function checkTotal(
  ruleSet: RuleSet,
  { id, part, whole }: TotalCheck,
  answers: Answers,
  readings: readonly Readings[],
): ContradictionResult[] {
  const read = [part.question, whole.question]
  const [less, more] = [typed(ruleSet, part, answers), typed(ruleSet, whole, answers)]
  if (less === undefined || more === undefined || less <= more) return []
  if (!read.every((question) => isShown(ruleSet, question, readings))) return []
  return [{ id, kind: 'total-check', questions: idsOf(ruleSet, read) }]
}

/** The number as somebody typed it; undefined where the question is not answered with numbers. */
function typed(ruleSet: RuleSet, { question, number }: Total, answers: Answers): number | undefined {
  const value = answers.answers[ruleSet.questions[question]?.id ?? '']?.value
  return value?.kind === 'counts' ? value[number] : undefined
}

function checkRegister(
  ruleSet: RuleSet,
  check: RegisterCheck,
  answers: Answers,
  readings: readonly Readings[],
): ContradictionResult[] {
  const compared = check.rows.flatMap((test) => (test.kind === 'differs-from-answer' ? [test.question] : []))
  const read = [...(check.answer === undefined ? [] : [check.answer.question]), ...compared]
  if (!read.every((question) => isShown(ruleSet, question, readings))) return []
  const register = ruleSet.registers.find((one) => one.id === check.register)
  const asked = check.answer === undefined ? undefined : ruleSet.questions[check.answer.question]
  if (
    register === undefined ||
    !answerFits(check, asked === undefined ? undefined : answers.answers[asked.id]?.value)
  )
    return []
  const dateOf = (index: number) => {
    const value = answers.answers[ruleSet.questions[index]?.id ?? '']?.value
    return value?.kind === 'date' ? value.date : value?.kind === 'never' ? 'never' : undefined
  }
  const rows = (answers.registers[register.id]?.rows ?? []).flatMap((row, position) =>
    testRow(check.rows, row, { register, asOf: answers.asOf, dateOf }) === 'yes' ? [position + 1] : [],
  )
  if (rows.length === 0) return []
  return [{ id: check.id, kind: 'register-check', questions: idsOf(ruleSet, read), rows }]
}

/** Whether a question is shown whatever the unanswered context turns out to be; what is typed into a hidden one asks nothing. */
function isShown(ruleSet: RuleSet, question: number, readings: readonly Readings[]): boolean {
  const showWhen = ruleSet.questions[question]?.showWhen
  return showWhen === undefined || readings.every((one) => holdsIn(showWhen, one.worst))
}

function answerFits(check: RegisterCheck, value: Answers['answers'][string]['value'] | undefined): boolean {
  if (check.answer === undefined) return true
  if ('ticks' in check.answer) return value?.kind === 'ticked' && value.items.includes(check.answer.ticks)
  return value?.kind === 'not-applicable'
}
