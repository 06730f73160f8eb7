/** Links that work once, through a real mail server: invitations, a forgotten password, another mail address; and without one. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { savePassword } from '../../src/store/account-details.ts'
import { findAccount, findAccountByEmail } from '../../src/store/accounts.ts'
import { saveRecoveryCodes, saveTotp } from '../../src/store/codes.ts'
import { insertPasskey } from '../../src/store/passkeys.ts'
import { findTrail } from '../../src/store/trail.ts'
import { hashRecoveryCode, newSecret } from '../../src/identity/codes.ts'
import { HALF_WAY, SESSION } from '../../src/identity/cookies.ts'
import { seal } from '../../src/identity/key.ts'
import { hashPassword } from '../../src/identity/passwords.ts'
import { createMailer } from '../../src/mail/mailer.ts'
import { addTrust } from '../service/house.ts'
import { browse, type Browsing, codeAt, enrolWithPassword, PASSWORD } from './browsing.ts'
import { linkIn, type Mailbox, openMailbox } from './mailbox.ts'
import { openSignInService, type SignInService } from './sign-in-service.ts'
import { openService, type Service, type SignedInPerson } from './signed-in.ts'
import { titleOf } from './visitor.ts'

const START = new Date()
const NEW_PASSWORD = 'seven purple lanterns adrift'
const CODES = ['abcd-efgh-jkmn', 'bcde-fghj-kmnp']
let now = START
const after = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000))

let post: Mailbox
let trust: SignInService
let service: Service
let lena: SignedInPerson
beforeAll(async () => {
  post = await openMailbox()
  trust = await openSignInService('http://localhost:3000/sign-in/single-sign-on/return')
})
afterAll(() => Promise.all([post.close(), trust.close()]))

async function open(withMail = true) {
  await service?.close()
  now = START
  const mailer = withMail ? createMailer(post.settings) : undefined
  service = await openService({ outside: { now: () => now, mailer }, settings: { sso: trust.settings } })
  await addTrust(service.house, 'oak')
  await service.house.db.deleteFrom('membership').execute()
  lena = await service.signIn({ name: 'Lena Oak', email: 'lena@trust.example', organisationId: 'oak' })
}
beforeEach(() => open())
afterEach(() => service.close())

const trail = async (organisationId?: string) =>
  (await findTrail(service.house.db, organisationId, 50)).map(({ action }) => action)
const browserOf = (person: SignedInPerson) => {
  const browser = browse(service.app)
  browser.setCookie(SESSION, person.cookie.slice(SESSION.length + 1))
  return browser
}
/** Gives somebody a password, an app and recovery codes. */
async function giveWays({ accountId }: SignedInPerson) {
  const { db } = service.house
  const secret = newSecret()
  await savePassword(db, accountId, await hashPassword(PASSWORD))
  await saveTotp(db, accountId, seal(service.gate.key, 'totp', secret), 0, now.toISOString())
  await saveRecoveryCodes(
    db,
    accountId,
    CODES.map((code) => hashRecoveryCode(accountId, code)),
  )
  return secret
}
const signIn = async (browser: Browsing, email: string, password: string, code: string) => {
  await browser.post('/sign-in', { email, password })
  return browser.post('/sign-in/second', { code })
}

