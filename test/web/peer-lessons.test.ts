/** What past attacks taught, on the pages of comparison: for who took part and for analysts, and for nobody else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANALYSTS } from '../../src/identity/demonstration.ts'
import { askedLessons } from '../../src/scoring/lessons.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { addSigned, publishRelease, TWO_CELLS } from '../service/country.ts'
import { addTrust, openTestHouse, RULE_SET } from '../service/house.ts'
import { appOf, visitorOf } from './visitor.ts'

let house: OpenHouse
let app: ReturnType<typeof appOf>
beforeAll(async () => {
  house = await openTestHouse()
  await addSigned(house, TWO_CELLS)
  await publishRelease(house)
  await addTrust(house, 'newcomer')
  app = appOf(house)
})
afterAll(() => house.close())

const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const peersOf = async (organisation: string) =>
  (await visitorOf(app, organisation).get(`/o/${organisation}/peers/incidents`)).text()

test('a trust that took part reads how many it has learned and the group, with a picture and every lesson', async () => {
  const page = await peersOf('london-0')
  expect(textOf(page)).toMatch(
    /Of \d+ lessons of past attacks we can show (none|\d+).* Of the same lessons .+ shown on evidence by about half of this group or more/,
  )
  expect(page).toContain('Lessons of past attacks that are learned')
  for (const { text } of askedLessons(RULE_SET).slice(0, 5))
    expect(textOf(page)).toContain(text.replaceAll("'", '&#39;'))
  expect(textOf(page)).toContain('Counted in comparison 1 (The first round)')
})

test('one that did not take part reads nothing of them', async () => {
  const page = textOf(await peersOf('newcomer'))
  expect(page).toContain('These figures are for organisations that took part')
  expect(page).not.toContain('lessons of past attacks')
})

test('an analyst reads those of a group, and of no trust', async () => {
  const cookie = `wardround-demonstration=${ANALYSTS[0]?.id ?? ''}`
  const answer = await app.request('/national', { headers: { Cookie: cookie, 'Sec-Fetch-Site': 'none' } })
  const page = textOf(await answer.text())
  expect(page).toMatch(
    /Of \d+ lessons of past attacks .+ shown on evidence by about half of this group or more/,
  )
  expect(page).not.toMatch(/we can show|Of the same lessons/)
})
