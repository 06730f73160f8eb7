import { describe, expect, test } from 'vitest'
import { scoreRow } from '../../src/scoring/score.ts'
import { all, any, atLeast, type ControlOf, type IncidentOf, isIn, ruleSetOf, type StepOf } from './build.ts'
import { DONT_KNOW, NOT_APPLICABLE, rowOf, UNANSWERED } from './row.ts'

/** Four questions of four levels; the last two may be not applicable, and the last is shown in scope option 0. */
const world = (incident: IncidentOf) =>
  ruleSetOf({
    context: [2],
    domains: [
      {
        questions: [
          { credits: [0, 30, 60, 100] },
          { credits: [0, 30, 60, 100] },
          { credits: [0, 30, 60, 100], notApplicable: true },
          { credits: [0, 30, 60, 100], notApplicable: true, showWhen: isIn(0, 0) },
        ],
      },
    ],
    incidents: [incident],
  })
const replay = (
  incident: IncidentOf | readonly StepOf[],
  declared: readonly number[],
  more: Parameters<typeof rowOf>[1] = {},
) =>
  scoreRow(
    world('steps' in incident ? incident : { steps: incident }),
    rowOf(declared, { context: [0], ...more }),
  ).incidents[0]!

const stops = (question: number, level = 1): ControlOf => ['stops', atLeast(question, level)]
const detects = (question: number, level = 1): ControlOf => ['detects', atLeast(question, level)]
const limits = (question: number, level = 1): ControlOf => ['limits', atLeast(question, level)]
const attack = (...controls: ControlOf[]): StepOf => ({ controls })
const response = (...controls: ControlOf[]): StepOf => ({ kind: 'response', controls })
const harm = (...controls: ControlOf[]): StepOf => ({ kind: 'harm', controls })
const statuses = (result: ReturnType<typeof replay>) => result.steps.map((step) => step.status)

describe('an attack', () => {
  const chain = [
    attack(stops(0), detects(1)),
    attack(stops(1, 2)),
    harm(limits(2)),
    attack(stops(2, 2)),
    harm(),
  ]

  test('is stopped before harm, and reaches nothing further', () => {
    const result = replay(chain, [1, 0, 0, 0])
    expect(result).toMatchObject({ outcome: 'stopped', reach: 0, stoppedAt: 's0', meets: 'on-evidence' })
    expect(statuses(result)).toEqual(['stopped', 'not-reached', 'not-reached', 'not-reached', 'not-reached'])
  })
  test('is stopped at a later step, having passed the first', () => {
    expect(replay(chain, [0, 2, 0, 0])).toMatchObject({ outcome: 'stopped', reach: 1, stoppedAt: 's1' })
  })
  test('is cut short when harm came before the stop', () => {
    const result = replay(chain, [0, 0, 2, 0])
    expect(result).toMatchObject({ outcome: 'cut-short', reach: 2, stoppedAt: 's3', meets: 'none' })
    expect(statuses(result)).toEqual(['open', 'open', 'limited', 'stopped', 'not-reached'])
  })
  test('that is cut short and was seen in time was met, all the same', () => {
    expect(replay(chain, [0, 1, 2, 0])).toMatchObject({ outcome: 'cut-short', meets: 'on-evidence' })
  })
  test('is seen when a step before the first harm is', () => {
    const result = replay(chain, [0, 1, 0, 0])
    expect(result).toMatchObject({ outcome: 'seen', reach: 3, stoppedAt: null, meets: 'on-evidence' })
    expect(statuses(result)).toEqual(['seen', 'open', 'open', 'open', 'not-testable'])
  })
  test('that is seen only at the harm, or after it, is limited', () => {
    expect(replay([attack(stops(0)), harm(detects(1))], [0, 1, 0, 0])).toMatchObject({
      outcome: 'limited',
      meets: 'none',
    })
    expect(replay([attack(stops(0)), harm(), response(detects(1))], [0, 1, 0, 0])).toMatchObject({
      outcome: 'limited',
    })
  })
  test('that is seen by an act of the defender before harm is seen', () => {
    expect(replay([attack(stops(0)), response(detects(1)), harm()], [0, 1, 0, 0])).toMatchObject({
      outcome: 'seen',
    })
  })
  test('is limited when some step is, and nothing is seen', () => {
    expect(replay(chain, [0, 0, 1, 0])).toMatchObject({ outcome: 'limited', reach: 3, meets: 'none' })
  })
  test('is open when nothing declared stands in the way', () => {
    expect(replay(chain, [0, 0, 0, 0])).toMatchObject({
      outcome: 'open',
      reach: 3,
      meets: 'none',
      meetsNotKnown: false,
    })
  })
  test('with no harm in its chain is stopped wherever it is stopped', () => {
    expect(replay([attack(), attack(stops(0))], [1, 0, 0, 0])).toMatchObject({ outcome: 'stopped', reach: 1 })
  })
  test('is not testable when no step names a control', () => {
    const result = replay([attack(), harm()], [3, 3, 3, 3])
    expect(result).toMatchObject({ outcome: 'not-testable', reach: 1, cheapest: null })
    expect(result.steps.map((step) => step.words)).toEqual(['cannot-be-tested', 'cannot-be-tested'])
  })
  test('that could not reach this organisation is not exposed, with no step reached', () => {
    const result = replay({ steps: chain, exposedWhen: isIn(0, 1) }, [0, 0, 0, 0])
    expect(result).toMatchObject({
      outcome: 'not-exposed',
      reach: 0,
      counted: false,
      meets: null,
      cheapest: null,
    })
    expect(new Set(statuses(result))).toEqual(new Set(['not-reached']))
  })
  test('is stopped by any one of its alternatives, and what must hold together is one control', () => {
    const either = [attack(stops(0), stops(1)), harm()]
    const both = [attack(['stops', all(atLeast(0, 1), atLeast(1, 1))]), harm()]
    expect(replay(either, [0, 1, 0, 0]).outcome).toBe('stopped')
    expect(replay(both, [0, 1, 0, 0]).outcome).toBe('open')
    expect(replay(both, [1, 1, 0, 0]).outcome).toBe('stopped')
  })
})

