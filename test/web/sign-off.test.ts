import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { getSignOff } from '../../src/service/reading-sign-off.ts'
import type { Env } from '../../src/web/web.ts'
import { openTestHouse, person } from '../service/house.ts'
import { formOn } from './form-on.ts'
import { TRUSTS } from './trusts.ts'
import { appOf, titleOf, valueOn, visitorOf } from './visitor.ts'
import { addTrustWith } from './written-trusts.ts'

let house: OpenHouse
let app: Hono<Env>
beforeAll(async () => {
  house = await openTestHouse()
  for (const id of ['middling', 'all-best'])
    await addTrustWith(house, id, TRUSTS[id] as NonNullable<(typeof TRUSTS)[string]>)
  app = appOf(house)
})
afterAll(() => house.close())

const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('before it is submitted', () => {
  test('the lead is told what is missing, with ways there', async () => {
    const page = await (await visitorOf(app, 'middling').get('/o/middling/sign-off')).text()
    expect(textOf(page)).toContain('Not ready for the SIRO yet')
    expect(page).toContain('#explain-or-correct')
    const sent = await visitorOf(app, 'middling').post('/o/middling/sign-off/submit', {
      seen: (await getSignOff(house, person('middling'), 'middling')).seen,
      word: 'x',
    })
    expect(sent.status).toBe(422)
    expect(textOf(await sent.text())).toContain('Not ready for the SIRO yet')
  })

  test('what does not fit together is explained, and a text that is too long comes back', async () => {
    const lead = visitorOf(app, 'middling')
    const check = await (await lead.get('/o/middling/check-answers')).text()
    const address = /href="(\/o\/middling\/explain\/[^"]+)"/.exec(check)?.[1] ?? ''
    const form = await (await lead.get(address)).text()
    const version = valueOn(form, 'version') ?? ''
    const long = await lead.post(address, { version, text: 'x'.repeat(2001) })
    const page = await long.text()
    expect([long.status, titleOf(page).startsWith('Error: ')]).toEqual([422, true])
    expect(valueOn(page, 'text')).toBe('x'.repeat(2001))
    const saved = await lead.post(address, { version, text: 'Two systems, both right <b>' })
    expect(saved.status).toBe(303)
    expect(await (await lead.get('/o/middling/check-answers')).text()).toContain('both right &lt;b&gt;')
    const stale = await lead.post(address, { version, text: 'Mine' })
    expect(stale.status).toBe(409)
    expect(textOf(await stale.text())).toContain('Two systems, both right')
  })

  test('nobody else has the forms', async () => {
    for (const role of ['siro', 'board'] as const) {
      const page = await (await visitorOf(app, 'all-best', role).get('/o/all-best/sign-off')).text()
      expect(page).not.toContain('<form action="/o/all-best/sign-off')
    }
  })
})

test('is submitted, returned, submitted and signed by the SIRO, whose wrong input comes back', async () => {
  const [lead, siro, board] = (['lead', 'siro', 'board'] as const).map((role) =>
    visitorOf(app, 'all-best', role),
  ) as [ReturnType<typeof visitorOf>, ReturnType<typeof visitorOf>, ReturnType<typeof visitorOf>]
  const at = '/o/all-best/sign-off'
  const seenBy = async (who: typeof lead) => valueOn(await (await who.get(at)).text(), 'seen') ?? ''
  const part = { part: 'domain:identity', account: 'contributor.all-best', note: '' }
  expect((await lead.post('/o/all-best/sharing-out/new', part)).status).toBe(303)
  const check = await (await lead.get('/o/all-best/check-answers')).text()
  for (const [, address = ''] of check.matchAll(/href="(\/o\/all-best\/explain\/[^"]+)"/g))
    await lead.post(address, { version: '0', text: 'Because' })

  expect((await lead.post(`${at}/submit`, { seen: await seenBy(lead), word: 'Please read' })).status).toBe(
    303,
  )
  const empty = await siro.post(`${at}/return`, { seen: await seenBy(siro), reasons: '' })
  expect(empty.status).toBe(422)
  expect(textOf(await empty.text())).toContain('Say what the lead should look at again.')
  expect((await siro.post(`${at}/return`, { seen: await seenBy(siro), reasons: 'Backups' })).status).toBe(303)
  expect(textOf(await (await lead.get(at)).text())).toMatch(/Returned By the SIRO on .* Backups/)
  expect((await lead.post(`${at}/submit`, { seen: await seenBy(lead), word: '' })).status).toBe(303)

  const nothing = textOf(await (await siro.post(`${at}/sign`, { seen: await seenBy(siro) })).text())
  expect(nothing).toContain('Choose how you sign.')
  expect(nothing).toContain('Say whether one of you reports to the other.')
  const wrong = await siro.post(`${at}/sign`, {
    seen: await seenBy(siro),
    how: 'with',
    reservations: '',
    'caldicott-guardian': 'A. Guardian',
  })
  const page = await wrong.text()
  expect([wrong.status, valueOn(page, 'caldicott-guardian')]).toEqual([422, 'A. Guardian'])
  expect(textOf(page)).toContain('Write your reservations, or sign without any.')
  expect(textOf(page)).toContain('Say whether one of you reports to the other.')

  const reservation = { how: 'with', reservations: 'Two suppliers', 'same-line': 'no' }
  const old = await siro.post(`${at}/sign`, { ...reservation, seen: 'old' })
  const changed = await old.text()
  expect(old.status).toBe(409)
  expect(textOf(changed)).toContain('This assessment changed since you opened the page.')
  // What was typed stays, and the form is now of what its page shows.
  expect(formOn(changed, `${at}/sign`)).toMatchObject({ ...reservation, seen: await seenBy(siro) })
  const late = await lead.post(`${at}/submit`, { seen: 'old', word: 'Once <more>' })
  expect(late.status).toBe(409)
  expect(await late.text()).toMatch(
    /cannot be saved here now\. Copy what you may need later\.<\/p><p class="wr-typed"><bdi>Once &lt;more&gt;</,
  )
  const signed = await siro.post(`${at}/sign`, {
    seen: await seenBy(siro),
    how: 'with',
    reservations: 'Two suppliers',
    'same-line': 'yes',
  })
  expect(signed.status).toBe(303)
  const read = textOf(await (await board.get(at)).text())
  expect(read).toMatch(/Signed By .*, with these reservations\. /)
  expect(read).toContain('Two suppliers')
  expect(read).toContain('reports to the other')
  const contributor = visitorOf(app, 'all-best', 'contributor')
  const own = textOf(await (await contributor.get('/o/all-best')).text())
  expect(own).toContain('The assessment is signed, and stays as it is.')
  for (const untrue of ['Not started', 'Late', 'saved as you go']) expect(own).not.toContain(untrue)
  expect((await lead.get('/o/all-best/questions/identity/mfa-remote-ways-in')).status).toBe(200)
  expect(await (await lead.get('/o/all-best/questions/identity/mfa-remote-ways-in')).text()).not.toContain(
    'Save and continue',
  )

  const address = /href="([^"]+\/signed\/[^"]+)"/.exec(
    await (await board.get('/o/all-best/assessments')).text(),
  )
  const kept = textOf(await (await board.get(address?.[1] ?? '')).text())
  for (const words of ['I have reviewed this assessment', 'Two suppliers', 'Nothing had to be explained.'])
    expect(kept).toContain(words)
  expect(kept).not.toContain('The answers as signed')
  expect(await (await lead.get(address?.[1] ?? '')).text()).toContain('The answers as signed')
})
