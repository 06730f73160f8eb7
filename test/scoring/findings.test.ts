import { describe, expect, test } from 'vitest'
import type { AnswerValue, Answers } from '../../src/answers/model.ts'
import type { Condition, RegisterCheck } from '../../src/rules/model.ts'
import { score, scoreRow } from '../../src/scoring/score.ts'
import { all, any, atLeast, below, isIn, ruleSetOf } from './build.ts'
import { DONT_KNOW, NOT_APPLICABLE, rowOf, UNANSWERED } from './row.ts'

describe('a risk', () => {
  const ruleSet = ruleSetOf({
    domains: [{ questions: [{ credits: [0, 50, 100] }, {}, {}] }],
    risks: [
      {
        inherent: [5, 4],
        floor: [2, 3],
        loweredBy: [
          { when: atLeast(0, 1), likelihood: 1 },
          { when: all(atLeast(0, 2), atLeast(1, 1)), likelihood: 3 },
          { when: atLeast(2, 1), consequence: 1 },
          { when: atLeast(2, 1), consequence: 2 },
        ],
      },
    ],
  })
  const riskOf = (...declared: number[]) => scoreRow(ruleSet, rowOf(declared)).risks[0]!

  test('is likelihood times consequence, lowered by each thing that holds', () => {
    expect(riskOf(0, 0, 0)).toMatchObject({
      inherent: 20,
      residual: 20,
      likelihood: 5,
      consequence: 4,
      band: 'from-15',
    })
    expect(riskOf(1, 0, 0)).toMatchObject({ residual: 16, likelihood: 4, band: 'from-15' })
    expect(riskOf(1, 1, 1)).toMatchObject({ residual: 12, likelihood: 4, consequence: 3, band: 'from-8' })
  })
  test('is never lower than its floor, however much holds', () => {
    expect(riskOf(2, 1, 1)).toMatchObject({ residual: 6, likelihood: 2, consequence: 3, band: 'from-4' })
  })
  test('stays at its worst while something is not known, with its range and the answers that could change it', () => {
    expect(riskOf(2, DONT_KNOW, 0)).toMatchObject({ residual: 16, low: 8, high: 16, notKnown: ['q1'] })
    expect(riskOf(2, 1, UNANSWERED)).toMatchObject({ residual: 8, low: 6, notKnown: ['q2'] })
  })
  test('is not marked by an unknown that cannot change it', () => {
    expect(riskOf(1, 1, DONT_KNOW)).toMatchObject({ low: 12, notKnown: ['q2'] })
    expect(riskOf(1, DONT_KNOW, 1)).toMatchObject({ low: 12, residual: 12, notKnown: [] })
  })
  test('is not marked by an unknown that lowers what is at its floor already', () => {
    const onFloor = ruleSetOf({
      domains: [{ questions: [{}, {}, {}] }],
      risks: [
        {
          inherent: [5, 4],
          floor: [4, 3],
          loweredBy: [
            { when: atLeast(0, 1), likelihood: 1 },
            { when: atLeast(1, 1), likelihood: 1 },
            { when: atLeast(2, 1), consequence: 1 },
          ],
        },
      ],
    })
    const { risks } = scoreRow(onFloor, rowOf([1, DONT_KNOW, DONT_KNOW]))
    expect(risks[0]).toMatchObject({ residual: 16, low: 12, notKnown: ['q2'] })
  })
  test('counts on evidence only what is evidenced', () => {
    const risk = scoreRow(ruleSet, rowOf([2, 1, 1], { assured: [2, 0, 1] })).risks[0]!
    expect(risk).toMatchObject({ residual: 6, assured: 12 })
    expect(risk.lowerings.map((one) => [one.holds, one.assured])).toEqual([
      ['yes', true],
      ['yes', false],
      ['yes', true],
      ['yes', true],
    ])
  })
})

