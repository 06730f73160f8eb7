import { describe, expect, test } from 'vitest'
import { scoreRow } from '../../src/scoring/score.ts'
import { atLeast, below, isIn, ruleSetOf } from './build.ts'
import { DONT_KNOW, NOT_APPLICABLE, rowOf, UNANSWERED } from './row.ts'

/** Question 0 is answered at its best; question 1 is in the state of the line, and shown when the scope has option 0. */
const ruleSet = ruleSetOf({
  context: [2],
  domains: [
    {
      questions: [
        { credits: [0, 50, 100] },
        { credits: [0, 50, 100], notApplicable: true, showWhen: isIn(0, 0) },
      ],
      caps: [{ when: below(1, 1), atMost: 40 }],
    },
  ],
  risks: [{ inherent: [5, 4], loweredBy: [{ when: atLeast(1, 1), likelihood: 2 }] }],
  incidents: [{ steps: [{ controls: [['stops', atLeast(1, 1)]] }, { kind: 'harm' }] }],
  contradictions: [
    { first: atLeast(0, 1), second: atLeast(1, 1) },
    { first: atLeast(0, 1), second: below(1, 1) },
  ],
})

interface Seen {
  readonly sums: readonly [low: number, high: number, assured: number]
  readonly limited: boolean
  readonly risk: readonly [low: number, residual: number, assured: number]
  readonly contradictions: readonly string[]
  readonly control: string
  readonly words: string
  readonly outcome: string
}

const hidden = 1
const states: [string, number, Seen, option?: number][] = [
  [
    'answered well',
    1,
    {
      sums: [75, 75, 75],
      limited: false,
      risk: [12, 12, 12],
      contradictions: ['contradiction0'],
      control: 'yes',
      words: 'evidenced',
      outcome: 'stopped',
    },
  ],
  [
    'answered badly',
    0,
    {
      sums: [40, 40, 40],
      limited: true,
      risk: [20, 20, 20],
      contradictions: ['contradiction1'],
      control: 'no',
      words: 'nothing',
      outcome: 'open',
    },
  ],
  [
    'answered "don\'t know"',
    DONT_KNOW,
    {
      sums: [40, 40, 40],
      limited: true,
      risk: [12, 20, 20],
      contradictions: [],
      control: 'not-known',
      words: 'not-known',
      outcome: 'not-known',
    },
  ],
  [
    'fed by a register whose unknown cells could change it, at level 1 at worst',
    DONT_KNOW | 1,
    {
      sums: [75, 75, 40],
      limited: false,
      risk: [12, 12, 20],
      contradictions: ['contradiction0'],
      control: 'yes',
      words: 'on-your-word',
      outcome: 'stopped',
    },
  ],
  [
    'unanswered',
    UNANSWERED,
    {
      sums: [40, 100, 40],
      limited: true,
      risk: [12, 20, 20],
      contradictions: [],
      control: 'not-known',
      words: 'not-known',
      outcome: 'not-known',
    },
  ],
  [
    'not applicable',
    NOT_APPLICABLE,
    {
      sums: [100, 100, 100],
      limited: false,
      risk: [20, 20, 20],
      contradictions: [],
      control: 'absent',
      words: 'not-here',
      outcome: 'not-testable',
    },
  ],
  [
    'hidden, with the best answer typed into it',
    2,
    {
      sums: [100, 100, 100],
      limited: false,
      risk: [20, 20, 20],
      contradictions: [],
      control: 'absent',
      words: 'not-here',
      outcome: 'not-testable',
    },
    hidden,
  ],
]

describe('a question', () => {
  test.each(states)(
    '%s counts in sums, limits, risks, contradictions and replays as rules/README.md says',
    (_, byte, seen, option = 0) => {
      const result = scoreRow(ruleSet, rowOf([2, byte], { context: [option] }))
      const [domain, risk, replay] = [result.domains[0]!, result.risks[0]!, result.incidents[0]!]
      const found: Seen = {
        sums: [domain.low, domain.high, domain.assured],
        limited: domain.caps.length > 0,
        risk: [risk.low, risk.residual, risk.assured],
        contradictions: result.contradictions.map((one) => one.id),
        control: replay.steps[0]!.controls[0]!.declared,
        words: replay.steps[0]!.words,
        outcome: replay.outcome!,
      }
      expect(found).toEqual(seen)
    },
  )

  test('not applicable without support is the worst on evidence', () => {
    const result = scoreRow(ruleSet, rowOf([2, NOT_APPLICABLE], { assured: [2, 0], context: [0] }))
    expect(result.overall).toMatchObject({ low: 100, high: 100, assured: 40 })
    expect(result.incidents[0]).toMatchObject({ outcome: 'not-testable', assuredOutcome: 'open' })
  })

  test('not shown in any scope that is still possible is neither unanswered nor not known', () => {
    const shown = scoreRow(ruleSet, rowOf([2, UNANSWERED], { context: [0] }))
    const away = scoreRow(ruleSet, rowOf([2, UNANSWERED], { context: [hidden] }))
    const open = scoreRow(ruleSet, rowOf([2, UNANSWERED], { context: [-1] }))
    expect([shown.unanswered, away.unanswered, open.unanswered]).toEqual([['q1'], [], ['c0', 'q1']])
    expect([shown.complete, away.complete, open.complete]).toEqual([false, true, false])
    expect(scoreRow(ruleSet, rowOf([2, DONT_KNOW], { context: [hidden] })).notKnown).toEqual([])
  })
})

describe('an open scope question', () => {
  test('gives the lowest and highest result over its options', () => {
    const open = scoreRow(ruleSet, rowOf([2, 0], { context: [-1] }))
    expect(open.overall).toMatchObject({ score: null, band: null, low: 40, high: 100, assured: 40 })
    expect(open.domains[0]).toMatchObject({ score: null, low: 40, high: 100 })
  })
  test('leaves a domain that it cannot change with its score', () => {
    const two = ruleSetOf({
      context: [2],
      domains: [{ questions: [{}, { showWhen: isIn(0, 0) }] }, { questions: [{}] }],
    })
    const result = scoreRow(two, rowOf([1, 0, 1], { context: [-1] }))
    expect(result.domains.map((domain) => domain.score)).toEqual([null, 100])
    expect(result.overall).toMatchObject({ score: null, low: 75, high: 100 })
  })
})
