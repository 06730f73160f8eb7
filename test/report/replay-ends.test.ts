/** Where a chain ends and why, in each reading: whoever swaps two of the sentences fails here. */

import { describe, expect, test } from 'vitest'
import { describeEnds, type ReplayStep, whyNotExposed } from '../../src/report/replay-ends.ts'
import type { Chain, Incident } from '../../src/rules/model.ts'
import type { InPlace, IncidentResult, StepStatus } from '../../src/scoring/model.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust } from '../web/trusts.ts'

type Kind = 'attack' | 'response' | 'harm'
type Role = 'stops' | 'detects' | 'limits'

const controlOf = (role: Role, stands: InPlace, short: string) => ({
  control: { role },
  stands,
  reads: [{ question: { short } }],
})

/** A step that came to this on paper and on evidence. */
function stepOf(
  number: number,
  kind: Kind,
  status: StepStatus,
  assured: StepStatus,
  ...controls: readonly ReturnType<typeof controlOf>[]
): ReplayStep {
  return {
    number,
    step: { id: `step-${number}`, kind },
    result: { status, assured },
    controls,
  } as unknown as ReplayStep
}

function ends(
  steps: readonly ReplayStep[],
  result: Partial<IncidentResult> = {},
  vantage: Chain['vantage'] = 'in-your-place',
): string[] {
  return describeEnds(steps, { vantage } as Chain, { outcome: 'open', ...result } as IncidentResult).map(
    ({ reading, sentence }) => `${reading}: ${sentence}`,
  )
}

const open = (number: number, kind: Kind = 'attack') => stepOf(number, kind, 'open', 'open')

describe('in your place', () => {
  test('an evidenced control ends it, and is named', () => {
    const end = stepOf(1, 'attack', 'stopped', 'stopped', controlOf('stops', 'evidenced', 'Keys'))
    expect(ends([end, open(2, 'harm')])).toEqual([
      'On paper and on evidence: It ends at step 1. The answer behind it: “Keys”.',
    ])
  })

  test('what is stated and not evidenced is met, and never said to end it', () => {
    const end = stepOf(
      2,
      'attack',
      'stopped',
      'open',
      controlOf('stops', 'on-your-word', 'Keys'),
      controlOf('stops', 'evidenced', 'Doors'),
      controlOf('stops', 'not-in-place', 'Walls'),
      controlOf('detects', 'evidenced', 'Eyes'),
    )
    expect(ends([open(1), end, open(3, 'harm')])).toEqual([
      'On paper: At step 2 it would have met a control you state but have not evidenced. The answers behind it: “Keys” and “Doors”.',
      'On evidence: Nothing evidenced stands in the way.',
    ])
  })

  test('harm that had begun before it ended is said, and harm after it is not', () => {
    const end = stepOf(2, 'attack', 'stopped', 'stopped', controlOf('stops', 'evidenced', 'Keys'))
    expect(ends([open(1, 'harm'), end])[0]).toContain('Harm had begun at step 1.')
    expect(ends([open(1), end, open(3, 'harm')])[0]).not.toContain('Harm had begun')
  })

  test('what is seen before harm is said with what it rests on', () => {
    const eye = (stands: InPlace) => controlOf('detects', stands, 'Eyes')
    const harm = open(2, 'harm')
    expect(ends([stepOf(1, 'attack', 'seen', 'seen', eye('evidenced')), harm])).toEqual([
      'On paper and on evidence: Nothing evidenced ends it. At step 1 somebody would have seen it before harm. The answer behind it: “Eyes”.',
    ])
    expect(ends([stepOf(1, 'attack', 'seen', 'open', eye('on-your-word')), harm])[0]).toBe(
      'On paper: Nothing you state ends it. At step 1 somebody would have seen it before harm, if what you state is so. The answer behind it: “Eyes”.',
    )
    expect(ends([stepOf(1, 'attack', 'seen', 'seen', eye('evidenced'))])[0]).toContain(
      'somebody would have seen it. The answer',
    )
  })

  test('what is seen too late, or limited, is counted as limiting', () => {
    const late = [
      open(1),
      open(2, 'harm'),
      stepOf(3, 'response', 'limited', 'open'),
      stepOf(4, 'attack', 'seen', 'seen'),
    ]
    expect(ends(late)).toEqual([
      'On paper: Nothing you state ends it, or shows it before harm. Something limits it at steps 3 and 4.',
      'On evidence: Nothing evidenced ends it, or shows it before harm. Something limits it at step 4.',
    ])
    expect(ends([stepOf(1, 'attack', 'limited', 'limited')])[0]).toContain(
      'or shows it. Something limits it at step 1.',
    )
  })

  test('nothing stands in the way, or nothing can be tested', () => {
    expect(ends([open(1)])).toEqual(['On paper and on evidence: Nothing evidenced stands in the way.'])
    expect(ends([stepOf(1, 'attack', 'open', 'not-reached')])[0]).toBe(
      'On paper: Nothing declared stands in the way.',
    )
    const untestable = [
      stepOf(1, 'attack', 'not-testable', 'not-testable'),
      stepOf(2, 'attack', 'passed-over', 'passed-over'),
    ]
    expect(ends(untestable)).toEqual([
      'On paper and on evidence: It cannot be tested: nobody has published how.',
    ])
  })
})

test('as a customer nothing ends it, and what limits the loss is named', () => {
  expect(ends([open(1)], {}, 'as-a-customer')).toEqual([
    'On paper and on evidence: Nothing limits what you lose.',
  ])
  const limited = [stepOf(1, 'response', 'limited', 'limited'), stepOf(2, 'response', 'seen', 'seen')]
  expect(ends(limited, {}, 'as-a-customer')).toEqual([
    'On paper and on evidence: It reaches you. Something limits what you lose at steps 1 and 2.',
  ])
})

test.each([
  ['not-exposed', 'It does not concern you.'],
  ['stopped', 'It would have met a control at step 1, before harm.'],
  ['cut-short', 'It would have met a control at step 1, after harm had begun.'],
  ['seen', 'Somebody would have seen it in time.'],
  ['limited', 'Something would have limited it.'],
  ['open', 'The same.'],
] as const)('where it is not known, the better end that is %s: %s', (outcome, sentence) => {
  const found = ends([open(1)], {
    outcome: 'not-known',
    atBest: { outcome, reach: 0, stoppedAt: 'step-1' },
  })
  expect(found).toEqual([
    'At worst, on paper: Nothing declared stands in the way.',
    `At best, on paper: ${sentence}`,
    'On evidence: Nothing evidenced stands in the way.',
  ])
})

test('what does not concern an organisation says which of its own answers says so', () => {
  const examined = examineTrust('all-worst')
  const [context] = RULE_SET.readContext
  const question = RULE_SET.context[context ?? -1]
  const option = question?.options.find(({ id }) => id === examined.answers.context[question.id])
  const exposedWhen = { kind: 'context', question: context ?? 0, options: [] } as const
  expect(whyNotExposed(examined, { exposedWhen } as unknown as Incident)).toBe(
    `What this attack used does not exist here: you said “${option?.text.replace(/\.$/, '')}”.`,
  )
  expect(whyNotExposed(examined, {} as Incident)).toBe('What this attack used does not exist here.')
})
