/**
 * Arbitrary answers of any rule set, as `parse` would let them through: every kind of value, registers with blank and
 * unknown cells, evidence old and new. Dates crowd around the boundaries of calendar months.
 */

import fc from 'fast-check'
import type { Answer, Answers, AnswerValue, RegisterRow } from '../../src/answers/model.ts'
import type { Column, Question, Register, RuleSet } from '../../src/rules/model.ts'

export const referenceDates = fc.constantFrom(
  '2024-02-29',
  '2025-02-28',
  '2026-03-31',
  '2026-11-22',
  '2024-12-31',
)

const day = (date: Date) => date.toISOString().slice(0, 10)

/** Dates on or before the reference date, most of them near a whole number of months before it. */
export function datesUpTo(asOf: string): fc.Arbitrary<string> {
  const [year = 0, month = 0, dayOfMonth = 0] = asOf.split('-').map(Number)
  return fc
    .oneof(
      fc
        .tuple(fc.nat({ max: 40 }), fc.integer({ min: -3, max: 3 }))
        .map(([months, days]) =>
          day(new Date(Date.UTC(year, month - 1 - months, Math.min(dayOfMonth, 28) + days))),
        ),
      fc.nat({ max: 1500 }).map((days) => day(new Date(Date.UTC(year, month - 1, dayOfMonth - days)))),
    )
    .map((date) => (date > asOf ? asOf : date))
}

export const decimals = fc
  .tuple(fc.nat({ max: 120 }), fc.option(fc.constantFrom('0', '5', '25', '001', '999', '50')))
  .map(([whole, places]) => (places === null ? String(whole) : `${whole}.${places}`))

/** Two counts, the first at most the second, often near a whole percentage. */
export const counts = (noneImpossible: boolean): fc.Arbitrary<{ count: number; of: number }> =>
  fc
    .oneof(
      fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 })),
      fc.tuple(fc.nat({ max: 1_000_000_000 }), fc.nat({ max: 1_000_000_000 })),
      fc
        .tuple(fc.nat({ max: 100 }), fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: -1, max: 1 }))
        .map(
          ([percent, hundredth, off]) => [Math.max(0, percent * hundredth + off), 100 * hundredth] as const,
        ),
    )
    .map(([a, b]) => ({ count: Math.min(a, b), of: Math.max(a, b) }))
    .filter(({ of }) => of > 0 || !noneImpossible)

/** Values of a question that is typed; never called for one that a register feeds. */
export function valuesFor(question: Question, asOf: string): fc.Arbitrary<AnswerValue> {
  const { form } = question
  const own = (): fc.Arbitrary<AnswerValue> => {
    switch (form.type) {
      case 'choice':
        return fc.constantFrom(...question.levels).map((level) => ({ kind: 'choice', option: level.id }))
      case 'checklist':
        return fc.subarray(form.items.map((item) => item.id)).map((items) => ({ kind: 'ticked', items }))
      case 'percentage':
        return counts(form.noneToCount === 'impossible').map((two) => ({ kind: 'counts', ...two }))
      case 'number':
        return fc.oneof(
          decimals.map((number): AnswerValue => ({ kind: 'number', number })),
          fc.constant<AnswerValue>({ kind: 'not-measured' }),
        )
      case 'date':
        return fc.oneof(
          { weight: 4, arbitrary: datesUpTo(asOf).map((date): AnswerValue => ({ kind: 'date', date })) },
          { weight: 1, arbitrary: fc.constant<AnswerValue>({ kind: 'never' }) },
        )
      case 'share':
        throw new Error('a register feeds this question')
    }
  }
  const others: AnswerValue[] = [
    { kind: 'dont-know' },
    ...(question.notApplicable === undefined
      ? []
      : [{ kind: 'not-applicable' as const, reason: 'There is none.' }]),
    ...(question.noneExist === undefined ? [] : [{ kind: 'none-exist' as const }]),
  ]
  return fc.oneof(
    { weight: 5, arbitrary: own() },
    { weight: 1, arbitrary: fc.constantFrom<AnswerValue>(...others) },
  )
}

