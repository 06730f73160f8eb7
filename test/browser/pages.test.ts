import { afterAll, beforeAll, describe, expect } from 'vitest'
import { NOTHING_READ } from '../../src/answers/tool-evidence.ts'
import { receiveToolExport, type SentExport } from '../../src/service/tool-exports.ts'
import type { Role } from '../../src/store/person.ts'
import { person, RULE_SET } from '../service/house.ts'
import {
  CHROMIUM,
  expectAccessible,
  expectNoSidewaysScroll,
  expectSound,
  expectValidHtml,
  journey,
  openSite,
  type Site,
} from './harness.ts'

/** A trust of the demonstration. */
const TRUST = 'bramblegate-general-hospital'

/** What the log of a tool showed to its lead. */
const LOG: SentExport = {
  name: 'restores.csv',
  sha256: '0'.repeat(64),
  found: {
    ...NOTHING_READ,
    read: {
      ...{ dated: '2026-11-20', rows: 3 },
      proposals: [{ question: 'restore-main-record', value: undefined, how: 'None.', leftOut: [] }],
      filling: {
        dates: [{ id: 'row-1', date: '2026-11-20', line: 2 }],
        how: 'The log has a newer full restore of 1 of the 7 critical systems in the register.',
        leftOut: ['1 restore that did not succeed'],
        ...{ unknown: ['"srv-1"'], unknownCount: 2 },
      },
    },
  },
}

let site: Site
beforeAll(async () => {
  if (CHROMIUM === undefined) return
  site = await openSite()
  await receiveToolExport(site.house, person(TRUST), TRUST, 'restore-main-record', LOG)
})
afterAll(() => site?.close())

const typeOf = (type: string) => {
  const question = RULE_SET.questions.find((one) => one.form.type === type)
  return `/questions/${question?.domain}/${question?.id}`
}
const PAGES: readonly (readonly [name: string, path: string, role: Role | undefined])[] = [
  ['the welcome page', '/', undefined],
  ['the blank questionnaire', '/questionnaire', undefined],
  ['the reference of the API', '/api', undefined],
  ['a page that is not there', '/nothing-here', undefined],
  ['a page for those who entered', `/o/${TRUST}`, undefined],
  ['a page that a role does not include', `/o/${TRUST}`, 'board'],
  ['the task list', `/o/${TRUST}`, 'lead'],
  ['the first look', `/o/${TRUST}/first-look`, 'lead'],
  ['the scope page', `/o/${TRUST}/scope`, 'lead'],
  ['the scope page for a SIRO', `/o/${TRUST}/scope`, 'siro'],
  ['a domain', `/o/${TRUST}/questions/suppliers`, 'lead'],
  ...(['choice', 'checklist', 'percentage', 'number', 'date', 'share'] as const).map(
    (type) => [`a question of type ${type}`, `/o/${TRUST}${typeOf(type)}`, 'lead'] as const,
  ),
  ['a question for a SIRO', `/o/${TRUST}${typeOf('choice')}`, 'siro'],
  ['answers by state', `/o/${TRUST}/answers?show=unevidenced`, 'lead'],
  ['a register', `/o/${TRUST}/registers/supplier-register`, 'lead'],
  ['a register for a SIRO', `/o/${TRUST}/registers/critical-systems-register`, 'siro'],
  ['a file of suppliers', `/o/${TRUST}/registers/supplier-register/bring-in`, 'lead'],
  ['the export of a tool', `/o/${TRUST}/questions/monitoring/edr-servers/export`, 'lead'],
  ...(['proposal', 'register'] as const).map(
    (page) =>
      [
        `what a log shows: ${page}`,
        `/o/${TRUST}/questions/recovery/restore-main-record/export/${page}`,
        'lead',
      ] as const,
  ),
  ['a row', `/o/${TRUST}/registers/supplier-register/rows/row-1`, 'lead'],
  ['a row for a SIRO', `/o/${TRUST}/registers/supplier-register/rows/row-1`, 'siro'],
  ['what a supplier states', `/o/${TRUST}/registers/supplier-register/rows/row-1/statement`, 'lead'],
  ['a new row', `/o/${TRUST}/registers/critical-systems-register/rows/new`, 'lead'],
  [
    'the question before a row is deleted',
    `/o/${TRUST}/registers/supplier-register/rows/row-1/delete`,
    'lead',
  ],
  ['check answers', `/o/${TRUST}/check-answers`, 'lead'],
  ['data out and in', `/o/${TRUST}/data`, 'lead'],
  ['answers from a file', `/o/${TRUST}/bring-in`, 'lead'],
  ['the actions', `/o/${TRUST}/actions`, 'siro'],
  ['an export for somebody outside', `/o/${TRUST}/insurer/export`, 'lead'],
  ['a pack’s cover sheet', `/o/${TRUST}/packs/new`, 'siro'],
  ['the risk register', `/o/${TRUST}/risk-register`, 'board'],
  ['one risk of the register', `/o/${TRUST}/risk-register/${RULE_SET.risks[0]?.id ?? ''}`, 'siro'],
  ['no framework yet', `/o/${TRUST}/caf-outcomes`, 'lead'],
  ['a new action', `/o/${TRUST}/actions/new`, 'lead'],
  ['the trend', `/o/${TRUST}/trend`, 'lead'],
  ['all assessments', `/o/${TRUST}/assessments`, 'lead'],
  ['one as it was signed', `/o/${TRUST}/signed/${TRUST}-round-2025`, 'lead'],
]

journey.each(PAGES)(
  '%s is accessible, valid, loads nothing from another host and fits a phone',
  async (_, path, role) => {
    const page = await site.readerAs(role === undefined ? undefined : TRUST, role)
    await expectSound(site, page, path)
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.title()).toMatch(/ – Ward Round$/)
    expect(await page.locator('.wr-phase').textContent()).toContain('fictional')
  },
)

describe('a form that comes back', () => {
  journey('is accessible with its errors, for every type of question', async () => {
    const page = await site.newPageAs(TRUST)
    // Leaving a form with something wrong in it is asked about.
    page.on('dialog', (dialog) => void dialog.accept())
    for (const [type, field] of [
      ['number', 'value'],
      ['percentage', 'count'],
      ['date', 'day'],
    ] as const) {
      await page.goto(`/o/${TRUST}${typeOf(type)}`)
      await page.locator(`input[name="${field}"]`).fill('wrong')
      await page.getByRole('button', { name: 'Save and continue' }).click()
      await expect.poll(() => page.title()).toMatch(/^Error: /)
      await expectAccessible(page)
      await expectValidHtml(await page.content())
    }
    await page.goto(`/o/${TRUST}/registers/supplier-register/rows/new`)
    await page.getByRole('button', { name: 'Save and go to the list' }).click()
    await expect.poll(() => page.title()).toMatch(/^Error: /)
    await expectAccessible(page)
    await page.goto('/')
    await page.getByRole('button', { name: 'Enter', exact: true }).click()
    await expect.poll(() => page.title()).toMatch(/^Error: /)
    await expectAccessible(page)
    await page.close()
  })
})

journey('at 400% zoom the question is read and answered in one column', async () => {
  const page = await site.newPageAs(TRUST, 'lead', {
    viewport: { width: 320, height: 256 },
    deviceScaleFactor: 4,
  })
  await page.goto(`/o/${TRUST}${typeOf('choice')}`)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Save and continue' }).scrollIntoViewIfNeeded()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.waitForURL((url) => !url.pathname.endsWith(typeOf('choice')))
  await page.close()
})
