/** Each sentence on which the honesty of a page rests, with the state that it is said of: whoever swaps two of them fails here. */

import { describe, expect, test } from 'vitest'
import { attackSentence, firstStep } from '../../src/report/attack.ts'
import { markOf, markWords } from '../../src/report/attack-marks.ts'
import { evidenceOutcome, outcomeName, paperOutcome } from '../../src/report/outcomes.ts'
import type { ChainReplay } from '../../src/report/replay.ts'
import {
  assuranceName,
  limitNow,
  type Standing,
  standingName,
  stateName,
  stepWords,
} from '../../src/report/standing-words.ts'
import { lessonState, type LessonState } from '../../src/report/lessons.ts'
import type { IncidentResult, Outcome, StepResult } from '../../src/scoring/model.ts'
import { inPlaceOf, isInPlace } from '../../src/scoring/standing.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust } from '../web/trusts.ts'

describe('what stands somewhere', () => {
  test.each<[Standing, string]>([
    ['evidenced', 'in place and evidenced'],
    ['on-your-word', 'in place, on your word only'],
    ['not-in-place', 'not in place'],
    ['unheeded', 'in place, but nobody would act in time on what it shows'],
    ['not-known', 'not known'],
    ['not-here', 'does not apply here'],
    ['nothing', 'nothing declared stands in the way'],
    ['cannot-be-tested', 'cannot be tested: nobody has published how'],
    ['not-reached', 'not reached'],
  ])('%s: %s', (standing, words) => expect(standingName(standing)).toBe(words))

  test.each([
    [{ holds: 'yes', assured: true }, 'evidenced', true],
    [{ holds: 'yes', assured: false }, 'on-your-word', true],
    [{ holds: 'no', assured: false }, 'not-in-place', false],
    [{ holds: 'no', assured: false, unheeded: true }, 'unheeded', false],
    [{ holds: 'not-known', assured: false }, 'not-known', false],
    [{ holds: 'absent', assured: false }, 'not-here', false],
  ] as const)('%o is %s', (found, stands, inPlace) => {
    expect(inPlaceOf(found)).toBe(stands)
    expect(isInPlace(inPlaceOf(found))).toBe(inPlace)
  })

  test('what is not known at a step is named, apart by whether it was answered', () => {
    const [one, other] = RULE_SET.questions
    if (one === undefined || other === undefined) throw new Error('There are no two questions.')
    const step = { words: 'not-known', notKnown: [one.id, other.id] } as unknown as StepResult
    expect(stepWords(RULE_SET, step)).toBe(`not known: you have not answered ${one.short} and ${other.short}`)
    expect(stepWords(RULE_SET, step, [other.id])).toBe(`not known: you have not answered ${other.short}`)
    expect(stepWords(RULE_SET, step, [])).toBe(`not known: you do not know ${one.short} and ${other.short}`)
    expect(stepWords(RULE_SET, { ...step, notKnown: [] })).toBe(
      'not known: you have not answered what the organisation is',
    )
    expect(stepWords(RULE_SET, { ...step, words: 'nothing' })).toBe('nothing declared stands in the way')
  })
})

test.each([
  ['answered', 'answered'],
  ['hidden', 'not asked here'],
  ['unanswered', 'not answered'],
  ['not-known', 'not known'],
  ['not-applicable', 'does not apply, or nothing to count'],
] as const)('an answer that is %s: %s', (state, words) => expect(stateName(state)).toBe(words))

test.each([
  ['asserted', 'on your word'],
  ['evidenced', 'with evidence'],
  ['verified', 'checked by a reviewer'],
] as const)('an answer supported as %s: %s', (assurance, words) =>
  expect(assuranceName(assurance)).toBe(words),
)

test.each<[LessonState, string]>([
  ['on-evidence', 'Learned, with evidence'],
  ['on-paper', 'Learned, on your word'],
  ['no', 'Not learned'],
  ['not-known', 'Not known'],
  ['not-here', 'Does not apply here'],
  ['cannot-be-asked', 'Cannot be asked'],
])('a lesson that is learned %s: %s', (learned, words) => expect(lessonState(learned)).toBe(words))

