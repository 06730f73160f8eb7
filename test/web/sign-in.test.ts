import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeSetUpLink } from '../../src/identity/enrolling.ts'
import { HALF_WAY, SESSION } from '../../src/identity/cookies.ts'
import { hashRecoveryCode } from '../../src/identity/codes.ts'
import { openGate } from '../../src/identity/gate.ts'
import { PLAIN_SETTINGS } from '../../src/identity/settings.ts'
import { createApp } from '../../src/web/app.tsx'
import { findAccountByEmail } from '../../src/store/accounts.ts'
import { saveRecoveryCodes } from '../../src/store/codes.ts'
import { findTrail } from '../../src/store/trail.ts'
import { insertPasskey } from '../../src/store/passkeys.ts'
import { type Device, newDevice } from '../identity/passkey-device.ts'
import { openTestHouse } from '../service/house.ts'
import { POSTGRES } from '../store/engines.ts'
import { browse, type Browsing, codeAt, codesOn, enrolWithPassword, PASSWORD } from './browsing.ts'
import { openService, type Service } from './signed-in.ts'
import { titleOf } from './visitor.ts'

const START = new Date('2026-11-25T10:00:00Z')
const EMAIL = 'ada@service.example'
let now = START
let service: Service
const after = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000))

beforeEach(async () => {
  now = START
  service = await openService({ outside: { now: () => now } })
})
afterEach(() => service.close())

const newBrowser = () => browse(service.app)
const trail = async () =>
  (await findTrail(service.house.db, undefined, 50)).map(({ action, details }) => [action, details['how']])

/** The first administrator, signed in, with password and app. */
async function setUp() {
  const browser = newBrowser()
  const link = new URL((await makeSetUpLink(service.gate)) ?? '')
  const chosen = await browser.post(link.pathname, { name: 'Ada Lovelace', email: EMAIL })
  expect(chosen.headers.get('Location')).toBe('/enrol')
  const enrolled = await enrolWithPassword(browser, now)
  return { browser, link, ...enrolled }
}

const byPassword = (browser: Browsing, email = EMAIL, password = PASSWORD, next?: string) =>
  browser.post('/sign-in', { email, password, ...(next === undefined ? {} : { next }) })

describe('a new service', () => {
  test('has no account, and lets nobody in', async () => {
    expect(await service.house.db.selectFrom('account').selectAll().execute()).toEqual([])
    for (const [email, password] of [
      ['admin', 'admin'],
      ['admin@example.org', 'password'],
    ] as const)
      expect((await byPassword(newBrowser(), email, password)).status).toBe(422)
    for (const path of ['/enter', '/enter-as-analyst', '/enter-as-administrator'])
      expect((await newBrowser().post(path, {})).status).toBe(404)
  })

  test('is set up by a link that works once, by an administrator with a second factor', async () => {
    const { browser, link, codes, page } = await setUp()
    expect(titleOf(page)).toBe('Keep your recovery codes – Ward Round')
    expect(new Set(codes).size).toBe(10)
    expect((await browser.get('/administration/organisations')).status).toBe(200)
    expect(await makeSetUpLink(service.gate)).toBeUndefined()
    const late = newBrowser()
    expect((await late.get(link.pathname)).status).toBe(404)
    expect((await late.post(link.pathname, { name: 'Eve', email: 'eve@evil.example' })).status).toBe(404)
    expect((await trail()).map(([action]) => action)).toEqual(['signed-in', 'factor-added', 'service-set-up'])
  })

  test('is set up by one of two who hold the link', async () => {
    const link = new URL((await makeSetUpLink(service.gate)) ?? '')
    const [one, other] = [newBrowser(), newBrowser()]
    await one.post(link.pathname, { name: 'Ada', email: EMAIL })
    await other.post(link.pathname, { name: 'Eve', email: 'eve@evil.example' })
    await enrolWithPassword(one, now)
    const { codes } = await enrolWithPassword(other, now)
    expect(codes).toEqual([])
    expect(await findAccountByEmail(service.house.db, 'eve@evil.example')).toBeUndefined()
  })

  test('opens nothing before the second factor is there', async () => {
    const link = new URL((await makeSetUpLink(service.gate)) ?? '')
    const browser = newBrowser()
    await browser.post(link.pathname, { name: 'Ada', email: EMAIL })
    await browser.post('/enrol/password', { password: PASSWORD })
    expect((await browser.get('/administration/organisations')).headers.get('Location')).toMatch(/^\/sign-in/)
    expect(await findAccountByEmail(service.house.db, EMAIL)).toBeUndefined()
    expect((await byPassword(newBrowser())).status).toBe(422)
  })

  test('prints another link as long as nobody used one; the earlier one and old ones do not work', async () => {
    const first = new URL((await makeSetUpLink(service.gate)) ?? '')
    const second = new URL((await makeSetUpLink(service.gate)) ?? '')
    expect((await newBrowser().get(first.pathname)).status).toBe(404)
    expect((await newBrowser().get(second.pathname)).status).toBe(200)
    after(24 * 3600)
    expect((await newBrowser().get(second.pathname)).status).toBe(404)
  })
})

