/** A lead starts the next assessment from the signed one and confirms answers, in a real browser; each page is judged. */
import { afterAll, beforeAll, expect } from 'vitest'
import { getAssessment } from '../../src/service/assessments.ts'
import { paths } from '../../src/web/paths.ts'
import { CHOICE, person } from '../service/house.ts'
import { addSignedTrust, openNextPeriod } from '../service/next-period.ts'
import { TRUSTS } from '../web/trusts.ts'
import {
  CHROMIUM,
  expectAccessible,
  expectNoSidewaysScroll,
  expectValidHtml,
  journey,
  openSite,
  type Site,
} from './harness.ts'

const MINUTE = 60_000
let site: Site
beforeAll(async () => {
  if (CHROMIUM === undefined) return
  site = await openSite(async (house) => {
    await addSignedTrust(house, 'oak', TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>)
    await openNextPeriod(house)
  })
}, MINUTE)
afterAll(() => (CHROMIUM === undefined ? undefined : site.close()))

journey(
  'the next assessment starts from the signed one, and its answers are confirmed one by one and together',
  async () => {
    const page = await site.newPageAs('oak', 'lead', { viewport: { width: 375, height: 800 } })
    const judge = async () => {
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
      await expectValidHtml(await page.content())
    }
    await page.goto(paths.tasks('oak'))
    await page.getByRole('link', { name: 'Start the assessment of Next' }).click()
    await judge()
    await page.getByRole('button', { name: 'Start the assessment' }).click()
    await page.getByRole('link', { name: 'Choose how you want to start.' }).click()
    await page.getByLabel('With the answers carried forward').check()
    await page.getByRole('button', { name: 'Start the assessment' }).click()
    await page.getByRole('heading', { name: 'Confirm what was carried forward' }).waitFor()
    await judge()

    await page.goto(paths.question('oak', CHOICE.domain, CHOICE.id))
    await judge()
    await page.getByRole('button', { name: 'Confirm and continue' }).click()
    await page.waitForURL((url) => !url.pathname.endsWith(CHOICE.id))
    const { toConfirm } = await getAssessment(site.house, person('oak'), 'oak')
    expect(toConfirm[CHOICE.id]).toBeUndefined()

    await page.goto(paths.confirm('oak'))
    await judge()
    await page.getByRole('link', { name: 'Board', exact: true }).click()
    await judge()
    const boxes = page.getByRole('checkbox')
    const all = await boxes.count()
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)
    for (const box of (await boxes.all()).slice(1)) await box.check()
    await page.getByRole('button', { name: 'Confirm what is ticked' }).click()
    await page.getByText(`${all - 1} answers confirmed`).waitFor()
    await judge()
  },
  2 * MINUTE,
)
