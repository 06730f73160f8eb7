/** Keys of the API: made by their owner with a fresh proof and shown once, held to one role, and over with it. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_REQUESTS } from '../../src/identity/api-keys.ts'
import { disableAccount } from '../../src/service/accounts.ts'
import { endRole } from '../../src/service/members.ts'
import { insertMemberships } from '../../src/store/accounts.ts'
import { hashToken } from '../../src/store/tokens.ts'
import { formOn } from '../web/form-on.ts'
import { openService, type Service, type SignedInPerson } from '../web/signed-in.ts'
import { addTrust, nationalPerson, NOW, person } from '../service/house.ts'
import { newKey, programOf } from './programs.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
  for (const id of ['oak', 'elm']) await addTrust(service.house, id, false)
})
afterAll(() => service.close())

const NEW = '/account/keys/new'
const asking = (token: string) => programOf(service.app, token, service.gate.origin)

/** Makes a key by the form. Gives its token. */
async function make({ visitor }: SignedInPerson, typed = {}): Promise<string> {
  const form = await (await visitor.get(NEW)).text()
  const all = { label: 'Reporting', seat: 'lead.oak', scope: 'read', ...typed }
  const page = await (await visitor.post(NEW, formOn(form, NEW, all))).text()
  return /wardround_[\w-]{43}/.exec(page)?.[0] ?? ''
}

test('a key is shown once, kept as a hash, listed by its beginning, and in the trail of its organisation', async () => {
  const lead = await service.signIn({ name: 'Lena Oak', organisationId: 'oak' })
  const token = await make(lead)
  expect(await (await asking(token)('/key')).json()).toEqual({
    ...{ organisation: 'oak', role: 'lead', scope: 'read', label: 'Reporting' },
  })
  const account = await (await lead.visitor.get('/account')).text()
  expect(account).toContain(`Begins <code>${token.slice(0, 16)}</code>`)
  expect(account).not.toContain(token)
  const { rows } = await sql<Record<string, unknown>>`select * from api_key`.execute(service.house.db)
  expect(JSON.stringify(rows)).not.toContain(token.slice(16))
  expect(rows.map((row) => row['tokenHash'])).toContain(hashToken(token))
  expect(await (await lead.visitor.get('/o/oak/trail')).text()).toContain('made a key of the API')
})

test('who proved nothing lately makes none', async () => {
  const lead = await service.signIn({ organisationId: 'oak' })
  await service.house.db.updateTable('session').set({ provedAt: null }).execute()
  const shown = await lead.visitor.get(NEW)
  expect([shown.status, shown.headers.get('Location')]).toEqual([
    303,
    '/account/prove?next=%2Faccount%2Fkeys%2Fnew',
  ])
  const id = '00000000-0000-4000-8000-000000000000'
  const sent = await lead.visitor.post(NEW, { id, label: 'x', seat: 'lead.oak', scope: 'edit' })
  expect(sent.status).toBe(303)
  expect(await service.house.db.selectFrom('apiKey').selectAll().where('id', '=', id).execute()).toEqual([])
})

test('nobody makes a key of a role that they do not have', async () => {
  const board = await service.signIn({ organisationId: 'oak', role: 'board' })
  for (const seat of ['lead.oak', 'board.elm']) expect(await make(board, { seat })).toBe('')
  expect(await (await board.visitor.get(NEW)).text()).not.toContain('edits answers')
})

test('a key goes no further than its one role, whatever else its owner is', async () => {
  const both = await service.signIn({ organisationId: 'oak', role: 'lead', national: 'administrator' })
  const given = { at: NOW.toISOString(), by: 'test' }
  for (const one of [
    { organisationId: 'elm', role: 'lead' },
    { organisationId: 'oak', role: 'siro' },
  ] as const)
    await insertMemberships(service.house.db, [{ ...one, accountId: both.accountId }], given)
  const board = asking(await make(both, { seat: 'siro.oak' }))
  expect((await board('/organisations/oak/results')).status).toBe(200)
  expect((await board('/organisations/oak/trail')).status).toBe(403)
  expect((await board('/organisations/elm/results')).status).toBe(404)
})

test('a key ends when its owner ends it, when the role ends, and when the account is disabled', async () => {
  const [one, two, three] = [
    await service.signIn({ organisationId: 'oak' }),
    await service.signIn({ organisationId: 'oak', role: 'board' }),
    await service.signIn({ organisationId: 'oak' }),
  ]
  const first = asking(await make(one))
  expect((await first('/key')).status).toBe(200)
  const { id } = await service.house.db
    .selectFrom('apiKey')
    .select('id')
    .where('accountId', '=', one.accountId)
    .executeTakeFirstOrThrow()
  await three.visitor.post('/account/keys/end', { id })
  expect((await first('/key')).status, 'it is not theirs to end').toBe(200)
  await one.visitor.post('/account/keys/end', { id })
  expect((await first('/key')).status).toBe(401)

  const second = asking(await newKey(service.house, 'oak', 'board', 'read', two.accountId))
  expect((await second('/key')).status).toBe(200)
  await endRole(service.house, person('oak'), 'oak', two.accountId, 'board')
  expect((await second('/key')).status).toBe(401)
  const given = { at: '2026-11-26T10:00:00.000Z', by: 'test' }
  const again = [{ organisationId: 'oak', accountId: two.accountId, role: 'board' }] as const
  await insertMemberships(service.house.db, again, given)
  expect((await second('/key')).status, 'it does not come back with the role').toBe(401)

  const third = asking(await make(three))
  await disableAccount(service.house, await administrator(), three.accountId)
  expect((await third('/key')).status).toBe(401)
})

async function administrator() {
  const { accountId } = await service.signIn({ name: 'Ada', national: 'administrator' })
  return nationalPerson(accountId, 'Ada', 'administrator')
}

test('a key that asks too often is told how long to wait', async () => {
  const lead = await service.signIn({ organisationId: 'oak' })
  const token = await make(lead)
  const first = await asking(token)('/key')
  expect(first.headers.get('RateLimit-Policy')).toBe(`"requests";q=${MOST_REQUESTS};w=900`)
  expect(first.headers.get('RateLimit')).toBe(`"requests";r=${MOST_REQUESTS - 1};t=900`)
  await service.house.db
    .updateTable('attempt')
    .set({ failures: MOST_REQUESTS })
    .where('name', 'like', 'key:%')
    .execute()
  const last = await asking(token)('/key')
  expect([last.status, last.headers.get('Retry-After')]).toEqual([429, '900'])
  expect(last.headers.get('Content-Type')).toContain('application/problem+json')
})
