/** Whoever invites for an organisation learns nothing of accounts elsewhere, and makes no accounts without end. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { beginSession } from '../../src/identity/sessions.ts'
import type { Mail } from '../../src/mail/mailer.ts'
import { findTrail } from '../../src/store/trail.ts'
import { addTrust } from '../service/house.ts'
import { openService, type Service, type SignedInPerson } from './signed-in.ts'

let service: Service
let lena: SignedInPerson
let elsewhere: SignedInPerson
let mails: Mail[]
beforeEach(async () => {
  mails = []
  const mailer = (mail: Mail) => Promise.resolve(void mails.push(mail))
  service = await openService({ outside: { mailer } })
  for (const id of ['oak', 'elm']) await addTrust(service.house, id, false)
  await service.house.db.deleteFrom('membership').execute()
  await service.house.db.deleteFrom('account').execute()
  lena = await service.signIn({ name: 'Lena Oak', organisationId: 'oak' })
  elsewhere = await service.signIn({ name: 'Erin Elm', email: 'erin@elm.example', organisationId: 'elm' })
  await service.signIn({ name: 'Dora Gone', email: 'dora@elm.example', organisationId: 'elm' })
  await service.house.db
    .updateTable('account')
    .set({ status: 'disabled' })
    .where('email', '=', 'dora@elm.example')
    .execute()
})
afterEach(() => service.close())

const ADDRESSES = ['erin@elm.example', 'dora@elm.example', 'nobody@new.example']
const idOf = async (email: string) =>
  (
    await service.house.db
      .selectFrom('account')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  ).id
/** What a page says, without what names the one asked about. */
async function said(response: Response, email: string): Promise<string> {
  const id = await idOf(email)
  const page = await response.text()
  return `${response.status} ${page.replaceAll(email, 'EMAIL').replaceAll(id, 'ID')}`
}

test('an invitation, its page, its list and what is done with it are the same, whether there is an account or not', async () => {
  const told: string[][] = []
  for (const email of ADDRESSES) {
    const all: string[] = []
    const form = { name: 'Sam Board', email, roles: 'board' }
    all.push(await said(await lena.visitor.post('/o/oak/invite', form), email))
    const member = `/o/oak/people/${await idOf(email)}`
    for (const path of ['/o/oak/people', member]) all.push(await said(await lena.visitor.get(path), email))
    for (const act of ['renew', 'revoke'])
      all.push(await said(await lena.visitor.post(member, { act }), email))
    const entries = await findTrail(service.house.db, 'oak', 4)
    const id = await idOf(email)
    all.push(JSON.stringify(entries.map((one) => [one.action, one.details, one.object === id])))
    told.push(all)
  }
  for (const [index, all] of (told[0] ?? []).entries()) expect(all, String(index)).toBe(told[2]?.[index])
  expect(told[0]).toEqual(told[2])
  expect(told[1]).toEqual(told[2])
  expect(told[0]?.join()).toContain('Sam Board')
  expect(told[0]?.join()).not.toContain('Erin')
  // Who has an account is told of a role there, and whoever has none gets a link; a disabled one gets nothing.
  expect(mails.map(({ to }) => to)).toEqual([
    ...Array<string>(2).fill('erin@elm.example'),
    ...Array<string>(2).fill('nobody@new.example'),
  ])
})

test('whoever was invited is known by their own name once they sign in', async () => {
  const email = 'erin@elm.example'
  await lena.visitor.post('/o/oak/invite', { name: 'Sam Board', email, roles: 'board' })
  // The role is theirs at once.
  expect((await elsewhere.visitor.get('/o/oak/board')).status).toBe(200)
  expect(await (await lena.visitor.get('/o/oak/people')).text()).not.toContain('Erin Elm')
  await beginSession(service.house.db, service.gate, await idOf(email), { address: undefined, agent: '' })
  const page = await (await lena.visitor.get('/o/oak/people')).text()
  expect(page).toContain('Erin Elm')
  expect(page).not.toContain('Sam Board')
})

test('one person makes at most a hundred accounts an hour, and learns of no more addresses', async () => {
  const invite = (email: string) =>
    lena.visitor.post('/o/oak/invite', { name: 'Sam Board', email, roles: 'board' })
  await service.house.db
    .insertInto('attempt')
    .values({ name: `invitees-by:${lena.accountId}`, since: service.house.now().toISOString(), failures: 99 })
    .execute()
  expect((await invite('one@new.example')).status).toBe(200)
  expect((await invite('two@new.example')).status).toBe(429)
  expect((await invite('erin@elm.example')).status).toBe(429)
  const emails = await service.house.db.selectFrom('account').select('email').execute()
  expect(emails.map(({ email }) => email)).not.toContain('two@new.example')
})
