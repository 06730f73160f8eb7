import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMINISTRATOR, ANALYSTS, insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { findOrganisation } from '../../src/store/organisations.ts'
import { ODS_SAMPLE } from '../exchange/ods-sample.ts'
import { addTrust, NOW, openTestHouse, RULE_SET } from '../service/house.ts'
import { appOf, chosenOn, type Fields, titleOf, valueOn, visitorOf } from './visitor.ts'

let house: OpenHouse
let app: ReturnType<typeof appOf>
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
  await insertDemonstrationAccounts(house.db, [], NOW.toISOString(), [...ANALYSTS, ADMINISTRATOR])
  app = appOf(house)
})
afterAll(() => house.close())

const COOKIE = { Cookie: `wardround-demonstration=${ADMINISTRATOR.id}` }
const get = async (path: string) => app.request(path, { headers: COOKIE })
const read = async (path: string) => textOf(await (await get(path)).text())
const post = (path: string, fields: Fields) => visitorOf(app).post(path, fields, COOKIE)
const textOf = (html: string) =>
  (/<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const sendFile = async (text: string | Uint8Array<ArrayBuffer>, name = 'file.csv') => {
  const body = new FormData()
  body.append('shown-to', ADMINISTRATOR.id)
  body.append('file', new File([text], name))
  return app.request('/administration/import', {
    method: 'POST',
    body,
    headers: { ...COOKIE, 'Sec-Fetch-Site': 'same-origin' },
  })
}
/** Two rows of the export with invented names: of one the name tells the kind, of the other it does not. */
const INVENTED = ODS_SAMPLE.split('\n')
  .slice(0, 2)
  .join('\n')
  .replace(/"[^"]* UNIVERSITY [^"]*"/, '"Quillmere University NHS Trust (fictional)"')
  .replace(/"[^"]* COMMUNITY [^"]*"/, '"Larkfold Community Health NHS Trust (fictional)"')

test('the administrator enters from the welcome page and lands on the round', async () => {
  const entered = await visitorOf(app).post('/enter-as-administrator', {})
  expect(entered.status).toBe(303)
  expect(entered.headers.get('Location')).toBe('/administration')
  expect(await read('/administration')).toContain('Who has not submitted')
  expect(await (await get('/administration/round.csv')).text()).toContain('being-filled-in')
  const page = await (await get('/administration/organisations')).text()
  expect(page).toContain('href="/administration/organisations/oak"')
  expect(page).toContain('href="/administration/periods"')
  expect(page).not.toContain('href="/national"')
})

test('nobody else is let in', async () => {
  for (const path of [
    '/administration',
    '/administration/round.csv',
    '/administration/organisations',
    '/administration/organisations/oak',
    '/administration/organisations/oak/name',
    '/administration/add-organisation',
    '/administration/import',
    '/administration/import/preview',
    '/administration/periods',
    '/administration/periods/test',
    '/administration/add-period',
  ]) {
    expect((await visitorOf(app).get(path)).status, path).toBe(401)
    expect((await visitorOf(app, 'oak').get(path)).status, path).toBe(403)
    expect((await visitorOf(app, 'first-analyst', 'analyst' as never).get(path)).status, path).toBe(403)
  }
  expect(
    (await visitorOf(app, 'oak').post('/administration/organisations/oak/name', { value: 'x' })).status,
  ).toBe(403)
})

test('a search finds by part of the name or by the whole code', async () => {
  expect(await read('/administration/organisations?search=OA')).toContain('1 organisation found')
  expect(await read('/administration/organisations?search=%3Cb%3E')).toContain('0 organisations found')
})

test('an organisation is added by hand; a wrong one comes back with everything typed', async () => {
  const typed = { 'ods-code': 'x?', name: 'Ember <b>', cohort: 'community', region: '', icb: 'QMF' }
  const refused = await post('/administration/add-organisation', typed)
  const page = await refused.text()
  expect(refused.status).toBe(422)
  expect(titleOf(page)).toMatch(/^Error: Add an organisation/)
  expect(page).toContain('href="#ods-code"')
  expect(page).toContain('href="#region"')
  expect(textOf(page)).toContain('(fictional)')
  expect(valueOn(page, 'ods-code')).toBe('x?')
  expect(valueOn(page, 'name')).toBe('Ember <b>')
  expect(valueOn(page, 'icb')).toBe('QMF')
  expect(page).toMatch(/value="community" selected/)
  const added = await post('/administration/add-organisation', {
    ...typed,
    'ods-code': 'xe1',
    name: 'Ember (fictional)',
    region: 'London',
  })
  expect(added.headers.get('Location')).toBe('/administration/organisations/xe1')
  expect(await read('/administration/organisations/xe1')).toContain('Community trust')
  // In the demonstration anybody may enter it.
  expect((await visitorOf(app).post('/enter', { organisation: 'xe1', role: 'board' })).status).toBe(303)
})

test('one thing is changed by itself, and what it was before is on its page', async () => {
  const path = '/administration/organisations/oak/name'
  const form = await (await get(path)).text()
  expect(valueOn(form, 'value')).toBe('oak (fictional)')
  const seen = valueOn(form, 'seen') ?? ''
  const refused = await post(path, { seen, value: 'Oak' })
  expect(refused.status).toBe(422)
  expect(valueOn(await refused.text(), 'value')).toBe('Oak')
  expect((await post(path, { seen, value: 'Oak Vale (fictional)' })).status).toBe(303)
  expect(await read('/administration/organisations/oak')).toMatch(
    /Before oak \(fictional\) After Oak Vale \(fictional\) By Administrator \(demonstration\)/,
  )
  const stale = await post(path, { seen, value: 'Another (fictional)' })
  expect(stale.status).toBe(422)
  expect(textOf(await stale.text())).toContain('meanwhile')
  for (const field of ['cohort', 'region', 'icb', 'lead', 'closed-on', 'successor', 'ods-code'])
    expect((await get(`/administration/organisations/oak/${field}`)).status, field).toBe(200)
  for (const field of ['id', 'fictional', 'constructor', 'added'])
    expect((await get(`/administration/organisations/oak/${field}`)).status, field).toBe(404)
  expect((await get('/administration/organisations/none')).status).toBe(404)
})

test('a day that is not in the calendar comes back as typed', async () => {
  const path = '/administration/organisations/oak/closed-on'
  const refused = await post(path, { seen: '', 'value-day': '31', 'value-month': '2', 'value-year': '2026' })
  const page = await refused.text()
  expect(refused.status).toBe(422)
  expect(['value-day', 'value-month', 'value-year'].map((name) => valueOn(page, name))).toEqual([
    '31',
    '2',
    '2026',
  ])
  expect(page).toContain('href="#value-day"')
})

test('a file with faults is told line by line, and no file is asked for again', async () => {
  const refused = await sendFile(
    'ods-code,name,cohort,region\nXA1,"One\nand",acute,Nowhere\n,Two,acute,London\n',
    'my <list>.csv',
  )
  const page = textOf(await refused.text())
  expect(refused.status).toBe(422)
  expect(page).toContain('my &lt;list&gt;.csv has 2 faults')
  expect(page).toMatch(/2 .*region .*“Nowhere” is not a region.* 4 .*ods-code .*The ODS code is missing/)
  const none = await post('/administration/import', {})
  expect(none.status).toBe(422)
  expect(textOf(await none.text())).toContain('Choose a file.')
  expect(textOf(await (await sendFile(new Uint8Array([0x50, 0x4b, 3, 4]))).text())).toContain('spreadsheet')
})

test('a file of more than 5 MB is refused, and one of more than 12 MB is not read', async () => {
  expect(textOf(await (await sendFile('x'.repeat(5_000_001))).text())).toContain('larger than 5 MB')
  const huge = await app.request('/administration/import', {
    method: 'POST',
    body: 'x'.repeat(13_000_000),
    headers: { ...COOKIE, 'Sec-Fetch-Site': 'same-origin', 'Content-Length': '13000000' },
  })
  expect(huge.status).toBe(413)
})

test('a real export is shown, each kind is asked for, and the demonstration offers no way to apply it', async () => {
  const sent = await sendFile(ODS_SAMPLE)
  expect(sent.headers.get('Location')).toBe('/administration/import/preview')
  const preview = await (await get('/administration/import/preview')).text()
  const kinds = [...preview.matchAll(/name="(kind-[^"]+)"/g)].map((match) => match[1] ?? '')
  expect(kinds.length).toBeGreaterThan(10)
  expect(textOf(preview)).toContain('Velindre')
  expect(preview).toContain('It takes no real organisation')
  expect(preview).not.toContain('Do all of this')
})

test('a file of invented ones is applied once, with the kinds that were chosen', async () => {
  expect((await sendFile(INVENTED)).status).toBe(303)
  const page = await (await get('/administration/import/preview')).text()
  expect(page).toMatch(/<select[^>]*name="kind-R0A"[^>]*>\s*<option value="" selected/)
  expect(page).toMatch(/name="kind-R1D"[\s\S]*?value="community" selected/)
  const shown = valueOn(page, 'shown') ?? ''
  const missing = await post('/administration/import/preview', { shown, 'kind-R0A': '', 'kind-R1D': 'icb' })
  const again = await missing.text()
  expect(missing.status).toBe(422)
  expect(again).toContain('href="#kind-R0A"')
  expect(again).toMatch(/name="kind-R1D"[\s\S]*?value="icb" selected/)
  const kinds = { 'kind-R0A': 'specialist', 'kind-R1D': 'community' }
  const stale = await post('/administration/import/preview', { shown: 'other', ...kinds })
  expect(stale.status).toBe(409)
  const offered = await stale.text()
  expect(textOf(offered)).toContain('Nothing was imported')
  expect(offered).toMatch(/name="kind-R0A"[\s\S]*?value="specialist" selected/)
  expect(await findOrganisation(house.db, 'r0a')).toBeUndefined()
  const applied = await post('/administration/import/preview', {
    shown: valueOn(offered, 'shown') ?? '',
    ...kinds,
  })
  expect(applied.headers.get('Location')).toBe('/administration/organisations?added=2&changed=0')
  expect(await read('/administration/organisations?added=2&changed=0')).toContain('2 added, 0 changed')
  expect(await findOrganisation(house.db, 'r0a')).toMatchObject({ cohort: 'specialist', fictional: true })
  expect((await get('/administration/import/preview')).status).toBe(404)
})

test('a preview of more rows than a form usually has fields is applied', async () => {
  const codes = Array.from({ length: 700 }, (_, index) => `X${String(index).padStart(3, '0')}`)
  const rows = codes.map((code) => `"${code}","Invented ${code} (fictional)","Y62","QOP"${',""'.repeat(20)}`)
  expect((await sendFile(rows.join('\n'))).status).toBe(303)
  const page = await (await get('/administration/import/preview')).text()
  const kinds = Object.fromEntries(codes.map((code) => [`kind-${code}`, 'acute']))
  const shown = valueOn(page, 'shown') ?? ''
  const applied = await post('/administration/import/preview', { shown, ...kinds })
  expect(applied.headers.get('Location')).toBe('/administration/organisations?added=700&changed=0')
  expect((await post('/administration/add-organisation', { ...kinds })).status).toBe(413)
})

test('an organisation that closes on a day to come is open until then, and says when', async () => {
  const row = `"XAA","Closing Later (fictional)","Y62","QOP","","","","","","","20171001","20991231"${',""'.repeat(12)}`
  expect((await sendFile(row)).status).toBe(303)
  const page = await (await get('/administration/import/preview')).text()
  await post('/administration/import/preview', { shown: valueOn(page, 'shown') ?? '', 'kind-XAA': 'acute' })
  expect(await findOrganisation(house.db, 'xaa')).toMatchObject({ closedOn: '2099-12-31' })
  expect(await read('/administration/organisations?search=xaa')).toContain('Closes on 31 December 2099')
  expect(await read('/administration/organisations/xaa')).toContain('It closes on 31 December 2099')
})

test('a period is added, changed until it opens, and refused afterwards', async () => {
  const typed = {
    name: 'Round of 2027',
    'opens-day': '28',
    'opens-month': '3',
    'opens-year': '2027',
    'referenceDate-day': '31',
    'referenceDate-month': '6',
    'referenceDate-year': '2027',
    'closes-day': '31',
    'closes-month': '10',
    'closes-year': '2027',
  }
  const refused = await post('/administration/add-period', typed)
  const page = await refused.text()
  expect(refused.status).toBe(422)
  expect(page).toContain('href="#referenceDate-day"')
  for (const [name, value] of Object.entries(typed)) expect(valueOn(page, name), name).toBe(value)
  const added = await post('/administration/add-period', { ...typed, 'referenceDate-day': '30' })
  expect(added.headers.get('Location')).toBe('/administration/periods#round-of-2027')
  expect(await read('/administration/periods')).toContain('31 October 2027, at 23:59:59 in London')
  const form = await (await get('/administration/periods/round-of-2027')).text()
  expect(valueOn(form, 'opens-day')).toBe('28')
  expect(chosenOn(form, 'framework')).toEqual([RULE_SET.frameworks.at(-1)?.id])
  const [oldest] = RULE_SET.frameworks
  const changed = {
    ...typed,
    'referenceDate-day': '30',
    'closes-day': '30',
    framework: oldest?.id ?? '',
  }
  const unknown = await post('/administration/periods/round-of-2027', { ...changed, framework: 'caf-1.0' })
  expect(unknown.status).toBe(422)
  expect(await unknown.text()).toContain('href="#framework"')
  expect((await post('/administration/periods/round-of-2027', changed)).status).toBe(303)
  expect(await read('/administration/periods')).toContain('30 October 2027')
  expect(await read('/administration/periods')).toContain(oldest?.short)
  for (const answer of [
    await get('/administration/periods/test'),
    await post('/administration/periods/test', changed),
  ]) {
    expect(answer.status).toBe(409)
    expect(textOf(await answer.text())).toContain('has opened')
  }
  expect(chosenOn(form, 'none')).toEqual([])
})

test('the closing day of a period that has opened is moved to a later one, and a wrong day comes back', async () => {
  const list = await (await get('/administration/periods')).text()
  expect(list).toContain('href="/administration/periods/test/closing-day"')
  const form = await (await get('/administration/periods/test/closing-day')).text()
  expect([valueOn(form, 'closes-day'), valueOn(form, 'closes-year')]).toEqual(['31', '2099'])
  expect(textOf(form)).toContain('It closes on 31 December 2099')
  const typed = { 'closes-day': '30', 'closes-month': '12', 'closes-year': '2099' }
  const refused = await post('/administration/periods/test/closing-day', typed)
  const page = await refused.text()
  expect([refused.status, titleOf(page).startsWith('Error: ')]).toEqual([422, true])
  expect(page).toContain('href="#closes-day"')
  for (const [name, value] of Object.entries(typed)) expect(valueOn(page, name), name).toBe(value)
  const moved = await post('/administration/periods/test/closing-day', { ...typed, 'closes-year': '2100' })
  expect([moved.status, moved.headers.get('Location')]).toEqual([303, '/administration/periods#test'])
  expect(await read('/administration/periods')).toContain('30 December 2100')
  const toCome = await get('/administration/periods/round-of-2027/closing-day')
  expect(toCome.headers.get('Location')).toBe('/administration/periods/round-of-2027')
})
