import { describe, expect, test } from 'vitest'
import { prepareRelease } from '../../src/peers/prepare.ts'
import { oneQuestion } from './made-up.ts'
import {
  ATTACKS,
  type Block,
  chanceFrom,
  contributorsOf,
  endsOfLive,
  gridOf,
  type House,
  houseOf,
  NAIVE,
  OURS,
  ourHouse,
  type Outcome,
  type Rules,
  showMoment,
  sweepOfLive,
  sweepOfOurs,
  tableOf,
  tryAnswers,
  tryScores,
  WITHOUT,
} from './simulator.ts'

const RULES = Object.keys(WITHOUT) as (keyof Rules)[]

const attack = (house: House, rules: Rules): Outcome[] =>
  ATTACKS.map(({ scenesOf }) => tryAnswers(house, scenesOf(rules)))

const written = ({ won, of }: Outcome) => `${won} of ${of}`

describe('attacks on a comparison', () => {
  const naive = attack(houseOf(NAIVE), NAIVE)
  const ours = attack(ourHouse, OURS)
  const weakened = RULES.map((rule) => {
    const rules = { ...OURS, [rule]: false }
    return { rule, outcomes: attack(houseOf(rules), rules) }
  })
  const scores = [
    {
      name: 'own answers swept',
      naive: tryScores(sweepOfLive, 200, 12),
      ours: tryScores(sweepOfOurs, 10, 12),
    },
    {
      name: 'minimum and maximum',
      naive: tryScores(endsOfLive, 200, 12),
      ours: tryScores(sweepOfOurs, 10, 16),
    },
  ]

  test('break the naive house, every one of them', () => {
    for (const [index, { name }] of ATTACKS.entries()) expect(naive[index]?.won, name).toBeGreaterThan(0)
    for (const one of scores) expect(one.naive.won, one.name).toBeGreaterThan(0)
    // Every peer's score, when one's own percentile is live.
    expect(scores[0]?.naive).toEqual({ won: 2400, of: 2400 })
  })

  test('recover nothing from ours', () => {
    for (const [index, { name }] of ATTACKS.entries()) expect(ours[index]?.won, name).toBe(0)
    for (const one of scores) expect(one.ours.won, one.name).toBe(0)
  })

  test('break ours as soon as any one rule is taken away', () => {
    for (const { rule, outcomes } of weakened)
      expect(
        outcomes.some((one) => one.won > 0),
        WITHOUT[rule],
      ).toBe(true)
  })

  test('are tried on as many states of ours as of the naive house', () => {
    const tried = (outcomes: readonly Outcome[]) => outcomes.map(({ of }) => of)
    const groups = ATTACKS.findIndex(({ name }) => name.startsWith('a group'))
    expect(tried(ours).toSpliced(groups, 1)).toEqual(tried(naive).toSpliced(groups, 1))
  })

  test('print what they won', () => {
    const table = [
      ['attack', 'naive', 'ours', 'won when this rule is taken away'],
      ...scores.map((one) => [
        one.name,
        written(one.naive),
        written(one.ours),
        one.name.startsWith('own') ? '' : WITHOUT.noExtremes,
      ]),
      ...ATTACKS.map(({ name }, index) => [
        name,
        written(naive[index] ?? { won: 0, of: 0 }),
        written(ours[index] ?? { won: 1, of: 0 }),
        weakened
          .filter(({ outcomes }) => (outcomes[index]?.won ?? 0) > 0)
          .map(({ rule, outcomes }) => `${WITHOUT[rule]} (${outcomes[index]?.won})`)
          .join(', '),
      ]),
    ]
    console.log(
      `\nScores recovered; states of the others' answers in which something is certain:\n\n${tableOf(table)}\n`,
    )
    expect(table).toHaveLength(1 + scores.length + ATTACKS.length)
  })
})

describe('the house with every rule', () => {
  test('shows what our releases show, so that taking a rule from it is taking it from ours', () => {
    const chance = chanceFrom(7)
    const family = gridOf(
      ['acute-north', 'acute-south', 'mental-north'],
      [
        ['acute-north', 'acute-south'],
        ['mental-north', 'acute-north'],
      ],
      [
        ['acute-north', 'acute-south'],
        ['acute-north', 'acute-south', 'mental-north'],
      ],
    )
    for (let country = 0; country < 400; country++) {
      const blocks = family.cells.map(({ id }): Block => {
        const size = 1 + Math.floor(27 * chance())
        const [type = '', region = ''] = id.split('-')
        return { name: id, type, region, signed: 1, size, reach: Math.round(size * chance()) }
      })
      const { release } = prepareRelease(oneQuestion([0, 100]), family, '2027', contributorsOf(blocks))
      const shown = Object.entries(showMoment(OURS, family, blocks))
      expect(shown).toEqual(
        release.cohorts.map(({ id, figures }) => [
          id,
          {
            size: figures.size,
            reach: figures.questions[0]?.atLeast?.[0],
            median: figures.overall.onPaper.p50 ?? null,
            ends: null,
          },
        ]),
      )
    }
  })
})
