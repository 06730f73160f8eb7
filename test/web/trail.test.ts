/** The trail as a lead and an administrator read it, page by page and as a table. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Hono } from 'hono'
import { ADMINISTRATOR, insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { MOST_EXPORTS } from '../../src/service/exporting.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { actingAs, record } from '../../src/service/recording.ts'
import type { Role } from '../../src/store/person.ts'
import { verifyTrail } from '../../src/store/trail-proof.ts'
import { write } from '../../src/store/transaction.ts'
import type { Env } from '../../src/web/web.ts'
import { addTrust, CHOICE, choose, NOW, openTestHouse, person } from '../service/house.ts'
import { appOf, visitorOf } from './visitor.ts'

let house: OpenHouse
let app: Hono<Env>
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
  await addTrust(house, 'elm')
  await insertDemonstrationAccounts(house.db, [], NOW.toISOString(), [ADMINISTRATOR])
  for (let version = 0; version < 60; version++)
    await saveAnswer(house, person('oak'), 'oak', CHOICE.id, version, choose(version % 2, 'canary'))
  await saveAnswer(house, person('elm'), 'elm', CHOICE.id, 0, choose(1))
  await write(house.db, async (db) => {
    const from = { ...person('oak'), name: '=cmd|<b>', address: '192.0.2.7' }
    await record(actingAs(db, house, from), { organisationId: 'oak', action: 'role-given', object: '@sum' })
    await record(actingAs(db, house, undefined), { action: 'account-disabled', object: 'somebody' })
  })
  app = appOf(house)
})
afterAll(() => house.close())

const pageOf = async (path: string, organisation = 'oak', role: Role = 'lead') =>
  (await visitorOf(app, organisation, role).get(path)).text()
const administrator = () =>
  app.request('/trail', { headers: { Cookie: `wardround-demonstration=${ADMINISTRATOR.id}` } })

describe('a lead', () => {
  test('reads the newest entries first, in words, without any answer', async () => {
    const page = await pageOf('/o/oak/trail')
    expect(page).toContain('OFFICIAL-SENSITIVE')
    expect(page.match(/saved an answer: /g)).toHaveLength(49)
    expect(page.indexOf('version: 60')).toBeLessThan(page.indexOf('version: 59'))
    expect(page).toContain(`<bdi>${CHOICE.short}</bdi>`)
    expect(page).toContain('gave a role: ')
    expect(page).toContain('=cmd|&lt;b&gt;')
    expect(page).toContain('192.0.2.7')
    expect(page).not.toMatch(/canary|elm|somebody/)
  })

  test('goes on to older entries, and back', async () => {
    const first = await pageOf('/o/oak/trail')
    const older = /href="(\/o\/oak\/trail\?before=\d+)"/.exec(first)?.[1] ?? ''
    const second = await pageOf(older)
    expect(second.match(/saved an answer: /g)).toHaveLength(11)
    expect(second).toContain('href="/o/oak/trail"')
    expect(second).not.toContain('?before=')
    for (const wrong of ['x', '-1', '1e9', '99999999999999999999'])
      expect((await visitorOf(app, 'oak').get(`/o/oak/trail?before=${wrong}`)).status).toBe(404)
  })

  test('alone does: nobody else of the organisation, and nobody of another', async () => {
    for (const role of ['siro', 'board', 'reviewer', 'contributor'] as const)
      expect((await visitorOf(app, 'oak', role).get('/o/oak/trail')).status).toBe(403)
    const other = await visitorOf(app, 'elm').get('/o/oak/trail')
    const unknown = await visitorOf(app, 'elm').get('/o/ash/trail')
    expect([other.status, unknown.status]).toEqual([404, 404])
    const plain = async (response: Response) => (await response.text()).replaceAll(/[0-9a-f-]{36}/g, '')
    expect(await plain(other)).toBe(await plain(unknown))
  })

  test('finds the way to it from the questions', async () => {
    expect(await pageOf('/o/oak')).toContain('href="/o/oak/trail"')
    expect(await pageOf('/o/oak', 'oak', 'siro')).not.toContain('/trail"')
  })

  test('exports it with its marking, no formula, and an entry; so often and no more', async () => {
    const lead = visitorOf(app, 'oak')
    const answer = await lead.post('/o/oak/trail.csv', {})
    expect(answer.headers.get('Content-Type')).toContain('text/csv')
    expect(answer.headers.get('Content-Disposition')).toBe(
      'attachment; filename="OFFICIAL-SENSITIVE-ward-round-trail.csv"',
    )
    const bytes = Buffer.from(await answer.arrayBuffer())
    // By these a spreadsheet knows the letters.
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
    const lines = bytes.subarray(3).toString('utf8').split('\r\n')
    expect(lines[0]).toMatch(/^organisation,number,at,.*,marking$/)
    expect(lines[1]).toMatch(/^oak \(fictional\),.*exported the trail.*,OFFICIAL-SENSITIVE$/)
    expect(lines[2]).toContain("'=cmd|<b>")
    expect(lines[2]).toContain("'@sum")
    // Headings, the export, 61 entries, and the end of the last line.
    expect(lines).toHaveLength(1 + 1 + 61 + 1)
    for (let more = 1; more < MOST_EXPORTS; more++)
      expect((await lead.post('/o/oak/trail.csv', {})).status).toBe(200)
    const refused = await lead.post('/o/oak/trail.csv', {})
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('within an hour')
    expect((await visitorOf(app, 'elm').post('/o/elm/trail.csv', {})).status).toBe(200)
    expect((await verifyTrail(house.db)).breaks).toEqual({ entries: [], chains: [] })
  })
})

describe('an administrator', () => {
  test('reads the trail of accounts, and of no organisation', async () => {
    const page = await (await administrator()).text()
    expect(page).toContain('disabled an account: ')
    expect(page).toContain('somebody')
    expect(page).not.toMatch(/saved an answer|oak|elm/)
  })

  test('alone does', async () => {
    for (const role of ['lead', 'siro'] as const)
      expect((await visitorOf(app, 'oak', role).get('/trail')).status).toBe(403)
  })
})
