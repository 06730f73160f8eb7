import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashRecoveryCode, newSecret } from '../../src/identity/codes.ts'
import { SESSION } from '../../src/identity/cookies.ts'
import { seal } from '../../src/identity/key.ts'
import { hashPassword } from '../../src/identity/passwords.ts'
import { savePassword } from '../../src/store/account-details.ts'
import { saveRecoveryCodes, saveTotp } from '../../src/store/codes.ts'
import { saveSessionsEnd } from '../../src/store/sessions.ts'
import { addTrust, CHOICE } from '../service/house.ts'
import { browse, type Browsing, PASSWORD } from './browsing.ts'
import { openService, type Service, type SignedInPerson } from './signed-in.ts'
import { titleOf, valueOn } from './visitor.ts'

let now: Date
let service: Service
let lena: SignedInPerson
let max: SignedInPerson
const after = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000))

const CODES = ['abcd-efgh-jkmn', 'bcde-fghj-kmnp', 'cdef-ghjk-mnpq', 'defg-hjkm-npqr']
const PATH = `/o/oak/questions/${CHOICE.domain}/${CHOICE.id}`
const LEVEL = CHOICE.levels[1]
const FIELDS = { version: '0', value: LEVEL?.id ?? '', comment: 'Typed at length', action: 'stay' }

beforeEach(async () => {
  now = new Date('2026-11-25T10:00:00Z')
  service = await openService({ outside: { now: () => now } })
  const { db } = service.house
  await addTrust(service.house, 'oak', false)
  await db.deleteFrom('membership').execute()
  await db.deleteFrom('account').execute()
  lena = await service.signIn({ name: 'Lena Oak', organisationId: 'oak' })
  max = await service.signIn({ name: 'Max Oak', organisationId: 'oak' })
  for (const { accountId } of [lena, max]) {
    await savePassword(db, accountId, await hashPassword(PASSWORD))
    await saveTotp(db, accountId, seal(service.gate.key, 'totp', newSecret()), 0, now.toISOString())
    const hashes = CODES.map((code) => hashRecoveryCode(accountId, code))
    await saveRecoveryCodes(db, accountId, hashes)
  }
})
afterEach(() => service.close())

/** A browser in which somebody is signed in, with the page open on which they type. */
async function tabOf(person: SignedInPerson): Promise<Browsing> {
  const browser = browse(service.app)
  browser.setCookie(SESSION, person.cookie.slice(SESSION.length + 1))
  await browser.get(PATH)
  return browser
}
let used = 0
async function signIn(browser: Browsing, { email }: SignedInPerson) {
  await browser.post('/sign-in', { email, password: PASSWORD })
  return browser.post('/sign-in/second', { code: CODES[used++ % CODES.length] ?? '' })
}
beforeEach(() => (used = 0))
const answers = async () =>
  JSON.stringify(await service.house.db.selectFrom('answer').select('value').execute())
const kept = () => service.house.db.selectFrom('keptForm').selectAll().execute()