describe('a step', () => {
  test('that comes whatever happened before is walked after the stop, and the rest is not reached', () => {
    const result = replay(
      [
        attack(stops(0)),
        { ...response(limits(1)), always: true },
        harm(),
        { ...harm(limits(1)), always: true },
      ],
      [1, 1, 0, 0],
    )
    expect(statuses(result)).toEqual(['stopped', 'limited', 'not-reached', 'limited'])
    expect(result.outcome).toBe('stopped')
  })
  test('of the attack is never reached after the stop, even one that would always come', () => {
    const result = replay([attack(stops(0)), { ...attack(stops(1)), always: true }], [1, 1, 0, 0])
    expect(statuses(result)).toEqual(['stopped', 'not-reached'])
    expect(result).toMatchObject({ reach: 0, stoppedAt: 's0' })
  })
  test('is stopped before it is seen, and seen before it is limited', () => {
    const step = attack(limits(0), detects(0, 2), stops(0, 3))
    expect([1, 2, 3].map((level) => statuses(replay([step], [level, 0, 0, 0]))[0])).toEqual([
      'limited',
      'seen',
      'stopped',
    ])
  })
  test('of harm or response is never stopped, whatever a control says', () => {
    expect(statuses(replay([attack(), harm(stops(0))], [1, 0, 0, 0]))).toEqual(['not-testable', 'open'])
  })
  test('whose controls are all not applicable is passed over, and counts as passed', () => {
    const result = replay([attack(stops(2), detects(2)), harm()], [0, 0, NOT_APPLICABLE, 0])
    expect(result).toMatchObject({ outcome: 'not-testable', reach: 1, cheapest: null })
    expect(result.steps[0]).toMatchObject({ status: 'passed-over', words: 'not-here' })
  })
  test('whose question is hidden here is passed over', () => {
    const result = replay([attack(stops(3)), attack(detects(0)), harm()], [1, 0, 0, 3], { context: [1] })
    expect(statuses(result)).toEqual(['passed-over', 'seen', 'not-testable'])
  })
  test('keeps its other controls when one is absent', () => {
    expect(statuses(replay([attack(stops(2), detects(0))], [1, 0, NOT_APPLICABLE, 0]))).toEqual(['seen'])
    expect(statuses(replay([attack(stops(2), detects(0))], [0, 0, NOT_APPLICABLE, 0]))).toEqual(['open'])
  })
  test('passes over an absent answer inside all, and takes it for no way inside any', () => {
    const both = [attack(['stops', all(atLeast(0, 1), atLeast(2, 1))]), harm()]
    const either = [attack(['stops', any(atLeast(0, 1), atLeast(2, 1))]), harm()]
    expect(statuses(replay(both, [3, 0, NOT_APPLICABLE, 0]))[0]).toBe('stopped')
    expect(statuses(replay(both, [0, 0, NOT_APPLICABLE, 0]))[0]).toBe('open')
    expect(statuses(replay(either, [0, 0, NOT_APPLICABLE, 0]))[0]).toBe('open')
    expect(statuses(replay(either, [3, 0, NOT_APPLICABLE, 0]))[0]).toBe('stopped')
  })
  test('has a control that the scope alone makes true, even when its questions are absent', () => {
    const step = attack(['stops', any(isIn(0, 0), atLeast(2, 1))])
    expect(statuses(replay([step], [0, 0, NOT_APPLICABLE, 0]))).toEqual(['stopped'])
  })
})