describe('a contradiction', () => {
  const raisedBy = (first: Condition, second: Condition, declared: number[], option = 0) =>
    scoreRow(
      ruleSetOf({
        context: [2],
        domains: [
          { questions: [{ credits: [0, 50, 100] }, { notApplicable: true }, { showWhen: isIn(0, 0) }] },
        ],
        contradictions: [{ first, second }],
      }),
      rowOf(declared, { context: [option] }),
    ).contradictions

  test('is raised when both sides are true, with the questions of both', () => {
    expect(raisedBy(atLeast(0, 1), below(1, 1), [2, 0, 0])).toEqual([
      { id: 'contradiction0', kind: 'clash', questions: ['q0', 'q1'] },
    ])
    expect(raisedBy(atLeast(0, 1), below(1, 1), [0, 0, 0])).toEqual([])
    expect(raisedBy(atLeast(0, 1), below(1, 1), [2, 1, 0])).toEqual([])
  })
  test.each([
    ['not known', DONT_KNOW],
    ['not known, from a register', DONT_KNOW | 0],
    ['unanswered', UNANSWERED],
    ['not applicable', NOT_APPLICABLE],
  ])('is not raised on an answer that is %s', (_, byte) => {
    expect(raisedBy(atLeast(0, 1), below(1, 1), [2, byte, 0])).toEqual([])
  })
  test('is not raised on a hidden answer', () => {
    expect(raisedBy(atLeast(0, 1), below(2, 1), [2, 0, 0], 0)).toHaveLength(1)
    expect(raisedBy(atLeast(0, 1), below(2, 1), [2, 0, 0], 1)).toEqual([])
    expect(raisedBy(atLeast(0, 1), below(2, 1), [2, 0, 0], -1)).toEqual([])
  })
  test('is raised on one known side of an "any", whatever the other is', () => {
    expect(raisedBy(any(atLeast(0, 1), atLeast(1, 1)), below(2, 1), [2, DONT_KNOW, 0])).toHaveLength(1)
    expect(raisedBy(all(atLeast(0, 1), atLeast(1, 1)), below(2, 1), [2, DONT_KNOW, 0])).toEqual([])
  })
})

describe('a register check', () => {
  const tests: Pick<RegisterCheck, 'register' | 'rows'> = {
    register: 'suppliers',
    rows: [{ kind: 'in', column: 'factor', values: ['no'] }],
  }
  const differs: Pick<RegisterCheck, 'register' | 'rows'> = {
    register: 'suppliers',
    rows: [{ kind: 'differs-from-answer', column: 'restored', question: 1 }],
  }
  const column = {
    section: '',
    required: false,
    forTheRecord: false,
    options: [],
    mayBeAhead: false,
    atMostOnce: false,
  }
  const ruleSet = ruleSetOf({
    context: [2, 2],
    domains: [
      {
        questions: [
          {
            form: {
              type: 'checklist',
              items: ['factor', 'logs'].map((id) => ({ id, text: { text: id, for: {} } })),
            },
            credits: [0, 50, 100],
            notApplicable: true,
            showWhen: isIn(1, 0),
          },
          { form: { type: 'date' }, credits: [0, 100], bounds: [undefined, 12] },
        ],
      },
    ],
    registers: [
      {
        id: 'suppliers',
        countsWhen: [],
        columns: [
          { ...column, id: 'factor', short: '', text: '', type: 'choice', unknown: 'Not confirmed' },
          {
            ...column,
            id: 'restored',
            short: '',
            text: '',
            type: 'date',
            never: 'Never',
            unknown: 'Not confirmed',
          },
        ],
      },
    ],
    registerChecks: [
      { ...tests, id: 'ticked', answer: { question: 0, ticks: 'factor' } },
      { ...tests, id: 'not-applicable', answer: { question: 0, isNotApplicable: true } },
      { ...differs, id: 'dates' },
    ],
  })
  const asked = (
    rows: readonly Readonly<Record<string, string>>[],
    given: Readonly<Record<string, AnswerValue>>,
    scope = 'o0',
  ) => {
    const answers: Answers = {
      organisation: { name: 'A made-up trust', cohort: 'o0' },
      asOf: '2026-11-22',
      answers: Object.fromEntries(
        Object.entries(given).map(([id, value]) => [id, { value, assurance: 'asserted' as const }]),
      ),
      context: { c1: scope },
      registers: { suppliers: { complete: false, rows: rows.map((cells) => ({ cells, evidence: {} })) } },
    }
    return score(ruleSet, answers).contradictions
  }
  const ticked: AnswerValue = { kind: 'ticked', items: ['factor'] }

  test('asks about the rows that are known to disagree, by their positions', () => {
    const rows = [{ factor: 'yes' }, { factor: 'no' }, { factor: 'not-confirmed' }, {}, { factor: 'no' }]
    expect(asked(rows, { q0: ticked })).toEqual([
      { id: 'ticked', kind: 'register-check', questions: ['q0'], rows: [2, 5] },
    ])
  })
  test('asks about "not applicable" too, and about nothing when the answer fits', () => {
    const rows = [{ factor: 'no' }]
    expect(asked(rows, { q0: { kind: 'not-applicable', reason: 'x' } }).map((one) => one.id)).toEqual([
      'not-applicable',
    ])
    expect(asked(rows, { q0: { kind: 'ticked', items: ['logs'] } })).toEqual([])
    expect(asked(rows, {})).toEqual([])
  })
  test('asks when a date differs from the one that was typed', () => {
    const date: AnswerValue = { kind: 'date', date: '2026-05-01' }
    expect(
      asked([{ restored: '2026-05-01' }, { restored: '2026-05-02' }, { restored: 'never' }], { q1: date }),
    ).toEqual([{ id: 'dates', kind: 'register-check', questions: ['q1'], rows: [2, 3] }])
    expect(asked([{ restored: 'never' }], { q1: { kind: 'never' } })).toEqual([])
    expect(asked([{ restored: '2026-05-02' }], { q1: { kind: 'dont-know' } })).toEqual([])
  })
  test('asks nothing about what was typed into a question that is hidden, or may be', () => {
    const rows = [{ factor: 'no' }]
    expect(asked(rows, { q0: ticked }, 'o1')).toEqual([])
    expect(asked(rows, { q0: ticked }, '')).toEqual([])
  })
  test('is left out when only levels are at hand', () => {
    expect(scoreRow(ruleSet, rowOf([1, 0], { context: [0, 0] })).contradictions).toEqual([])
  })
})