describe('signing in', () => {
  test('by password asks for the second step, which opens by a code of the app, once', async () => {
    const { secret } = await setUp()
    after(60)
    const browser = newBrowser()
    const first = await byPassword(browser)
    expect([first.status, first.headers.get('Location')]).toEqual([303, '/sign-in/second'])
    expect(browser.cookie(SESSION)).toBeUndefined()
    expect((await browser.get('/account')).headers.get('Location')).toMatch(/^\/sign-in/)
    const code = codeAt(secret, now)
    const done = await browser.post('/sign-in/second', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/administration'])
    expect((await browser.get('/account')).status).toBe(200)
    expect((await trail())[0]).toEqual(['signed-in', 'password, authenticator'])
    // The same code, seen over somebody's shoulder.
    const other = newBrowser()
    await byPassword(other)
    expect((await other.post('/sign-in/second', { code })).status).toBe(422)
    expect((await trail())[0]).toEqual(['sign-in-failed', 'password, authenticator'])
  })

  test('opens by a recovery code, once', async () => {
    const { codes } = await setUp()
    const [code = ''] = codes
    const browser = newBrowser()
    await byPassword(browser)
    expect((await browser.post('/sign-in/second', { code: code.toUpperCase() })).status).toBe(303)
    const again = newBrowser()
    await byPassword(again)
    expect((await again.post('/sign-in/second', { code })).status).toBe(422)
  })

  test('opens by a recovery code that was made when they were shorter', async () => {
    await setUp()
    const account = await findAccountByEmail(service.house.db, EMAIL)
    const id = account?.id ?? ''
    await saveRecoveryCodes(service.house.db, id, [hashRecoveryCode(id, 'abcd-efgh-jkmn')])
    const browser = newBrowser()
    await byPassword(browser)
    expect((await browser.post('/sign-in/second', { code: 'ABCD EFGH JKMN' })).status).toBe(303)
  })

  test('begins by a passkey a hundred times a quarter of an hour from one address, and says when it is too often', async () => {
    await service.close()
    service = await openService({ outside: { now: () => now }, settings: { proxy: '127.0.0.1' } })
    const ask = async (from: string, path = '/sign-in/passkey/options') =>
      (
        await service.app.request(
          `http://localhost:3000${path}`,
          {
            method: 'POST',
            body: new URLSearchParams({}),
            headers: { Origin: 'http://localhost:3000', 'X-Forwarded-For': from },
          },
          { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
        )
      ).status
    for (let times = 0; times < 100; times++) expect(await ask('203.0.113.9')).toBe(200)
    expect([await ask('203.0.113.9'), await ask('203.0.113.9'), await ask('203.0.113.8')]).toEqual([
      429, 429, 200,
    ])
    const met = (await findTrail(service.house.db, undefined, 50)).filter(
      ({ action }) => action === 'limit-met',
    )
    expect(met.map(({ actorName, address, details }) => [actorName, address, details['of']])).toEqual([
      ['Somebody unknown', '203.0.113.9', 'sign-ins begun'],
    ])
    after(15 * 60)
    expect(await ask('203.0.113.9')).toBe(200)
  })

  test('without the key of the installation still opens by a recovery code, and says so to the operator only', async () => {
    const { secret, codes } = await setUp()
    const gate = await openGate(service.house, {
      ...PLAIN_SETTINGS,
      secret: 'another-Rx7!ttQm-92kLpVz-eWq4-hU',
    })
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    after(60)
    const browser = browse(createApp(service.house, { gate }))
    await byPassword(browser)
    expect((await browser.post('/sign-in/second', { code: codeAt(secret, now) })).status).toBe(422)
    expect(log.mock.calls.join()).toContain('the key of this installation')
    log.mockRestore()
    expect((await browser.post('/sign-in/second', { code: codes[0] ?? '' })).status).toBe(303)
  })

  test('gives a new token each time, and ends the session that the browser had', async () => {
    const { browser, codes } = await setUp()
    const old = browser.cookie(SESSION) ?? ''
    await byPassword(browser)
    await browser.post('/sign-in/second', { code: codes[1] ?? '' })
    expect(browser.cookie(SESSION)).not.toBe(old)
    expect((await browser.get('/account')).status).toBe(200)
    const thief = newBrowser()
    thief.setCookie(SESSION, old)
    expect((await thief.get('/account')).status).toBe(303)
  })

  test('sets cookies that only this host gets, over TLS, and no script reads', async () => {
    const browser = newBrowser()
    const { codes } = await setUp()
    const lines = (await byPassword(browser)).headers.getSetCookie()
    lines.push(...(await browser.post('/sign-in/second', { code: codes[0] ?? '' })).headers.getSetCookie())
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines)
      expect(line).toMatch(/^__Host-[\w-]+=[\w-]*; Path=\/; Secure; HttpOnly; SameSite=Lax(; Max-Age=0)?$/)
  })

  test('a half-way token is no session, and a session is not kept as it is sent', async () => {
    const { browser } = await setUp()
    const half = newBrowser()
    await byPassword(half)
    const token = half.cookie(HALF_WAY) ?? ''
    half.setCookie(SESSION, token)
    expect((await half.get('/account')).status).toBe(303)
    const rows = JSON.stringify([
      await service.house.db.selectFrom('session').selectAll().execute(),
      await service.house.db.selectFrom('signIn').selectAll().execute(),
    ])
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(browser.cookie(SESSION))
  })

  test('says the same of a wrong password and an unknown address', async () => {
    await setUp()
    const answers = await Promise.all(
      [EMAIL, 'nobody@service.example'].map(async (email) => {
        const response = await byPassword(newBrowser(), email, 'not the right password')
        return [response.status, (await response.text()).replaceAll(email, 'EMAIL')] as const
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.[0]).toBe(422)
  })

  test('waits after ten failures, known or unknown alike, and never for good', async () => {
    const { codes } = await setUp()
    let met = 0
    for (const email of [EMAIL, 'nobody@service.example']) {
      const statuses: number[] = []
      for (let tried = 0; tried < 12; tried++)
        statuses.push((await byPassword(newBrowser(), email, 'wrong password')).status)
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429])
      // The trail knows that a limit was met, once.
      met++
      expect((await trail()).filter(([action]) => action === 'limit-met')).toHaveLength(met)
      expect((await byPassword(newBrowser(), email)).status).toBe(429)
    }
    after(15 * 60)
    const browser = newBrowser()
    expect((await byPassword(browser)).status).toBe(303)
    expect((await browser.post('/sign-in/second', { code: codes[0] ?? '' })).status).toBe(303)
  })

  test('counts failures by where they come from too, as the proxy says and nobody else', async () => {
    await service.close()
    service = await openService({ outside: { now: () => now }, settings: { proxy: '127.0.0.1' } })
    const { codes } = await setUp()
    const tryFrom = async (peer: string, forwarded: string, password: string) => {
      const response = await service.app.request(
        'http://localhost:3000/sign-in',
        {
          method: 'POST',
          body: new URLSearchParams({ email: EMAIL, password }),
          headers: { Origin: 'http://localhost:3000', 'X-Forwarded-For': forwarded },
        },
        { incoming: { socket: { remoteAddress: peer } } },
      )
      return response.status
    }
    const countOf = async (name: string) =>
      (
        await service.house.db
          .selectFrom('attempt')
          .select('failures')
          .where('name', '=', name)
          .executeTakeFirst()
      )?.failures
    expect(await tryFrom('127.0.0.1', '6.6.6.6, 203.0.113.9', 'not the right password')).toBe(422)
    expect(await countOf('address:203.0.113.9')).toBe(1)
    expect(await countOf('address:6.6.6.6')).toBeUndefined()
    // What goes well does not count.
    expect(await tryFrom('127.0.0.1', '203.0.113.9', PASSWORD)).toBe(303)
    expect(await countOf('address:203.0.113.9')).toBe(1)
    // All the staff of a hospital come from one address: ten failures of theirs keep nobody out, a hundred do.
    const fill = (failures: number) => service.house.db.updateTable('attempt').set({ failures }).execute()
    await fill(50)
    expect(await tryFrom('127.0.0.1', '203.0.113.9', PASSWORD)).toBe(303)
    await fill(100)
    expect(await tryFrom('127.0.0.1', '203.0.113.9', PASSWORD)).toBe(429)
    // Nobody comes from elsewhere by saying so.
    expect(await tryFrom('127.0.0.1', '198.51.100.1, 203.0.113.9', PASSWORD)).toBe(429)
    expect(codes).toHaveLength(10)
  })

  test('of too many at once asks the others to come back, and counts none of those against anybody', async () => {
    await setUp()
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        byPassword(newBrowser(), `somebody.${index}@service.example`, 'x'),
      ),
    )
    const busy = all.filter(({ status }) => status === 503)
    expect([all.filter(({ status }) => status === 422).length, busy.length]).toEqual([22, 8])
    expect(busy.map(({ headers }) => headers.get('Retry-After'))).toEqual(Array<string>(8).fill('30'))
    expect(await busy[0]?.text()).toContain('Too many people sign in just now')
    const counted = await service.house.db
      .selectFrom('attempt')
      .select('failures')
      .where('name', 'like', 'email:%')
      .where('failures', '>', 0)
      .execute()
    expect(counted).toHaveLength(22)
  })

  test('does the same work for a wrong password and an unknown address', async () => {
    await setUp()
    const work: string[][] = []
    for (const email of [EMAIL, 'nobody@service.example']) {
      const before = await service.house.db.selectFrom('attempt').selectAll().execute()
      const entries = (await trail()).length
      await byPassword(newBrowser(), email, 'not the right password')
      const after = await service.house.db.selectFrom('attempt').selectAll().execute()
      const isNoted = (await trail()).length > entries
      const isCounted =
        after.some(({ name }) => name === 'nobody') && !before.some(({ name }) => name === 'nobody')
      work.push([isNoted ? 'noted' : '', isCounted ? 'counted' : ''].filter(Boolean))
    }
    // Each ends with one more transaction: an entry of the trail, or a count of nobody's failures.
    expect(work).toEqual([['noted'], ['counted']])
  })

  test('takes five wrong codes, then the password again', async () => {
    const { codes } = await setUp()
    const browser = newBrowser()
    await byPassword(browser)
    const statuses: number[] = []
    for (let tried = 0; tried < 6; tried++)
      statuses.push((await browser.post('/sign-in/second', { code: '000000' })).status)
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
    const right = await browser.post('/sign-in/second', { code: codes[0] ?? '' })
    expect(right.headers.get('Location')).toBe('/sign-in')
    await byPassword(browser)
    expect((await browser.post('/sign-in/second', { code: codes[0] ?? '' })).status).toBe(303)
  })

  /** Types codes until the second step is closed, over as many sign-ins and as much time as that takes. */
  async function guess(times: number): Promise<string> {
    let answer = ''
    for (let tried = 0; tried < times; tried++) {
      const browser = newBrowser()
      if (tried % 5 === 0) after(15 * 60)
      await byPassword(browser)
      const response = await browser.post('/sign-in/second', { code: String(100_000 + tried) })
      expect(response.status).toBe(422)
      answer = await response.text()
    }
    return answer
  }

  test('is closed after twenty wrong codes since the last right one, until a recovery code opens it', async () => {
    const { secret, codes } = await setUp()
    await guess(19)
    const lucky = newBrowser()
    after(15 * 60)
    await byPassword(lucky)
    expect((await lucky.post('/sign-in/second', { code: codeAt(secret, now) })).status).toBe(303)
    expect(await guess(19)).toContain('Wait for the next one')
    expect(await guess(1)).toContain('Codes of the app open nothing now')
    expect((await trail()).map(([action]) => action)).toContain('second-step-closed')
    // Neither a right code nor time opens it.
    after(24 * 3600)
    const browser = newBrowser()
    await byPassword(browser)
    expect(await (await browser.get('/sign-in/second')).text()).toContain('One of your recovery codes opens')
    const late = await browser.post('/sign-in/second', { code: codeAt(secret, now) })
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('open nothing now')])
    expect((await browser.post('/sign-in/second', { code: codes[0] ?? '' })).status).toBe(303)
    expect((await trail()).slice(0, 2).map(([action]) => action)).toEqual(['signed-in', 'second-step-opened'])
    after(60)
    const again = newBrowser()
    await byPassword(again)
    expect((await again.post('/sign-in/second', { code: codeAt(secret, now) })).status).toBe(303)
  })

  test('takes a code in the digits of any keyboard, and a recovery code however it is written', async () => {
    const { secret, codes } = await setUp()
    const inDigits = (code: string, nought: number) =>
      code.replace(/\d/g, (digit) => String.fromCodePoint(nought + Number(digit)))
    // Full width, Arabic-Indic, Devanagari and bold.
    for (const nought of [0xff10, 0x0660, 0x0966, 0x1d7ce]) {
      after(60)
      const browser = newBrowser()
      await byPassword(browser)
      const code = inDigits(codeAt(secret, now), nought)
      expect((await browser.post('/sign-in/second', { code })).status, code).toBe(303)
    }
    const browser = newBrowser()
    await byPassword(browser)
    const spoken = (codes[0] ?? '')
      .toUpperCase()
      .replaceAll('0', 'O')
      .replaceAll('1', 'l')
      .replaceAll('-', ' ')
    expect((await browser.post('/sign-in/second', { code: spoken })).status).toBe(303)
  })

  test('fifty codes at once are still five', async () => {
    await setUp()
    const browser = newBrowser()
    await byPassword(browser)
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const code = String(100_000 + index)
        return (await browser.post('/sign-in/second', { code })).status
      }),
    )
    expect(statuses.filter((status) => status === 422).length).toBeLessThanOrEqual(5)
  })

  test('takes at most a quarter of an hour between its steps', async () => {
    const { codes } = await setUp()
    const browser = newBrowser()
    await byPassword(browser)
    after(15 * 60)
    const late = await browser.post('/sign-in/second', { code: codes[0] ?? '' })
    expect(late.headers.get('Location')).toBe('/sign-in')
  })

  test('is over for a disabled account at once', async () => {
    const { browser } = await setUp()
    await service.house.db.updateTable('account').set({ status: 'disabled' }).execute()
    expect((await browser.get('/account')).status).toBe(303)
    expect((await byPassword(newBrowser())).status).toBe(422)
  })

  test('leads where somebody wanted to go, and never to another host', async () => {
    const { codes } = await setUp()
    const wanted = await newBrowser().get('/account/name?x=1')
    expect(wanted.headers.get('Location')).toBe('/sign-in?next=%2Faccount%2Fname%3Fx%3D1')
    const targets: Record<string, string> = {
      '/account/name?x=1': '/account/name?x=1',
      '//evil.example': '/administration',
      '/\\evil.example': '/administration',
      'https:evil.example': '/administration',
      'https://evil.example/': '/administration',
      '/\t/evil.example': '/administration',
      'javascript:alert(1)': '/administration',
      '/sign-in/second': '/administration',
    }
    let used = 0
    for (const [next, to] of Object.entries(targets)) {
      const browser = newBrowser()
      await byPassword(browser, EMAIL, PASSWORD, next)
      const done = await browser.post('/sign-in/second', { code: codes[used++] ?? '' })
      expect(done.headers.get('Location'), next).toBe(to)
    }
  })

  test('ends by signing out, at once and for good', async () => {
    const { browser } = await setUp()
    const token = browser.cookie(SESSION) ?? ''
    const out = await browser.post('/sign-out', {})
    expect([out.status, out.headers.get('Clear-Site-Data')]).toEqual([303, '"storage"'])
    expect(browser.cookie(SESSION)).toBeUndefined()
    const thief = newBrowser()
    thief.setCookie(SESSION, token)
    expect((await thief.get('/account')).status).toBe(303)
    expect((await trail())[0]?.[0]).toBe('signed-out')
  })
})

