/** What is not known reaches only what it could turn out to be, and is named only where it decides something. */
import { describe, expect, test } from 'vitest'
import type { Answers, RegisterRow } from '../../src/answers/model.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import { score, scoreRow } from '../../src/scoring/score.ts'
import { all, any, atLeast, isIn, ruleSetOf } from './build.ts'
import { DONT_KNOW, NOT_APPLICABLE, rowOf, UNANSWERED } from './row.ts'

const KNOWN = 'known'
/** A share of suppliers at 0, 75 and 100 %, beside two plain answers: what is asked of it stops, limits and lowers. */
const shares: RuleSet = ruleSetOf({
  context: [2],
  domains: [
    {
      questions: [
        {
          id: 'share',
          credits: [0, 50, 100],
          bounds: [undefined, 75, 100],
          form: {
            type: 'share',
            register: 'suppliers',
            where: [],
            of: [{ kind: 'in', column: KNOWN, values: ['yes'] }],
            noneToCount: 'impossible',
          },
        },
        { id: 'plain' },
        { id: 'shown-to-hosts', showWhen: isIn(0, 0) },
      ],
    },
  ],
  registers: [
    {
      id: 'suppliers',
      columns: [
        {
          id: KNOWN,
          type: 'choice',
          section: '',
          short: '',
          text: '',
          required: false,
          forTheRecord: false,
          options: ['no', 'yes'].map((id) => ({ id, text: id })),
          unknown: 'Not confirmed',
          mayBeAhead: false,
          atMostOnce: false,
        },
      ],
      countsWhen: [],
    },
  ],
  risks: [
    {
      inherent: [5, 4],
      loweredBy: [
        { when: any(all(atLeast(0, 1), atLeast(1, 1)), atLeast(2, 1)), likelihood: 2 },
        { when: atLeast(0, 2), likelihood: 1 },
      ],
    },
  ],
  incidents: [
    { steps: [{ controls: [['limits', atLeast(0, 2)]] }, { kind: 'harm' }] },
    {
      steps: [
        { controls: [['stops', atLeast(1, 1)]] },
        { controls: [['stops', atLeast(0, 1)]] },
        { kind: 'harm' },
      ],
    },
  ],
  lessons: [atLeast(0, 1), undefined, all(atLeast(0, 2), atLeast(1, 1))],
})

function answersOf(
  counts: { yes: number; no: number; unknown: number },
  plain?: 'l0' | 'l1' | 'dont-know',
): Answers {
  const rows = (value: string, count: number): RegisterRow[] =>
    Array.from({ length: count }, () => ({ cells: { [KNOWN]: value }, evidence: {} }))
  return {
    organisation: { name: 'A made-up trust', cohort: 'o1' },
    asOf: '2026-11-22',
    answers:
      plain === undefined
        ? {}
        : {
            plain: {
              assurance: 'asserted',
              value: plain === 'dont-know' ? { kind: 'dont-know' } : { kind: 'choice', option: plain },
            },
          },
    context: {},
    registers: {
      suppliers: {
        complete: true,
        rows: [
          ...rows('yes', counts.yes),
          ...rows('no', counts.no),
          ...rows('not-confirmed', counts.unknown),
        ],
      },
    },
  }
}

