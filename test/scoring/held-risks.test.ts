/** Targets of a calibration at their very edge: what is just enough holds, and one step less does not. */
import { expect, test } from 'vitest'
import { holdBands, holdBandsOfRisks, holdGraded } from '../../src/scoring/held-risks.ts'
import { measure, type Drawn } from '../../src/scoring/maturities.ts'
import { readingsOf } from '../../src/scoring/reading.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust } from '../web/trusts.ts'

const BECAUSE = 'A target of a test.'
const reading = (name: string) => readingsOf(RULE_SET, examineTrust(name).row)[0]!.worst
/** Draws of one maturity. */
const drawnOf = (draws: readonly ReturnType<typeof measure>[]) =>
  ({ ruleSet: RULE_SET, maturities: [{ t: 0 }], at: () => draws, all: draws }) as unknown as Drawn

test('a risk reaches a band in just so many percent of draws, and not in one more', () => {
  const { bands } = RULE_SET.matrix
  const [first] = [measure(RULE_SET, reading('all-best'))]
  // One draw in each band: a quarter of them.
  const draws = bands.map(({ from }) => ({ ...first, residuals: first.residuals.map(() => from) }))
  const target = {
    kind: 'bands-of-risks',
    from: 0,
    to: 0,
    risks: RULE_SET.risks.length,
    because: BECAUSE,
  } as const
  const percent = 100 / bands.length
  expect(holdBandsOfRisks(drawnOf(draws), { ...target, percent }).holds).toBe(true)
  expect(holdBandsOfRisks(drawnOf(draws), { ...target, percent: percent + 1 }).holds).toBe(false)
  const more = { ...target, percent, risks: RULE_SET.risks.length + 1 }
  expect(holdBandsOfRisks(drawnOf(draws), more).holds).toBe(false)
})

test('the first step that lowers a risk holds in at least, and the last in at most, so many percent', () => {
  // Everything is in place: first and last hold in every draw, and each risk has one value.
  const drawn = drawnOf([measure(RULE_SET, reading('all-best'))])
  const all = RULE_SET.risks.length
  const target = {
    kind: 'graded-risks',
    at: 0,
    first: 100,
    'first-of-most': 100,
    most: all,
    last: 100,
    values: 1,
  } as const
  const holds = (change: object) => holdGraded(drawn, { ...target, because: BECAUSE, ...change }).holds
  expect(holds({})).toBe(true)
  expect(holds({ last: 99 })).toBe(false)
  expect(holds({ values: 2 })).toBe(false)
  expect(holds({ most: all + 1 })).toBe(false)
  const bare = drawnOf([measure(RULE_SET, reading('all-worst'))])
  const none = { ...target, because: BECAUSE, first: 0, 'first-of-most': 0 }
  expect(holdGraded(bare, none).holds).toBe(true)
  expect(holdGraded(bare, { ...none, first: 1 }).holds).toBe(false)
  expect(holdGraded(bare, { ...none, 'first-of-most': 1 }).holds).toBe(false)
})

test('what stands beside the words of a band is true at its very edge, and not one step beyond', () => {
  const [low, high] = [measure(RULE_SET, reading('all-worst')), measure(RULE_SET, reading('all-best'))]
  const worst = RULE_SET.matrix.bands.at(-1)!
  const bands = (truth: object) => [
    { ...RULE_SET.bands[0]!, name: 'Below', from: 0, trueWhen: [] },
    { ...RULE_SET.bands[0]!, name: 'Above', from: 50, trueWhen: [truth] },
  ]
  const untrue = (truth: object, one: object, base = high) => {
    const ruleSet = { ...RULE_SET, bands: bands(truth) }
    return holdBands({ ...drawnOf([{ ...base, overall: 50, ...one }]), ruleSet } as unknown as Drawn, 0).found
  }
  const [TRUE, UNTRUE] = ['Below 0%, Above 0%', 'Below 0%, Above 100%']
  const risks = { kind: 'risks', band: worst.id, atMost: 1 }
  const residuals = (count: number) => low.residuals.map((_, index) => (index < count ? worst.from : 1))
  expect(untrue(risks, { residuals: residuals(1) })).toBe(TRUE)
  expect(untrue(risks, { residuals: residuals(2) })).toBe(UNTRUE)
  const domains = { kind: 'domains', domains: [0, 1], below: 40, atMost: 0 }
  expect(untrue(domains, { domains: [40, 40] })).toBe(TRUE)
  expect(untrue(domains, { domains: [40, 39] })).toBe(UNTRUE)
  const attacks = { kind: 'attacks', atLeast: 5 }
  expect(untrue(attacks, { met: 5 })).toBe(TRUE)
  expect(untrue(attacks, { met: 4 })).toBe(UNTRUE)
  // One point less is the band below, of which nothing is claimed.
  expect(untrue(attacks, { met: 4, overall: 49 })).toBe(TRUE)
})
