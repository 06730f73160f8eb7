/** The pages of a plan and of what-if: they show what planning found, and save nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAskedPlan, type TypedPlan } from '../../src/planning/asked.ts'
import { findPlan } from '../../src/planning/find-plan.ts'
import { findWhatIf } from '../../src/planning/what-if.ts'
import { describePlan } from '../../src/report/plan.ts'
import { describeWhatIf } from '../../src/report/what-if.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { withSolver } from '../../src/solver/with-solver.ts'
import { findTrail } from '../../src/store/trail.ts'
import { openTestHouse, RULE_SET } from '../service/house.ts'
import { examineTrust, saveTrusts } from './trusts.ts'
import { appOf, visitorOf } from './visitor.ts'

const TRUST = 'middling'
const improvements = RULE_SET.improvements!
let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse()
  await saveTrusts(house)
})
afterAll(() => house.close())

const as = (role?: 'board' | 'lead' | 'siro', trust = TRUST) => visitorOf(appOf(house), trust, role)
const get = async (path: string, role?: 'board' | 'lead' | 'siro', trust = TRUST) => {
  const answer = await as(role, trust).get(`/o/${trust}/${path}`)
  const html = (await answer.text())
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
  return { status: answer.status, html }
}
const headingOf = (html: string) =>
  /<h1[^>]*>(?:<span[^>]*>[^<]*<\/span>)?([^<]*)<\/h1>/.exec(html)?.[1] ?? ''

async function planned(typed: Partial<TypedPlan>) {
  const nothing: TypedPlan = { budget: '', days: '', reach: '', stop: '', keep: [], without: [] }
  const read = readAskedPlan(RULE_SET, { ...nothing, ...typed })
  if (!read.ok) throw new Error('This cannot be meant.')
  const { asked } = read
  const found = await withSolver((solve) => findPlan(examineTrust(TRUST), improvements, asked, solve, 20))
  return describePlan({ ruleSet: RULE_SET, improvements, asked, found })
}

test('one list says what to fix first: the others are called something else, and lead to it', async () => {
  const headingsOf = (html: string) => [...html.matchAll(/<h2[^>]*>([^<]*)</g)].map(([, text]) => text)
  for (const [path, heading] of [
    ['results', 'Where we are weakest'],
    ['risks', 'What keeps risks high'],
    ['incidents', 'What would help most'],
  ] as const) {
    const { html } = await get(path, 'board')
    expect(headingsOf(html)).toContain(heading)
    expect(headingsOf(html).filter((one) => /\bfirst\b/i.test(one ?? ''))).toEqual([])
    expect(html).toContain(`<a href="/o/${TRUST}/fix-first">What to fix first</a>`)
  }
  expect(headingsOf((await get('fix-first', 'board')).html)).toContain(
    'Real work, most risk lowered for its effort first',
  )
})

describe('a plan', () => {
  test('sentence, proof, moves and what they leave are those that planning found', async () => {
    const words = await planned({ budget: '20000', days: '20' })
    const { status, html } = await get('plan?goal=&budget=20000&days=20')
    expect(status).toBe(200)
    expect(headingOf(html)).toBe(words.headline)
    expect(html).toContain(words.sure)
    expect(words.plan!.moves.length).toBeGreaterThan(0)
    for (const { number, action, effort } of words.plan!.moves) {
      expect(html).toContain(`${number}. ${action}`)
      expect(html).toContain(effort.takes)
    }
    for (const fact of words.plan!.facts) expect(html).toContain(fact)
  })

  test('a move is left out by its link, which can be undone', async () => {
    const { html } = await get('plan?days=20')
    const out = /href="([^"]*without=[^"]*)"/.exec(html)?.[1] ?? ''
    const id = new URL(out, 'http://trust.example').searchParams.get('without')!
    const short = RULE_SET.questions.find((one) => one.id === id)!.short
    const changed = await get(out.replace(`/o/${TRUST}/`, ''))
    expect(changed.html).toContain(`Left out of it: ${short}.`)
    expect(changed.html).not.toContain(`keep=${id}`)
    expect(changed.html).toContain('name="without"')
  })

  test('a move becomes an action in one press, also where the list of what to fix first has another step', async () => {
    const { html } = await get('plan?goal=reach+resilient', 'lead')
    const abouts = [...html.matchAll(/name="about" value="([^"]*)"/g)].map(([, about]) => about!)
    expect(abouts.length).toBeGreaterThan(0)
    for (const about of abouts) {
      const pressed = await as('lead').post(`/o/${TRUST}/plan-action`, { source: 'move', about })
      expect(pressed.status).toBe(303)
    }
    expect((await get('plan?days=20', 'board')).html).not.toContain('plan-action')
  })

  test.each([
    ['plan?goal=&budget=-5&days=', 'Money must be a number of pounds, 0 or more'],
    ['plan?goal=&budget=&days=', 'Say what there is'],
    ['plan?goal=reach+superb&days=5', 'There is no band “superb”'],
    ['plan?goal=stop+nothing&days=5', 'There is no attack'],
    ['plan?days=5&keep=nothing%3Done', 'There is no question “nothing”'],
  ])('%s comes back with what is wrong and all that was typed', async (path, says) => {
    const { status, html } = await get(path)
    expect(status).toBe(422)
    expect(html).toContain(says)
    expect(html).toContain('<title>Error: ')
    if (path.includes('-5')) expect(html).toContain('value="-5"')
  })

  test('nothing is asked for yet: the form; of an almost empty draft it is too early', async () => {
    expect(headingOf((await get('plan')).html)).toBe('A plan with what there is')
    const early = await get('plan?days=20', 'lead', 'nothing-answered')
    expect(headingOf(early.html)).toContain('Too early to say what to fix first')
  })
})

describe('what if', () => {
  const question = RULE_SET.questions.find(({ id }) => id === 'paper-catch-up')!
  const best = question.levels.at(-1)!

  test('other answers: what would move is what planning finds, and nothing is saved', async () => {
    const kept = async () => [
      await house.db.selectFrom('answer').selectAll().execute(),
      await findTrail(house.db, TRUST, 50),
    ]
    const before = await kept()
    const { ruleSet, row } = examineTrust(TRUST)
    const wished = [{ question: question.id, level: best.id }]
    const words = describeWhatIf(ruleSet, findWhatIf(ruleSet, row, wished))
    const { status, html } = await get(`what-if?${question.id}=${best.id}`, 'board')
    expect(status).toBe(200)
    expect(headingOf(html)).toBe(words.headline)
    expect(words.headline).toMatch(/^With this other answer the score on paper .+ risks? fall/)
    for (const { short } of words.risks) expect(html).toContain(short)
    for (const { from, to } of words.scores) for (const one of [from, to]) expect(html).toContain(one)
    expect(await kept()).toEqual(before)
  })

  test('a worse answer that brings a limit with it: the score falls, and the page says what holds it down', async () => {
    const { ruleSet, row } = examineTrust('all-best')
    const worst = (one: (typeof ruleSet.questions)[number]) => [
      { question: one.id, level: one.levels[0]!.id },
    ]
    const limitsOf = (one: (typeof ruleSet.questions)[number]) => findWhatIf(ruleSet, row, worst(one)).limits
    const lowered = ruleSet.questions.find((one) => limitsOf(one).length > 0)!
    const because = ruleSet.caps.find(({ id }) => limitsOf(lowered).includes(id))!.because
    const { html } = await get(`what-if?${lowered.id}=${lowered.levels[0]!.id}`, 'board', 'all-best')
    expect(headingOf(html)).toMatch(/goes from 100 to \d\d/)
    expect(html).toContain(`The overall score would be held down: ${because}`)
  })

  test('one more answer is added as it stands; names that the rules do not have are as if not asked', async () => {
    const { html } = await get(`what-if?add=${question.id}&nothing=one&backup-immutable=no-such`)
    expect(headingOf(html)).toBe('Choose other answers, and see what would move')
    expect(html).toContain(`<select class="nhsuk-select" id="${question.id}" name="${question.id}"`)
    expect(html).not.toContain('name="nothing"')
    for (const { text } of question.levels) expect(html).toContain(text)
  })

  test('a plan leads there with its moves', async () => {
    const { html } = await get('plan?days=20')
    const link = /href="[^"]*\/what-if\?([^"]*)"/.exec(html)?.[1] ?? ''
    const { moves } = (await planned({ days: '20' })).plan!
    expect(Object.fromEntries(new URLSearchParams(link))).toMatchObject(
      Object.fromEntries(moves.flatMap(({ raises }) => raises)),
    )
  })
})