describe('a register with cells that are not confirmed', () => {
  test('is not named by a risk that asks for what is certain already', () => {
    // Seven of eight: at least 75 % whatever the eighth is. Only "every one" hangs on it.
    const certain = score(shares, answersOf({ yes: 7, no: 0, unknown: 1 }, 'dont-know')).risks[0]!
    expect(certain).toMatchObject({ residual: 20, low: 8 })
    expect(certain.notKnown).toEqual(['plain', 'share'])
    const settled = score(shares, answersOf({ yes: 7, no: 1, unknown: 1 }, 'dont-know')).risks[0]!
    expect(settled).toMatchObject({ residual: 20, low: 12, notKnown: ['plain'] })
  })

  test('reaches nothing that no filling of its cells could reach', () => {
    const before = score(shares, answersOf({ yes: 7, no: 2, unknown: 1 }, 'l0'))
    const after = score(shares, answersOf({ yes: 8, no: 1, unknown: 1 }, 'l0'))
    for (const { incidents, risks } of [before, after]) {
      expect(incidents[0]).toMatchObject({ outcome: 'open', atBest: { outcome: 'open' } })
      expect(risks[0]).toMatchObject({ residual: 20, low: 20, notKnown: [] })
    }
    expect(before.notKnown).toEqual(['share'])
    expect(after.notKnown).toEqual([])
  })

  test('leaves a lesson not known only where its floor and ceiling fall on different sides', () => {
    const learned = (...[counts, plain]: Parameters<typeof answersOf>) =>
      score(shares, answersOf(counts, plain)).lessons.map((one) => one.learned)
    expect(learned({ yes: 7, no: 0, unknown: 1 }, 'l1')).toEqual(['on-paper', 'cannot-be-asked', 'not-known'])
    expect(learned({ yes: 7, no: 1, unknown: 1 }, 'l1')).toEqual(['on-paper', 'cannot-be-asked', 'no'])
    expect(learned({ yes: 0, no: 7, unknown: 1 }, 'l1')).toEqual(['no', 'cannot-be-asked', 'no'])
    expect(scoreRow(shares, rowOf([2, 1, 0], { context: [1] })).lessons.map((one) => one.learned)).toEqual([
      'on-evidence',
      'cannot-be-asked',
      'on-evidence',
    ])
  })
})

describe('a replay', () => {
  test('that is stopped at both ends is stopped, though where may be a range', () => {
    const stopped = score(shares, answersOf({ yes: 4, no: 0, unknown: 0 }, 'dont-know')).incidents[1]!
    expect(stopped).toMatchObject({
      outcome: 'stopped',
      atWorst: { outcome: 'stopped', stoppedAt: 's1' },
      atBest: { outcome: 'stopped', stoppedAt: 's0' },
    })
  })

  test('names the scope that decides it, and shows both ends of the step', () => {
    const open = ruleSetOf({
      context: [2],
      domains: [{ questions: [{ id: 'always' }, { id: 'hosts', showWhen: isIn(0, 0) }] }],
      incidents: [
        {
          steps: [
            { controls: [['limits', atLeast(1, 1)]] },
            { kind: 'harm', controls: [['limits', atLeast(0, 1)]] },
          ],
        },
      ],
    })
    const [result] = scoreRow(open, rowOf([0, 1], { context: [-1] })).incidents
    expect(result).toMatchObject({
      outcome: 'not-known',
      atWorst: { outcome: 'open' },
      atBest: { outcome: 'limited' },
    })
    expect(result!.steps[0]).toMatchObject({ status: 'passed-over', best: 'limited', notKnown: ['c0'] })
    expect(result!.steps[0]!.controls[0]).toMatchObject({ declared: 'not-known' })
  })
})

describe('what detects', () => {
  const watched = ruleSetOf({
    domains: [{ questions: [{ id: 'alert' }, { id: 'watch' }, { id: 'act' }] }],
    seenWhen: all(atLeast(1, 1), atLeast(2, 1)),
    incidents: [{ steps: [{ controls: [['detects', atLeast(0, 1)]] }, { kind: 'harm' }] }],
  })
  const replayed = (...declared: number[]) => scoreRow(watched, rowOf(declared)).incidents[0]!

  test('counts only where somebody watches and can act', () => {
    expect(replayed(1, 1, 1)).toMatchObject({ outcome: 'seen', meets: 'on-evidence' })
    expect(replayed(1, 1, 0)).toMatchObject({ outcome: 'open', meets: 'none' })
    expect(replayed(1, 0, 1).steps[0]!.controls[0]).toMatchObject({ declared: 'no', unheeded: true })
    expect(replayed(0, 0, 0).steps[0]!.controls[0]).toMatchObject({ declared: 'no', unheeded: false })
  })
  test('is not known while that is not, and names it', () => {
    expect(replayed(1, DONT_KNOW, 1)).toMatchObject({ outcome: 'not-known', meetsNotKnown: true })
    expect(replayed(1, DONT_KNOW, UNANSWERED).steps[0]!.notKnown).toEqual(['watch', 'act'])
    expect(replayed(0, DONT_KNOW, 1)).toMatchObject({ outcome: 'open' })
  })
})