describe('typed work that is sent after its session ended by itself', () => {
  test('is kept for its owner, who sees what it says and where it goes, and saves it', async () => {
    const browser = await tabOf(lena)
    after(31)
    const sent = await browser.post(PATH, FIELDS)
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, '/sign-in?why=kept'])
    expect(await (await browser.get('/sign-in?why=kept')).text()).toContain('it is not saved yet')
    expect((await signIn(browser, lena)).headers.get('Location')).toBe('/kept-forms?next=%2Fo%2Foak')
    expect(await answers()).toBe('[]')
    const page = await (await browser.get('/kept-forms')).text()
    for (const word of ['Typed at length', LEVEL?.text ?? '', PATH, CHOICE.short])
      expect(page).toContain(word)
    const done = await browser.post('/kept-forms', { id: valueOn(page, 'id') ?? '', action: 'save' })
    expect(done.status).toBe(303)
    expect(done.headers.get('Location')).toMatch(/^\/o\/oak\//)
    expect(await answers()).toContain('Typed at length')
    expect(await kept()).toEqual([])
  })

  test('is never saved by itself, and is dropped when its owner does not know it', async () => {
    const browser = await tabOf(lena)
    after(31)
    await browser.post(PATH, FIELDS)
    await signIn(browser, lena)
    const page = await (await browser.get('/kept-forms')).text()
    const id = valueOn(page, 'id') ?? ''
    expect(await (await browser.post('/kept-forms', { id, action: 'drop' })).text()).toContain('Dropped.')
    const again = await browser.post('/kept-forms', { id, action: 'save' })
    expect(await again.text()).toContain('This was saved or dropped before')
    expect(await answers()).toBe('[]')
  })

  test('is kept from several open pages, and found in whichever browser its owner signs in', async () => {
    const browser = await tabOf(lena)
    const shown = valueOn(await (await browser.get('/o/oak/scope')).text(), 'shown-to') ?? ''
    after(31)
    await browser.post(PATH, FIELDS)
    await browser.post('/o/oak/scope', { 'scope-parts': 'All of it', 'shown-to': shown })
    const other = browse(service.app)
    await signIn(other, lena)
    const page = await (await other.get('/kept-forms')).text()
    expect(page).toContain('Typed at length')
    expect(page).toContain('All of it')
  })

  test('is stored sealed, and comes back with its faults as any other form', async () => {
    const browser = await tabOf(lena)
    after(31)
    await browser.post(PATH, { ...FIELDS, value: 'no-such-level' })
    expect(JSON.stringify(await kept())).not.toContain('Typed')
    await signIn(browser, lena)
    const page = await (await browser.get('/kept-forms')).text()
    const done = await browser.post('/kept-forms', { id: valueOn(page, 'id') ?? '', action: 'save' })
    const shown = await done.text()
    expect(done.status).toBe(422)
    expect(titleOf(shown)).toMatch(/^Error: /)
    expect(valueOn(shown, 'comment')).toBe('Typed at length')
    expect(shown).toContain(`action="${PATH}"`)
  })

  test('is shown to nobody else, and saved by nobody else', async () => {
    const browser = await tabOf(lena)
    after(31)
    await browser.post(PATH, FIELDS)
    const id = (await kept())[0]?.tokenHash ?? ''
    expect((await signIn(browser, max)).headers.get('Location')).toBe('/o/oak')
    expect(await (await browser.get('/kept-forms')).text()).not.toContain('Typed')
    const tried = await browser.post('/kept-forms', { id, action: 'save' })
    expect(await tried.text()).not.toContain('Typed')
    expect(await answers()).toBe('[]')
    expect(await kept()).toHaveLength(1)
  })

  test('is gone after an hour', async () => {
    const browser = await tabOf(lena)
    after(31)
    await browser.post(PATH, FIELDS)
    const id = (await kept())[0]?.tokenHash ?? ''
    after(60)
    expect((await signIn(browser, lena)).headers.get('Location')).toBe('/o/oak')
    await browser.post('/kept-forms', { id, action: 'save' })
    expect(await answers()).toBe('[]')
  })

  test('waits on where its owner may not save it any more, so that they can copy it', async () => {
    const browser = await tabOf(lena)
    after(31)
    await browser.post(PATH, FIELDS)
    await service.house.db.updateTable('membership').set({ role: 'board' }).execute()
    await signIn(browser, lena)
    const page = await (await browser.get('/kept-forms')).text()
    const done = await browser.post('/kept-forms', { id: valueOn(page, 'id') ?? '', action: 'save' })
    expect(done.status).toBe(403)
    expect(await done.text()).toContain('Typed at length')
  })
})

describe('nothing is kept', () => {
  test('of what decides who may do what, whoever signs in next', async () => {
    const administrator = await service.signIn({ name: 'Ada', national: 'administrator' })
    for (const [person, path, fields] of [
      [
        administrator,
        '/administration/accounts/invite',
        { name: 'Eve', email: 'eve@evil.example', role: 'administrator' },
      ],
      [lena, '/o/oak/invite', { name: 'Eve', email: 'eve@evil.example', role: 'lead' }],
      [lena, `/o/oak/people/${max.accountId}`, { action: 'end' }],
      [lena, '/o/oak/sharing/new', { name: 'Eve', email: 'eve@evil.example' }],
      [lena, '/o/oak/sharing-out/new', { account: max.accountId }],
      [lena, '/o/oak/sign-off/submit', { text: 'x' }],
      [lena, `${PATH}/evidence/review`, { finding: 'agree' }],
      [lena, '/account/password', { password: PASSWORD }],
      [lena, '/account/name', { name: 'Eve' }],
    ] as const) {
      const browser = await tabOf(person)
      await browser.get('/cookies')
      now = new Date(now.getTime() + 31 * 60_000)
      expect((await browser.post(path, fields)).status, path).toBe(401)
      now = new Date(now.getTime() - 31 * 60_000)
      await service.house.db.updateTable('session').set({ endedAt: null }).execute()
    }
    expect(await kept()).toEqual([])
  })

  test('of a session that somebody ended', async () => {
    const signedOut = await tabOf(lena)
    const second = browse(service.app)
    second.setCookie(SESSION, signedOut.cookie(SESSION) ?? '')
    await second.post('/sign-out', {})
    const ended = await tabOf(max)
    await saveSessionsEnd(service.house.db, max.accountId, now.toISOString())
    after(90)
    for (const browser of [signedOut, ended]) {
      const answer = await browser.post(PATH, FIELDS)
      expect(answer.status).toBe(401)
      // It goes back to where it came from, and nowhere else.
      expect(valueOn(await answer.text(), 'comment')).toBe('Typed at length')
    }
    expect(await kept()).toEqual([])
  })

  test('of who never had a session, of what a script sends, and of what another site sends', async () => {
    expect((await browse(service.app).post(PATH, FIELDS)).status).toBe(401)
    const made = browse(service.app)
    made.setCookie(SESSION, 'a'.repeat(43))
    expect((await made.post(PATH, { ...FIELDS, 'shown-to': crypto.randomUUID() })).status).toBe(401)
    const browser = await tabOf(lena)
    after(31)
    const script = await browser.post(PATH, FIELDS, { Accept: 'application/json' })
    expect([script.status, script.headers.get('Content-Type')]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
    ])
    const evil = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }
    expect((await browser.post(PATH, FIELDS, evil)).status).toBe(403)
    expect(await kept()).toEqual([])
  })
})

