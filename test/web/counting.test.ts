/** One way of counting: whoever says how many questions there are, or are open, says the same. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countAsked } from '../../src/report/asked.ts'
import { getResult } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { progressOf, questionStates, wholeProgress } from '../../src/web/progress.ts'
import { openTestHouse, person } from '../service/house.ts'
import { TRUSTS } from './trusts.ts'
import { addTrustWith } from './written-trusts.ts'

let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse()
  for (const [id, answers] of Object.entries(TRUSTS)) await addTrustWith(house, id, answers)
})
afterAll(() => house.close())

test.each(Object.keys(TRUSTS))('the task list and the results of %s count the same questions', async (id) => {
  const { view, result, row } = await getResult(house, person(id), id)
  const states = questionStates(view)
  const whole = wholeProgress(view, states)
  expect(whole.shown).toBe(countAsked({ ruleSet: view.ruleSet, row }))
  expect(whole.shown - whole.answered).toBe(result.unanswered.length)
  const ofDomains = view.ruleSet.domains.map((domain) =>
    progressOf(states.filter(({ question }) => question.domain === domain.id)),
  )
  const scope = view.ruleSet.context.filter((one) => one.amongThe80).length
  expect(ofDomains.reduce((sum, one) => sum + one.shown, scope)).toBe(whole.shown)
})
