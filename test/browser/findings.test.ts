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

const STATES = ['half-answered', 'very-weak', 'strong', 'nothing-answered'] as const
/** Each with the states in which it is looked at: what is derived of one answer hardly differs from state to state. */
const PAGES: readonly (readonly [path: string, states: number])[] = [
  ['results', 4],
  ['results/identity', 2],
  ['results/suppliers', 2],
  ['results/identity/mfa-remote-ways-in', 2],
  ['results/suppliers/supplier-charter', 2],
  ['results/gateways/gateway-agreement', 2],
  ['fix-first', 4],
  ['fix-first/log-retention', 2],
  ['plan?days=20', 2],
  ['what-if?log-retention=full-year&add=exercise-who', 1],
  ['fix-first/log-retention/full-year', 2],
  ['risks', 4],
  ['risks/ransomware-main-systems', 2],
  ['board', 4],
]

describe.each(STATES.map((state, at) => ({ state, at })))('the findings of $state', ({ state, at }) => {
  journey.each(PAGES.filter(([, states]) => at < states))(
    '%s: accessible, valid, nothing from another host, and it fits a phone',
    async (path) => {
      const page = await site.readerAs(state)
      const contrast = at < 2 ? 'contrast' : 'seen'
      expect(await expectSound(site, page, `/o/${state}/${path}`, contrast)).toBe(200)
      if (at === 0 && (path === 'results' || path === 'risks')) await expectAccessible(page)
    },
  )
})

for (const trust of [...STATES, 'middling'])
  journey(`what to fix first of ${trust} is printed on at most three pages`, async () => {
    const page = await site.readerAs(trust)
    await page.goto(`/o/${trust}/fix-first`)
    expect(await countPrinted(page)).toBeLessThanOrEqual(3)
  })

for (const trust of Object.keys(TRUSTS))
  journey(`the board's page of ${trust} is printed on at most three pages`, async () => {
    const page = await site.readerAs(trust)
    await page.goto(`/o/${trust}/board`)
    const printed = await countPrinted(page)
    expect(printed).toBeGreaterThan(0)
    expect(printed).toBeLessThanOrEqual(3)
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