describe('a limit on weak domains', () => {
  const domains = [3, 2, 1].map((weight) => ({ weight, questions: [{ credits: [0, 39, 40, 100] }] }))
  const weak = (atLeast: number, ...of: number[]) =>
    ruleSetOf({ domains, caps: [{ when: { kind: 'domains', domains: of, below: 40, atLeast }, atMost: 20 }] })
  const overall = (ruleSet: RuleSet, ...levels: number[]) => scoreRow(ruleSet, rowOf(levels)).overall

  test('holds while so many of its domains score below its number', () => {
    expect(overall(weak(1, 0, 1), 3, 3, 0)).toMatchObject({ score: 83, caps: [] })
    expect(overall(weak(1, 0, 1), 3, 1, 3)).toMatchObject({ score: 20, caps: [{ id: 'cap0', binds: true }] })
    expect(overall(weak(1, 0, 1), 3, 2, 3)).toMatchObject({ score: 80, caps: [] })
    expect(overall(weak(2, 0, 1, 2), 3, 1, 3)).toMatchObject({ caps: [] })
    expect(overall(weak(2, 0, 1, 2), 3, 1, 1)).toMatchObject({ score: 20 })
  })
  test('takes a domain as its own limits leave it', () => {
    const limited = ruleSetOf({
      domains: [
        {
          questions: [{}, {}],
          caps: [{ when: { kind: 'level', question: 1, op: 'below', level: 1 }, atMost: 39 }],
        },
      ],
      caps: [{ when: { kind: 'domains', domains: [0], below: 40, atLeast: 1 }, atMost: 10 }],
    })
    expect(overall(limited, 1, 0)).toMatchObject({ score: 10 })
  })
})

describe('an answer that is not there', () => {
  const parts = ruleSetOf({
    context: [2],
    domains: [{ questions: [{}, { notApplicable: true }, { notApplicable: true }] }],
    lessons: [
      all(atLeast(0, 1), atLeast(1, 1)),
      any(atLeast(0, 1), atLeast(1, 1)),
      all(atLeast(1, 1), atLeast(2, 1)),
      any(isIn(0, 0), atLeast(1, 1)),
      all(isIn(0, 1), atLeast(1, 1)),
    ],
  })
  test('is passed over inside all, no way inside any, and nothing is left of a condition that asks for nothing else', () => {
    const learned = (first: number) =>
      scoreRow(parts, rowOf([first, NOT_APPLICABLE, NOT_APPLICABLE], { context: [0] })).lessons.map(
        (one) => one.learned,
      )
    expect(learned(1)).toEqual(['on-evidence', 'on-evidence', 'not-here', 'on-evidence', 'not-here'])
    expect(learned(0)).toEqual(['no', 'no', 'not-here', 'on-evidence', 'not-here'])
  })
})

describe('a check of totals', () => {
  const percentage = { type: 'percentage', count: '', of: '', noneToCount: 'impossible' } as const
  const totals = ruleSetOf({
    domains: [
      {
        questions: ['admins', 'staff'].map((id) => ({ id, form: percentage, bounds: [undefined, 50] })),
      },
    ],
    totalChecks: [{ id: 'fits', part: { question: 0, number: 'of' }, whole: { question: 1, number: 'of' } }],
  })
  const asked = (admins: number | undefined, staff: number) =>
    score(totals, {
      ...answersOf({ yes: 0, no: 0, unknown: 0 }),
      registers: {},
      answers: {
        ...(admins === undefined
          ? {}
          : { admins: { assurance: 'asserted', value: { kind: 'counts', count: 0, of: admins } } }),
        staff: { assurance: 'asserted', value: { kind: 'counts', count: 0, of: staff } },
      },
    }).contradictions

  test('asks when a part is more than its whole, and never before both are typed', () => {
    expect(asked(11, 10)).toEqual([{ id: 'fits', kind: 'total-check', questions: ['admins', 'staff'] }])
    expect(asked(10, 10)).toEqual([])
    expect(asked(undefined, 0)).toEqual([])
  })
})
