/** The condition language: what is true, what absence means, and that its other forms agree with its truth. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  branchesOf,
  contextsOf,
  holds,
  literalsOf,
  questionsOf,
  withContext,
} from '../../src/rules/condition.ts'
import type { Condition } from '../../src/rules/model.ts'

const absent = () => undefined
const atLeast = (question: number, level: number): Condition => ({
  kind: 'level',
  question,
  op: 'at-least',
  level,
})
const below = (question: number, level: number): Condition => ({
  kind: 'level',
  question,
  op: 'below',
  level,
})
const option = (question: number, ...options: number[]): Condition => ({ kind: 'context', question, options })

test('at-least is true from its level upwards, below is true under it', () => {
  const at = (level: number) => () => level
  expect([0, 1, 2].map((level) => holds(atLeast(7, 1), at(level), absent))).toEqual([false, true, true])
  expect([0, 1, 2].map((level) => holds(below(7, 1), at(level), absent))).toEqual([true, false, false])
})

test('an absent answer makes both at-least and below false', () => {
  expect(holds(atLeast(7, 0), absent, absent)).toBe(false)
  expect(holds(below(7, 1), absent, absent)).toBe(false)
})

test('a context comparison is true for its options, and false when unanswered', () => {
  expect(holds(option(0, 1, 2), absent, () => 2)).toBe(true)
  expect(holds(option(0, 1, 2), absent, () => 0)).toBe(false)
  expect(holds(option(0, 1, 2), absent, absent)).toBe(false)
})

test('a condition names each of its questions once, in the order written', () => {
  const condition: Condition = {
    kind: 'all',
    of: [atLeast(4, 1), { kind: 'any', of: [below(2, 1), option(0, 1), below(4, 2)] }],
  }
  expect(questionsOf(condition)).toEqual([4, 2])
  expect(contextsOf(condition)).toEqual([0])
  expect(literalsOf(condition)).toHaveLength(4)
})

const literal = fc.oneof(
  fc.record({
    kind: fc.constant('level' as const),
    question: fc.nat(3),
    op: fc.constantFrom('at-least' as const, 'below' as const),
    level: fc.nat(3),
  }),
  fc.record({
    kind: fc.constant('context' as const),
    question: fc.nat(1),
    options: fc.array(fc.nat(2), { maxLength: 3 }),
  }),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    literal,
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
  ),
}))
const levels = fc.array(fc.option(fc.nat(3), { nil: undefined }), { minLength: 4, maxLength: 4 })
const options = fc.array(fc.option(fc.nat(2), { nil: undefined }), { minLength: 2, maxLength: 2 })

test('a condition is true exactly when one of its branches is', () => {
  fc.assert(
    fc.property(condition, levels, options, (one, level, chosen) => {
      const truth = (part: Condition) =>
        holds(
          part,
          (i) => level[i],
          (i) => chosen[i],
        )
      expect(branchesOf(one).some((branch) => branch.every(truth))).toBe(truth(one))
    }),
  )
})

test('a condition keeps its truth when its context is filled in', () => {
  fc.assert(
    fc.property(condition, levels, options, (one, level, chosen) => {
      const left = withContext(one, (i) => chosen[i])
      const truth = typeof left === 'boolean' ? left : holds(left, (i) => level[i], absent)
      expect(truth).toBe(
        holds(
          one,
          (i) => level[i],
          (i) => chosen[i],
        ),
      )
    }),
  )
})

test('raising a level never makes a condition of at-least false, nor one of below true', () => {
  const only = (op: 'at-least' | 'below', one: Condition): Condition =>
    one.kind === 'level'
      ? { ...one, op }
      : 'of' in one
        ? { ...one, of: one.of.map((part) => only(op, part)) }
        : one
  fc.assert(
    fc.property(condition, levels, options, fc.nat(3), (one, level, chosen, raised) => {
      const better = level.map((old, i) => (i === raised && old !== undefined ? old + 1 : old))
      const truth = (part: Condition, row: typeof level) =>
        holds(
          part,
          (i) => row[i],
          (i) => chosen[i],
        )
      const help = only('at-least', one)
      const harm = only('below', one)
      if (truth(help, level)) expect(truth(help, better)).toBe(true)
      if (truth(harm, better)) expect(truth(harm, level)).toBe(true)
    }),
  )
})
