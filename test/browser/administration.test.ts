/** The administrator of the demonstration imports, changes and opens; a lead and a SIRO change who may do what; each page judged. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import {
  ADMINISTRATOR,
  ANALYSTS,
  demonstrationId,
  insertDemonstrationAccounts,
  SECOND_ADMINISTRATOR,
} from '../../src/identity/demonstration.ts'
import { addTrust, NOW } from '../service/house.ts'
import {
  CHROMIUM,
  expectAccessible,
  expectNoSidewaysScroll,
  expectValidHtml,
  journey,
  openSite,
  type Site,
} from './harness.ts'

const TRUST = 'oak'
const FILE = `ods-code,name,cohort,region,icb,lead-ods-code
XA1,"Quillmere Hospitals,
the second line (fictional)",acute,London,QMF,
XA2,Larkfold Community (fictional),community,Midlands,,XA1
`

let site: Site
beforeAll(async () => {
  if (CHROMIUM === undefined) return
  site = await openSite(async (house) => {
    await addTrust(house, TRUST)
    await insertDemonstrationAccounts(house.db, [], NOW.toISOString(), [
      ...ANALYSTS,
      ADMINISTRATOR,
      SECOND_ADMINISTRATOR,
    ])
  })
})
afterAll(() => site?.close())

/** The page as it is now: accessible, valid, and whole at 320 px. */
async function judge(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectValidHtml(await page.content())
  await page.setViewportSize({ width: 320, height: 900 })
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 1280, height: 900 })
}

const send = (page: Page, text: string) =>
  page.getByLabel('Which file?').setInputFiles({
    name: 'organisations.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const titled = (page: Page, title: RegExp) => expect.poll(() => page.title()).toMatch(title)

journey(
  'an administrator imports a file, corrects what is wrong with it, moves one organisation and adds a period',
  async () => {
    const page = await site.newPage()
    await page.goto('/')
    await press(page, 'Enter as the administrator')
    await page.getByRole('link', { name: 'Organisations' }).click()
    await titled(page, /^Organisations /)
    await judge(page)

    await page.getByRole('button', { name: 'Import a file' }).click()
    await titled(page, /^Import organisations /)
    await judge(page)
    await send(page, FILE.replace('Midlands', 'Atlantis'))
    await press(page, 'Show what it would change')
    await titled(page, /^Error: Import/)
    expect(await page.getByRole('row', { name: /Atlantis/ }).textContent()).toContain('4')
    await judge(page)
    await send(page, FILE)
    await press(page, 'Show what it would change')
    await titled(page, /^What the file would change/)
    await judge(page)
    await press(page, 'Do all of this')
    await titled(page, /^Organisations /)
    expect(await page.getByRole('alert').textContent()).toContain('2 added, 0 changed')

    await page.getByLabel('Search by name or ODS code').fill('xa2')
    await press(page, 'Search')
    await page.getByRole('link', { name: 'Larkfold Community (fictional)' }).click()
    await page.getByRole('link', { name: 'Change region' }).click()
    await titled(page, /^Which region/)
    await judge(page)
    await page.getByLabel('Region').selectOption('London')
    await press(page, 'Save')
    await titled(page, /^Larkfold/)
    expect(await page.getByRole('row', { name: /Midlands/ }).textContent()).toContain('London')
    await judge(page)

    await page.getByRole('link', { name: 'Periods' }).click()
    await titled(page, /^Periods/)
    await judge(page)
    await page.getByRole('button', { name: 'Add a period' }).click()
    await page.getByLabel('Name').fill('Round of 2199')
    await press(page, 'Add the period')
    await titled(page, /^Error: Add a period/)
    await judge(page)
    expect(await page.getByLabel('Name').inputValue()).toBe('Round of 2199')
    for (const [group, day] of [
      ['Opens on', '28'],
      ['Reference date', '29'],
      ['Closes on', '31'],
    ] as const) {
      const date = page.getByRole('group', { name: group })
      await date.getByLabel('Day').fill(day)
      await date.getByLabel('Month').fill('3')
      await date.getByLabel('Year').fill('2199')
    }
    await press(page, 'Add the period')
    await titled(page, /^Periods/)
    expect(await page.locator('#round-of-2199').textContent()).toContain(
      '31 March 2199, at 23:59:59 in London',
    )
    await page.close()
  },
  600_000,
)

journey(
  'an administrator finds an account, gives it a national role and ends that',
  async () => {
    const page = await site.newPage()
    await page.goto('/')
    await press(page, 'Enter as the administrator')
    await page.getByRole('link', { name: 'Accounts' }).click()
    await titled(page, /^Accounts/)
    await judge(page)
    await page.getByLabel('Search by name or email address').fill('second analyst')
    await press(page, 'Search')
    await page.getByRole('link', { name: 'Second analyst (demonstration)' }).click()
    await titled(page, /^Second analyst/)
    await judge(page)
    await press(page, 'Give the role: Administrator')
    await titled(page, /^What waits/)
    expect(await page.getByRole('main').textContent()).toContain('Second administrator (demonstration)')
    await judge(page)
    await press(page, 'Leave')
    await press(page, 'Enter as the second one')
    expect(await page.getByRole('main').textContent()).toContain('See what waits')
    await judge(page)
    await page.getByRole('link', { name: 'See what waits' }).click()
    await titled(page, /^What waits/)
    await judge(page)
    await page.getByRole('button', { name: /^Agree/ }).click()
    await page.getByText('It has taken effect.').waitFor()
    await judge(page)
    await page.goto('/administration/accounts')
    await page.getByRole('link', { name: 'Second analyst (demonstration)' }).click()
    await page.getByRole('button', { name: 'End the role: Administrator' }).click()
    await page.getByRole('button', { name: 'Give the role: Administrator' }).waitFor()
    await page.close()
  },
  600_000,
)

journey(
  'a lead gives a role, the SIRO names a deputy, and both bite at the next page',
  async () => {
    const [lead, siro, board] = await Promise.all(
      (['lead', 'siro', 'board'] as const).map((role) => site.newPageAs(TRUST, role)),
    )
    if (lead === undefined || siro === undefined || board === undefined) return expect.unreachable()
    await board.goto(`/o/${TRUST}/scope`)
    await titled(board, /^You cannot do that here/)

    await lead.goto(`/o/${TRUST}/people`)
    await judge(lead)
    await lead.goto(`/o/${TRUST}/people/${demonstrationId(TRUST, 'board')}`)
    await judge(lead)
    await press(lead, 'Give this role')
    await titled(lead, /^Error: /)
    await judge(lead)
    await lead.getByLabel('Reviewer', { exact: true }).check()
    await press(lead, 'Give this role')
    await titled(lead, /^People/)
    await board.reload()
    await expect.poll(() => board.title()).not.toMatch(/^You cannot/)
    expect(await board.title()).toMatch(/oak/)

    await siro.goto(`/o/${TRUST}/people/${demonstrationId(TRUST, 'reviewer')}`)
    await judge(siro)
    await press(siro, 'Make this person your deputy')
    await titled(siro, /^What waits/)
    await judge(siro)
    await lead.goto('/waiting')
    await lead.getByRole('button', { name: /^Agree/ }).click()
    await lead.getByText('It has taken effect.').waitFor()
    await siro.goto(`/o/${TRUST}/people`)
    expect(await siro.getByRole('main').textContent()).toContain('Deputy of the SIRO')
    await judge(siro)
    for (const page of [lead, siro, board]) await page.close()
  },
  600_000,
)
