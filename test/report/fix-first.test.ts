/** The words of what to fix first: every number in them is one that planning found, and each case has its own sentence. */
import { describe, expect, test } from 'vitest'
import type { Change, FixFirst, Move } from '../../src/planning/model.ts'
import {
  daysWords,
  describeFixFirst,
  effortWords,
  movesToTheEnd,
  poundsWords,
  rankingWords,
} from '../../src/report/fix-first.ts'
import { TextPage } from '../../src/report/text-page.ts'
import { addFixFirst } from '../../src/report/text-fix-first.ts'
import { ruleSet } from '../rules-content/real-rules.ts'
import { examineTrust } from '../web/trusts.ts'

const improvements = ruleSet.improvements!
const change = (from: number, to: number, evidenceFrom = from, evidenceTo = to): Change => ({
  from: { paper: from, evidence: evidenceFrom },
  to: { paper: to, evidence: evidenceTo },
})
const still = change(0, 0)
const changes = (given: Partial<Move['changes']> = {}): Move['changes'] => ({
  overall: still,
  domains: [],
  risks: [],
  above: still,
  attacks: still,
  lessons: still,
  ...given,
})
const move = (given: Partial<Move> = {}): Move => ({
  question: 'paper-catch-up',
  from: 'no-plan',
  to: 'written',
  action: 'Write a plan.',
  items: [],
  besides: [],
  effort: { days: [5, 15], pounds: [0, 0], weeks: 8, size: 1, own: false },
  daysSpent: 10,
  poundsSpent: 0,
  changes: changes(),
  ...given,
})
const falling = (from: number, to: number) => move({ changes: changes({ above: change(from, to) }) })
const list = (given: Partial<FixFirst> = {}): FixFirst => ({
  now: {
    overall: still.from,
    domains: [],
    risks: [],
    above: { paper: 0, evidence: 0 },
    attacks: still.from,
    lessons: still.from,
  },
  moves: [],
  others: [],
  proofs: [],
  otherProofs: [],
  prove: improvements.prove,
  allProofs: changes(),
  everything: changes(),
  findOuts: [],
  findOut: improvements.findOut,
  ...given,
})
const above = (paper: number, evidence = paper) => ({ ...list().now, above: { paper, evidence } })
const headline = (given: Partial<FixFirst>) => describeFixFirst(ruleSet, improvements, list(given)).headline

describe('the sentence at the top', () => {
  test('counts the moves until no further one brings a risk out of the gravest bands', () => {
    const moves = [falling(4, 3), falling(3, 3), falling(3, 1), falling(1, 1)]
    expect(movesToTheEnd({ moves })).toBe(3)
    expect(headline({ now: above(4), moves })).toBe(
      'Three moves bring 4 High or Extreme risks down to 1 on paper',
    )
    expect(headline({ now: above(1), moves: [falling(1, 0)] })).toBe(
      'One move brings 1 High or Extreme risk down to 0 on paper',
    )
  })

  test('adds what proofs bring, or that they are missing', () => {
    const some = { now: above(4), moves: [falling(4, 3)], otherProofs: ['log-retention', 'edr-servers'] }
    expect(headline({ ...some, everything: changes({ above: change(4, 3, 8, 5) }) })).toBe(
      'One move brings 4 High or Extreme risks down to 3 on paper; with 2 proofs, 8 down to 5 on evidence',
    )
    expect(headline({ ...some, everything: changes({ above: change(4, 3, 8, 8) }) })).toMatch(
      /; 2 proofs are missing on evidence$/,
    )
  })

  test('says what stays where moves bring no risk out of the gravest bands', () => {
    expect(headline({ now: above(2), moves: [falling(2, 2), falling(2, 2)] })).toBe(
      'Two moves lower risks on paper, and 2 risks stay High or Extreme',
    )
    expect(headline({ now: above(0), moves: [falling(0, 0)] })).toBe(
      'No risk is High or Extreme on paper; one move lowers risks further',
    )
    expect(headline({ now: above(1) })).toBe(
      'No known answer can be raised to lower a risk on paper; 1 risk stays High or Extreme',
    )
    expect(headline({})).toBe(
      'No risk is High or Extreme on paper, and no known answer can be raised to lower one',
    )
  })
})

