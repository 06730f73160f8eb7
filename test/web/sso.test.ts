import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { saveTotp } from '../../src/store/codes.ts'
import { insertSsoIdentity } from '../../src/store/sso-identities.ts'
import { findTrail } from '../../src/store/trail.ts'
import { newSecret } from '../../src/identity/codes.ts'
import { HALF_WAY, SESSION } from '../../src/identity/cookies.ts'
import { seal } from '../../src/identity/key.ts'
import { browse, type Browsing, codeAt } from './browsing.ts'
import { openService, type Service, type SignedInPerson } from './signed-in.ts'
import { openSignInService, type SignInService } from './sign-in-service.ts'
import { titleOf } from './visitor.ts'

const RETURN = '/sign-in/single-sign-on/return'
const ORIGIN = 'http://localhost:3000'
const MFA = 'urn:mfa'

let trust: SignInService
let service: Service
let lena: SignedInPerson
let browser: Browsing
/** The provider goes by the real clock, so the service does too; minutes that ours is ahead. */
let ahead = 0
const now = () => new Date(Date.now() + ahead * 60_000)

beforeAll(async () => {
  trust = await openSignInService(`${ORIGIN}${RETURN}`)
})
afterAll(() => trust.close())

async function open(acr: string[] = []) {
  await service?.close()
  service = await openService({ outside: { now }, settings: { sso: { ...trust.settings, acr } } })
  lena = await service.signIn({ name: 'Lena Oak', email: 'lena@trust.example' })
  browser = browse(service.app)
}
beforeEach(async () => {
  ahead = 0
  trust.who = { subject: 'lena', amr: ['pwd', 'mfa'] }
  trust.hasFalseKeys = false
  await open()
})
afterEach(() => service.close())

const link = (subject = 'lena', issuer = trust.settings.issuer) =>
  insertSsoIdentity(service.house.db, lena.accountId, { issuer, subject }, now().toISOString())
const actions = async () =>
  (await findTrail(service.house.db, undefined, 20)).map(({ action, details }) => [action, details['how']])

/** Where a page of ours sends the browser. */
function wayOf(page: Response): string {
  expect(page.status).toBe(200)
  return page.headers.get('Refresh')?.replace('0; url=', '') ?? ''
}
/** To the service and back, with something changed on the way. */
async function go(
  from: Browsing = browser,
  start = '/sign-in/single-sign-on',
  change: { out?: (url: URL) => void; back?: (url: URL) => void } = {},
): Promise<Response> {
  const out = new URL(wayOf(await from.post(start, {})))
  change.out?.(out)
  const back = new URL(await trust.visit(out.href), ORIGIN)
  change.back?.(back)
  return from.get(back.pathname + back.search)
}
/** A code of an authenticator app of hers. */
async function giveApp(): Promise<() => string> {
  const secret = newSecret()
  const sealed = seal(service.gate.key, 'totp', secret)
  await saveTotp(service.house.db, lena.accountId, sealed, 0, now().toISOString())
  return () => codeAt(secret, now())
}

