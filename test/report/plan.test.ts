/** A plan in sentences, for every way in which one is found or not. */
import { describe, expect, test } from 'vitest'
import type {
  Both,
  Changes,
  InTheWay,
  Move,
  Plan,
  PlanAsked,
  PlanFound,
  Proof,
} from '../../src/planning/model.ts'
import { describePlan, limitWords } from '../../src/report/plan.ts'
import { TextPage } from '../../src/report/text-page.ts'
import { addPlan } from '../../src/report/text-plan.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust } from '../web/trusts.ts'

const improvements = RULE_SET.improvements!
const both = (paper: number): Both => ({ paper, evidence: 0 })
const change = (from: number, to: number) => ({ from: both(from), to: both(to) })
const [risk, other] = RULE_SET.risks
const changes: Changes = {
  overall: change(48, 52),
  domains: [],
  risks: [{ id: risk!.id, ...change(16, 12) }],
  above: change(3, 2),
  attacks: change(4, 5),
  lessons: change(10, 10),
}
const move: Move = {
  question: 'paper-catch-up',
  from: 'no-plan',
  to: 'written',
  action: 'Write a plan.',
  items: [],
  besides: [],
  effort: { days: [5, 15], pounds: [0, 5000], weeks: 8, size: 1, own: false },
  daysSpent: 10,
  poundsSpent: 2500,
  changes,
}
const plan = (given: Partial<Plan> = {}): Plan => ({
  moves: [move, move],
  pounds: 2500,
  days: 10.5,
  changes,
  after: {
    overall: both(52),
    domains: [],
    risks: RULE_SET.risks.map(({ id }) => both(id === other!.id ? 20 : 4)),
    above: both(2),
    attacks: both(5),
    lessons: both(10),
  },
  ...given,
})
const proven: Proof = { kind: 'proven', equal: false }
const asked = (given: Partial<PlanAsked> = {}): PlanAsked => ({
  goal: { kind: 'least-risk' },
  pounds: 100_000,
  days: 60,
  keep: [],
  without: [],
  ...given,
})
const reach = asked({ goal: { kind: 'reach', band: 'holding' } })
const stop = asked({ goal: { kind: 'stop', incident: 'wannacry-2017' }, pounds: undefined, days: undefined })
const inTheWay = (given: Partial<InTheWay> = {}): InTheWay => ({ open: [], limits: [], ...given })
const words = (found: PlanFound, of = asked()) =>
  describePlan({ ruleSet: RULE_SET, improvements, asked: of, found })

describe('the first sentence says', () => {
  test.each<[PlanFound, PlanAsked, RegExp]>([
    [
      { kind: 'plan', plan: plan(), proof: proven },
      asked(),
      /^Two moves for £2,500 and 10.5 days lower 1 risk on paper, and 3 High or Extreme become 2$/,
    ],
    [
      { kind: 'plan', plan: plan({ moves: [] }), proof: proven },
      asked(),
      /^Nothing that you know lowers a risk on paper within £100,000 and 60 days$/,
    ],
    [
      { kind: 'plan', plan: plan({ moves: [move] }), proof: proven },
      reach,
      /^One move is enough to be Holding on paper: £2,500 and 10.5 days$/,
    ],
    [
      { kind: 'plan', plan: plan(), proof: proven },
      stop,
      /^Two moves are enough to stop “.+” on paper: £2,500 and 10.5 days$/,
    ],
    [{ kind: 'already' }, reach, /^On paper you are at least Holding already$/],
    [
      { kind: 'already' },
      stop,
      /^As you answered, “.+” is stopped before harm on paper, or cannot happen here$/,
    ],
    [
      { kind: 'too-dear', certain: true, plan: plan(), proof: proven, nearest: plan() },
      reach,
      /^To be Holding takes £2,500 and 10.5 days, more than £100,000 and 60 days; within it you come to 52 on paper \(Fragile\)$/,
    ],
    [
      { kind: 'too-dear', certain: false, plan: plan(), proof: proven, nearest: undefined },
      reach,
      /, and nothing within £100,000 and 60 days was found in time$/,
    ],
    [
      { kind: 'out-of-reach', nearest: plan(), inTheWay: inTheWay({ open: ['a', 'b'] }) },
      reach,
      /^Holding cannot be reached while two answers are not known; the nearest is 52 on paper \(Fragile\)$/,
    ],
    [
      { kind: 'out-of-reach', nearest: undefined, inTheWay: inTheWay() },
      stop,
      /^“.+” cannot be stopped with every known answer raised as far as it can be$/,
    ],
    [
      { kind: 'kept-too-dear', plan: plan() },
      asked(),
      /^What you keep takes £2,500 and 10.5 days, which is more than £100,000 and 60 days$/,
    ],
    [{ kind: 'cannot-keep', question: 'paper-catch-up' }, asked(), /^“.+” cannot be raised so far/],
  ])('%#', (found, of, says) => {
    expect(words(found, of).headline).toMatch(says)
  })
})