describe('an invitation', () => {
  const invite = (email = 'sam@trust.example') =>
    lena.visitor.post('/o/oak/invite', { name: 'Sam Board', email, roles: ['reviewer', 'board'] })

  test('goes by mail, opens an account with a second factor, once', async () => {
    const page = await (await invite()).text()
    const letter = await post.take('sam@trust.example')
    const link = linkIn(letter)
    expect(letter.text).toContain('Lena Oak invites you')
    // Whoever invited never sees the link: the account is of who reads that letter box.
    expect(page).not.toContain('/invitation/')
    const sam = browse(service.app)
    const shown = await (await sam.get(link)).text()
    expect(shown).toContain('sam@trust.example')
    expect((await sam.post(link, {})).headers.get('Location')).toBe('/enrol')
    const { codes } = await enrolWithPassword(sam, now)
    expect(codes).toHaveLength(10)
    expect((await sam.get('/o/oak')).status).toBe(200)
    expect((await trail()).slice(0, 3)).toEqual(['signed-in', 'factor-added', 'invitation-accepted'])
    const late = browse(service.app)
    expect((await late.get(link)).status).toBe(404)
    expect((await late.post(link, {})).status).toBe(404)
  })

  test('opens nothing to who only began with it, and lasts seven days', async () => {
    await invite()
    const link = linkIn(await post.take('sam@trust.example'))
    const sam = browse(service.app)
    await sam.post(link, {})
    await sam.post('/enrol/password', { password: PASSWORD })
    expect((await sam.get('/o/oak')).headers.get('Location')).toMatch(/^\/sign-in/)
    const tried = await browse(service.app).post('/sign-in', {
      email: 'sam@trust.example',
      password: PASSWORD,
    })
    expect(tried.status).toBe(422)
    after(7 * 24 * 60 - 1)
    expect((await browse(service.app).get(link)).status).toBe(200)
    after(1)
    expect((await browse(service.app).get(link)).status).toBe(404)
  })

  test('that was taken back, or never was, looks like one that was used', async () => {
    await invite()
    const link = linkIn(await post.take('sam@trust.example'))
    const made = link.replace(/.{10}$/, 'A'.repeat(10))
    const unknown = await browse(service.app).get(made)
    const { id = '' } = (await findAccountByEmail(service.house.db, 'sam@trust.example')) ?? {}
    const revoked = await lena.visitor.post(`/o/oak/people/${id}`, { act: 'revoke' })
    expect(revoked.status).toBe(303)
    const gone = await browse(service.app).get(link)
    expect([gone.status, await gone.text()]).toEqual([unknown.status, await unknown.text()])
    expect(gone.status).toBe(404)
  })

  test('is accepted through the organisation’s sign-in, with its second factor or one of ours', async () => {
    for (const [subject, amr, onward] of [
      ['sam', ['mfa'], '/o/oak'],
      ['kim', [], '/enrol'],
    ] as const) {
      const email = `${subject}@trust.example`
      await invite(email)
      const link = linkIn(await post.take(email))
      const browser = browse(service.app)
      const way = await browser.post(`${link}/single-sign-on`, {})
      trust.who = { subject, amr }
      const back = await trust.visit(way.headers.get('Refresh')?.replace('0; url=', '') ?? '')
      expect((await browser.get(back)).headers.get('Location'), subject).toMatch(new RegExp(`^${onward}`))
      if (onward === '/enrol') {
        expect((await browser.get('/o/oak')).status).toBe(303)
        await browser.post('/enrol/app/start', {})
        const page = await (await browser.get('/enrol/app')).text()
        const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', '')
        expect((await browser.post('/enrol/app', { code: codeAt(secret, now) })).status).toBe(200)
      }
      expect((await browser.get('/o/oak')).status).toBe(200)
      expect((await browse(service.app).get(link)).status).toBe(404)
    }
    expect((await trail()).filter((action) => action === 'single-sign-on-linked')).toHaveLength(2)
  })

  test('without a mail server is shown once to who invited', async () => {
    await open(false)
    const page = await (await invite()).text()
    const link = /http:\/\/localhost:3000(\/invitation\/[\w-]{43})/.exec(page)?.[1] ?? ''
    expect((await browse(service.app).get(link)).status).toBe(200)
    const { id = '' } = (await findAccountByEmail(service.house.db, 'sam@trust.example')) ?? {}
    expect(await (await lena.visitor.get(`/o/oak/people/${id}`)).text()).not.toContain('/invitation/')
  })

  test('is sent at most five times an hour to one person, and what was typed stays', async () => {
    await invite()
    const { id = '' } = (await findAccountByEmail(service.house.db, 'sam@trust.example')) ?? {}
    const statuses: number[] = []
    for (let times = 0; times < 6; times++)
      statuses.push((await lena.visitor.post(`/o/oak/people/${id}`, { act: 'renew' })).status)
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429])
    await service.house.db.updateTable('attempt').set({ failures: 100 }).execute()
    const refused = await invite('kim@trust.example')
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('value="kim@trust.example"')
    expect(await findAccountByEmail(service.house.db, 'kim@trust.example')).toBeUndefined()
    for (let times = 0; times < 3; times++) {
      after(20)
      await lena.visitor.get('/account')
    }
    expect((await invite('kim@trust.example')).status).toBe(200)
  })
})

