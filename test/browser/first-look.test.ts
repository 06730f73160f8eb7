import { afterAll, beforeAll, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { CHROMIUM, expectAccessible, journey, openSite, type Site } from './harness.ts'

let site: Site
beforeAll(async () => {
  if (CHROMIUM !== undefined) site = await openSite()
})
afterAll(() => site?.close())

/** Answers the question on the page with "we do not know", which is always offered. */
async function sayNotKnown(page: Page): Promise<void> {
  await page.getByLabel('We do not know').check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
}

journey('a new lead enters, finishes the first look, and reads the range', async () => {
  const page = await site.newPage()
  await page.goto('/')
  await expectAccessible(page)
  const filling = page.locator('#organisation optgroup[label="Being filled in"] option')
  const empty = await filling.first().getAttribute('value')
  await page.selectOption('#organisation', empty)
  await page.getByLabel('Cyber lead').check()
  await page.getByRole('button', { name: 'Enter', exact: true }).click()
  await page.waitForURL(/\/o\/[a-z-]+$/)
  const trust = new URL(page.url()).pathname.split('/')[2] ?? ''
  await expectAccessible(page)

  // The demonstration is filled in: empty the first look, as a trust that begins.
  const { deleteAnswers } = await import('./empty-trust.ts')
  await deleteAnswers(site.house, trust)
  await page.reload()
  await page.getByRole('link', { name: 'Start the first look' }).click()
  await page.waitForURL(/\/first-look$/)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Start', exact: true }).click()

  await expect.poll(() => page.locator('h1').textContent()).toContain('1 of 16')
  await page.locator('input[name="value"]').fill('2')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  for (let question = 2; question <= 16; question++) {
    await expect.poll(() => page.locator('h1').textContent()).toContain(`${question} of 16`)
    await sayNotKnown(page)
  }
  await page.waitForURL(/\/first-look$/)
  await expectAccessible(page)
  const text = (await page.locator('main').textContent()) ?? ''
  expect(text).toContain(
    'of the 1 known answers is below what a step of a past attack asked for. 15 answers are not known.',
  )
  const [, low, high] = /between (\d+) and (\d+)/.exec(text) ?? []
  expect(Number(low)).toBeLessThan(Number(high))
  await page.getByRole('link', { name: 'see the results so far' }).click()
  await expect.poll(() => page.title()).toContain('Results')
})
