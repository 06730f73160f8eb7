/** The words of the risk register: above what is accepted, without an owner, accepted by nobody, and past a day are said as they are. */
import { describe, expect, test } from 'vitest'
import {
  type Entry,
  entryWords,
  holdsNow,
  type Registered,
  registerHeadline,
} from '../../src/report/risk-register.ts'
import { RULE_SET } from '../service/house.ts'

const TODAY = '2026-12-01'
const SAID: Entry = { ownerName: 'Chief nurse', acceptedBecause: '', overrideBecause: '' }
const risk = (paper: number, entry?: Partial<Entry>, best = paper): Registered => ({
  id: `risk-${paper}`,
  short: 'A risk',
  rated: { paper, evidence: paper, best },
  entry: entry && { ...SAID, ...entry },
})

describe('the sentence of the register', () => {
  test.each([
    ['No risk is above what we accept', [risk(4), risk(6)]],
    [
      'No risk is above what we accept; 1 risk is past a day of the register',
      [risk(4, { reviewOn: '2026-11-30' })],
    ],
    ['One of 2 risks is above what we accept: 1 without an owner, 1 accepted by nobody', [risk(20), risk(4)]],
    ['Two of 2 risks are above what we accept: 2 accepted by nobody', [risk(20, {}), risk(15, {})]],
    [
      'One of 1 risk is above what we accept: all accepted in writing',
      [risk(20, { acceptedBecause: 'No money.', acceptedUntil: TODAY })],
    ],
    [
      'One of 1 risk is above what we accept: 1 accepted by nobody, 1 past a day of the register',
      [risk(20, { acceptedUntil: '2026-11-30', reviewOn: '2026-11-30' })],
    ],
    ['None of 1 risk is above what we accept, and one may be: 1 accepted by nobody', [risk(20, {}, 4)]],
    ['No risk is above what we accept', [risk(12, { appetite: 12 })]],
    ['One of 1 risk is above what we accept: 1 accepted by nobody', [risk(6, { appetite: 4 })]],
    ['No risk is above what we accept', [risk(20, { override: { likelihood: 2, consequence: 2 } })]],
  ])('%s', (said, all: readonly Registered[]) => {
    expect(registerHeadline(RULE_SET, all, TODAY)).toBe(said)
  })
})

test('their own rating holds in place of the one that the answers give, which stays beside it', () => {
  const one = risk(20, { override: { likelihood: 2, consequence: 4 }, overrideBecause: 'Tested.' })
  expect(holdsNow(one)).toBe(8)
  expect(entryWords(RULE_SET, one, TODAY).now).toBe('we say 8 (2 × 4), High; 20 on paper, 20 on evidence')
  const own: Registered = {
    ...{ id: 'x', short: 'X', rated: undefined },
    entry: { ...SAID, own: { title: 'X', likelihood: 1, consequence: 3 } },
  }
  expect([holdsNow(own), entryWords(RULE_SET, own, TODAY).now]).toEqual([3, '3 (1 × 3), Low'])
})

test('what nobody said is said to be open', () => {
  expect(entryWords(RULE_SET, risk(20), TODAY)).toEqual({
    ...{ owner: 'Nobody yet', now: '20 on paper, 20 on evidence', accepts: '7', target: 'None set' },
    ...{ treatment: 'Not decided', review: 'No day set', isLate: false },
  })
})

test.each([
  [{ reviewOn: TODAY }, 'review', '1 December 2026', false],
  [{ reviewOn: '2026-11-30' }, 'review', '30 November 2026, which is past', true],
  [
    { target: { likelihood: 2, consequence: 4 }, targetBy: '2026-11-30' },
    'target',
    '8 (2 × 4), High, by 30 November 2026, which is past',
    true,
  ],
  [
    { treatment: 'tolerate' as const, acceptedUntil: TODAY },
    'treatment',
    'Tolerate: live with it, for now; accepted until 1 December 2026',
    false,
  ],
  [{ acceptedUntil: '2026-11-30' }, 'treatment', 'Not decided; acceptance ended on 30 November 2026', true],
] as const)('with %o it is said what is late', (entry, field, said, isLate) => {
  const words = entryWords(RULE_SET, risk(20, entry), TODAY)
  expect([words[field], words.isLate]).toEqual([said, isLate])
})

test('what is accepted of a risk is its own appetite, or the line of this tool', () => {
  const accepts = (entry?: Partial<Entry>) => entryWords(RULE_SET, risk(20, entry), TODAY).accepts
  expect([accepts(), accepts({}), accepts({ appetite: 12 })]).toEqual(['7', '7', '12'])
})
