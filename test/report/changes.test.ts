/** What changed between two assessments: what is said of an answer, which way it went, and which rows came, went or were classed anew. */

import { describe, expect, test } from 'vitest'
import { NOT_KNOWN, UNANSWERED } from '../../src/answers/levels.ts'
import type { AnswerValue, RegisterRow } from '../../src/answers/model.ts'
import { type Compared, describeChanges, ruleSetChangeWords } from '../../src/report/changes.ts'
import type { Column, RuleSet } from '../../src/rules/model.ts'
import { ruleSetOf } from '../scoring/build.ts'

const column = (id: string, type: Column['type'], required = false): Column => ({
  id,
  type,
  section: '',
  short: `Short of ${id}`,
  text: '',
  required,
  forTheRecord: false,
  options: [],
  mayBeAhead: false,
  atMostOnce: false,
})
const RULE_SET: RuleSet = ruleSetOf({
  domains: [
    // The second and third levels of the first question are worth the same.
    { questions: [{ credits: [0, 50, 50, 100] }, { credits: [0, 100] }] },
    { questions: [{ credits: [0, 100] }] },
  ],
  registers: [
    {
      id: 'systems',
      columns: [
        column('note', 'text'),
        column('name', 'text', true),
        column('class', 'choice'),
        column('place', 'choice'),
      ],
    },
  ] as unknown as NonNullable<Parameters<typeof ruleSetOf>[0]['registers']>,
})

function compared(
  levels: readonly number[],
  more: { values?: Record<string, AnswerValue>; rows?: readonly RegisterRow[]; ruleSet?: RuleSet } = {},
): Compared {
  const { values = {}, rows = [], ruleSet = RULE_SET } = more
  return {
    ruleSet,
    answers: {
      organisation: { name: 'A', cohort: 'acute' },
      asOf: '2026-11-22',
      context: {},
      answers: Object.fromEntries(
        Object.entries(values).map(([id, value]) => [id, { value, assurance: 'asserted' }]),
      ),
      registers: { systems: { complete: true, rows } },
    },
    row: { declared: Uint8Array.from(levels), assured: Uint8Array.from(levels), context: Int8Array.from([]) },
  }
}
const LEVELS = RULE_SET.questions[0]?.levels ?? []
const firstChange = (before: number, after: number) =>
  describeChanges(compared([before, 0, 0]), compared([after, 0, 0])).domains[0]?.answers[0]

describe('an answer', () => {
  test.each([
    ['to a level of more worth is better', 0, 1, 'better'],
    ['to one of less is worse', 3, 2, 'worse'],
    ['to another level of the same worth is neither', 1, 2, 'same-level'],
    ['that nobody had given before is compared with nothing', UNANSWERED, 1, 'not-comparable'],
    ['that nobody gives any more is compared with nothing', 1, UNANSWERED, 'not-comparable'],
    ['that is not known counts as a level, and is compared with nothing', 1, NOT_KNOWN + 1, 'not-comparable'],
  ] as const)('that went %s', (_, before, after, direction) => {
    expect(firstChange(before, after)?.direction).toBe(direction)
  })

  test('is said by its level, and by its state where it has none', () => {
    expect(firstChange(UNANSWERED, 3)).toMatchObject({ before: 'Not answered', after: LEVELS[3]?.text })
    expect(firstChange(NOT_KNOWN, 0)).toMatchObject({ before: 'Not known', after: LEVELS[0]?.text })
  })

  test('is said as it was given, also where its level is the same', () => {
    const given = (number: string) => compared([1, 0, 0], { values: { q0: { kind: 'number', number } } })
    expect(describeChanges(given('3'), given('4')).domains[0]?.answers).toMatchObject([
      { id: 'q0', domain: 'd0', before: '3', after: '4', direction: 'same-level' },
    ])
  })

  test('that is the same is left out, and with it its domain', () => {
    const same = compared([1, UNANSWERED, NOT_KNOWN], { values: { q0: { kind: 'number', number: '3' } } })
    expect(describeChanges(same, structuredClone(same)).domains).toEqual([])
    const { domains } = describeChanges(compared([1, 0, 0]), compared([1, 1, 0]))
    expect(domains.map(({ id, answers }) => [id, answers.map((one) => one.id)])).toEqual([['d0', ['q1']]])
  })

  test('to a question that the earlier rules did not ask is said to be not asked here', () => {
    const earlier = ruleSetOf({
      domains: [{ questions: [{ credits: [0, 50, 50, 100] }, { credits: [0, 100] }] }],
    })
    const { domains } = describeChanges(compared([1, 1], { ruleSet: earlier }), compared([1, 1, 1]))
    expect(domains).toMatchObject([
      { id: 'd1', answers: [{ id: 'q2', before: 'Not asked here', direction: 'not-comparable' }] },
    ])
  })
})

describe('a register', () => {
  const row = (name: string | undefined, more: Record<string, string> = {}): RegisterRow => ({
    cells: { note: 'the same note', ...(name === undefined ? {} : { name }), ...more },
    evidence: {},
  })
  const changesOf = (before: readonly RegisterRow[], after: readonly RegisterRow[]) =>
    describeChanges(compared([0, 0, 0], { rows: before }), compared([0, 0, 0], { rows: after })).registers

  test.each([
    ['came', [], [row('one')], { came: ['one'], went: [], classedAnew: [] }],
    ['went', [row('one')], [], { came: [], went: ['one'], classedAnew: [] }],
    [
      'were classed anew, by the columns in which they were',
      [row('one', { class: 'high', place: 'x' }), row('two', { class: 'high' })],
      [row('one', { class: 'low', place: 'x' }), row('two', { class: 'high' })],
      { came: [], went: [], classedAnew: [{ name: 'one', columns: ['Short of class'] }] },
    ],
    [
      'have no name, by their number',
      [row('one')],
      [row('one'), row(undefined)],
      { came: ['Row 2'], went: [] },
    ],
  ])('names the rows that %s', (_, before, after, wanted) => {
    expect(changesOf(before, after)).toMatchObject([{ id: 'systems', ...wanted }])
  })

  test('in which only other cells changed is left out', () => {
    expect(changesOf([row('one', { class: 'high' })], [row('one', { class: 'high' })])).toEqual([])
    expect(changesOf([row('one')], [row('one', { note: 'another note' })])).toEqual([])
  })
})

test('another rule set is named with both its versions, and the same one is not', () => {
  const newer = { ...RULE_SET, version: '2.0.0', digest: '1'.repeat(64) }
  const between = (ruleSet: RuleSet) =>
    describeChanges(compared([0, 0, 0]), compared([0, 0, 0], { ruleSet })).sameRuleSet
  expect([between(RULE_SET), between(newer)]).toEqual([true, false])
  expect(ruleSetChangeWords(RULE_SET, RULE_SET)).toBeUndefined()
  expect(ruleSetChangeWords(RULE_SET, newer)).toContain('from version 1.0.0 to 2.0.0')
})
