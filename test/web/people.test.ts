import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  ADMINISTRATOR,
  ANALYSTS,
  demonstrationId,
  findDemonstrationPerson,
  insertDemonstrationAccounts,
  SECOND_ADMINISTRATOR,
} from '../../src/identity/demonstration.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { findAccountByEmail } from '../../src/store/accounts.ts'
import type { Role } from '../../src/store/person.ts'
import { findTicket } from '../../src/store/tickets.ts'
import { administration } from '../../src/people/admin/routes.tsx'
import { loadAssets } from '../../src/web/assets.ts'
import { onError } from '../../src/web/error-pages.tsx'
import { people } from '../../src/people/members/routes.tsx'
import { purpose } from '../../src/people/purpose/routes.tsx'
import type { Env } from '../../src/web/web.ts'
import { addTrust, NOW, openTestHouse } from '../service/house.ts'
import { appOf, type Fields, titleOf, valueOn, visitorOf } from './visitor.ts'

let house: OpenHouse
beforeEach(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
  await addTrust(house, 'elm')
  await insertDemonstrationAccounts(house.db, [], NOW.toISOString(), [
    ...ANALYSTS,
    ADMINISTRATOR,
    SECOND_ADMINISTRATOR,
  ])
})
afterEach(() => house.close())

const textOf = (html: string) =>
  (/<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
/** Somebody of the demonstration agrees to the one request that waits for them. */
async function agreeAs(accountId: string) {
  const headers = { Cookie: `wardround-demonstration=${accountId}` }
  const page = await (await visitorOf(appOf(house)).get('/waiting', headers)).text()
  const id = /action="\/waiting\/([0-9a-f-]{36})"/.exec(page)?.[1] ?? ''
  const agreed = await visitorOf(appOf(house)).post(`/waiting/${id}`, { act: 'agree' }, headers)
  expect(agreed.headers.get('Location')).toBe('/waiting?done=done')
}
const agree = (role: Role) => agreeAs(demonstrationId('oak', role))
const memberPath = (role: Role) => `/o/oak/people/${demonstrationId('oak', role)}`

/** The pages as a service serves them, where people are real; who asks is still told by the demonstration's cookie. */
function service(): Hono<Env> {
  const app = new Hono<Env>()
  app.onError(onError)
  app.use(async (c, next) => {
    c.set('web', {
      house,
      assets: loadAssets(),
      marking: 'OFFICIAL-SENSITIVE',
      isDemonstration: false,
      gate: undefined,
      takesFile: () => false,
      takesKey: () => false,
      dispatch: async (request) => app.fetch(request),
    })
    c.set('person', await findDemonstrationPerson(house.db, c.req.header('Cookie'), NOW.toISOString()))
    await next()
  })
  for (const area of [people, purpose, ...administration]) app.route('/', area.hono)
  return app
}

describe('a change of roles', () => {
  const statusOf = async (path: string, role: Role) =>
    (await visitorOf(appOf(house), 'oak', role).get(path)).status

  test('bites at the next request: given, ended, and with it what it could read', async () => {
    const lead = visitorOf(appOf(house), 'oak')
    expect(await statusOf('/o/oak/people', 'board')).toBe(403)
    const asked = await lead.post(memberPath('board'), { act: 'give-role', role: 'siro' })
    expect(asked.headers.get('Location')).toBe('/waiting?done=asked')
    expect(await statusOf('/o/oak/people', 'board')).toBe(403)
    await agree('siro')
    expect(await statusOf('/o/oak/people', 'board')).toBe(200)
    expect(await statusOf('/o/oak/check-answers', 'board')).toBe(200)
    expect((await lead.post(memberPath('board'), { act: 'end-role', role: 'siro' })).status).toBe(303)
    expect(await statusOf('/o/oak/check-answers', 'board')).toBe(403)
    expect(await statusOf('/o/oak/board', 'board')).toBe(200)
    await lead.post(memberPath('board'), { act: 'end-role', role: 'board' })
    expect(await statusOf('/o/oak/board', 'board')).toBe(404)
    expect(await statusOf('/', 'board')).toBe(200)
  })

  test('by the lead takes the lead’s own rights away at once', async () => {
    const lead = visitorOf(appOf(house), 'oak')
    await lead.post(memberPath('board'), { act: 'give-role', role: 'lead' })
    await agree('siro')
    expect((await lead.post(memberPath('lead'), { act: 'end-role', role: 'lead' })).status).toBe(303)
    expect((await lead.get('/o/oak/people')).status).toBe(404)
    expect((await lead.post(memberPath('board'), { act: 'end-role', role: 'lead' })).status).toBe(404)
  })

  test('by an administrator, and a disabled account, too', async () => {
    const headers = { Cookie: `wardround-demonstration=${ADMINISTRATOR.id}` }
    const post = (id: string, act: string) =>
      visitorOf(appOf(house)).post(`/administration/accounts/${id}`, { act }, headers)
    const first = { Cookie: `wardround-demonstration=${ANALYSTS[0]?.id ?? ''}` }
    const asFirst = async (path: string) => (await visitorOf(appOf(house)).get(path, first)).status
    expect(await asFirst('/national')).toBe(200)
    expect((await post(ANALYSTS[0]?.id ?? '', 'end-analyst')).status).toBe(303)
    expect(await asFirst('/national')).toBe(403)
    expect((await post(ANALYSTS[0]?.id ?? '', 'give-administrator')).status).toBe(303)
    expect(await asFirst('/administration/accounts')).toBe(403)
    await agreeAs(SECOND_ADMINISTRATOR.id)
    expect(await asFirst('/administration/accounts')).toBe(200)
    expect((await post(ANALYSTS[0]?.id ?? '', 'disable')).status).toBe(303)
    expect(await asFirst('/administration/accounts')).toBe(401)
    expect((await post(ANALYSTS[0]?.id ?? '', 'enable')).status).toBe(303)
    expect(await asFirst('/administration/accounts')).toBe(401)
    await agreeAs(SECOND_ADMINISTRATOR.id)
    expect(await asFirst('/administration/accounts')).toBe(200)
    for (const act of ['end-administrator', 'disable', 'give-analyst']) {
      const refused = await post(ADMINISTRATOR.id, act)
      expect(refused.status, act).toBe(409)
      expect(titleOf(await refused.text()), act).toMatch(/^Error: /)
    }
    expect((await post(ADMINISTRATOR.id, 'constructor')).status).toBe(422)
  })
})

describe('the people of an organisation', () => {
  test('are listed for its lead and its SIRO, and nobody else', async () => {
    for (const role of ['lead', 'siro'] as const) {
      const page = await (await visitorOf(appOf(house), 'oak', role).get('/o/oak/people')).text()
      expect(page).toContain(`href="${memberPath('contributor')}"`)
      expect(page).not.toContain('elm')
    }
    for (const role of ['contributor', 'reviewer', 'board'] as const)
      expect((await visitorOf(appOf(house), 'oak', role).get('/o/oak/people')).status).toBe(403)
    const stranger = visitorOf(appOf(house), 'elm')
    const [known, unknown] = await Promise.all(
      ['/o/oak/people', '/o/ash/people'].map((path) => stranger.get(path)),
    )
    const bare = async (answer: Response | undefined) =>
      ((await answer?.text()) ?? '').replaceAll(/[0-9a-f-]{36}/g, '')
    expect(known?.status).toBe(404)
    expect(await bare(known)).toBe(await bare(unknown))
  })

  test('keep their last lead, and nobody gives themselves a role; the page says why', async () => {
    const lead = visitorOf(appOf(house), 'oak')
    const last = await lead.post(memberPath('lead'), { act: 'end-role', role: 'lead' })
    expect(last.status).toBe(409)
    expect(textOf(await last.text())).toContain('is the last cyber lead here')
    const own = await lead.post(memberPath('lead'), { act: 'give-role', role: 'siro' })
    expect(textOf(await own.text())).toContain('Nobody gives themselves a role')
    const missing = await lead.post(memberPath('board'), { act: 'give-role' })
    expect(missing.status).toBe(422)
    expect(await missing.text()).toContain('href="#role"')
    expect((await lead.get(`/o/oak/people/${demonstrationId('elm', 'lead')}`)).status).toBe(404)
  })

  test('have a deputy whom the SIRO names and ends, on pages that offer it to nobody else', async () => {
    const siro = visitorOf(appOf(house), 'oak', 'siro')
    expect(await (await siro.get(memberPath('board'))).text()).toContain('value="name-deputy"')
    expect(await (await siro.get(memberPath('board'))).text()).not.toContain('value="end-role"')
    expect(await (await visitorOf(appOf(house), 'oak').get(memberPath('board'))).text()).not.toContain(
      'deputy',
    )
    expect((await siro.post(memberPath('board'), { act: 'name-deputy' })).status).toBe(303)
    await agree('lead')
    expect(textOf(await (await siro.get('/o/oak/people')).text())).toContain('Deputy of the SIRO')
    expect(
      (await visitorOf(appOf(house), 'oak', 'board').post(memberPath('lead'), { act: 'name-deputy' })).status,
    ).toBe(403)
    expect((await siro.post(memberPath('board'), { act: 'give-role', role: 'lead' })).status).toBe(403)
    expect((await siro.post(memberPath('board'), { act: 'end-deputy' })).status).toBe(303)
    expect(textOf(await (await siro.get('/o/oak/people')).text())).not.toContain('Deputy')
  })

  test('of the demonstration are not invited: there is no form for it', async () => {
    const lead = visitorOf(appOf(house), 'oak')
    const page = await (await lead.get('/o/oak/people')).text()
    expect(page).not.toContain('/invite"')
    expect(textOf(page)).toContain('nobody can be invited')
    const typed = { name: 'Rowan', email: 'rowan@example.nhs.uk', roles: 'board' }
    for (const answer of [await lead.get('/o/oak/invite'), await lead.post('/o/oak/invite', typed)])
      expect(answer.status).toBe(422)
    const headers = { Cookie: `wardround-demonstration=${ADMINISTRATOR.id}` }
    const administrator = visitorOf(appOf(house))
    expect(
      (await administrator.post('/administration/invite', { ...typed, as: 'analyst' }, headers)).status,
    ).toBe(422)
    expect(await (await administrator.get('/administration/accounts', headers)).text()).not.toContain(
      '/administration/invite"',
    )
    expect(await findAccountByEmail(house.db, typed.email)).toBeUndefined()
  })
})

describe('an invitation', () => {
  const tokenIn = (page: string) => /\/invitation\/([\w-]{43})</.exec(page)?.[1] ?? ''
  const isGood = async (token: string) =>
    (await findTicket(house.db, 'invitation', token, NOW.toISOString())) !== undefined

  test('with something wrong comes back with everything typed', async () => {
    const lead = visitorOf(service(), 'oak')
    const refused = await lead.post('/o/oak/invite', {
      name: 'Rowan <b>',
      email: 'rowan',
      roles: ['board', 'siro'],
    })
    const page = await refused.text()
    expect(refused.status).toBe(422)
    expect(page).toContain('href="#email"')
    expect(valueOn(page, 'name')).toBe('Rowan <b>')
    expect(valueOn(page, 'email')).toBe('rowan')
    expect(page.match(/type="checkbox"[^>]* checked/g)).toHaveLength(2)
    const none = await lead.post('/o/oak/invite', { name: 'Rowan', email: 'rowan@example.nhs.uk' })
    expect(await none.text()).toContain('href="#roles"')
  })

  test('without a mail server shows its link once, and a new one ends it', async () => {
    const lead = visitorOf(service(), 'oak')
    const typed = { name: 'Rowan', email: 'rowan@example.nhs.uk', roles: ['board'] }
    const page = await (await lead.post('/o/oak/invite', typed)).text()
    const token = tokenIn(page)
    expect(await isGood(token)).toBe(true)
    const id = (await findAccountByEmail(house.db, typed.email))?.id ?? ''
    const list = await (await lead.get('/o/oak/people')).text()
    expect(textOf(list)).toContain('rowan@example.nhs.uk Account Invited')
    const own = await (await lead.get(`/o/oak/people/${id}`)).text()
    expect(list + own).not.toContain(token)
    const anew = tokenIn(await (await lead.post(`/o/oak/people/${id}`, { act: 'renew' })).text())
    expect([await isGood(token), await isGood(anew)]).toEqual([false, true])
    expect((await lead.post(`/o/oak/people/${id}`, { act: 'revoke' })).status).toBe(303)
    expect(await isGood(anew)).toBe(false)
    expect(await (await lead.get('/o/oak/people')).text()).not.toContain('rowan@')
  })

  test('by an administrator makes a first lead, where there is none', async () => {
    const headers = { Cookie: `wardround-demonstration=${ADMINISTRATOR.id}` }
    const post = (path: string, fields: Fields) => visitorOf(service()).post(path, fields, headers)
    const typed = { name: 'Rowan', email: 'rowan@example.nhs.uk', as: 'lead', organisation: 'oak' }
    const refused = await post('/administration/invite', typed)
    const page = await refused.text()
    expect(refused.status).toBe(422)
    expect(page).toContain('href="#organisation"')
    expect(valueOn(page, 'email')).toBe('rowan@example.nhs.uk')
    expect(page).toMatch(/<option value="oak" selected/)
    expect((await post('/administration/invite', { ...typed, as: '' })).status).toBe(422)
    await house.db.deleteFrom('membership').execute()
    const organisation = await (
      await visitorOf(service()).get('/administration/organisations/oak', headers)
    ).text()
    expect(organisation).toContain('href="/administration/invite?organisation=oak"')
    expect(await isGood(tokenIn(await (await post('/administration/invite', typed)).text()))).toBe(true)
    const found = textOf(await (await post('/administration/accounts', { search: 'ROWAN@' })).text())
    expect(found).toContain('1 account found for “ROWAN@”')
  })
})