describe('single sign-on', () => {
  test('asks with PKCE, state and nonce, for nothing but who it is', async () => {
    const url = new URL(wayOf(await browser.post('/sign-in/single-sign-on', {})))
    const asked = Object.fromEntries(url.searchParams)
    expect(asked).toMatchObject({
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      redirect_uri: `${ORIGIN}${RETURN}`,
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{43}$/)
  })

  test('lets in whose second factor the service states', async () => {
    await link()
    const done = await go()
    expect(done.status).toBe(303)
    expect((await browser.get('/account')).status).toBe(200)
    expect((await actions())[0]).toEqual(['signed-in', 'single-sign-on with its second factor'])
  })

  test('asks for ours where the service states none', async () => {
    await link()
    const code = await giveApp()
    trust.who = { subject: 'lena', amr: ['pwd'] }
    expect((await go()).headers.get('Location')).toBe('/sign-in/second')
    expect((await browser.get('/account')).status).toBe(303)
    expect((await browser.post('/sign-in/second', { code: code() })).status).toBe(303)
    expect((await browser.get('/account')).status).toBe(200)
    expect((await actions())[0]).toEqual(['signed-in', 'single-sign-on, authenticator'])
  })

  test('opens nothing where there is no second factor at all, not even a new one', async () => {
    await link()
    trust.who = { subject: 'lena' }
    const done = await go()
    expect([done.status, titleOf(await done.text())]).toEqual([422, 'A second step is missing – Ward Round'])
    expect(browser.cookie(SESSION)).toBeUndefined()
    expect((await browser.get('/enrol')).headers.get('Location')).toBe('/sign-in')
  })

  test('demands the proof that the operator asks for, whatever else somebody has', async () => {
    await open([MFA, 'urn:smartcard'])
    await link()
    await giveApp()
    for (const who of [
      { subject: 'lena' },
      { subject: 'lena', acr: 'urn:password', amr: ['mfa'] },
      { subject: 'lena', amr: ['mfa'] },
    ]) {
      trust.who = who
      expect(titleOf(await (await go()).text()), JSON.stringify(who)).toMatch(/^A second step is missing/)
    }
    trust.who = { subject: 'lena', acr: MFA }
    expect((await go()).status).toBe(303)
    expect((await browser.get('/account')).status).toBe(200)
  })

  test('matches by issuer and subject, and never by a mail address that the service names', async () => {
    await link('somebody-else')
    await link('lena', 'https://other.example')
    const done = await go()
    expect(titleOf(await done.text())).toBe('Nobody here is linked to this sign-in – Ward Round')
    expect((await browser.get('/account')).status).toBe(303)
  })

  test('is over for a disabled account', async () => {
    await link()
    await service.house.db.updateTable('account').set({ status: 'disabled' }).execute()
    expect(titleOf(await (await go()).text())).toMatch(/^Nobody here is linked/)
  })

  const wrong: Record<string, Parameters<typeof go>[2]> = {
    'another state': { back: (url) => url.searchParams.set('state', 'A'.repeat(43)) },
    'no state': { back: (url) => url.searchParams.delete('state') },
    'another code': { back: (url) => url.searchParams.set('code', 'A'.repeat(43)) },
    'no code': { back: (url) => url.searchParams.delete('code') },
    'the name of another service': { back: (url) => url.searchParams.set('iss', 'https://evil.example') },
    'an error': {
      back: (url) => {
        url.searchParams.delete('code')
        url.searchParams.set('error', 'access_denied')
      },
    },
    'a nonce that was not asked for': { out: (url) => url.searchParams.set('nonce', 'A'.repeat(43)) },
    'a code that belongs to another verifier': {
      out: (url) => url.searchParams.set('code_challenge', 'A'.repeat(43)),
    },
  }
  test.each(Object.entries(wrong))('refuses %s', async (_, change) => {
    await link()
    const done = await go(browser, undefined, change)
    expect([done.status, titleOf(await done.text())]).toEqual([
      422,
      'Your organisation’s sign-in did not work – Ward Round',
    ])
    expect(browser.cookie(SESSION)).toBeUndefined()
  })

  test('refuses what is signed with a key that the service does not show', async () => {
    await link()
    trust.hasFalseKeys = true
    expect((await go()).status).toBe(422)
    expect(browser.cookie(SESSION)).toBeUndefined()
  })

  test('is answered once, in the browser that asked, and in time', async () => {
    await link()
    const back = await trust.visit(wayOf(await browser.post('/sign-in/single-sign-on', {})))
    const other = browse(service.app)
    expect((await other.get(back)).headers.get('Location')).toBe('/sign-in')
    // Somebody who has begun as well cannot use what another was given.
    await other.post('/sign-in/single-sign-on', {})
    expect((await other.get(back)).status).toBe(422)
    const token = browser.cookie(HALF_WAY) ?? ''
    expect((await browser.get(back)).status).toBe(303)
    browser.setCookie(HALF_WAY, token)
    expect((await browser.get(back)).headers.get('Location')).toBe('/sign-in')
    const late = browse(service.app)
    const again = await trust.visit(wayOf(await late.post('/sign-in/single-sign-on', {})))
    ahead = 15
    expect((await late.get(again)).headers.get('Location')).toBe('/sign-in')
  })

  test('that cannot be reached is said so, and the other ways stay', async () => {
    await service.close()
    const settings = { sso: { ...trust.settings, issuer: 'http://127.0.0.1:9' } }
    service = await openService({ outside: { now }, settings })
    const asked = await browse(service.app).post('/sign-in/single-sign-on', {})
    expect(asked.status).toBe(503)
    expect(await asked.text()).toContain('does not answer')
    expect((await browse(service.app).get('/sign-in')).status).toBe(200)
  })

  test.each(['client_secret_basic', 'client_secret_post'] as const)(
    'shows its secret as the service says that it takes it: %s',
    async (proof) => {
      const other = await openSignInService(`${ORIGIN}${RETURN}`, proof)
      other.who = { subject: 'lena', amr: ['mfa'] }
      await service.close()
      service = await openService({ outside: { now }, settings: { sso: other.settings } })
      lena = await service.signIn({ name: 'Lena Oak', email: 'lena@trust.example' })
      await link('lena', other.settings.issuer)
      browser = browse(service.app)
      const back = await other.visit(wayOf(await browser.post('/sign-in/single-sign-on', {})))
      expect((await browser.get(back)).status).toBe(303)
      expect((await browser.get('/account')).status).toBe(200)
      await other.close()
    },
  )

  test('says in the log why it let nobody in, and no secret, token, code, subject or foreign word', async () => {
    const said: string[] = []
    const log = vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
    const logged = async (change: Parameters<typeof go>[2]) => {
      said.length = 0
      const back = await go(browser, undefined, change)
      expect(back.status).toBe(422)
      return said.join('\n')
    }
    expect(await logged({ back: (url) => url.searchParams.set('state', 'A'.repeat(43)) })).toContain('state')
    expect(await logged({ back: (url) => url.searchParams.set('code', 'A'.repeat(43)) })).toContain(
      'the service says invalid_grant',
    )
    expect(
      await logged({
        back: (url) => {
          url.searchParams.delete('code')
          url.searchParams.set('error', 'access_denied')
          url.searchParams.set('error_description', 'Call 0300 and say your password')
        },
      }),
    ).toContain('the service says access_denied')
    expect(await logged({ out: (url) => url.searchParams.set('nonce', 'A'.repeat(43)) })).toContain(
      'claim nonce',
    )
    expect(await logged({})).toContain('no active account here is linked')
    await open([MFA])
    await link()
    trust.who = { subject: 'lena', acr: 'urn:password', amr: ['pwd'] }
    expect(await logged({})).toMatch(/no second factor.*acr urn:password.*amr pwd/)
    await service.close()
    service = await openService({
      outside: { now },
      settings: { sso: { ...trust.settings, clientSecret: 'another-secret-Zx81' } },
    })
    browser = browse(service.app)
    expect(await logged({})).toContain('the service says invalid_client')
    await service.close()
    const gone = await openSignInService(`${ORIGIN}${RETURN}`)
    await gone.close()
    service = await openService({
      outside: { now },
      settings: { sso: { ...trust.settings, issuer: gone.settings.issuer } },
    })
    said.length = 0
    await browse(service.app).post('/sign-in/single-sign-on', {})
    expect(said.join()).toMatch(/does not answer.*ECONNREFUSED/)
    const everything = log.mock.calls.map(([line]) => String(line)).join('\n')
    for (const secret of [
      trust.settings.clientSecret,
      'another-secret',
      'A'.repeat(43),
      'eyJ',
      'lena',
      'Call 0300',
    ])
      expect(everything).not.toContain(secret)
    log.mockRestore()
  })

  test('is not there where none is set up', async () => {
    await service.close()
    service = await openService({ outside: { now } })
    expect((await browse(service.app).post('/sign-in/single-sign-on', {})).status).toBe(404)
    expect(await (await browse(service.app).get('/sign-in')).text()).not.toContain('through my organisation')
  })
})

describe('an account', () => {
  const owner = () => {
    const own = browse(service.app)
    own.setCookie(SESSION, lena.cookie.slice(SESSION.length + 1))
    return own
  }

  test('is linked by its owner, who comes back with the same session', async () => {
    const own = owner()
    expect((await go(own, '/account/single-sign-on')).headers.get('Location')).toBe('/account?done=sso')
    expect((await actions())[0]?.[0]).toBe('single-sign-on-linked')
    expect((await go()).status).toBe(303)
    // Somebody else's session does not take what the owner asked for.
    const max = await service.signIn({ name: 'Max' })
    const his = browse(service.app)
    his.setCookie(SESSION, max.cookie.slice(SESSION.length + 1))
    trust.who = { subject: 'max' }
    const back = await trust.visit(wayOf(await own.post('/account/single-sign-on', {})))
    his.setCookie(HALF_WAY, own.cookie(HALF_WAY) ?? '')
    expect((await his.get(back)).status).toBe(422)
  })

  test('is not linked to what belongs to another', async () => {
    const max = await service.signIn({ name: 'Max' })
    const his = browse(service.app)
    his.setCookie(SESSION, max.cookie.slice(SESSION.length + 1))
    await link()
    expect((await go(his, '/account/single-sign-on')).status).toBe(409)
  })

  test('is proved anew only by who is asked again, with a second factor', async () => {
    await link()
    const own = owner()
    ahead = 11
    expect((await own.get('/account/password')).headers.get('Location')).toMatch(/^\/account\/prove/)
    const before = trust.asked
    trust.who = { subject: 'lena' }
    const start = '/account/prove/single-sign-on'
    expect((await go(own, start)).status).toBe(422)
    trust.who = { subject: 'max', amr: ['mfa'] }
    expect((await go(own, start)).status).toBe(422)
    // A service that remembers, and was kept from asking anew.
    trust.who = { subject: 'lena', amr: ['mfa'], minutesAgo: 60 }
    const out = (url: URL) => {
      url.searchParams.delete('prompt')
      url.searchParams.delete('max_age')
    }
    expect((await go(own, start, { out })).status).toBe(422)
    trust.who = { subject: 'lena', amr: ['mfa'] }
    expect((await own.get('/account/password')).status).toBe(303)
    expect((await go(own, start)).headers.get('Location')).toBe('/account')
    expect(trust.asked).toBe(before + 4)
    expect((await own.get('/account/password')).status).toBe(200)
    expect((await actions())[0]).toEqual(['proved-again', 'single-sign-on'])
  })
})