describe('a forgotten password', () => {
  const ask = (email: string, from = browse(service.app)) => from.post('/forgotten-password', { email })

  test('is set anew by a link, and the second factor is asked for all the same', async () => {
    const secret = await giveWays(lena)
    const browser = browse(service.app)
    expect((await ask(lena.email, browser)).status).toBe(200)
    const link = linkIn(await post.take(lena.email))
    expect(await (await browser.get(link)).text()).toContain(lena.email)
    const weak = await browser.post(link, { password: 'short' })
    expect(weak.status).toBe(422)
    const done = await browser.post(link, { password: NEW_PASSWORD })
    expect(done.headers.get('Location')).toBe('/sign-in/second')
    // Every session is over, and the link opened none.
    expect((await lena.visitor.get('/account')).status).toBe(303)
    expect((await browser.get('/account')).status).toBe(303)
    expect((await browser.post('/sign-in/second', { code: '000000' })).status).toBe(422)
    expect((await browser.post('/sign-in/second', { code: codeAt(secret, now) })).status).toBe(303)
    expect((await browser.get('/account')).status).toBe(200)
    expect((await browser.get(link)).status).toBe(404)
    expect((await post.take(lena.email)).subject).toBe('Your password for Ward Round was changed')
    expect((await trail()).slice(0, 4)).toEqual([
      'signed-in',
      'sign-in-failed',
      'password-reset',
      'reset-asked',
    ])
    expect((await signIn(browse(service.app), lena.email, PASSWORD, CODES[0] ?? '')).status).not.toBe(200)
    const again = await browse(service.app).post('/sign-in', { email: lena.email, password: PASSWORD })
    expect(again.status).toBe(422)
  })

  test('of nobody is answered with the same bytes, and does the same work', async () => {
    await giveWays(lena)
    const disabled = await service.signIn({ email: 'gone@trust.example' })
    await service.house.db
      .updateTable('account')
      .set({ status: 'disabled' })
      .where('id', '=', disabled.accountId)
      .execute()
    await service.signIn({ email: 'bare@trust.example' })
    const before = post.letters.length
    const answers: unknown[] = []
    for (const email of [lena.email, 'nobody@trust.example', disabled.email, 'bare@trust.example']) {
      const response = await ask(email)
      const headers = [...response.headers].filter(([name]) => name !== 'date')
      answers.push([response.status, headers, await response.text()])
      // A ticket is made each time, somebody's or nobody's.
      const made = await service.house.db
        .selectFrom('ticket')
        .select('accountId')
        .where('createdAt', '=', now.toISOString())
        .execute()
      expect(made, email).toEqual([{ accountId: email === lena.email ? lena.accountId : undefined }])
      after(1)
    }
    for (const answer of answers) expect(answer).toEqual(answers[0])
    await post.take(lena.email)
    expect(post.letters.length).toBe(before + 1)
  })

  test('is asked for three times a quarter of an hour, of whomever, and a newer link ends the older', async () => {
    await giveWays(lena)
    for (const email of [lena.email, 'nobody@trust.example']) {
      const statuses: number[] = []
      for (let times = 0; times < 4; times++) statuses.push((await ask(email)).status)
      expect(statuses, email).toEqual([200, 200, 200, 429])
    }
    const links = [linkIn(await post.take(lena.email)), linkIn(await post.take(lena.email))]
    links.push(linkIn(await post.take(lena.email)))
    const open = await Promise.all(links.map(async (link) => (await browse(service.app).get(link)).status))
    expect(open.filter((status) => status === 200)).toHaveLength(1)
    after(60)
    for (const link of links) expect((await browse(service.app).get(link)).status).toBe(404)
  })

  test('is a way in for somebody who lost the only passkey, with a recovery code and not without', async () => {
    const { accountId } = lena
    const passkey = { id: 'lost', accountId, label: 'Lost', publicKey: new Uint8Array([1]), counter: 0 }
    const { db } = service.house
    await insertPasskey(db, { ...passkey, transports: [], createdAt: now.toISOString(), usedAt: undefined })
    const hashes = CODES.map((code) => hashRecoveryCode(accountId, code))
    await saveRecoveryCodes(db, accountId, hashes)
    await ask(lena.email)
    const link = linkIn(await post.take(lena.email))
    const browser = browse(service.app)
    await browser.post(link, { password: NEW_PASSWORD })
    await post.take(lena.email)
    expect((await browser.post('/sign-in/second', { code: 'zzzz-zzzz-zzzz' })).status).toBe(422)
    expect((await browser.post('/sign-in/second', { code: CODES[1] ?? '' })).status).toBe(303)
    expect((await browser.get('/account')).status).toBe(200)
  })

  test('link is used by one of two who have it', async () => {
    await giveWays(lena)
    await ask(lena.email)
    const link = linkIn(await post.take(lena.email))
    const done = await Promise.all(
      [0, 1].map(async () => (await browse(service.app).post(link, { password: NEW_PASSWORD })).status),
    )
    expect(done.sort()).toEqual([303, 404])
    await post.take(lena.email)
  })
})