describe('how sure it is', () => {
  const sure = (proof: Proof, of = asked()) => words({ kind: 'plan', plan: plan(), proof }, of).sure

  test('proven, and whether another is as good', () => {
    expect(sure(proven)).toBe('Proven: nothing within £100,000 and 60 days leaves less risk.')
    expect(sure({ kind: 'proven', equal: true }, reach)).toBe(
      'Proven: nothing makes you Holding for less. Another is exactly as good; this one is shown.',
    )
  })

  test('not finished: how much better another could be, or that nothing is known', () => {
    expect(sure({ kind: 'time', percent: 7 })).toBe(
      'Best found in the time there is: a plan that leaves less risk could exist, by at most 7%.',
    )
    expect(sure({ kind: 'time', percent: undefined })).toContain('before anything was proven')
    expect(sure({ kind: 'ended' })).toMatch(/stopped before it had finished.*another may be better\.$/)
  })
})

test('what is not proven can be asked for again', () => {
  const again = (proof: Proof) => words({ kind: 'plan', plan: plan(), proof }).again
  expect([proven, { kind: 'ended' } as const].map(again)).toEqual([false, true])
})

test('what a plan comes to, and what it leaves', () => {
  const { plan: listed } = words({ kind: 'plan', plan: plan(), proof: proven })
  expect(listed?.heading).toBe('The plan: £2,500 and 10.5 days')
  const after = 20 + 4 * (RULE_SET.risks.length - 1)
  expect(listed?.facts).toEqual([
    `The score on paper rises from 48 to 52, the sum of all risk scores falls from ${after + 4} to ${after} and the attacks met rise from 4 to 5.`,
    `It leaves 1 High or Extreme on paper: ${other!.short}.`,
    'In what the plan lowers, each point above 7, where a risk is High or Extreme, counts 10 times.',
  ])
})

test('what stands in the way: limits with their reasons, and what is to be found out', () => {
  const found = words(
    { kind: 'out-of-reach', nearest: undefined, inTheWay: { open: ['a'], limits: ['A domain is Exposed.'] } },
    reach,
  )
  expect(found.inTheWay).toEqual([
    'A domain is Exposed.',
    'What is not known counts at its worst. Find it out first.',
  ])
  expect(found.open).toEqual(['a'])
})

test.each([
  [100_000, 60, '£100,000 and 60 days'],
  [undefined, 1, '1 day'],
  [0, undefined, '£0'],
  [undefined, undefined, undefined],
])('%s pounds and %s days are “%s”', (pounds, days, says) => {
  expect(limitWords({ pounds, days })).toBe(says)
})

describe('the page of the command line', () => {
  const printed = (trust: string, found: PlanFound, of = asked()) => {
    const page = new TextPage()
    addPlan(page, examineTrust(trust), { ruleSet: RULE_SET, improvements, asked: of, found })
    return page.lines.map(({ text }) => text.trim()).join(' ')
  }

  test('begins with what it comes to and how sure that is; then the moves with what is spent', () => {
    const text = printed('middling', { kind: 'plan', plan: plan(), proof: { kind: 'ended' } })
    expect(text).toMatch(/Two moves for £2,500 and 10.5 days .*Ask again\..*The plan: £2,500 and 10.5 days/)
    expect(text).toMatch(/1 Write a plan\. +\[paper-catch-up\]/)
    expect(text).toContain('So far: £2,500, 10 days.')
  })

  test('names what stands in the way', () => {
    const way = inTheWay({ open: ['paper-catch-up'] })
    const text = printed('middling', { kind: 'out-of-reach', nearest: undefined, inTheWay: way }, reach)
    expect(text).toMatch(/What stands in the way.*\[paper-catch-up\]/)
  })

  test('is told that it is too early where hardly anything is answered', () => {
    const text = printed('half-answered', { kind: 'plan', plan: plan(), proof: proven })
    expect(text).toContain('Too early to say what to fix first')
    expect(text).not.toContain('The plan')
  })
})
