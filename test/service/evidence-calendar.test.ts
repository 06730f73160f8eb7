import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Answers } from '../../src/answers/model.ts'
import { addMonths } from '../../src/calendar.ts'
import { findComments } from '../../src/service/commenting.ts'
import { askToRenew, getCalendar } from '../../src/service/evidence-calendar.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { assignPart } from '../../src/service/sharing-out.ts'
import { TRUSTS } from '../web/trusts.ts'
import { addTrustWith } from '../web/written-trusts.ts'
import { CHOICE, openTestHouse, person } from './house.ts'

const lead = person('oak')
let house: OpenHouse
beforeEach(async () => {
  house = await openTestHouse()
  const best = TRUSTS['all-best'] as Answers
  const answer = best.answers[CHOICE.id]
  if (answer === undefined) throw new Error('It is not answered.')
  const evidenceDate = addMonths('2027-03-10', -CHOICE.evidenceLasts)
  await addTrustWith(house, 'oak', {
    ...best,
    answers: { ...best.answers, [CHOICE.id]: { ...answer, evidenceDate } },
  })
})
afterEach(() => house.close())

test('whoever has the part is asked for newer evidence once, as a comment; what does not run out is not asked for', async () => {
  const part = { accountId: person('oak', 'contributor').id, kind: 'domain', target: CHOICE.domain }
  await assignPart(house, lead, 'oak', { ...part, due: '', note: '' })
  const before = await getCalendar(house, lead, 'oak')
  expect(before.renewing.get(CHOICE.id)).toMatchObject({
    holders: [person('oak', 'contributor').name],
    asked: false,
  })
  expect(await askToRenew(house, lead, 'oak', [CHOICE.id])).toBe(1)
  expect(await askToRenew(house, lead, 'oak', [CHOICE.id])).toBe(0)
  expect((await findComments(house, lead, 'oak', CHOICE.id)).map(({ text }) => text)).toEqual([
    'The evidence of this answer runs out after 10 March 2027. Please bring newer evidence before that.',
  ])
  expect((await getCalendar(house, lead, 'oak')).renewing.get(CHOICE.id)?.asked).toBe(true)
  await expect(askToRenew(house, lead, 'oak', ['no-such-question'])).rejects.toMatchObject({
    code: 'not-found',
  })
})