test('a move shows each risk that falls in each reading, with its band, and the domain, attacks and lessons on paper', () => {
  const [words] = describeFixFirst(
    ruleSet,
    improvements,
    list({
      moves: [
        move({
          changes: changes({
            risks: [
              { id: 'never-caught-up', ...change(16, 12, 20, 20) },
              { id: 'record-supplier-lost', ...change(9, 9, 16, 6) },
            ],
            domains: [{ id: 'continuity', ...change(44, 56, 12, 20) }],
            attacks: change(7, 8, 2, 4),
            lessons: change(20, 22, 1, 2),
          }),
        }),
      ],
    }),
  ).moves
  expect(words?.onPaper).toEqual([
    {
      id: 'never-caught-up',
      short: 'Paper records never entered',
      from: { product: 16, band: 'Extreme', gravity: 3 },
      to: { product: 12, band: 'High', gravity: 2 },
    },
  ])
  expect(words?.onEvidence.map(({ id, from, to }) => [id, from.product, to.product])).toEqual([
    ['record-supplier-lost', 16, 6],
  ])
  expect(words?.facts).toEqual([
    'Continuity and clinical safety 44 to 56.',
    'Attacks met 7 to 8.',
    'Lessons +2.',
  ])
  expect(words?.effort).toEqual({
    boxes: 2,
    size: 'Small',
    takes: '5 to 15 days, no money',
    lead: 'about 8 weeks',
    own: false,
  })
})

test('a move names what is done with it: items where there are several, and what it needs', () => {
  const several = move({
    items: [
      { id: 'a', action: 'Do the first.' },
      { id: 'b', action: 'Do the second.' },
    ],
    besides: [
      move({ action: 'Do this before.' }),
      move({ items: [{ id: 'c', action: 'Tick it.' }], action: 'Tick it.' }),
    ],
  })
  const partsOf = (one: Move) =>
    describeFixFirst(ruleSet, improvements, list({ moves: [one] })).moves[0]?.parts
  expect(partsOf(several)).toEqual(['Do the first.', 'Do the second.', 'Do this before.', 'Tick it.'])
  expect(partsOf(move({ items: [{ id: 'a', action: 'Do the first.' }] }))).toEqual([])
})

test('proofs are bundled, counted once, and say what all of them come to', () => {
  const words = describeFixFirst(
    ruleSet,
    improvements,
    list({
      proofs: [
        {
          questions: ['mfa-remote-ways-in', 'exposure-list'],
          changes: changes({
            risks: [{ id: 'gateway-breach', ...change(9, 9, 20, 16) }],
            attacks: change(5, 5, 2, 3),
          }),
        },
      ],
      otherProofs: ['log-retention'],
      allProofs: changes({
        overall: change(60, 60, 38, 57),
        above: change(4, 4, 8, 5),
        attacks: change(5, 5, 2, 4),
      }),
    }),
  )
  expect(words.proofCount).toBe(3)
  expect(words.proofs[0]?.questions.map(({ id }) => id)).toEqual(['mfa-remote-ways-in', 'exposure-list'])
  expect(words.proofs[0]?.risks.map(({ from, to }) => [from.product, to.product])).toEqual([[20, 16]])
  expect(words.proofs[0]?.facts).toEqual(['Attacks met 2 to 3.'])
  expect(words.allProofs).toBe(
    'On evidence, all 3 bring the score from 38 to 57, High or Extreme risks from 8 to 5 and attacks met from 2 to 4.',
  )
})

test('days, money and sizes are said with their range', () => {
  expect([daysWords([5, 15]), daysWords([0.5, 2]), daysWords([1, 1])]).toEqual([
    '5 to 15 days',
    'half a day to 2 days',
    '1 day',
  ])
  expect([poundsWords([0, 0]), poundsWords([0, 5000]), poundsWords([40_000, 1_150_000])]).toEqual([
    'no money',
    'up to £5,000',
    '£40,000 to £1,150,000',
  ])
  const large = effortWords(improvements, { days: [1, 1], pounds: [0, 0], weeks: 1, size: 4, own: true })
  expect([large.boxes, large.size, large.lead, large.own]).toEqual([5, 'Very large', 'about 1 week', true])
})

test('how moves are ranked is said with the figures of the rules', () => {
  expect(rankingWords(ruleSet, improvements).join(' ')).toContain(
    `all ${ruleSet.risks.length} risk scores on paper, in which each point above 7, where a risk is High or Extreme, counts 10 times; its effort is the middle of its days, and of its money at £${improvements.poundsADay} a day`,
  )
})

test('in plain text proofs that stand in no bundle are counted, where there are any', () => {
  const pageOf = (otherProofs: string[]) => {
    const page = new TextPage()
    const proofs = [{ questions: ['edr-servers'], changes: changes() }]
    addFixFirst(page, examineTrust('middling'), improvements, list({ proofs, otherProofs }))
    return page.lines.map(({ text }) => text).join(' ')
  }
  expect(pageOf(['log-retention'])).toContain(
    `1 more: ${ruleSet.questions.find(({ id }) => id === 'log-retention')?.short}.`,
  )
  expect(pageOf([])).not.toContain(' more: ')
})
