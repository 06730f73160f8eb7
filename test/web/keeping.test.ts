/** The page on which two administrators hold and delete an organisation's data. */

import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ADMINISTRATOR,
  insertDemonstrationAccounts,
  SECOND_ADMINISTRATOR,
} from '../../src/identity/demonstration.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import type { Env } from '../../src/web/web.ts'
import { addTrust, NOW, openTestHouse } from '../service/house.ts'
import { appOf, valueOn, visitorOf } from './visitor.ts'

const PAGE = '/administration/data/oak'
let house: OpenHouse
let app: Hono<Env>
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
  await insertDemonstrationAccounts(house.db, [], NOW.toISOString(), [ADMINISTRATOR, SECOND_ADMINISTRATOR])
  app = appOf(house)
})
afterAll(() => house.close())

const cookieOf = (who: { readonly id: string }) => ({ Cookie: `wardround-demonstration=${who.id}` })
const pageOf = async (who = ADMINISTRATOR) => (await visitorOf(app).get(PAGE, cookieOf(who))).text()
const post = (fields: Readonly<Record<string, string>>, who = ADMINISTRATOR) =>
  visitorOf(app).post(PAGE, fields, cookieOf(who))
/** What the first form with this button is about. */
const ofButton = (page: string, act: string) =>
  new RegExp(`name="of" value="([^"]+)"(?:(?!</form>)[\\s\\S])*value="${act}"`).exec(page)?.[1] ?? ''

test('a hold is asked for by one, agreed to by the other, and lifted by two', async () => {
  const empty = await post({ act: 'hold', hold: ' ' })
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('Enter the reason.')
  expect((await post({ act: 'hold', hold: 'A court <b>asked' })).status).toBe(303)
  const own = await pageOf()
  expect(own).toContain('A court &lt;b&gt;asked')
  expect(own).not.toContain('Agree to this hold')
  const other = await pageOf(SECOND_ADMINISTRATOR)
  const of = ofButton(other, 'agree')
  expect((await post({ act: 'agree', of }, SECOND_ADMINISTRATOR)).status).toBe(303)
  const early = await post({ act: 'lift', of })
  expect(early.status).toBe(409)
  expect(await early.text()).toContain('Ask to lift this hold first')
  const refused = await post({ act: 'delete', deletion: 'They asked' })
  expect(refused.status).toBe(409)
  const page = await refused.text()
  expect(page).toContain('A legal hold keeps')
  expect(valueOn(page, 'deletion')).toBe('They asked')
  await post({ act: 'ask-to-lift', of })
  expect(await pageOf()).not.toContain('Lift this hold')
  expect((await post({ act: 'lift', of }, SECOND_ADMINISTRATOR)).status).toBe(303)
  expect(await pageOf()).toContain('Lifted by')
})

test('everything is deleted once the other has typed the name, and the receipt stays', async () => {
  expect((await post({ act: 'delete', deletion: 'They asked' })).status).toBe(303)
  expect(await pageOf()).not.toContain('Delete everything')
  const of = ofButton(await pageOf(SECOND_ADMINISTRATOR), 'confirm')
  const wrong = await post({ act: 'confirm', of, name: 'oak' }, SECOND_ADMINISTRATOR)
  expect(wrong.status).toBe(422)
  expect(valueOn(await wrong.text(), 'name')).toBe('oak')
  expect((await visitorOf(app, 'oak').get('/o/oak')).status).toBe(200)
  expect((await post({ act: 'confirm', of, name: 'oak (fictional)' }, SECOND_ADMINISTRATOR)).status).toBe(303)
  const page = await pageOf()
  expect(page).toContain('Everything was deleted on')
  expect(page).toContain('&quot;sha256&quot;')
  expect((await visitorOf(app, 'oak').get('/o/oak')).status).toBe(404)
  const again = await post({ act: 'confirm', of, name: 'oak (fictional)' }, SECOND_ADMINISTRATOR)
  expect(again.status).toBe(404)
})

test('is for administrators, and refuses what no button of it posts', async () => {
  for (const role of ['lead', 'siro'] as const)
    expect((await visitorOf(app, 'oak', role).get(PAGE)).status).toBe(403)
  expect((await post({ act: 'other' })).status).toBe(422)
  const unknown = await visitorOf(app).get('/administration/data/none', cookieOf(ADMINISTRATOR))
  expect(unknown.status).toBe(404)
  expect(
    await (await visitorOf(app).get('/administration/organisations/oak', cookieOf(ADMINISTRATOR))).text(),
  ).toContain(`href="${PAGE}"`)
})
