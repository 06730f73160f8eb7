import { afterAll, beforeAll, describe, expect } from 'vitest'
import { saveTrusts, TRUSTS } from '../web/trusts.ts'
import {
  CHROMIUM,
  countPrinted,
  expectAccessible,
  expectSound,
  journey,
  openSite,
  type Site,
} from './harness.ts'

let site: Site
beforeAll(async () => {
  if (CHROMIUM !== undefined) site = await openSite(saveTrusts)
})
afterAll(() => site?.close())

const STATES = ['very-weak', 'half-answered', 'strong', 'nothing-answered'] as const
const PAGES = [
  'results',
  'results/identity',
  'results/suppliers',
  'results/identity/mfa-remote-ways-in',
  'results/suppliers/supplier-charter',
  'results/gateways/gateway-agreement',
  'fix-first',
  'fix-first/log-retention',
  'fix-first/log-retention/full-year',
  'risks',
  'risks/ransomware-main-systems',
  'board',
]

describe.each(STATES)('the findings of %s', (state) => {
  journey.each(PAGES)(
    '%s: accessible, valid, nothing from another host, and it fits a phone',
    async (path) => {
      const page = await site.readerAs(state)
      expect(await expectSound(site, page, `/o/${state}/${path}`)).toBe(200)
      if (path === 'results' || path === 'risks') await expectAccessible(page)
    },
  )
})

for (const trust of [...STATES, 'middling'])
  journey(`what to fix first of ${trust} is printed on at most three pages`, async () => {
    const page = await site.newPageAs(trust)
    await page.goto(`/o/${trust}/fix-first`)
    expect(await countPrinted(page)).toBeLessThanOrEqual(3)
    await page.close()
  })

for (const trust of Object.keys(TRUSTS))
  journey(`the board's page of ${trust} is printed on at most three pages`, async () => {
    const page = await site.newPageAs(trust, 'board')
    await page.goto(`/o/${trust}/board`)
    const printed = await countPrinted(page)
    expect(printed).toBeGreaterThan(0)
    expect(printed).toBeLessThanOrEqual(3)
    await page.close()
  })

journey(
  'from the board’s page a number leads to the score, the domain, the answer and its rule',
  async () => {
    const page = await site.newPageAs('middling')
    await page.goto('/o/middling/board')
    await page.getByRole('link', { name: /of 100 on paper/ }).click()
    await page.getByText('The same numbers as a table').click()
    await page
      .locator('table', { hasText: 'Sum, which is the score' })
      .getByRole('link', { name: 'Recovery' })
      .click()
    await page.getByRole('link', { name: 'Critical systems with an offline or immutable copy' }).click()
    expect(await page.locator('h1').innerText()).toContain(
      'Critical systems with an offline or immutable copy',
    )
    const main = await page.locator('main').innerText()
    for (const text of [
      'Counts on paper as',
      'What supports it',
      'Weight',
      'What raising it would do',
      'Where it is read',
    ])
      expect(main).toContain(text)
    await page.getByRole('link', { name: 'How this question is scored' }).click()
    expect(page.url()).toContain('#backup-immutable')
  },
)

journey('in forced colours and on paper the charts keep their own ground', async () => {
  const page = await site.newPageAs('weak', 'lead', { forcedColors: 'active' })
  for (const path of ['results', 'fix-first', 'risks']) {
    await page.goto(`/o/weak/${path}`)
    const ground = `getComputedStyle(document.querySelector('main svg[role="img"] > rect')).fill`
    expect(await page.evaluate<string>(ground)).toBe('rgb(255, 255, 255)')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('main svg[role="img"]').first().isVisible()).toBe(true)
    await page.emulateMedia({ media: null })
  }
})