describe('words about a step', () => {
  const chain = [attack(stops(0)), harm()]
  test.each([
    ['in place and evidenced', [1, 0, 0, 0], [1, 0, 0, 0], 'evidenced'],
    ['in place, on your word only', [1, 0, 0, 0], [0, 0, 0, 0], 'on-your-word'],
    ['nothing declared stands in the way', [0, 0, 0, 0], [0, 0, 0, 0], 'nothing'],
    ['not known', [DONT_KNOW, 0, 0, 0], [0, 0, 0, 0], 'not-known'],
    ['not known while unanswered', [UNANSWERED, 0, 0, 0], [0, 0, 0, 0], 'not-known'],
  ])('%s', (_, declared, assured, words) => {
    expect(replay(chain, declared, { assured }).steps[0]!.words).toBe(words)
  })
  test('say "on your word only" when evidence carries less than what is declared', () => {
    const chain = [attack(detects(0), limits(1)), harm()]
    expect(replay(chain, [1, 1, 0, 0], { assured: [0, 1, 0, 0] }).steps[0]).toMatchObject({
      status: 'seen',
      assured: 'limited',
      words: 'on-your-word',
    })
  })
  test('say "nothing declared" of an open step, even when an unknown might end the attack before it', () => {
    const result = replay([attack(stops(0)), attack(stops(1)), harm()], [DONT_KNOW, 0, 0, 0])
    expect(result.steps.map((step) => [step.status, step.best, step.words])).toEqual([
      ['open', 'stopped', 'not-known'],
      ['open', 'not-reached', 'nothing'],
      ['not-testable', 'not-reached', 'cannot-be-tested'],
    ])
  })
  test('name the answers that are not known and could change it', () => {
    const result = replay(
      [attack(['stops', any(atLeast(0, 1), atLeast(3, 1))], detects(1))],
      [DONT_KNOW, UNANSWERED, 0, DONT_KNOW],
      { context: [1] },
    )
    expect(result.steps[0]!.notKnown).toEqual(['q0', 'q1'])
  })
})

describe('a replay of what is not known', () => {
  test('is walked twice, and shows both ends when they differ', () => {
    const result = replay([attack(stops(0), limits(1)), harm()], [DONT_KNOW, 1, 0, 0])
    expect(result).toMatchObject({
      outcome: 'not-known',
      atWorst: { outcome: 'limited', reach: 1, stoppedAt: null },
      atBest: { outcome: 'stopped', reach: 0, stoppedAt: 's0' },
      meets: 'none',
      meetsNotKnown: true,
    })
  })
  test('has one outcome when the unknown makes no difference', () => {
    expect(replay([attack(stops(0), stops(1)), harm()], [DONT_KNOW, 1, 0, 0])).toMatchObject({
      outcome: 'stopped',
      meets: 'on-evidence',
    })
  })
  test('has its outcome where only its reach differs: both ends are kept', () => {
    const result = replay([attack(stops(0)), attack(stops(1)), harm()], [DONT_KNOW, 1, 0, 0])
    expect(result).toMatchObject({ outcome: 'stopped', atWorst: { reach: 1 }, atBest: { reach: 0 } })
  })
  test('says "met" only of what is met in every scope that is still possible', () => {
    const chain: IncidentOf = { steps: [attack(stops(3)), harm()] }
    expect(replay(chain, [0, 0, 0, 1], { context: [-1] })).toMatchObject({
      outcome: 'not-known',
      meets: 'none',
      meetsNotKnown: true,
    })
    // Where it is exposed it is met; elsewhere there is nothing to meet.
    const here: IncidentOf = { ...chain, exposedWhen: isIn(0, 0) }
    expect(replay(here, [0, 0, 0, 1], { context: [-1] })).toMatchObject({
      meets: 'on-evidence',
      counted: true,
    })
  })
  test('says "met" of no attack that in some scope is cut short unseen, though elsewhere it ends worse', () => {
    const chain = [
      attack(['detects', all(isIn(0, 1), atLeast(0, 1))]),
      harm(),
      attack(['stops', all(isIn(0, 0), atLeast(0, 1))]),
    ]
    expect(replay(chain, [1, 0, 0, 0], { context: [-1] })).toMatchObject({
      atWorst: { outcome: 'seen' },
      atBest: { outcome: 'cut-short' },
      meets: 'none',
      meetsNotKnown: true,
    })
  })
  test('says "met on paper" of what is only asserted', () => {
    const result = replay([attack(stops(0)), harm()], [1, 0, 0, 0], { assured: [0, 0, 0, 0] })
    expect(result).toMatchObject({
      outcome: 'stopped',
      assuredOutcome: 'open',
      assuredReach: 1,
      meets: 'on-paper',
    })
  })
})

