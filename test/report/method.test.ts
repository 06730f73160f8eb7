import { describe, expect, test } from 'vitest'
import { atLeastWords, belowWords } from '../../src/report/describe-condition.ts'
import {
  describeCondition,
  describeNoneToCount,
  weightReasons,
  workExample,
} from '../../src/report/method.ts'
import { describePointers, pointersSentence, tablePointers } from '../../src/report/pointers.ts'
import { describeInsurer } from '../../src/report/prompts.ts'
import type { Condition, Question } from '../../src/rules/model.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust } from '../web/trusts.ts'

function questionOf(id: string): Question {
  const question = RULE_SET.questions[RULE_SET.byId.get(id) ?? -1]
  if (question === undefined) throw new Error(`There is no question ${id}.`)
  return question
}

function levelOf(question: Question, id: string): number {
  return question.levels.findIndex((level) => level.id === id)
}

describe('a condition in words', () => {
  test.each([
    ['mfa-remote-ways-in', 'none', 'none', 'one or more ways in'],
    ['mfa-remote-ways-in', 'one-or-two', 'at most 2 ways in', 'more than 2 ways in'],
    ['critical-patching', '95-percent', 'at least 95%', 'under 95%'],
    ['incident-plan', 'within-12-months', 'within 12 months', 'not within 12 months, or never'],
    ['exposure-list', '3-of-5', 'at least 3 of the 5 are true', 'fewer than 3 of the 5 are true'],
    ['exposure-list', '5-of-5', 'all 5 are true', 'fewer than 5 of the 5 are true'],
    ['exposure-list', '1-of-5', 'at least 1 of the 5 is true', 'none of them counts as true'],
  ])('%s at %s', (id, level, atLeast, below) => {
    const question = questionOf(id)
    expect(atLeastWords(question, levelOf(question, level))).toBe(atLeast)
    expect(belowWords(question, levelOf(question, level))).toBe(below)
  })

  test('a statement is quoted, and says whether better will do', () => {
    const question = questionOf('privileged-tiering')
    expect(atLeastWords(question, 2)).toBe(`“${question.levels[2]?.text.replace(/\.$/, '')}” or better`)
    expect(atLeastWords(question, question.levels.length - 1)).toMatch(/”$/)
    expect(belowWords(question, 1)).toMatch(/^“.*”$/)
    expect(belowWords(question, 2)).toMatch(/” or worse$/)
  })

  test('groups inside groups keep their brackets', () => {
    const one = (id: string, level: number): Condition => ({
      kind: 'level',
      question: questionOf(id).index,
      op: 'at-least',
      level,
    })
    const any: Condition = { kind: 'any', of: [one('critical-patching', 1), one('exposure-list', 5)] }
    const all: Condition = { kind: 'all', of: [any, one('incident-plan', 1)] }
    expect(describeCondition(RULE_SET, all)).toMatch(/^\(.*; or .*\); and Age of the cyber incident plan: /)
  })

  test('every condition of the rule set reads as words', () => {
    const conditions = [
      ...[...RULE_SET.caps, ...RULE_SET.domains.flatMap((one) => one.caps)].flatMap(({ when }) =>
        when.kind === 'domains' ? [] : [when],
      ),
      ...RULE_SET.risks.flatMap((risk) => risk.loweredBy.map((one) => one.when)),
      ...RULE_SET.contradictions.flatMap((one) => [one.first, one.second]),
    ]
    for (const condition of conditions) {
      const words = describeCondition(RULE_SET, condition)
      expect(words).not.toMatch(/undefined|“”|: $/)
    }
  })
})

test('the worked example adds up to the score it shows, and has a limit at work', () => {
  const example = workExample(RULE_SET)
  const sum = example?.lines.reduce((total, { line }) => total + line.hundredths, 0)
  expect(sum).toBe(100 * (example?.onPaper ?? -1))
  expect(example?.lines.some(({ line }) => line.kind === 'cap' && line.hundredths < 0)).toBe(true)
  expect(example?.onEvidence).toBeLessThan(example?.onPaper ?? 0)
})

test('the dossiers behind a weight are those that the rules name', () => {
  for (const question of RULE_SET.questions)
    expect(weightReasons(RULE_SET, question).flatMap(({ incidents }) => incidents)).toHaveLength(
      question.weightEvidence.length,
    )
})