test.each([
  [{ binds: true }, 'It holds the score there now.'],
  [{ binds: false }, 'It holds, and takes nothing off now.'],
  [undefined, 'It does not hold.'],
])('a limit held as %o: %s', (held, words) => expect(limitNow(held)).toBe(words))

/** A replay that came to this, on paper and on evidence. */
function resultOf(
  outcome: IncidentResult['outcome'],
  assuredOutcome: Outcome,
  more: Partial<IncidentResult> = {},
): IncidentResult {
  const harm = { kind: 'harm' } as StepResult
  const walk = (one: Outcome, reach: number) => ({ outcome: one, reach, stoppedAt: null })
  return {
    chain: 'in-your-place',
    outcome,
    assuredOutcome,
    reach: 1,
    assuredReach: 1,
    steps: [harm],
    atWorst: walk('open', 4),
    atBest: walk('stopped', 1),
    ...more,
  } as IncidentResult
}

const [EVIDENCE, NO_EVIDENCE] = ['a control evidenced as far as stated', 'a control on somebody’s word']
const OUTCOMES: readonly (readonly [Outcome, reading: string, short: string, sentence: string])[] = [
  ['stopped', EVIDENCE, 'Stopped', 'An evidenced control would have stopped it before harm.'],
  [
    'stopped',
    NO_EVIDENCE,
    'Met, on your word',
    'It would have met a control you state but have not evidenced, before harm.',
  ],
  ['cut-short', EVIDENCE, 'Cut short', 'An evidenced control would have ended it, but after harm had begun.'],
  [
    'cut-short',
    NO_EVIDENCE,
    'Met late, on your word',
    'It would have met a control you state but have not evidenced, after harm had begun.',
  ],
  [
    'seen',
    EVIDENCE,
    'Seen in time',
    'Nothing evidenced would have stopped it. An evidenced control would have shown it before harm.',
  ],
  [
    'seen',
    NO_EVIDENCE,
    'Seen, on your word',
    'Nothing stated would have stopped it. A control you state but have not evidenced would have shown it.',
  ],
  [
    'limited',
    EVIDENCE,
    'Limited',
    'Nothing evidenced would have stopped it, or shown it before harm. Something evidenced limits it.',
  ],
  ['limited', NO_EVIDENCE, 'Limited, on your word', 'Something you state but have not evidenced limits it.'],
  ['open', NO_EVIDENCE, 'Nothing in the way', 'Nothing declared stands in the way.'],
  ['not-exposed', EVIDENCE, 'Not exposed', 'What this attack used does not exist here.'],
  ['not-testable', EVIDENCE, 'Not testable', 'It cannot be tested: nobody has published how.'],
]

