/** A link that was shown to whoever invited opens no more than the account might do then. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Outside } from '../../src/service/house.ts'
import { endRole, giveRole } from '../../src/service/members.ts'
import { inviteMember } from '../../src/service/inviting-members.ts'
import { findPerson } from '../../src/store/accounts.ts'
import { addTrust, NOW } from '../service/house.ts'
import { browse, enrolWithPassword } from './browsing.ts'
import { openService, type Service } from './signed-in.ts'

let service: Service
let mails: string[]
const open = async (outside: Outside = {}) => {
  service = await openService({ outside })
  await addTrust(service.house, 'oak', false)
  await service.house.db.deleteFrom('membership').execute()
  await service.house.db.deleteFrom('account').execute()
}
beforeEach(() => (mails = []))
afterEach(() => service.close())

/** Rowan, invited by the lead as a board member; and the way by which the link came. */
async function invite() {
  const { house } = service
  const { accountId } = await service.signIn({ organisationId: 'oak' })
  const lead = await findPerson(house.db, accountId, NOW.toISOString())
  if (lead === undefined) throw new Error('There is no lead.')
  const typed = { name: 'Rowan', email: 'rowan@trust.example', roles: ['board'] }
  const done = await inviteMember(house, lead, 'oak', typed)
  if (!done.ok || done.invited === undefined) throw new Error('Rowan was not invited.')
  const { invited } = done
  const link = invited.link ?? /https?:\S+\/invitation\/\S+/.exec(mails.join('\n'))?.[0] ?? ''
  const give = () => giveRole(house, lead, 'oak', invited.accountId, 'reviewer')
  const end = () => endRole(house, lead, 'oak', invited.accountId, 'reviewer')
  return { path: new URL(link).pathname, give, end }
}
const isEnrolled = async () =>
  (await service.house.db.selectFrom('totp').select('accountId').execute()).length > 0

test('it is void once the account was given something else, and good while it may do the same', async () => {
  await open()
  const { path, give, end } = await invite()
  expect(await (await browse(service.app).get(path)).text()).toContain('Rowan')
  await give()
  expect(await (await browse(service.app).get(path)).text()).toContain('This link no longer works')
  await end()
  const browser = browse(service.app)
  await browser.post(path, {})
  await enrolWithPassword(browser, service.house.now())
  expect(await isEnrolled()).toBe(true)
})

test('it is void also for who had begun with it', async () => {
  await open()
  const { path, give } = await invite()
  const browser = browse(service.app)
  await browser.post(path, {})
  await give()
  await enrolWithPassword(browser, service.house.now())
  expect(await isEnrolled()).toBe(false)
})

test('a link that only its owner got by mail stays good', async () => {
  await open({ mailer: ({ text }) => Promise.resolve(void mails.push(text)) })
  const { path, give } = await invite()
  await give()
  const browser = browse(service.app)
  await browser.post(path, {})
  await enrolWithPassword(browser, service.house.now())
  expect(await isEnrolled()).toBe(true)
})
