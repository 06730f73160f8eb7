/** Open pages say the same to every visitor, and are made once: what is kept is never somebody's own. */

import { gunzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { paths } from '../../src/web/paths.ts'
import { addTrust, NOW, openTestHouse, RULE_SET } from '../service/house.ts'
import { NEWER } from '../service/newer-rule-set.ts'
import { appOf, visitorOf } from './visitor.ts'

const houses: OpenHouse[] = []
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close()
})

async function open(ruleSet = RULE_SET, now = () => NOW) {
  const house = await openTestHouse(undefined, ruleSet, { now })
  houses.push(house)
  await addTrust(house, 'oak')
  const app = appOf(house)
  const get = async (path: string, who?: string, headers: Readonly<Record<string, string>> = {}) =>
    visitorOf(app, who).get(path, who === undefined ? { Cookie: '', ...headers } : headers)
  return { read: async (...given: Parameters<typeof get>) => (await get(...given)).text(), get }
}

const OPEN_PAGES = [
  paths.howItIsScored,
  paths.whyTheseDomains,
  paths.scoredRisks,
  paths.scoredMoves,
  paths.scoredDomain('identity'),
  paths.incidents,
  paths.incident('wannacry-2017'),
  paths.peersProtected,
  paths.purpose,
  paths.glossary,
  paths.accessibility,
  paths.privacy,
  paths.cookies,
  paths.foi,
  paths.api,
]

test.each(OPEN_PAGES)(
  '%s is the page that another service makes anew, plain and compressed',
  async (path) => {
    const [first, other] = [await open(), await open()]
    const page = await first.read(path)
    expect(page).toContain('</html>')
    expect(await first.read(path), 'kept').toBe(page)
    expect(await first.read(`${path}?made=up`), 'whatever the query').toBe(page)
    expect(await other.read(path), 'made anew').toBe(page)
    const packed = await first.get(path, undefined, { 'Accept-Encoding': 'gzip' })
    expect(packed.headers.get('Content-Encoding')).toBe('gzip')
    expect(packed.headers.get('Content-Type')).toMatch(/^text\/html; charset=utf-8$/i)
    expect(packed.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(gunzipSync(await packed.arrayBuffer()).toString()).toBe(page)
  },
)

test('whoever is signed in sees their own name there, before and after a visitor, who never does', async () => {
  const { read } = await open()
  const own = await read(paths.glossary, 'oak')
  const visitors = await read(paths.glossary)
  expect(own).toContain('Cyber lead (demonstration)')
  expect(visitors).not.toContain('Cyber lead (demonstration)')
  expect(await read(paths.glossary, 'oak')).toBe(own)
  expect(await read(paths.glossary)).toBe(visitors)
})

test('another day and another rule set have another page', async () => {
  let now = NOW
  const { read } = await open(RULE_SET, () => now)
  const before = await read(paths.howItIsScored)
  expect(before).toContain('Printed on 25 November 2026')
  now = new Date(NOW.getTime() + 86_400_000)
  expect(await read(paths.howItIsScored)).toBe(before.replaceAll('25 November', '26 November'))
  expect(await (await open(NEWER)).read(paths.howItIsScored)).not.toBe(before)
})

test('what is not there is not kept', async () => {
  const { get } = await open()
  for (let times = 0; times < 2; times++)
    expect((await get(paths.scoredDomain('no-such-domain'))).status).toBe(404)
})
