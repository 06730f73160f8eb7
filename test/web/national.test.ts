import { afterAll, beforeAll, expect, test } from 'vitest'
import { listOrganisations, type OrganisationRow } from '../../src/service/organisations.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { compileFiles } from '../../src/rules/rule-set.ts'
import { ANALYSTS, insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import { newDemonstration } from '../service/demonstration.ts'
import { openTestHouse, RULE_SET, NOW } from '../service/house.ts'
import { appOf, valueOn, visitorOf } from './visitor.ts'

let house: OpenHouse
let app: ReturnType<typeof appOf>
let organisations: readonly OrganisationRow[]

beforeAll(async () => {
  house = await openTestHouse(await newDemonstration())
  app = appOf(house)
  organisations = await listOrganisations(house)
})
afterAll(() => house.close())

const COOKIES = { first: 'analyst.first-analyst', second: 'analyst.second-analyst' }
const headersOf = (who: keyof typeof COOKIES) => ({ Cookie: `wardround-demonstration=${COOKIES[who]}` })
/** As the address bar asks. */
const asks = (who: keyof typeof COOKIES) => ({ ...headersOf(who), 'Sec-Fetch-Site': 'none' })
const get = async (path: string, who: keyof typeof COOKIES = 'first') =>
  app.request(path, { headers: asks(who) })
const post = async (path: string, fields: Readonly<Record<string, string>>, who: keyof typeof COOKIES) =>
  visitorOf(app).post(path, fields, headersOf(who))
const textOf = (html: string) =>
  (/<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const PAGES = ['/national', '/national/releases', '/national/releases/round-2025-first']

function expectNobodyNamed(text: string, where: string) {
  for (const one of organisations) {
    expect(text.includes(one.id), `${where}: ${one.id}`).toBe(false)
    expect(text.includes(one.name.replaceAll("'", '&#39;')), `${where}: ${one.name}`).toBe(false)
  }
}

test('an analyst enters from the welcome page and lands on the round', async () => {
  const answer = await visitorOf(app).post('/enter-as-analyst', { analyst: 'analyst.second-analyst' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('Location')).toBe('/national/round')
  expect(answer.headers.get('Set-Cookie')).toContain('analyst.second-analyst')
  expect((await visitorOf(app).post('/enter-as-analyst', { analyst: '' })).status).toBe(422)
})

test('every national page is there, whole, marked, and names no organisation', async () => {
  for (const path of [...PAGES, '/national?group=everybody']) {
    const answer = await get(path)
    expect(answer.status, path).toBe(200)
    const html = await answer.text()
    expect(textOf(html), path).not.toMatch(/undefined|NaN|\[object|\bnull\b/)
    expect(html, path).not.toMatch(/ style=/)
    expect(html, path).toContain('OFFICIAL-SENSITIVE')
    expect(textOf(html), path).not.toMatch(/\bleague|\brank|\bbest\b|worst/i)
    expectNobodyNamed(html, path)
  }
  expect((await get('/national?group=no-such')).status).toBe(404)
  expect((await get('/national/releases/no-such')).status).toBe(404)
})

test('no national page is for a trust, or for nobody', async () => {
  const trust = visitorOf(app, organisations[0]?.id)
  const files = ['release.csv', 'dictionary.csv', 'releases/round-2025-first/figures.csv']
  for (const path of [...PAGES, ...files.map((file) => `/national/${file}`)]) {
    expect((await trust.get(path)).status, path).toBe(403)
    expect((await visitorOf(app).get(path)).status, path).toBe(401)
  }
  for (const path of ['/national/releases', '/national/releases/round-2025-first'])
    expect((await trust.post(path, { period: 'round-2025', digest: '' })).status, path).toBe(403)
})

test('the country shows participation, domains by group, past attacks, shared gaps and shared suppliers', async () => {
  const text = textOf(await (await get('/national')).text())
  for (const said of [
    'Who takes part',
    'Every domain in every group',
    'past attacks',
    'Gaps most trusts share',
    'Who many rely on',
  ])
    expect(text).toContain(said)
  expect(text).toContain('All organisations (about 100)')
})

test('the figures come as CSV, its header in line 1, marked in name and column, with a dictionary of every column', async () => {
  const [figures, dictionary] = [await get('/national/release.csv'), await get('/national/dictionary.csv')]
  for (const file of [figures, dictionary]) {
    expect(file.headers.get('Content-Type')).toContain('text/csv')
    expect(file.headers.get('Content-Disposition')).toMatch(
      /filename="OFFICIAL-SENSITIVE-ward-round-.+\.csv"/,
    )
  }
  const [table, meanings] = [await figures.text(), await dictionary.text()]
  const lines = table.trimEnd().split('\r\n')
  expect(lines[0]).toMatch(/^period,release,/)
  for (const line of [...lines.slice(1), ...meanings.trimEnd().split('\r\n').slice(1)])
    expect(line).toMatch(/,OFFICIAL-SENSITIVE$/)
  for (const column of lines[0]?.split(',') ?? []) expect(meanings).toContain(`\r\n${column},`)
  expect(lines.length).toBeGreaterThan(1000)
  expect(lines[0]?.split(',').slice(-2)).toEqual(['counted_in', 'marking'])
  expect(new Set(lines.slice(1).map((line) => line.split(',').at(-2)))).toEqual(new Set(['1', '2', '1 2']))
  expect(table).toContain('half or fewer')
  expect(table).not.toContain('invented')
  expectNobodyNamed(table, 'CSV')
  expect(await (await get('/national/release.csv', 'second')).text()).toBe(table)
})

test('every published comparison can be downloaded, not only the newest, each with its digest', async () => {
  const list = await (await get('/national/releases')).text()
  const ids = [...list.matchAll(/href="(\/national\/releases\/[^"]+)"/g)].map((match) => match[1] ?? '')
  expect(ids.length).toBe(2)
  const digests = new Set<string>()
  for (const path of ids) {
    const page = await (await get(path)).text()
    expect(page).toContain(`href="${path}/figures.csv"`)
    const file = await get(`${path}/figures.csv`)
    expect(file.headers.get('Content-Disposition')).toMatch(/"OFFICIAL-SENSITIVE-ward-round-.+-\d\.csv"/)
    const table = await file.text()
    expect(table.split('\r\n')[1]).toMatch(/,OFFICIAL-SENSITIVE$/)
    expectNobodyNamed(table, path)
    const [, digest = ''] = (table.split('\r\n')[1] ?? '').split(',')
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(page.replaceAll('<wbr/>', '')).toContain(digest)
    digests.add(digest)
  }
  expect(digests.size).toBe(2)
  expect((await get('/national/releases/no-such/figures.csv')).status).toBe(404)
})

test('one analyst prepares, cannot confirm it, and the other publishes it once and for all', async () => {
  const prepared = await post('/national/releases', { period: 'round-2025' }, 'first')
  expect(prepared.status, textOf(await prepared.clone().text())).toBe(303)
  const path = prepared.headers.get('Location') ?? ''
  const own = await (await get(path)).text()
  expect(textOf(own)).toContain('another analyst must publish it')
  expect(own).not.toContain('Confirm and publish')
  expectNobodyNamed(own, path)
  const dryRun = await (await get(path, 'second')).text()
  for (const said of ['Who contributes', 'Who is counted together', 'Enough to count'])
    expect(textOf(dryRun)).toContain(said)
  // Nothing that was answered, and no digest of it, before it is published.
  expect(textOf(dryRun)).not.toMatch(/Digest|Groups it shows|Counted in/)
  expect(dryRun).not.toContain('figures.csv')
  const early = await get(`${path}/figures.csv`, 'second')
  expect(early.status).toBe(409)
  expect(textOf(await early.text())).toContain('Nobody reads its figures before another analyst confirms it')
  const confirmation = valueOn(dryRun, 'confirmation') ?? ''
  const refused = await post(path, { confirmation }, 'first')
  expect(refused.status).toBe(403)
  expect(textOf(await refused.text())).toContain('This comparison was not published')
  expect((await post(path, { confirmation: 'another' }, 'second')).status).toBe(404)
  expect((await post(path, { confirmation }, 'second')).status).toBe(303)
  const published = textOf(await (await get(path)).text())
  for (const said of [
    'It never changes',
    'Digest',
    'Groups it shows',
    'Number of the comparison in which each was counted',
    '1 and 2',
  ])
    expect(published).toContain(said)
  const again = await post('/national/releases', { period: 'round-2025' }, 'second')
  expect(again.status).toBe(429)
  expect(textOf(await again.text())).toContain('once a day at most')
})

test('a period in which too few have signed is refused with what to do', async () => {
  const answer = await post('/national/releases', { period: 'round-2026' }, 'first')
  expect(answer.status).toBe(409)
  expect(textOf(await answer.text())).toContain('ask the organisations to sign')
  expect((await post('/national/releases', { period: 'no-such' }, 'first')).status).toBe(404)
})

test('before anything is published the country says so, and there is no CSV', async () => {
  const empty = await openTestHouse()
  await insertDemonstrationAccounts(empty.db, [], NOW.toISOString(), ANALYSTS)
  try {
    const page = await appOf(empty).request('/national', { headers: asks('first') })
    expect(page.status).toBe(200)
    expect(textOf(await page.text())).toContain('No comparison has been published yet.')
    expect((await appOf(empty).request('/national/release.csv', { headers: asks('first') })).status).toBe(404)
  } finally {
    await empty.close()
  }
})

test('a comparison of a rule set that is no longer in use says so, and late signatures still make another', async () => {
  const file = await newDemonstration()
  const older = await openTestHouse(file)
  const then = await (
    await appOf(older).request('/national/releases/round-2025-first/figures.csv', {
      headers: asks('first'),
    })
  ).text()
  await older.close()
  const text = RULE_SET.files['ruleset.yaml'] ?? ''
  const newer = compileFiles({
    ...RULE_SET.files,
    'ruleset.yaml': text.replace(/^version: .*$/m, 'version: 9.0.0'),
  })
  const later = await openTestHouse(file, newer)
  try {
    const visitor = visitorOf(appOf(later))
    const read = async (path: string) => textOf(await (await visitor.get(path, headersOf('first'))).text())
    const path = '/national/releases/round-2025-first'
    expect(await read(path)).toContain('(not the one in use now)')
    const table = await (await visitor.get(`${path}/figures.csv`, headersOf('first'))).text()
    expect(table).toBe(then)
    expect(await read('/national')).toContain('which is not the one in use now')
    const prepared = await visitor.post('/national/releases', { period: 'round-2025' }, headersOf('first'))
    expect(prepared.status).toBe(303)
    expect(await read(prepared.headers.get('Location') ?? '')).toContain('(not the one in use now)')
    const trust = organisations.find((one) => one.cohort === 'ambulance')?.id ?? ''
    const peers = await visitorOf(appOf(later), trust).get(`/o/${trust}/peers`)
    expect(textOf(await peers.text())).toContain('which is not the one in use now')
  } finally {
    await later.close()
  }
})
