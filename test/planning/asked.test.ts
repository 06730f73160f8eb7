/** What somebody types about a plan: what is meant by it, and what cannot be. */
import { expect, test } from 'vitest'
import { readAskedPlan, type TypedPlan } from '../../src/planning/asked.ts'
import { real } from '../scoring/law.ts'

const typed = (given: Partial<TypedPlan>): TypedPlan => ({
  budget: '',
  days: '',
  reach: '',
  stop: '',
  keep: [],
  without: [],
  ...given,
})
const read = (given: Partial<TypedPlan>) => readAskedPlan(real, typed(given))
const [question] = real.questions

test.each([
  ['100000', 100_000],
  ['£100,000', 100_000],
  ['0', 0],
  [' 1,234.50 ', 1234.5],
])('%s is so many pounds', (budget, pounds) => {
  expect(read({ budget })).toMatchObject({ ok: true, asked: { pounds, days: undefined } })
})

test('a band, an attack, what is kept and what is ruled out are found by their ids', () => {
  expect(read({ reach: 'holding' })).toMatchObject({ asked: { goal: { kind: 'reach', band: 'holding' } } })
  expect(read({ reach: 'Holding' })).toMatchObject({ asked: { goal: { kind: 'reach', band: 'holding' } } })
  expect(read({ stop: 'wannacry-2017' })).toMatchObject({ asked: { goal: { kind: 'stop' } } })
  const level = question!.levels.at(-1)!.id
  const keep = [`${question!.id}=${level}`]
  expect(read({ days: '5', keep })).toMatchObject({ asked: { keep: [{ question: question!.id, level }] } })
})

test.each<[Partial<TypedPlan>, string, string]>([
  [{}, 'budget', 'Say what there is'],
  [{ budget: '-5' }, 'budget', 'must be a number of pounds, 0 or more'],
  [{ budget: '1e6' }, 'budget', 'must be a number of pounds'],
  [{ budget: '10,00' }, 'budget', 'must be a number of pounds'],
  [{ budget: '999999999' }, 'budget', 'must be at most'],
  [{ days: 'two' }, 'days', 'must be a number of days'],
  [{ days: '999999' }, 'days', 'must be at most'],
  [{ reach: 'superb' }, 'reach', 'The bands are exposed, fragile, holding, resilient.'],
  [{ stop: 'wannacry' }, 'stop', 'Did you mean wannacry-2017?'],
  [{ stop: 'leak-site-claim-exercise' }, 'stop', 'There is no attack'],
  [{ reach: 'holding', stop: 'wannacry-2017' }, 'stop', 'not both'],
  [{ days: '5', keep: ['nothing=1'] }, 'keep', 'There is no question “nothing”'],
  [{ days: '5', keep: [`${question!.id}=no-such`] }, 'keep', 'Its levels are'],
  [{ days: '5', without: ['nothing'] }, 'without', 'There is no question “nothing”'],
  [
    { days: '5', without: [question!.id], keep: [`${question!.id}=${question!.levels.at(-1)!.id}`] },
    'keep',
    'both kept and ruled out',
  ],
])('%j is refused', (given, field, says) => {
  const found = read(given)
  expect(found.ok).toBe(false)
  if (found.ok) return
  expect(found.faults.map((one) => one.field)).toContain(field)
  expect(found.faults.map(({ message }) => message).join(' ')).toContain(says)
})
