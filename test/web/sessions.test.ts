import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SESSION } from '../../src/identity/cookies.ts'
import { saveRecoveryCodes, saveTotp } from '../../src/store/codes.ts'
import { savePassword } from '../../src/store/account-details.ts'
import { saveSessionsEnd } from '../../src/store/sessions.ts'
import { hashRecoveryCode, newSecret } from '../../src/identity/codes.ts'
import { hashPassword } from '../../src/identity/passwords.ts'
import { seal } from '../../src/identity/key.ts'
import { accountPaths } from '../../src/people/account/addresses.ts'
import { addTrust, CHOICE } from '../service/house.ts'
import { browse, PASSWORD } from './browsing.ts'
import { openService, type Service, type SignedInPerson } from './signed-in.ts'
import { valueOn } from './visitor.ts'

const START = new Date('2026-11-25T10:00:00Z')
let now = START
let service: Service
let lena: SignedInPerson
const after = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000))

beforeEach(async () => {
  now = START
  service = await openService({ outside: { now: () => now } })
  await addTrustOf(service)
  lena = await service.signIn({ name: 'Lena Oak', organisationId: 'oak' })
})
afterEach(() => service.close())

/** A trust whose people are those of the service only. */
async function addTrustOf({ house }: Service) {
  await addTrust(house, 'oak', false)
  await house.db.deleteFrom('membership').execute()
  await house.db.deleteFrom('account').execute()
}

const status = async (person = lena) => (await person.visitor.get('/account')).status
const seenAt = async () =>
  (await service.house.db.selectFrom('session').select('seenAt').executeTakeFirstOrThrow()).seenAt

describe('a session', () => {
  test('ends half an hour after the last thing that was done', async () => {
    for (let times = 0; times < 4; times++) {
      after(29)
      expect(await status()).toBe(200)
    }
    after(30)
    expect(await status()).toBe(303)
  })

  test('goes on while answers are saved by themselves', async () => {
    const path = `/o/oak/questions/${CHOICE.domain}/${CHOICE.id}`
    for (const [version, level] of CHOICE.levels.slice(0, 3).entries()) {
      after(20)
      const saved = await lena.visitor.save(path, { version: String(version), value: level.id })
      expect(saved.status).toBe(200)
    }
    expect(await status()).toBe(200)
  })

  test('ends twelve hours after signing in, whatever is done', async () => {
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      after(20)
      expect(await status()).toBe(200)
    }
    after(20)
    expect(await status()).toBe(303)
  })

  test('that is over takes its cookie from the browser', async () => {
    const browser = browse(service.app)
    browser.setCookie(SESSION, lena.cookie.slice(SESSION.length + 1))
    expect((await browser.get('/account')).status).toBe(200)
    after(31)
    await browser.get('/cookies')
    expect(browser.cookie(SESSION)).toBeUndefined()
  })

  test('is not revived by a clock that is set back', async () => {
    after(31)
    // Somebody else asks for something; nobody shows this session's token meanwhile.
    await browse(service.app).get('/')
    now = new Date(START.getTime() + 5 * 60_000)
    expect(await status()).toBe(303)
  })

  test('ends when it was seen later than now', async () => {
    after(20)
    expect(await status()).toBe(200)
    after(-10)
    expect(await status()).toBe(303)
    after(15)
    expect(await status()).toBe(303)
  })

  test('is written down as seen at most once a minute', async () => {
    now = new Date(START.getTime() + 30_000)
    await status()
    expect(await seenAt()).toBe(START.toISOString())
    after(1)
    await status()
    expect(await seenAt()).toBe(now.toISOString())
  })

  test('says how long it lasts, which does not make it longer until somebody wants to stay', async () => {
    after(20)
    expect(await (await lena.visitor.get('/session')).json()).toEqual({
      idle: 600,
      absolute: 12 * 3600 - 1200,
    })
    expect(await seenAt()).toBe(START.toISOString())
    expect(await (await lena.visitor.post('/session', {})).json()).toMatchObject({ idle: 1800 })
    after(29)
    expect(await status()).toBe(200)
  })

  test('ends with its account', async () => {
    expect(await status()).toBe(200)
    await saveSessionsEnd(service.house.db, lena.accountId, now.toISOString())
    expect(await status()).toBe(303)
  })

  test('is not one that a browser makes up', async () => {
    for (const value of [
      '',
      'x',
      'a'.repeat(43),
      `${lena.cookie.slice(-43)}; ${SESSION}=${'a'.repeat(43)}`,
    ]) {
      const cookie = { Cookie: `${SESSION}=${value}` }
      expect((await lena.visitor.get('/account', cookie)).status).toBe(303)
    }
  })

  test('is listed for its owner, who ends the others', async () => {
    const { gate } = service
    const { beginSession } = await import('../../src/identity/sessions.ts')
    const visit = { address: '198.51.100.9', agent: 'Another browser' }
    const token = await beginSession(service.house.db, gate, lena.accountId, visit)
    const max = await service.signIn({ name: 'Max' })
    const page = await (await lena.visitor.get('/account')).text()
    expect(page).toContain('Another browser')
    const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0'
    await service.house.db.updateTable('session').set({ agent: edge }).execute()
    expect(await (await lena.visitor.get('/account')).text()).toContain('Edge on Windows')
    expect(page).toContain('198.51.100.9')
    const id = valueOn(page, 'id') ?? ''
    // Nobody ends somebody else's.
    await max.visitor.post('/account/sessions/end', { id })
    const other = { Cookie: `${SESSION}=${token}` }
    expect((await max.visitor.get('/account', other)).status).toBe(200)
    await lena.visitor.post('/account/sessions/end', { id })
    expect((await max.visitor.get('/account', other)).status).toBe(303)
    expect(await status()).toBe(200)
  })
})

describe('what decides who gets in', () => {
  const secret: string[] = []
  for (const [name, path] of Object.entries(accountPaths))
    if (typeof path === 'string' && !/^(name|reminders|end|prove)/.test(name)) secret.push(path)

  test.each(secret)('%s is changed only by who has just shown who they are', async (path) => {
    after(11)
    const sent = await lena.visitor.post(path, { email: 'x@trust.example', password: PASSWORD, label: 'x' })
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, '/account/prove?next=%2Faccount'])
  })

  test('is changed with an entry in the trail, or not at all', async () => {
    await sql`create trigger refuse before insert on trail begin select raise(abort, 'full'); end`.execute(
      service.house.db,
    )
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const password = 'three words and a comet'
    const { db } = service.house
    await saveTotp(db, lena.accountId, seal(service.gate.key, 'totp', newSecret()), 0, now.toISOString())
    await saveRecoveryCodes(db, lena.accountId, [hashRecoveryCode(lena.accountId, 'abcd-efgh-jkmn')])
    await savePassword(db, lena.accountId, await hashPassword(PASSWORD))
    expect((await lena.visitor.post('/account/password', { password })).status).toBeGreaterThanOrEqual(500)
    const browser = browse(service.app)
    expect((await browser.post('/sign-in', { email: lena.email, password })).status).toBeGreaterThanOrEqual(
      500,
    )
    await browser.post('/sign-in', { email: lena.email, password: PASSWORD })
    const second = await browser.post('/sign-in/second', { code: 'abcd-efgh-jkmn' })
    log.mockRestore()
    expect(second.status).toBeGreaterThanOrEqual(500)
    expect(await db.selectFrom('session').select('id').execute()).toHaveLength(1)
    await sql`drop trigger refuse`.execute(db)
    // Not even the code was used.
    expect((await browser.post('/sign-in/second', { code: 'abcd-efgh-jkmn' })).status).toBe(303)
  })
})