describe('a form belongs to the session that was shown it', () => {
  test('and is not saved as whoever signed in next on the same screen', async () => {
    const browser = await tabOf(lena)
    const shown = valueOn(await (await browser.get(PATH)).text(), 'shown-to') ?? ''
    await browser.post('/sign-out', {})
    await signIn(browser, max)
    const answer = await browser.post(PATH, { ...FIELDS, 'shown-to': shown })
    const page = await answer.text()
    expect(answer.status).toBe(409)
    expect(page).toContain('This page was opened by somebody else')
    // What the browser sent stands there to be copied, and cannot be sent on.
    expect(page).toContain('Typed at length')
    expect(page).not.toContain(`action="${PATH}"`)
    expect(await answers()).toBe('[]')
    const saved = await browser.post(PATH, { ...FIELDS, 'shown-to': shown }, { Accept: 'application/json' })
    expect(saved.status).toBe(409)
    expect(await answers()).toBe('[]')
  })

  test('nor from a page that nobody was shown', async () => {
    const browser = await tabOf(lena)
    expect((await browser.post(PATH, { ...FIELDS, 'shown-to': '' })).status).toBe(409)
    expect(await answers()).toBe('[]')
  })

  test('and its own writer gets the words back, and saves them in the new session', async () => {
    const browser = await tabOf(lena)
    const shown = valueOn(await (await browser.get(PATH)).text(), 'shown-to') ?? ''
    await browser.post('/sign-out', {})
    await signIn(browser, lena)
    const answer = await browser.post(PATH, { ...FIELDS, 'shown-to': shown })
    const page = await answer.text()
    expect(answer.status).toBe(409)
    expect(page).toContain('You opened this page in an earlier session')
    expect(await answers()).toBe('[]')
    const fields = { comment: valueOn(page, 'comment') ?? '', value: valueOn(page, 'value') ?? '' }
    const now = valueOn(page.slice(page.indexOf('<main')), 'shown-to') ?? ''
    expect((await browser.post(PATH, { ...FIELDS, ...fields, 'shown-to': now })).status).toBe(303)
    expect(await answers()).toContain('Typed at length')
  })

  test('while what decides who may do what is not sent on with one press', async () => {
    const browser = await tabOf(lena)
    const shown = valueOn(await (await browser.get(PATH)).text(), 'shown-to') ?? ''
    await browser.post('/sign-out', {})
    await signIn(browser, lena)
    const invite = { name: 'Eve', email: 'eve@evil.example', role: 'lead', 'shown-to': shown }
    const page = await (await browser.post('/o/oak/invite', invite)).text()
    expect(page).toContain('eve@evil.example')
    expect(page).not.toContain('action="/o/oak/invite"')
    const password = await browser.post('/account/password', { password: PASSWORD, 'shown-to': shown })
    expect(await password.text()).not.toContain(PASSWORD)
  })

  test('but anybody signs out from any page, as often as they like', async () => {
    const browser = await tabOf(lena)
    for (const shown of ['', 'else'])
      expect((await browser.post('/sign-out', { 'shown-to': shown })).headers.get('Location')).toBe(
        '/sign-in?why=out',
      )
    expect((await browser.get('/account')).status).toBe(303)
  })
})
