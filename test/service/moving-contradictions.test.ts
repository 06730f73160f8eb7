/** Answers to rule set 1.0.0 that contradicted its own score, moved to today's as a lead would move them: what they add up to does not contradict itself any more. */
import { describe, expect, test } from 'vitest'
import { planCarry } from '../../src/answers/carry.ts'
import { encode } from '../../src/answers/encode.ts'
import type { Answer, Answers, AnswerValue } from '../../src/answers/model.ts'
import { movedAnswers } from '../../src/answers/moved.ts'
import { readEarlierFiles } from '../../src/rules/earlier.ts'
import type { Question, RuleSet } from '../../src/rules/model.ts'
import { compileFiles } from '../../src/rules/rule-set.ts'
import type { Result } from '../../src/scoring/model.ts'
import { score } from '../../src/scoring/score.ts'
import { RULE_SET } from './house.ts'

const BEFORE = compileFiles(readEarlierFiles('rules', '1.0.0'))
const AS_OF = BEFORE.date

/** The value that is worth this much of a question. */
function valueAt({ form, levels }: Question, end: 'worst' | 'best'): AnswerValue {
  const isBest = end === 'best'
  const level = levels[isBest ? levels.length - 1 : 0]
  switch (form.type) {
    case 'choice':
      return { kind: 'choice', option: level?.id ?? '' }
    case 'checklist':
      return { kind: 'ticked', items: isBest ? form.items.map(({ id }) => id) : [] }
    case 'percentage':
      return { kind: 'counts', count: isBest ? 100 : 0, of: 100 }
    case 'number':
      return isBest || form.better === 'higher'
        ? { kind: 'number', number: String(isBest ? (level?.bound ?? 0) : 0) }
        : { kind: 'not-measured' }
    case 'date':
      return isBest ? { kind: 'date', date: AS_OF } : { kind: 'never' }
    case 'share':
      throw new TypeError('It is fed by a register.')
  }
}

function answersTo(
  ruleSet: RuleSet,
  endOf: (question: Question) => 'worst' | 'best',
  evidenceDate?: string,
): Answers {
  const support =
    evidenceDate === undefined
      ? { assurance: 'asserted' as const }
      : { assurance: 'evidenced' as const, evidence: 'x', evidenceDate }
  return {
    organisation: { name: 'T', cohort: 'acute' },
    asOf: AS_OF,
    context: { 'shared-gateway': 'host' },
    registers: {},
    answers: Object.fromEntries(
      ruleSet.questions
        .filter(({ form }) => form.type !== 'share')
        .map((question): [string, Answer] => [
          question.id,
          { value: valueAt(question, endOf(question)), ...support },
        ]),
    ),
  }
}

interface Moved {
  readonly before: Result
  /** What is new at its worst, and at its best. */
  readonly worst: Result
  readonly best: Result
}

function move(answers: Answers): Moved {
  const plan = planCarry(BEFORE, answers, RULE_SET, AS_OF)
  expect(plan.carried.length).toBeGreaterThan(50)
  for (const { before, why } of plan.left) expect(why, before.id).not.toBe('register')
  const moved = movedAnswers(answers, plan)
  const filled = (end: 'worst' | 'best'): Answers => ({
    ...moved,
    answers: { ...answersTo(RULE_SET, () => end).answers, ...moved.answers },
  })
  const resultOf = (ruleSet: RuleSet, given: Answers) => score(ruleSet, given, encode(ruleSet, given))
  return {
    before: resultOf(BEFORE, answers),
    worst: resultOf(RULE_SET, filled('worst')),
    best: resultOf(RULE_SET, filled('best')),
  }
}

const countMet = ({ incidents }: Result, how: readonly string[]) =>
  incidents.filter((one) => one.counted && one.chain === 'in-your-place' && how.includes(one.meets ?? ''))
    .length
const met = (result: Result) => countMet(result, ['on-paper', 'on-evidence'])
const isOneOf = (ids: readonly string[]) => (question: Question) => ids.includes(question.id)
const isIn = (domains: readonly string[]) => (question: Question) => domains.includes(question.domain)

describe('moved from 1.0.0', () => {
  test.each([
    ['one answer', ['detection-tested']],
    ['three answers', ['detection-tested', 'alert-watch', 'supplier-access']],
  ])('%s, where all else is at its worst, meets nearly nothing', (_, best) => {
    const isBest = isOneOf(best)
    const { before, worst } = move(answersTo(BEFORE, (one) => (isBest(one) ? 'best' : 'worst')))
    expect(met(before)).toBeGreaterThan(8)
    expect(met(worst)).toBeLessThan(4)
    expect(worst.overall.high).toBeLessThan(40)
  })

  test.each([
    ['privileged access and monitoring', ['privileged', 'monitoring']],
    ['incident response and continuity', ['incident', 'continuity']],
  ])('without %s nobody is Holding, whatever else they do', (_, domains) => {
    const isWorst = isIn(domains)
    const { before, best } = move(answersTo(BEFORE, (one) => (isWorst(one) ? 'worst' : 'best')))
    expect(before.overall.high).toBeGreaterThan(79)
    expect(best.domains.find(({ id }) => id === domains[0])?.low).toBeLessThan(40)
    expect(best.overall.high).toBeLessThan(60)
  })

  test('evidence of over a year ago meets nothing', () => {
    const { before, best } = move(answersTo(BEFORE, () => 'best', '2025-10-18'))
    expect(countMet(before, ['on-evidence'])).toBeGreaterThan(8)
    expect(countMet(best, ['on-evidence'])).toBe(0)
    expect(best.overall.assured).toBeLessThan(40)
  })
})