test('the second step that twenty wrong codes closed is told to its owner, once', async () => {
  await giveWays(lena)
  await service.house.db.updateTable('totp').set({ wrongCodes: 19 }).execute()
  for (const code of ['123456', '234567']) {
    const guessing = await signIn(browse(service.app), lena.email, PASSWORD, code)
    expect(await guessing.text()).toContain('Codes of the app open nothing now')
  }
  const letter = await post.take(lena.email)
  expect(letter.subject).toBe('The second step of your account is closed')
  expect(letter.text).toContain('A recovery code opens them again')
  const closing = post.letters.filter(({ to, subject }) => to === lena.email && subject === letter.subject)
  expect(closing).toHaveLength(1)
  expect((await trail())[0]).toBe('sign-in-failed')
})

describe('another mail address', () => {
  const email = 'lena.new@trust.example'

  test('is confirmed by its own link, in the owner’s session, and the old one is told', async () => {
    await giveWays(lena)
    const own = browserOf(lena)
    expect((await own.post('/account/email', { email })).headers.get('Location')).toContain(
      'done=email-asked',
    )
    const link = linkIn(await post.take(email))
    const max = await service.signIn({ name: 'Max' })
    expect((await max.visitor.post(link, {})).status).toBe(404)
    expect((await browse(service.app).get(link)).status).toBe(303)
    expect((await findAccount(service.house.db, lena.accountId))?.email).toBe(lena.email)
    expect(await (await own.get(link)).text()).toContain(email)
    expect((await own.post(link, {})).status).toBe(303)
    expect((await post.take(lena.email)).subject).toBe('Your email address for Ward Round was changed')
    expect((await signIn(browse(service.app), email, PASSWORD, CODES[0] ?? '')).status).toBe(303)
    expect((await own.post(link, {})).status).toBe(404)
  })

  test('that is somebody’s is answered as if it were free', async () => {
    const max = await service.signIn({ name: 'Max', email: 'max@trust.example' })
    const own = browserOf(lena)
    const free = await own.post('/account/email', { email })
    const taken = await own.post('/account/email', { email: max.email })
    expect([taken.status, taken.headers.get('Location')]).toEqual([free.status, free.headers.get('Location')])
    await post.take(email)
    expect(post.letters.filter(({ to }) => to === max.email)).toEqual([])
  })

  test('is asked for three times, and only by who has just shown who they are', async () => {
    const own = browserOf(lena)
    const statuses: number[] = []
    for (let times = 0; times < 4; times++)
      statuses.push((await own.post('/account/email', { email })).status)
    expect(statuses).toEqual([303, 303, 303, 429])
    after(11)
    const late = await own.post('/account/email', { email: 'other@trust.example' })
    expect(late.headers.get('Location')).toMatch(/^\/account\/prove/)
    for (let times = 0; times < 3; times++) await post.take(email)
  })
})

