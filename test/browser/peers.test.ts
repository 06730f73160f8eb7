import { afterAll, beforeAll, expect } from 'vitest'
import type { BrowserContextOptions } from 'playwright-core'
import { listOrganisations } from '../../src/service/organisations.ts'
import { CHROMIUM, expectAccessible, expectSound, journey, openSite, type Site } from './harness.ts'

let site: Site
let small: string

beforeAll(async () => {
  if (CHROMIUM === undefined) return
  site = await openSite()
  small = (await listOrganisations(site.house)).find((one) => one.cohort === 'ambulance')?.id ?? ''
}, 600_000)
afterAll(async () => site?.close())

const analystPage = async (options?: BrowserContextOptions) => {
  const page = await site.newPage(options)
  await page
    .context()
    .addCookies([{ name: 'wardround-demonstration', value: 'analyst.second-analyst', url: site.address }])
  return page
}
const ofATrust = () => ['', '/questions', '/incidents'].map((room) => `/o/${small}/peers${room}`)
const NATIONAL = [
  '/',
  '/national',
  '/national/releases',
  '/national/releases/round-2025-first',
  '/how-peers-are-protected',
]
const NARROW = { viewport: { width: 320, height: 800 } }

journey(
  'the pages of comparison are accessible, valid, and never wider than a phone',
  async () => {
    const page = await site.readerAs(small)
    for (const path of ofATrust()) expect(await expectSound(site, page, path)).toBe(200)
    await expectAccessible(page)
  },
  600_000,
)

journey(
  'the national pages are accessible, valid, and never wider than a phone',
  async () => {
    const page = await analystPage()
    for (const path of NATIONAL) expect(await expectSound(site, page, path)).toBe(200)
  },
  600_000,
)

journey(
  'no word of a chart is cut off on a phone',
  async () => {
    const page = await site.newPageAs(small, 'lead', NARROW)
    await page.goto(`/o/${small}/peers`)
    const cut = await page.evaluate<string[]>(`
    [...document.querySelectorAll('.wr-chart svg[role=img]')].flatMap((svg) => {
      const frame = svg.getBoundingClientRect()
      return [...svg.querySelectorAll('text')]
        .filter((text) => {
          const box = text.getBoundingClientRect()
          return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1
        })
        .map((text) => text.textContent)
    })`)
    expect(cut).toEqual([])
  },
  600_000,
)