describe('a passkey', () => {
  const log = () => vi.spyOn(console, 'error').mockImplementation(() => undefined)
  /** Shows the device at the page for signing in; it says that it was used so often. */
  async function show(device: Device, times: number, challenge?: string): Promise<number> {
    const browser = newBrowser()
    const options = await (await browser.post('/sign-in/passkey/options', {})).json()
    const asked = challenge ?? (options as { challenge: string }).challenge
    return (await browser.post('/sign-in/passkey', { credential: device.answer(asked, times) })).status
  }

  test('whose counter went back opens nothing, and the log and the trail say so', async () => {
    await setUp()
    const { id = '' } = (await findAccountByEmail(service.house.db, EMAIL)) ?? {}
    const device = newDevice(id, service.gate.origin, 5)
    await insertPasskey(service.house.db, device.row)
    const said = log()
    expect(await show(device, 6)).toBe(303)
    expect(said).not.toHaveBeenCalled()
    // A copy of the device counted on from before.
    for (const times of [6, 5]) {
      expect(await show(device, times)).toBe(422)
      expect((await trail())[0]).toEqual(['sign-in-failed', 'passkey'])
    }
    expect(said.mock.calls.map(([line]) => JSON.parse(String(line)) as object)).toMatchObject([
      { account: id, from: 6, to: 6 },
      { from: 6, to: 5 },
    ])
    expect(String(said.mock.calls[0]?.[0])).toContain('the counter of a passkey went back')
    said.mockRestore()
    expect(await show(device, 7)).toBe(303)
  })

  test('that signs something else fails, and the trail of its owner says so', async () => {
    await setUp()
    const { id = '' } = (await findAccountByEmail(service.house.db, EMAIL)) ?? {}
    const device = newDevice(id, service.gate.origin, 0)
    await insertPasskey(service.house.db, device.row)
    expect(await show(device, 0, 'bm90IHdoYXQgd2FzIGFza2Vk')).toBe(422)
    expect((await trail())[0]).toEqual(['sign-in-failed', 'passkey'])
    // Of one that nobody has, there is nobody to tell.
    const entries = (await trail()).length
    expect(await show(newDevice(id, service.gate.origin, 0), 0)).toBe(422)
    expect(await trail()).toHaveLength(entries)
    expect(await show(device, 0)).toBe(303)
  })
})