/** A value with no support, lapsed, or live support. */
export function answerFor(question: Question, asOf: string): fc.Arbitrary<Answer> {
  return fc
    .record({
      value: valuesFor(question, asOf),
      assurance: fc.constantFrom('asserted' as const, 'evidenced' as const, 'verified' as const),
      evidenceDate: datesUpTo(asOf),
    })
    .map(({ value, assurance, evidenceDate }) =>
      assurance === 'asserted'
        ? { value, assurance }
        : { value, assurance, evidence: 'Document 1', evidenceDate },
    )
}

/** A cell, undefined when blank. */
export function cellFor(column: Column, asOf: string, known = false): fc.Arbitrary<string | undefined> {
  const own = (): fc.Arbitrary<string> => {
    switch (column.type) {
      case 'text':
        return fc.constant('Some words')
      case 'choice':
        return fc.constantFrom(...column.options.map((option) => option.id))
      case 'tick':
        return fc.constantFrom('yes', 'no')
      case 'number':
        return decimals
      case 'date':
        return column.never === undefined
          ? datesUpTo(asOf)
          : fc.oneof(
              { weight: 4, arbitrary: datesUpTo(asOf) },
              { weight: 1, arbitrary: fc.constant('never') },
            )
    }
  }
  return fc.oneof(
    { weight: known ? 1 : 8, arbitrary: own() },
    { weight: known || column.unknown === undefined ? 0 : 1, arbitrary: fc.constant('not-confirmed') },
    { weight: known ? 0 : 1, arbitrary: fc.constant(undefined) },
  )
}

export function registerRowFor(
  ruleSet: RuleSet,
  register: Register,
  asOf: string,
  known = false,
): fc.Arbitrary<RegisterRow> {
  const fed = register.feeds.map((index) => ruleSet.questions[index]!.id)
  return fc
    .record({
      cells: fc.tuple(...register.columns.map((column) => cellFor(column, asOf, known))),
      evidence: fc.tuple(...fed.map(() => fc.option(datesUpTo(asOf)))),
    })
    .map(({ cells, evidence }) => ({
      cells: Object.fromEntries(
        register.columns.flatMap((column, at) => (cells[at] === undefined ? [] : [[column.id, cells[at]]])),
      ),
      evidence: Object.fromEntries(
        fed.flatMap((id, at) => {
          const evidenceDate = evidence[at]
          return evidenceDate == null ? [] : [[id, { evidence: 'Document 2', evidenceDate }]]
        }),
      ),
    }))
}

/** Everything one organisation might answer. */
export function answersFor(ruleSet: RuleSet): fc.Arbitrary<Answers> {
  const typed = ruleSet.questions.filter((question) => question.form.type !== 'share')
  const scope = ruleSet.context.filter((question) => !question.fromOrganisation)
  const cohorts = ruleSet.context.find((question) => question.fromOrganisation)?.options ?? []
  return referenceDates.chain((asOf) =>
    fc
      .record({
        cohort:
          cohorts.length === 0 ? fc.constant('') : fc.constantFrom(...cohorts.map((option) => option.id)),
        given: fc.tuple(...typed.map((question) => fc.option(answerFor(question, asOf), { freq: 8 }))),
        context: fc.tuple(
          ...scope.map((question) =>
            fc.option(
              question.type === 'text'
                ? fc.constant('Words')
                : fc.constantFrom(...question.options.map((option) => option.id)),
            ),
          ),
        ),
        registers: fc.tuple(
          ...ruleSet.registers.map((register) =>
            fc.record({
              complete: fc.oneof(
                { weight: 5, arbitrary: fc.constant(true) },
                { weight: 1, arbitrary: fc.constant(false) },
              ),
              rows: fc.array(
                fc.oneof(
                  registerRowFor(ruleSet, register, asOf),
                  registerRowFor(ruleSet, register, asOf, true),
                ),
                { maxLength: 4 },
              ),
            }),
          ),
        ),
      })
      .map(({ cohort, given, context, registers }) => ({
        organisation: { name: 'A made-up trust', cohort },
        asOf,
        answers: Object.fromEntries(
          typed.flatMap((question, at) => (given[at] == null ? [] : [[question.id, given[at]]])),
        ),
        context: Object.fromEntries(
          scope.flatMap((question, at) => (context[at] == null ? [] : [[question.id, context[at]]])),
        ),
        registers: Object.fromEntries(ruleSet.registers.map((register, at) => [register.id, registers[at]!])),
      })),
  )
}
