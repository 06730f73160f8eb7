import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Role } from '../../src/store/person.ts'
import { saveTrusts } from '../web/trusts.ts'
import { CHROMIUM, expectAccessible, expectSound, journey, openSite, type Site } from './harness.ts'

let site: Site
beforeAll(async () => {
  if (CHROMIUM !== undefined) site = await openSite(saveTrusts)
})
afterAll(() => site?.close())

/** One of each kind and state; that all of them are valid HTML is tested without a browser, in `test/web`. */
const PAGES: readonly (readonly [path: string, trust?: string, role?: Role])[] = [
  ['/incidents'],
  ['/incidents/advanced-2022'],
  ['/incidents/alder-hey-lhch-2024'],
  ['/incidents/leak-site-claim-exercise'],
  ['/how-it-is-scored'],
  ['/how-it-is-scored/risks'],
  ['/how-it-is-scored/gateways'],
  ['/glossary'],
  ['/purpose'],
  ['/accessibility'],
  ['/privacy'],
  ['/cookies'],
  ['/freedom-of-information'],
  ['/o/half-answered/incidents', 'half-answered'],
  ['/o/all-best/incidents', 'all-best', 'board'],
  ['/o/half-answered/incidents/wannacry-2017', 'half-answered'],
  ['/o/strong-on-paper/incidents/advanced-2022', 'strong-on-paper', 'board'],
  ['/o/weak/incidents/alder-hey-lhch-2024', 'weak', 'siro'],
  ['/o/middling/caf', 'middling', 'board'],
  ['/o/middling/insurer', 'middling', 'siro'],
]

describe.each(
  PAGES.map(([path, trust, role]) => ({
    path,
    trust,
    role,
    who: trust === undefined ? 'anybody' : (role ?? 'lead'),
  })),
)('$path for $who', ({ path, trust, role }) => {
  journey('is valid HTML, accessible, and fits 1280 and 320 pixels', async () => {
    const page = await site.readerAs(trust, role)
    expect(await expectSound(site, page, path)).toBe(200)
    // A replay is laid out anew where it is narrow.
    if (trust !== undefined && path.includes('/incidents')) await expectAccessible(page)
  })
})

journey('one follows a replay from the list to a step and to the missing evidence, by keyboard', async () => {
  const page = await site.newPageAs('strong-on-paper', 'lead')
  await page.goto('/o/strong-on-paper/incidents')
  await page
    .getByRole('link', { name: /^Advanced/ })
    .first()
    .press('Enter')
  await page.waitForURL(/\/o\/strong-on-paper\/incidents\/advanced-2022/)
  await page.getByRole('link', { name: /^1\. / }).press('Enter')
  await page.waitForURL(/\?step=1#step/)
  expect(await page.locator('#step h3').innerText()).toContain('Step 1')
  await page
    .getByText(/^\d+ controls at this step, and your answers$/)
    .first()
    .press('Enter')
  await expectAccessible(page)
  await page
    .locator('#step')
    .getByRole('link', { name: 'Ways in on a password alone' })
    .first()
    .press('Enter')
  await page.waitForURL(/\/questions\/identity\/mfa-remote-ways-in/)
  await page.context().close()
})