test('on PostgreSQL it is the same: one of many who show a code at once gets in, and the trail knows each', async () => {
  await service.close()
  const house = await openTestHouse(await POSTGRES.newDatabase(), undefined, { now: () => now })
  service = await openService({ house })
  const { secret } = await setUp()
  after(60)
  const browsers = [newBrowser(), newBrowser(), newBrowser()]
  for (const browser of browsers) await byPassword(browser)
  const code = codeAt(secret, now)
  const done = await Promise.all(browsers.map((browser) => browser.post('/sign-in/second', { code })))
  expect(done.map(({ status }) => status).sort()).toEqual([303, 422, 422])
  expect(
    (await trail())
      .slice(0, 3)
      .map(([action]) => action)
      .sort(),
  ).toEqual(['sign-in-failed', 'sign-in-failed', 'signed-in'])
})

test('the codes are shown once, and neither they nor the password are stored as they are', async () => {
  const { browser, codes, secret } = await setUp()
  expect(codesOn(await (await browser.get('/account')).text())).toEqual([])
  const tables = ['account', 'recoveryCode', 'totp', 'signIn', 'trail', 'ticket'] as const
  const rows = await Promise.all(
    tables.map((table) => service.house.db.selectFrom(table).selectAll().execute()),
  )
  const text = JSON.stringify(rows)
  for (const one of [PASSWORD, secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
    expect(text).not.toContain(one)
})