describe('the outcome of a replay', () => {
  test.each(OUTCOMES)('%s, by %s: %s', (outcome, reading, short, sentence) => {
    const onWord = reading === NO_EVIDENCE
    const result = resultOf(outcome, onWord ? 'open' : outcome)
    expect(paperOutcome(result)).toEqual({ short, sentence, onWord: onWord && outcome !== 'open' })
    expect(paperOutcome({ ...result, assuredOutcome: outcome, assuredReach: 2 })?.short).toBe(
      outcomeName(outcome, 'stated'),
    )
    if (!onWord) expect(evidenceOutcome(result)).toEqual({ short, sentence, onWord: false })
  })

  test('on evidence, open says that nothing evidenced stands in the way', () => {
    expect(evidenceOutcome(resultOf('stopped', 'open'))?.sentence).toBe(
      'Nothing evidenced stands in the way.',
    )
    expect(paperOutcome(resultOf('open', 'open'))?.sentence).toBe('Nothing declared stands in the way.')
  })

  test('says nothing of harm where the attack does none of its own', () => {
    const steps = [{ kind: 'attack' } as StepResult]
    expect(evidenceOutcome(resultOf('stopped', 'stopped', { steps }))?.sentence).toBe(
      'An evidenced control would have stopped it.',
    )
    expect(paperOutcome(resultOf('stopped', 'open', { steps }))?.sentence).toBe(
      'It would have met a control you state but have not evidenced.',
    )
    expect(evidenceOutcome(resultOf('seen', 'seen', { steps }))?.sentence).toBe(
      'Nothing evidenced would have stopped it. An evidenced control would have shown it.',
    )
    expect(evidenceOutcome(resultOf('limited', 'limited', { steps }))?.sentence).toBe(
      'Nothing evidenced would have stopped it, or shown it. Something evidenced limits it.',
    )
  })

  test.each([
    ['limited', 'limited', 'Something evidenced limits what you lose.'],
    ['limited', 'open', 'Something you state but have not evidenced limits what you lose.'],
    ['open', 'open', 'Nothing declared limits what you lose.'],
  ] as const)('as a customer, %s on paper and %s on evidence: %s', (outcome, assured, sentence) => {
    expect(paperOutcome(resultOf(outcome, assured, { chain: 'as-a-customer' }))?.sentence).toBe(sentence)
  })

  test('as a customer with nothing evidenced says so', () => {
    expect(evidenceOutcome(resultOf('limited', 'open', { chain: 'as-a-customer' }))?.sentence).toBe(
      'Nothing evidenced limits what you lose.',
    )
  })

  test('that is not known shows both ends', () => {
    expect(paperOutcome(resultOf('not-known', 'open'))).toEqual({
      short: 'Not known',
      sentence: 'It depends on answers that are not known: from “Nothing in the way” to “Met before harm”.',
      onWord: false,
    })
    const ends = (worst: Outcome, best: Outcome, reach = 2) =>
      paperOutcome(
        resultOf('not-known', 'open', {
          atWorst: { outcome: worst, reach: 3, stoppedAt: null },
          atBest: { outcome: best, reach, stoppedAt: null },
        }),
      )?.sentence
    expect(ends('limited', 'cut-short')).toContain('from “Limited” to “Met after harm had begun”')
    expect(ends('open', 'seen')).toContain('from “Nothing in the way” to “Seen in time”')
    expect(ends('stopped', 'stopped', 1)).toContain(
      'Met before harm at either end, after 1 attack step or 3 attack steps',
    )
  })

  test('in a comparison rests on our word, not on yours', () => {
    expect(outcomeName('stopped', 'stated', 'our')).toBe('Met, on our word')
    expect(outcomeName('stopped', 'evidenced', 'our')).toBe('Stopped')
    expect(outcomeName('open', 'stated', 'our')).toBe('Nothing in the way')
  })
})

describe('the mark of a step', () => {
  const mark = (found: Partial<StepResult>, hangs = false) => {
    const step = { kind: 'attack', notKnown: [], best: 'open', ...found } as unknown as StepResult
    const drawn = markOf(step, hangs)
    return [drawn?.mark, drawn?.fill, markWords(drawn)]
  }

  test.each<[Partial<StepResult>, readonly unknown[]]>([
    [{ status: 'stopped', assured: 'stopped' }, ['stopped', 'shown', 'On evidence: stopped here']],
    [{ status: 'stopped', assured: 'open' }, ['stopped', 'said', 'Met here, on our word only']],
    [{ status: 'stopped', assured: 'seen' }, ['stopped', 'said', 'Met here, on our word only']],
    [{ status: 'seen', assured: 'seen' }, ['seen', 'shown', 'On evidence: seen here']],
    [{ status: 'seen', assured: 'limited' }, ['seen', 'said', 'Seen here, on our word only']],
    [{ status: 'limited', assured: 'limited' }, ['limited', 'shown', 'On evidence: limited here']],
    [{ status: 'limited', assured: 'open' }, ['limited', 'said', 'Limited here, on our word only']],
    [{ status: 'open', assured: 'open' }, ['open', 'nothing', 'On evidence: nothing in the way']],
    [{ status: 'not-reached', assured: 'limited' }, ['limited', 'shown', 'On evidence: limited here']],
    [{ status: 'not-reached', assured: 'not-reached' }, [undefined, undefined, 'Not reached']],
    [{ status: 'passed-over', assured: 'passed-over' }, ['passed', 'nothing', 'Does not apply here']],
    [
      { status: 'not-testable', assured: 'not-testable' },
      ['untestable', 'nothing', 'Cannot be tested: nobody has published how'],
    ],
  ])('%o', (found, drawn) => expect(mark(found)).toEqual(drawn))

  test('is not known only where the outcome of the attack hangs on what could better it', () => {
    const open = { status: 'open', assured: 'open', best: 'stopped', notKnown: ['x'] } as const
    expect(mark(open, true)).toEqual(['unknown', 'unknown', 'Not known: it depends on open answers'])
    expect(mark(open, false)[0]).toBe('open')
    expect(mark({ ...open, notKnown: [] }, true)[0]).toBe('open')
    expect(mark({ ...open, best: 'open' }, true)[0]).toBe('open')
  })

  test('says where the attack comes only if our word is wrong', () => {
    const step = { kind: 'harm', notKnown: [], best: 'open', status: 'not-reached', assured: 'open' }
    expect(markOf(step as unknown as StepResult, false)?.onlyIfWordIsWrong).toBe(true)
    expect(markOf({ ...step, status: 'open' } as unknown as StepResult, false)?.onlyIfWordIsWrong).toBe(false)
  })
})