describe('a pointer to a CAF outcome', () => {
  const credits = [0, 50, 75, 100]
  const ruleSet = ruleSetOf({
    context: [2],
    domains: [
      {
        questions: [
          { credits, caf: { earlier: ['A1.a'], 'made-up': ['A1.a'] } },
          { credits, caf: { earlier: ['A2.a'], 'made-up': ['A1.a'] }, notApplicable: true },
          { credits, caf: { earlier: ['A2.a'], 'made-up': ['A1.a'] }, showWhen: isIn(0, 0) },
          { credits, cafInferred: { earlier: ['A2.a'], 'made-up': ['A1.a', 'B1.a'] } },
        ],
      },
    ],
  })
  const pointer = (declared: number[], option = 1) =>
    scoreRow(ruleSet, rowOf([...declared, UNANSWERED].slice(0, 4), { context: [option] })).caf[1]!
      .outcomes[0]!

  test.each([
    ['a concern when a mapped question is at its first level', [0, 3, 3], 0, 'concern'],
    ['no concern seen when every one is answered at credit 75 or more', [2, 3, 2], 0, 'no-concern-seen'],
    ['mixed when one has less', [2, 1, 3], 0, 'mixed'],
    ['mixed when one is not known, which is not a concern', [2, DONT_KNOW, 3], 0, 'mixed'],
    ['mixed when one is unanswered', [3, UNANSWERED, 3], 0, 'mixed'],
    ['not looked at when none is answered', [UNANSWERED, UNANSWERED, UNANSWERED], 0, 'not-looked-at'],
    ['blind to a hidden question', [3, 3, 0], 1, 'no-concern-seen'],
  ])('is %s', (_, declared, option, expected) => {
    expect(pointer(declared, option).pointer).toBe(expected)
  })
  test('names the mapped questions that are shown here', () => {
    expect(pointer([0, 0, 0], 1).questions).toEqual(['q0', 'q1'])
    expect(pointer([0, 0, 0], 0).questions).toEqual(['q0', 'q1', 'q2'])
  })
  test('says how many answers are there, and which hold it back: low ones, and what is not known', () => {
    expect(pointer([1, DONT_KNOW, UNANSWERED], 0)).toMatchObject({ answered: 1, holdingBack: ['q0', 'q1'] })
    expect(pointer([2, 3, NOT_APPLICABLE], 0)).toMatchObject({ answered: 2, holdingBack: [] })
  })
  test('is never made a concern, mixed or looked at by what we only infer, which is listed', () => {
    for (const level of [0, 1, 3, DONT_KNOW, UNANSWERED]) {
      expect(pointer([3, 3, 3, level], 0)).toMatchObject({ pointer: 'no-concern-seen', inferred: ['q3'] })
      expect(pointer([UNANSWERED, UNANSWERED, UNANSWERED, level], 0).pointer).toBe('not-looked-at')
      const alone = scoreRow(ruleSet, rowOf([3, 3, 3, level], { context: [0] })).caf[1]!.outcomes[1]!
      expect(alone).toMatchObject({ pointer: 'not-looked-at', questions: [], inferred: ['q3'] })
    }
  })
  test('is given in every framework, each by its own mapping', () => {
    const found = scoreRow(ruleSet, rowOf([3, 0, 3, 3], { context: [0] })).caf
    expect(found.map(({ framework }) => framework)).toEqual(['earlier', 'made-up'])
    expect(found.map(({ outcomes }) => outcomes.map(({ outcome, pointer }) => [outcome, pointer]))).toEqual([
      [
        ['A1.a', 'no-concern-seen'],
        ['A2.a', 'concern'],
      ],
      [
        ['A1.a', 'concern'],
        ['B1.a', 'not-looked-at'],
      ],
    ])
  })
})