describe.each(RULE_SET.frameworks)('pointers to outcomes of $short', (framework) => {
  test('name every outcome once, looked at or not, and none of objective E', () => {
    const { outcomes, notExamined } = describePointers(examineTrust('middling'), framework)
    const codes = [...outcomes.map(({ id }) => id), ...notExamined]
    expect(codes.toSorted()).toEqual(Object.keys(framework.outcomes).toSorted())
    expect(outcomes.filter(({ id }) => id.startsWith('E'))).toEqual([])
  })

  test('count the answers that are there, and name what holds an outcome back', () => {
    const count = (trust: string) => describePointers(examineTrust(trust), framework).outcomes
    expect(count('nothing-answered').every((one) => one.answered === 0 && one.holdingBack.length === 0)).toBe(
      true,
    )
    expect(count('all-worst').every((one) => one.answered === one.of)).toBe(true)
    for (const one of count('all-worst')) {
      expect(one.holdingBack).toHaveLength(one.of)
      expect(one.pointer).toBe(one.of === 0 ? 'not-looked-at' : 'concern')
    }
    for (const one of count('all-best'))
      expect([one.pointer, one.holdingBack]).toEqual([one.of === 0 ? 'not-looked-at' : 'no-concern-seen', []])
  })

  test('are a table of every outcome, with the names of its columns first and the marking beside each', () => {
    const [header, ...rows] = tablePointers('OFFICIAL-SENSITIVE', examineTrust('half-answered'), framework)
      .trim()
      .split('\r\n')
    expect(header).toMatch(/^\ufeff?framework,outcome,name,.*,marking$/)
    expect(rows).toHaveLength(Object.keys(framework.outcomes).length)
    for (const row of rows) expect(row).toMatch(/,OFFICIAL-SENSITIVE$/)
    expect(rows.find((row) => row.includes('E2.b'))).toContain('Not examined here')
  })
})

test('pointers are one sentence, which counts each outcome once', () => {
  const pointers = describePointers(examineTrust('half-answered'), RULE_SET.frameworks.at(-1) ?? fail())
  const numbers = pointersSentence(pointers).match(/\d+/g)?.map(Number) ?? []
  expect(numbers[0]).toBe(pointers.outcomes.length)
  expect(numbers.slice(1).reduce((a, b) => a + b, 0)).toBe(pointers.outcomes.length)
})

test('an outcome says where it stood in the version before, unless it is the same', () => {
  const { outcomes } = describePointers(examineTrust('middling'), RULE_SET.frameworks.at(-1) ?? fail())
  const beforeOf = (code: string) => outcomes.find(({ id }) => id === code)?.before
  expect(beforeOf('A1.a')).toBeUndefined()
  expect(beforeOf('A2.c')).toBe('was A2.b in CAF 3.2')
  expect(beforeOf('A4.b')).toBe('new since CAF 3.2')
  expect(beforeOf('B6.a')).toBe('called “Culture” in CAF 3.2')
  expect(beforeOf('C1.d')).toBe('holds part of C1.c of CAF 3.2')
})

test('what an insurer would ask is every question that the rules name, with its answer', () => {
  const topics = describeInsurer(examineTrust('nothing-answered'))
  expect(topics.flatMap(({ answers }) => answers)).toHaveLength(
    RULE_SET.insurer.flatMap(({ questions }) => questions).length,
  )
  for (const { read } of topics.flatMap(({ answers }) => answers)) expect(read.answer).toBe('Not answered')
})

function fail(): never {
  throw new Error('There is no such dossier.')
}

test('what nothing to count does is said by the question itself, and of others nothing', () => {
  const of = (form: object) =>
    describeNoneToCount({ form, levels: [{ text: 'Few' }, { text: 'All' }] } as unknown as Question)
  expect(of({ type: 'choice' })).toBeUndefined()
  expect(of({ type: 'share', noneToCount: 'impossible' })).toMatch(/the question stays unanswered\.$/)
  expect(of({ type: 'percentage', noneToCount: 'left-out' })).toMatch(/left out of the score\.$/)
  expect(of({ type: 'percentage', noneToCount: { level: 1 } })).toMatch(/this level counts: All$/)
})