test('no outcome is called stopped that rests on a word', () => {
  const { result } = examineTrust('strong-on-paper')
  for (const one of result.incidents)
    if (paperOutcome(one)?.onWord === true) expect(paperOutcome(one)?.short).not.toMatch(/stopped/i)
})

describe('where an attack ends, in one sentence', () => {
  const replayOf = (
    outcome: Outcome | 'not-known',
    assuredOutcome: Outcome,
    steps: readonly (readonly [status: string, assured: string])[],
    vantage: 'in-your-place' | 'as-a-customer' = 'in-your-place',
  ) =>
    ({
      chain: { vantage },
      notExposed: outcome === 'not-exposed' ? 'You said so.' : undefined,
      result: {
        outcome,
        assuredOutcome,
        atWorst: { outcome: 'open', reach: 3, stoppedAt: null },
        atBest: { outcome: 'stopped', reach: 0, stoppedAt: 'x' },
      },
      steps: steps.map(([status, assured], index) => ({ number: index + 1, result: { status, assured } })),
    }) as unknown as ChainReplay

  test.each<[ChainReplay, string, number]>([
    [
      replayOf('stopped', 'stopped', [
        ['open', 'open'],
        ['stopped', 'stopped'],
      ]),
      'What we can show stops it at step 2',
      2,
    ],
    [
      replayOf('stopped', 'seen', [
        ['stopped', 'open'],
        ['not-reached', 'seen'],
      ]),
      'On our word it is met at step 1; what we can show only sees it at step 2',
      1,
    ],
    [
      replayOf('seen', 'open', [['seen', 'open']]),
      'On our word it is seen at step 1; nothing we can show stands in its way',
      1,
    ],
    [
      replayOf('limited', 'open', [['limited', 'open']]),
      'On our word something limits it; nothing we can show stands in its way',
      1,
    ],
    [replayOf('limited', 'limited', [['limited', 'limited']]), 'What we can show only limits it', 1],
    [replayOf('open', 'open', [['open', 'open']]), 'Nothing we can show stands in its way', 1],
    [
      replayOf('cut-short', 'cut-short', [
        ['open', 'open'],
        ['stopped', 'stopped'],
      ]),
      'What we can show ends it at step 2, after harm had begun',
      2,
    ],
    [
      replayOf('cut-short', 'open', [
        ['open', 'open'],
        ['stopped', 'open'],
      ]),
      'On our word it is met at step 2, after harm had begun; nothing we can show stands in its way',
      2,
    ],
    [
      replayOf('not-known', 'open', [['open', 'open']]),
      'It depends on answers not known: from “Nothing in the way” to “Met before harm”; nothing we can show stands in its way',
      1,
    ],
    [
      replayOf('not-testable', 'not-testable', [['not-testable', 'not-testable']]),
      'It cannot be tested: nobody has published how',
      1,
    ],
    [replayOf('not-exposed', 'not-exposed', []), 'What this attack used does not exist here', 1],
    [
      replayOf('limited', 'open', [['limited', 'open']], 'as-a-customer'),
      'On our word something limits what we lose; nothing we can show limits what we lose',
      1,
    ],
  ])('%#', (replay, says, step) => {
    expect(attackSentence(replay)).toBe(says)
    expect(firstStep(replay)).toBe(step)
  })

  test('our word is never said to stop anything', () => {
    for (const outcome of ['stopped', 'cut-short', 'seen', 'limited', 'open'] as const)
      expect(attackSentence(replayOf(outcome, 'open', [['stopped', 'open']]))).not.toMatch(/stop/)
  })
})
