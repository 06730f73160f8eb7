/** Equal releases give equal pages, sizes and ETags, whoever asks; and what one holds already is not sent again. */

import { afterEach, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { addSigned, ANALYST, OTHER, publishRelease, type Signer, TWO_CELLS } from '../service/country.ts'
import { addTrust, CHOICE, choose, openTestHouse, person } from '../service/house.ts'
import { appOf, visitorOf } from './visitor.ts'

const houses: OpenHouse[] = []
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close()
})

async function publishedWith(signers: readonly Signer[]) {
  const house = await openTestHouse()
  houses.push(house)
  await addTrust(house, 'viewer')
  await addTrust(house, 'drafting')
  await addSigned(house, signers)
  const { row } = await publishRelease(house)
  const app = appOf(house)
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    path.startsWith('/national')
      ? visitorOf(app).get(path, { Cookie: `wardround-demonstration=${ANALYST.id}`, ...headers })
      : visitorOf(app, 'viewer').get(path, headers)
  return { house, get, release: `/national/releases/${row.id}`, drawn: [row.id, row.digest] }
}

type Get = Awaited<ReturnType<typeof publishedWith>>['get']

/** Everything that depends on the release alone, and the trust that looks. */
const SAME = [
  '/o/viewer/peers',
  '/o/viewer/peers?cohort=everybody',
  '/o/viewer/peers/questions',
  '/o/viewer/peers/incidents',
  '/national',
  '/national?group=acute-london',
  '/national/release.csv',
  '/national/dictionary.csv',
]

async function readAll(get: Get) {
  const read = SAME.map(async (path) => {
    const answer = await get(path)
    const body = await answer.text()
    return { path, status: answer.status, etag: answer.headers.get('ETag'), size: body.length, body }
  })
  return Promise.all(read)
}

/** The same without what differs between any two releases, for analysts alone: what is drawn at random, and the day of preparing. */
async function readAlike({ get, drawn }: Pick<Awaited<ReturnType<typeof publishedWith>>, 'get' | 'drawn'>) {
  const pages = await readAll(get)
  return pages.map((page) => {
    const isDrawn = drawn.some((text) => page.body.includes(text))
    expect(isDrawn && page.path.startsWith('/o/'), page.path).toBe(false)
    const body = drawn
      .reduce((rest, text) => rest.replaceAll(text, 'drawn'), page.body)
      .replace(/when it was prepared, on \d+ \w+ \d+/, 'when it was prepared')
    return { ...page, body, size: body.length, etag: isDrawn ? undefined : page.etag }
  })
}

describe('equal releases give equal pages, sizes and ETags', () => {
  test('when two trusts of a group swap what they signed', async () => {
    const swap: Readonly<Record<string, string>> = { 'london-0': 'london-7', 'london-7': 'london-0' }
    const first = await publishedWith(TWO_CELLS)
    const one = await readAlike(first)
    const swapped = TWO_CELLS.map((signer) => ({ ...signer, draw: swap[signer.id] ?? signer.id }))
    expect(await readAlike(await publishedWith(swapped))).toEqual(one)
    for (const { path, status, etag } of await readAll(first.get)) {
      expect(status, path).toBe(200)
      expect(etag, path).toMatch(/^"[0-9a-f]{40}"$/)
    }
    const otherwise = TWO_CELLS.map((signer) => ({ ...signer, draw: `${signer.id} otherwise` }))
    const other = await readAlike(await publishedWith(otherwise))
    const changed = other.filter(({ body }, index) => body !== one[index]?.body).map(({ path }) => path)
    expect(changed, 'the answers do make them').toEqual(
      expect.arrayContaining(['/o/viewer/peers', '/national']),
    )
  })

  test('while others change their drafts, and for either analyst', async () => {
    const { house, get } = await publishedWith(TWO_CELLS)
    const before = await readAll(get)
    await saveAnswer(house, person('drafting'), 'drafting', CHOICE.id, 0, choose(1))
    expect(await readAll(get)).toEqual(before)
    const Cookie = `wardround-demonstration=${OTHER.id}`
    for (const path of ['/national/release.csv', '/national/dictionary.csv'])
      expect((await get(path, { Cookie })).headers.get('ETag')).toBe((await get(path)).headers.get('ETag'))
  })
})

describe('a page of the comparison, or its CSV,', () => {
  test('is not sent again to who holds it, whether packed or not, and keeps its guards', async () => {
    const { get, release } = await publishedWith(TWO_CELLS)
    for (const path of [...SAME, release, `${release}/figures.csv`]) {
      const plain = await get(path)
      const packed = await get(path, { 'Accept-Encoding': 'gzip' })
      const [tag, weak] = [plain.headers.get('ETag') ?? '', packed.headers.get('ETag') ?? '']
      expect(packed.headers.get('Content-Encoding'), path).toBe('gzip')
      expect(weak, path).toBe(`W/${tag}`)
      for (const held of [tag, weak, `"old", ${weak}`, '*']) {
        const again = await get(path, { 'If-None-Match': held, 'Accept-Encoding': 'gzip' })
        expect([again.status, await again.text()], `${path} ${held}`).toEqual([304, ''])
        expect(again.headers.get('Content-Security-Policy'), path).toContain("default-src 'none'")
        expect(again.headers.get('Cache-Control'), path).toBe('no-store')
      }
      const changed = await get(path, { 'If-None-Match': '"old"' })
      expect([changed.status, (await changed.text()).length > 0], path).toEqual([200, true])
    }
  })

  test('tells nobody else that it has not changed', async () => {
    const { get, release } = await publishedWith(TWO_CELLS)
    const asAnybody = { Cookie: '', 'If-None-Match': '*' }
    for (const path of [...SAME, release, `${release}/figures.csv`]) {
      expect((await get(path, asAnybody)).status, path).toBe(401)
      expect(
        (await get(path, { ...asAnybody, Cookie: 'wardround-demonstration=lead.london-1' })).status,
      ).toBe(path.startsWith('/o/') ? 404 : 403)
    }
    expect((await get('/o/viewer/peers', asAnybody)).headers.has('ETag')).toBe(false)
  })
})
