/** The pages of what waits: the notice, agreeing after a fresh proof, and the link of a letter that stops it. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Mail } from '../../src/mail/mailer.ts'
import { addTrust, NOW } from '../service/house.ts'
import { openService, type Service, type SignedInPerson } from './signed-in.ts'
import { valueOn } from './visitor.ts'

let now: Date
let mails: Mail[]
let service: Service
let ada: SignedInPerson
let ben: SignedInPerson
beforeEach(async () => {
  now = NOW
  mails = []
  const mailer = (mail: Mail) => Promise.resolve(void mails.push(mail))
  service = await openService({ outside: { now: () => now, mailer } })
  await addTrust(service.house, 'oak')
  // Nobody of the demonstration is asked here.
  await service.house.db.deleteFrom('membership').execute()
  ada = await service.signIn({ name: 'Ada', national: 'administrator', isEstablished: true })
  ben = await service.signIn({ name: 'Ben', national: 'administrator', isEstablished: true })
})
afterEach(() => service.close())

const after = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000))
const textOf = async (response: Promise<Response>) => (await response).text()
const TYPED = { name: 'Rowan <b>', email: 'rowan@example.nhs.uk', as: 'administrator', organisation: '' }
const ask = () => ada.visitor.post('/administration/invite', TYPED)
const actionOn = (page: string) => /action="(\/waiting\/[0-9a-f-]{36})"/.exec(page)?.[1] ?? ''

test('who is told reads so on the next page, and agrees only after a fresh proof', async () => {
  expect(await textOf(ben.visitor.get('/administration/organisations'))).not.toContain('See what waits')
  expect((await ask()).headers.get('Location')).toBe('/waiting?done=asked')
  const own = await textOf(ada.visitor.get('/waiting?done=asked'))
  expect(own).toContain('You have asked.')
  expect(own).not.toContain('value="agree"')
  expect(await textOf(ada.visitor.get('/administration/organisations'))).not.toContain('See what waits')
  expect(await textOf(ben.visitor.get('/administration/organisations'))).toContain('href="/waiting"')
  const page = await textOf(ben.visitor.get('/waiting'))
  expect(page).toContain('make Rowan &lt;b&gt; an administrator')
  expect(page).toContain('cannot know whether two accounts are two people')
  after(11)
  const stale = await ben.visitor.post(actionOn(page), { act: 'agree' })
  expect(stale.headers.get('Location')).toBe('/account/prove?next=%2Fwaiting')
  const fresh = await service.signIn({ name: 'Cy', national: 'administrator', isEstablished: true })
  expect((await fresh.visitor.post(actionOn(page), { act: 'agree' })).headers.get('Location')).toBe(
    '/waiting?done=done',
  )
  expect(mails.find(({ to }) => to === TYPED.email)?.subject).toBe('You are invited to Ward Round')
  expect((await ben.visitor.post(actionOn(page), { act: 'stop' })).status).toBe(409)
})

test('an administrator, a lead and a share are asked for only after a fresh proof, and what was typed stays', async () => {
  after(11)
  expect((await ada.visitor.get('/administration/invite')).headers.get('Location')).toBe(
    '/account/prove?next=%2Fadministration%2Finvite',
  )
  const refused = await ask()
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(valueOn(page, 'email')).toBe(TYPED.email)
  expect(page).toContain('Open this page in another tab')
  expect(mails).toEqual([])
  const lead = await service.signIn({ organisationId: 'oak', isEstablished: true })
  after(11)
  for (const path of ['/o/oak/invite', '/o/oak/sharing/new'])
    expect((await lead.visitor.get(path)).headers.get('Location')).toMatch(/^\/account\/prove/)
  const typed = { name: 'Sam', email: 'sam@example.nhs.uk', roles: ['siro'] }
  expect((await lead.visitor.post('/o/oak/invite', typed)).status).toBe(422)
})

test('the link of a letter stops it without signing in; looking at it changes nothing', async () => {
  await ask()
  const link =
    /(\/waiting\/stop\/[\w-]{43})/.exec(mails.find(({ to }) => to === ben.email)?.text ?? '')?.[1] ?? ''
  const nobody = service.app
  const get = () => nobody.request(`http://localhost:3000${link}`)
  for (const time of [1, 2]) {
    const page = await (await get()).text()
    expect(page, String(time)).toContain('Rowan &lt;b&gt; an administrator')
  }
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  const stopped = await nobody.request(`http://localhost:3000${link}`, { method: 'POST', headers })
  expect(await stopped.text()).toContain('It does not happen.')
  expect((await get()).status).toBe(404)
  expect(await textOf(ben.visitor.get('/waiting'))).toContain('Nothing waits for you now.')
})
