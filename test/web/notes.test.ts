import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { LONGEST_DOMAIN_NOTE, saveDomainNote } from '../../src/service/noting.ts'
import { addTrust, CHOICE, openTestHouse, person } from '../service/house.ts'
import { appOf, valueOn, type Visitor, visitorOf } from './visitor.ts'

let house: OpenHouse
let lead: Visitor
let siro: Visitor
let reviewer: Visitor
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
  const app = appOf(house)
  lead = visitorOf(app, 'oak')
  siro = visitorOf(app, 'oak', 'siro')
  reviewer = visitorOf(app, 'oak', 'reviewer')
})
afterAll(() => house.close())

const DOMAIN = `/o/oak/questions/${CHOICE.domain}`
const NOTE = `/o/oak/notes/${CHOICE.domain}`
const text = async (response: Response | Promise<Response>) => (await response).text()

test('the lead writes a note on the page of a domain, and the SIRO reads it there and in the results', async () => {
  expect(await text(lead.get(DOMAIN))).toContain(`href="${NOTE}"`)
  const saved = await lead.post(NOTE, { version: '0', text: 'Two <b>sites</b>\nmove.' })
  expect([saved.status, saved.headers.get('Location')]).toEqual([303, DOMAIN])
  for (const path of [DOMAIN, `/o/oak/results/${CHOICE.domain}`])
    expect(await text(siro.get(path)), path).toContain('<bdi>Two &lt;b&gt;sites&lt;/b&gt;\nmove.</bdi>')
  expect(await text(siro.get(DOMAIN))).not.toContain(NOTE)
  expect(await text(reviewer.get(DOMAIN))).not.toContain('Two &lt;b')
  expect((await siro.get(NOTE)).status).toBe(403)
})

test('a stale note shows both texts, and one that is too long comes back whole', async () => {
  await saveDomainNote(house, person('oak'), 'oak', CHOICE.domain, 1, 'The saved one')
  const stale = await lead.post(NOTE, { version: '1', text: 'Mine' })
  const page = await stale.text()
  expect(stale.status).toBe(409)
  expect(page).toContain('<bdi>Mine</bdi>')
  expect(page).toContain('<bdi>The saved one</bdi>')
  expect([valueOn(page, 'version'), valueOn(page, 'text')]).toEqual(['2', 'Mine'])
  const long = 'z'.repeat(LONGEST_DOMAIN_NOTE + 1)
  const refused = await lead.post(NOTE, { version: '2', text: long })
  expect(refused.status).toBe(422)
  expect(valueOn(await refused.text(), 'text')).toBe(long)
})
