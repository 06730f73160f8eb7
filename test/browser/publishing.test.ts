/** Two analysts publish a comparison in a real browser: one prepares, the other confirms; and every wrong way is refused with what to do. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { listOrganisations } from '../../src/service/organisations.ts'
import {
  CHROMIUM,
  expectAccessible,
  expectNoSidewaysScroll,
  expectValidHtml,
  journey,
  openSite,
  type Site,
} from './harness.ts'

let site: Site
let late: string

beforeAll(async () => {
  if (CHROMIUM === undefined) return
  site = await openSite()
  const organisations = await listOrganisations(site.house)
  // Its group was too small before: the comparison of this journey is the first that shows it.
  late =
    organisations.find((one) => one.cohort === 'acute' && one.region === 'North East and Yorkshire')?.id ?? ''
}, 600_000)
afterAll(async () => site?.close())

/** Somebody enters on the welcome page, as a person would. */
async function enterAs(name: string): Promise<Page> {
  const page = await site.newPage()
  await page.goto('/')
  await page.getByRole('radio', { name }).check()
  await page.getByRole('button', { name: 'Enter as an analyst' }).click()
  await page.getByRole('heading', { level: 1, name: 'The round' }).waitFor()
  await page.getByRole('link', { name: 'The country' }).click()
  await page.getByRole('heading', { level: 1, name: 'The country' }).waitFor()
  return page
}

async function judge(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectValidHtml(await (await page.request.get(page.url())).text())
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  await expectNoSidewaysScroll(page)
  if (size !== null) await page.setViewportSize(size)
}

const mainOf = (page: Page) => page.locator('main').innerText()

/** How many comparisons the list has of each kind. */
async function listed(page: Page): Promise<readonly [published: number, prepared: number]> {
  await page.goto('/national/releases')
  const links = page.locator('main li')
  return [
    await links.filter({ hasText: ', published on' }).count(),
    await links.filter({ hasText: ', prepared on' }).count(),
  ]
}

/** As a browser asks that follows a link of ours. */
const HERE = { headers: { 'Sec-Fetch-Site': 'same-origin' } }

/** The group whose figures a trust reads first. */
async function groupOf(page: Page): Promise<string> {
  await page.goto(`/o/${late}/peers`)
  return ((await page.locator('#group').textContent()) ?? '').trim()
}

journey(
  'one analyst prepares a comparison, cannot confirm it, and another does, once and for all',
  async () => {
    const first = await enterAs('First analyst')
    const second = await enterAs('Second analyst')
    const trust = await site.newPageAs(late)
    const before = await groupOf(trust)
    expect(await trust.locator('main').textContent()).toContain('Comparison 1 (Round of 2024)')

    // A round in which one has signed: what is wrong, and what to do.
    expect(await listed(first)).toEqual([2, 0])
    await first.getByRole('button', { name: /^Prepare a comparison of Round of 2026/ }).click()
    await first.getByRole('heading', { level: 1, name: 'This comparison cannot be prepared' }).waitFor()
    expect(await mainOf(first)).toMatch(/ask the organisations to sign.*Nothing was changed\./s)
    await expectAccessible(first)
    expect(await listed(first)).toEqual([2, 0])

    // The round before: late signers make a group of it.
    await first.getByRole('button', { name: /^Prepare a comparison of Round of 2025/ }).click()
    await first.getByRole('heading', { level: 1, name: 'Round of 2025: comparison 3' }).waitFor()
    const release = new URL(first.url()).pathname
    expect(await mainOf(first)).toContain('You prepared this comparison: another analyst must publish it.')
    expect(await first.getByRole('button', { name: 'Confirm and publish' }).count()).toBe(0)
    expect(await first.getByRole('link', { name: /CSV/ }).count()).toBe(0)
    await judge(first)

    // The other analyst reads the dry run; nobody sees a figure yet.
    expect(await listed(second)).toEqual([2, 1])
    await judge(second)
    await second.getByRole('link', { name: /, prepared on/ }).click()
    await second.getByRole('button', { name: 'Confirm and publish' }).waitFor()
    expect(await mainOf(second)).toMatch(/Who contributes.*Who is counted together.*Enough to count/s)
    await judge(second)
    expect((await second.request.get(`${release}/figures.csv`, HERE)).status()).toBe(409)
    expect(await groupOf(trust)).toBe(before)

    // The first analyst sends the second one's form from a page of their own: refused, in words, and nothing is half-published.
    const confirmation = await second.locator('input[name=confirmation]').inputValue()
    await first.evaluate<undefined>(`(() => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: '${release}' })
      form.append(Object.assign(document.createElement('input'), { name: 'confirmation', value: '${confirmation}' }))
      form.append(document.querySelector('input[name=shown-to]').cloneNode())
      document.body.append(form)
      form.submit()
    })()`)
    await first.getByRole('heading', { level: 1, name: 'This comparison was not published' }).waitFor()
    expect(await mainOf(first)).toMatch(/another analyst must publish it\..*Nothing was changed\./s)
    await expectAccessible(first)
    await first.getByRole('link', { name: 'Back to the periods and comparisons' }).click()
    expect(await listed(first)).toEqual([2, 1])
    expect(await groupOf(trust)).toBe(before)

    // Not twice on a day: who prepares again and again would see what changes.
    await first.goto('/national/releases')
    await first.getByRole('button', { name: /^Prepare again a comparison of Round of 2025/ }).click()
    await first.getByRole('heading', { level: 1, name: 'This comparison cannot be prepared' }).waitFor()
    expect(await mainOf(first)).toContain('It is prepared once a day at most')

    // Now the right way.
    await second.getByRole('button', { name: 'Confirm and publish' }).click()
    await second.getByText('It never changes.').waitFor()
    await judge(second)
    const [file] = await Promise.all([
      second.waitForEvent('download'),
      second.getByRole('link', { name: 'Its figures as CSV' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^OFFICIAL-SENSITIVE-ward-round-.+-3\.csv$/)
    expect(await listed(first)).toEqual([3, 0])
    await second.goto('/national')
    expect(await mainOf(second)).toContain('Round of 2025')

    // The trust whose group was too small before has new figures, and its place in each release.
    expect(before).toContain('North East')
    expect(await groupOf(trust)).toContain('North East')
    expect(await trust.locator('main').textContent()).toContain(
      'Every domain was counted in this comparison.',
    )
    await trust.getByText('Our place in each published comparison').click()
    expect(await trust.getByRole('table', { name: 'Overall' }).locator('tbody tr').count()).toBe(3)

    // Not once more on the same day.
    await first.goto('/national/releases')
    await first.getByRole('button', { name: /^Prepare a comparison of Round of 2025/ }).click()
    await first.getByText('It is prepared once a day at most').waitFor()
    expect(await listed(first)).toEqual([3, 0])
  },
  240_000,
)
