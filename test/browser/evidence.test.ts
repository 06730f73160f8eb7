import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import { PDF, PNG } from '../exchange/sample-files.ts'
import { addTrust, CHOICE, choose, person, REFERENCE_DAY } from '../service/house.ts'
import {
  CHROMIUM,
  expectAccessible,
  expectNoSidewaysScroll,
  expectValidHtml,
  journey,
  openSite,
  type Site,
} from './harness.ts'

const QUESTION = `/o/oak/questions/${CHOICE.domain}/${CHOICE.id}`
const [YEAR = '', MONTH = '', DAY = ''] = REFERENCE_DAY.split('-').map((part) => String(Number(part)))

let site: Site
beforeAll(async () => {
  if (CHROMIUM === undefined) return
  site = await openSite(async (house) => {
    await addTrust(house, 'oak')
    await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 0, choose(CHOICE.levels.length - 1))
  })
})
afterAll(() => site?.close())

async function judge(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectValidHtml(await page.content())
}

journey('a lead brings a file as evidence, and a reviewer reads it and ends it', async () => {
  const lead = await site.newPageAs('oak')
  await lead.goto(QUESTION)
  await lead.locator('summary', { hasText: 'Evidence and comment' }).click()
  await lead.getByRole('link', { name: 'Evidence and reviews', exact: true }).click()
  await judge(lead)

  await lead.getByLabel('As a file').check()
  await lead.getByLabel('What is it?').fill('Screen of the sign-in service')
  await lead.getByLabel('File', { exact: true }).setInputFiles({
    name: 'screen.pdf',
    mimeType: 'application/pdf',
    buffer: PNG,
  })
  await lead.getByRole('button', { name: 'Add this evidence' }).click()
  await expect.poll(() => lead.title()).toMatch(/^Error: /)
  expect(await lead.getByLabel('What is it?').inputValue()).toBe('Screen of the sign-in service')
  await judge(lead)

  await lead.getByLabel('File', { exact: true }).setInputFiles({
    name: 'screen.pdf',
    mimeType: 'application/pdf',
    buffer: PDF,
  })
  await lead.getByLabel('Day').fill(DAY)
  await lead.getByLabel('Month').fill(MONTH)
  await lead.getByLabel('Year').fill(YEAR)
  await lead.getByLabel('Who answers for it?').fill('Head of infrastructure')
  await lead.getByRole('button', { name: 'Add this evidence' }).click()
  await lead.getByText('The evidence is added.').waitFor()
  await judge(lead)
  await lead.getByRole('link', { name: 'Bring a newer version' }).click()
  await judge(lead)
  await lead.close()

  const reviewer = await site.newPageAs('oak', 'reviewer')
  await reviewer.goto(QUESTION)
  await reviewer.getByRole('link', { name: 'Evidence and reviews (1)', exact: true }).click()
  const [download] = await Promise.all([
    reviewer.waitForEvent('download'),
    reviewer.getByRole('link', { name: /^Download/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Screen of the sign-in service.pdf')
  expect(readFileSync(await download.path()).equals(PDF)).toBe(true)

  await reviewer.getByLabel('I saw the document').check()
  await reviewer.getByLabel('Internal audit').check()
  await reviewer.getByLabel('Overstated').check()
  await reviewer.getByRole('button', { name: 'Record this review' }).click()
  await expect.poll(() => reviewer.title()).toMatch(/^Error: /)
  await judge(reviewer)
  await reviewer.getByLabel('Note').fill('It shows one of two sign-in services.')
  await reviewer.getByRole('button', { name: 'Record this review' }).click()
  await reviewer.getByText('The review is recorded.').waitFor()
  expect(await reviewer.textContent('main')).toContain('Does not show it')
  await judge(reviewer)
  await reviewer.close()

  const phone = await site.newPageAs('oak', 'lead', { viewport: { width: 320, height: 800 } })
  await phone.goto(`${QUESTION}/evidence`)
  await expectNoSidewaysScroll(phone)
  await phone.getByRole('link', { name: 'Withdraw' }).click()
  await judge(phone)
  await expectNoSidewaysScroll(phone)
  await phone.getByRole('button', { name: 'Withdraw it' }).click()
  await phone.getByText('The evidence is withdrawn.').waitFor()
  await phone.close()
})