describe('somebody who lost every way in', () => {
  test('is invited again by an administrator who has just shown who they are, and chooses anew', async () => {
    await giveWays(lena)
    const ada = await service.signIn({ name: 'Ada', national: 'administrator' })
    const page = `/administration/accounts/${lena.accountId}`
    expect(await (await ada.visitor.get(page)).text()).toContain('Invite them again')
    after(11)
    const stale = await ada.visitor.post(page, { act: 'invite-again' })
    expect(stale.headers.get('Location')).toMatch(/^\/account\/prove/)
    const ben = await service.signIn({ name: 'Ben', national: 'administrator' })
    const sid = await service.signIn({ organisationId: 'oak', role: 'siro', isEstablished: true })
    expect((await ben.visitor.post(page, { act: 'invite-again' })).headers.get('Location')).toBe(
      '/waiting?done=asked',
    )
    // Whose account it is reads of it, and is not shut out before somebody agrees.
    expect((await post.take(lena.email)).text).toContain('asks to take from Lena Oak every way to sign in')
    expect((await lena.visitor.get('/account')).status).toBe(200)
    const half = browse(service.app)
    await half.post('/sign-in', { email: lena.email, password: PASSWORD })
    const waiting = await (await sid.visitor.get('/waiting')).text()
    const request = /action="(\/waiting\/[0-9a-f-]{36})"/.exec(waiting)?.[1] ?? ''
    expect((await sid.visitor.post(request, { act: 'agree' })).status).toBe(303)
    expect((await lena.visitor.get('/account')).status).toBe(303)
    // Nothing of the old ways in works, nor what was begun with them.
    expect((await half.post('/sign-in/second', { code: CODES[0] ?? '' })).headers.get('Location')).toBe(
      '/sign-in',
    )
    expect(half.cookie(HALF_WAY)).toBeDefined()
    expect(
      (await browse(service.app).post('/sign-in', { email: lena.email, password: PASSWORD })).status,
    ).toBe(422)
    const link = linkIn(await post.take(lena.email))
    const again = browse(service.app)
    expect((await again.post(link, {})).headers.get('Location')).toBe('/enrol')
    expect((await enrolWithPassword(again, now)).codes).toHaveLength(10)
    // The roles are those of before, and the organisation knows.
    expect((await again.get('/o/oak')).status).toBe(200)
    expect(await trail('oak')).toContain('account-invited-again')
    expect((await browse(service.app).get(link)).status).toBe(404)
  })

  test('is not invited again by a lead, nor an administrator by themselves', async () => {
    const ada = await service.signIn({ name: 'Ada', national: 'administrator' })
    expect(
      (await lena.visitor.post(`/administration/accounts/${ada.accountId}`, { act: 'invite-again' })).status,
    ).toBe(403)
    const own = await ada.visitor.post(`/administration/accounts/${ada.accountId}`, { act: 'invite-again' })
    expect(own.status).toBe(409)
    expect(titleOf(await own.text())).toMatch(/^Error/)
  })
})
