/** Targets of a calibration at their very edge: what is just enough holds, and one step less does not. */
import { expect, test } from 'vitest'
import { holdBandsOfRisks, holdGraded } from '../../src/scoring/held-risks.ts'
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