describe('the cheapest change', () => {
  const raise = (question: string, to: string, cost: number, action = 'raise') => ({
    question,
    action,
    to,
    cost,
  })

  test('is nothing when the attack is stopped already', () => {
    expect(replay([attack(stops(0)), harm()], [1, 0, 0, 0]).cheapest).toEqual([])
  })
  test('is one answer rather than two, however many levels it takes', () => {
    const chain = [attack(['stops', all(atLeast(0, 1), atLeast(1, 1))], stops(2, 3)), harm()]
    expect(replay(chain, [0, 0, 0, 0]).cheapest).toEqual([raise('q2', 'l3', 3)])
  })
  test('is these two together when one alone would not do', () => {
    const chain = [attack(['stops', all(atLeast(0, 2), atLeast(1, 1))]), harm()]
    expect(replay(chain, [1, 0, 0, 0]).cheapest).toEqual([raise('q0', 'l2', 1), raise('q1', 'l1', 1)])
  })
  test('is the one with fewest levels, then the first in question order', () => {
    expect(replay([attack(stops(0, 3), stops(1, 2)), harm()], [0, 0, 0, 0]).cheapest).toEqual([
      raise('q1', 'l2', 2),
    ])
    expect(replay([attack(stops(1, 2)), attack(stops(0, 2)), harm()], [0, 0, 0, 0]).cheapest).toEqual([
      raise('q0', 'l2', 2),
    ])
  })
  test('stops the attack before harm, so a stop after it is no help', () => {
    expect(replay([attack(stops(0, 3)), harm(), attack(stops(1, 1))], [0, 1, 0, 0])).toMatchObject({
      outcome: 'cut-short',
      cheapest: [raise('q0', 'l3', 3)],
    })
  })
  test('is to find out what is not known, never to raise it', () => {
    expect(replay([attack(stops(0, 2)), harm()], [DONT_KNOW, 0, 0, 0]).cheapest).toEqual([
      raise('q0', 'l2', 2, 'find-out'),
    ])
    expect(replay([attack(stops(0, 2)), harm()], [UNANSWERED, 0, 0, 0]).cheapest).toEqual([
      raise('q0', 'l2', 2, 'find-out'),
    ])
  })
  test('never touches what is not applicable or hidden, and is null when nothing else would do', () => {
    expect(replay([attack(stops(2)), harm()], [0, 0, NOT_APPLICABLE, 0]).cheapest).toBe(null)
    expect(replay([attack(stops(3)), harm()], [0, 0, 0, 0], { context: [1] }).cheapest).toBe(null)
    expect(replay([attack(detects(0)), harm()], [0, 0, 0, 0]).cheapest).toBe(null)
  })
  test('works in every scope that is still possible', () => {
    const chain = [
      attack(
        ['stops', all(isIn(0, 0), atLeast(0, 1))],
        ['stops', all(isIn(0, 1), atLeast(1, 1))],
        stops(2, 3),
      ),
      harm(),
    ]
    const open = { context: [-1] }
    expect(replay(chain, [0, 0, 0, 0], open).cheapest).toEqual([raise('q2', 'l3', 3)])
    expect(
      replay(
        chain.map((step) => ({ ...step, controls: step.controls!.slice(0, 2) })),
        [0, 0, 0, 0],
        open,
      ).cheapest,
    ).toEqual([raise('q0', 'l1', 1), raise('q1', 'l1', 1)])
  })
  test('is not sought for a customer, who stops nothing that happens to a supplier', () => {
    const ruleSet = world({ steps: [attack(stops(0)), harm()], asCustomer: [attack(), harm(limits(1))] })
    const [own, customer] = scoreRow(ruleSet, rowOf([0, 1, 0, 0], { context: [0] })).incidents
    expect(own!.cheapest).toEqual([raise('q0', 'l1', 1)])
    expect(customer).toMatchObject({
      chain: 'as-a-customer',
      outcome: 'limited',
      cheapest: null,
      counted: false,
    })
  })
})

describe('the counts', () => {
  test.each([
    ['published', true],
    ['reported', true],
    ['alleged', false],
    ['unknown', false],
  ] as const)('with a way in that is %s: counted is %s', (wayIn, counted) => {
    expect(replay({ wayIn, steps: [attack(stops(0)), harm()] }, [0, 0, 0, 0]).counted).toBe(counted)
  })
  test('leave out an exercise, which is never replayed', () => {
    const one = world({ steps: [attack(stops(0))] })
    const ruleSet = {
      ...one,
      incidents: one.incidents.map((incident) => ({ ...incident, kind: 'exercise' as const })),
    }
    expect(scoreRow(ruleSet, rowOf([3, 3, 3, 3], { context: [0] })).incidents).toEqual([
      expect.objectContaining({
        outcome: null,
        chain: null,
        reach: null,
        meets: null,
        counted: false,
        steps: [],
      }),
    ])
  })
})
