/** The pages on which an assessment is shared, and the page that somebody outside sees of it. */

import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { findAssessments } from '../../src/store/assessments.ts'
import { write } from '../../src/store/transaction.ts'
import type { Env } from '../../src/web/web.ts'
import { addTrust, NOW, openTestHouse, RULE_SET } from '../service/house.ts'
import { TRUSTS } from './trusts.ts'
import { appOf, valueOn, visitorOf } from './visitor.ts'
import { addTrustWith } from './written-trusts.ts'

const CANARY = 'canary'
const BEST = TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>
/** With a word of its own in every comment, piece of evidence and row. */
const MARKED = {
  ...BEST,
  answers: Object.fromEntries(
    Object.entries(BEST.answers).map(([id, answer]) => [
      id,
      { ...answer, comment: CANARY, evidence: `${CANARY} report` },
    ]),
  ),
  registers: Object.fromEntries(
    Object.entries(BEST.registers).map(([id, register]) => [
      id,
      { ...register, rows: register.rows.map((row) => ({ ...row, name: CANARY })) },
    ]),
  ),
}
const FORM = {
  assessment: 'oak-assessment',
  account: 'siro.elm',
  body: 'The <b>board',
  purpose: 'To plan help',
  days: '14',
}

let house: OpenHouse
let app: Hono<Env>
beforeAll(async () => {
  house = await openTestHouse()
  await addTrustWith(house, 'oak', MARKED)
  await addTrust(house, 'elm')
  const [assessment] = await findAssessments(house.db, 'oak')
  await write(house.db, async (db) => {
    if (assessment !== undefined) await sealAssessment(db, RULE_SET, assessment, NOW.toISOString())
  })
  app = appOf(house)
})
afterAll(() => house.close())

const lead = () => visitorOf(app, 'oak')
const siro = () => visitorOf(app, 'oak', 'siro')
const viewer = () => visitorOf(app, 'elm', 'siro')
const text = async (response: Promise<Response>) => (await response).text()

async function share(): Promise<string> {
  expect((await lead().post('/o/oak/sharing/new', FORM)).status).toBe(303)
  const page = await text(siro().get('/o/oak/sharing'))
  const id = /sharing\/([0-9a-f-]{36})\/agree/.exec(page)?.[1] ?? ''
  expect((await siro().post(`/o/oak/sharing/${id}/agree`, {})).status).toBe(303)
  return id
}

describe('an assessment that lead and SIRO share', () => {
  test('is found by whom it was shared with, and shows levels, but nothing as it was typed', async () => {
    expect(await text(viewer().get('/o/elm'))).not.toContain('href="/shared"')
    const id = await share()
    expect(await text(viewer().get('/o/elm'))).toContain('href="/shared"')
    expect(await text(viewer().get('/shared'))).toContain(`href="/shared/${id}"`)
    const page = await text(viewer().get(`/shared/${id}`))
    expect(page).toContain('OFFICIAL-SENSITIVE')
    expect(page).toContain('The &lt;b&gt;board')
    expect(page).toContain(RULE_SET.domains[0]?.title)
    expect(page).not.toContain(CANARY)
    expect(page).not.toContain('href="/o/oak')
    expect((await siro().post(`/o/oak/sharing/${id}/end`, {})).status).toBe(303)
  })

  test('looks, once it has ended and to everybody else, as if there had never been one', async () => {
    const id = await share()
    const plain = async (response: Promise<Response>) => {
      const page = await response
      return `${page.status} ${(await page.text()).replaceAll(/[0-9a-f-]{36}/g, '')}`
    }
    const unknown = await plain(viewer().get('/shared/11111111-1111-4111-8111-111111111111'))
    expect(unknown).toMatch(/^404/)
    // Its navigation is that of the visitor; whoever has nothing shared with them asks for both.
    const other = visitorOf(app, 'elm', 'board')
    expect(await plain(other.get(`/shared/${id}`))).toBe(await plain(other.get('/shared/none')))
    expect((await viewer().get(`/shared/${id}`)).status).toBe(200)
    await lead().post(`/o/oak/sharing/${id}/end`, {})
    expect(await plain(viewer().get(`/shared/${id}`))).toBe(await plain(viewer().get('/shared/none')))
    expect(await text(viewer().get('/shared'))).toContain('Nothing is shared with you now.')
    expect(await text(lead().get('/o/oak/sharing'))).toContain('Ended by')
  })

  test('is in the trail of both organisations in words', async () => {
    for (const organisation of ['oak', 'elm'])
      expect(await text(visitorOf(app, organisation).get(`/o/${organisation}/trail`))).toContain(
        'looked at a shared assessment',
      )
  })
})

describe('the form', () => {
  test('comes back with everything that was typed, and says what is wrong', async () => {
    const answer = await lead().post('/o/oak/sharing/new', { ...FORM, days: '400', purpose: '' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Enter a number of days from 1 to 90.')
    expect(page).toContain('Enter what they need it for.')
    expect(valueOn(page, 'days')).toBe('400')
    expect(valueOn(page, 'body')).toBe('The <b>board')
    expect(page).toMatch(/<option value="siro\.elm" selected/)
  })

  test('refuses to agree a second time, and says why', async () => {
    await lead().post('/o/oak/sharing/new', FORM)
    const page = await text(siro().get('/o/oak/sharing'))
    const id = /sharing\/([0-9a-f-]{36})\/agree/.exec(page)?.[1] ?? ''
    const refused = await lead().post(`/o/oak/sharing/${id}/agree`, {})
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('somebody else must agree')
  })
})
