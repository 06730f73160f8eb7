import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import type { Role } from '../../src/store/person.ts'
import { paths } from '../../src/web/paths.ts'
import { addTrust, CHOICE, choose, person, REFERENCE_DAY, RULE_SET, TEST_PERIOD } from '../service/house.ts'
import { CHROMIUM, expectAccessible, journey, openSite, type Site } from './harness.ts'

let site: Site
let trust: string
let count = 0
beforeAll(async () => {
  if (CHROMIUM !== undefined) site = await openSite(() => Promise.resolve())
})
afterAll(() => site?.close())
beforeEach(async () => {
  trust = `birch-${++count}`
  if (CHROMIUM !== undefined) await addTrust(site.house, trust)
})
afterEach(async () => {
  if (CHROMIUM !== undefined) await close(TEST_PERIOD.closes)
})

const close = (closes: string) => site.house.db.updateTable('period').set({ closes }).execute()
const question = RULE_SET.questions.find((one) => one.form.type === 'number')
const path = () => `/o/${trust}/questions/${question?.domain}/${question?.id}`
const status = (page: Page) => page.locator('[data-save-status]').textContent()
const number = (page: Page) => page.locator('input[name="value"]')
const comment = (page: Page) => page.locator('textarea[name="comment"]')
const save = (page: Page) => page.getByRole('button', { name: 'Save and continue' }).click()

async function open(page: Page): Promise<void> {
  await page.goto(path())
  await openEvidence(page)
}

async function openEvidence(page: Page): Promise<void> {
  const details = page.locator('details.nhsuk-expander')
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click()
}

journey(
  'what is typed is saved by itself, and is there after a reload, back, and a restart of the server',
  async () => {
    const page = await site.newPageAs(trust)
    await open(page)
    await number(page).fill('4')
    await comment(page).fill('counted on Monday')
    await expect.poll(() => status(page)).toMatch(/^Saved \d\d:\d\d$/)
    await page.reload()
    expect(await number(page).inputValue()).toBe('4')
    expect(await comment(page).inputValue()).toBe('counted on Monday')

    await comment(page).fill('counted on Tuesday')
    await expect.poll(() => status(page)).toMatch(/^Saved/)
    await page.getByRole('link', { name: 'Skip for now' }).click()
    await page.goBack()
    expect(await comment(page).inputValue()).toBe('counted on Tuesday')

    await site.restart()
    await comment(page).fill('counted on Wednesday')
    await expect.poll(() => status(page)).toMatch(/^Saved/)
    await page.reload()
    expect(await comment(page).inputValue()).toBe('counted on Wednesday')
  },
)

journey('while the server is away the form stays, and saves itself when the server is back', async () => {
  const page = await site.newPageAs(trust)
  await open(page)
  await site.stopServer()
  await number(page).fill('5')
  await expect.poll(() => status(page)).toContain('Your text is still here')
  await save(page)
  await expect
    .poll(() => page.locator('[data-save-failure]').textContent())
    .toContain('Everything you typed is still here')
  expect(await number(page).inputValue()).toBe('5')
  await expectAccessible(page)
  await site.startServer()
  // The design system's button ignores a second press within a second of the first, on a fast machine this one.
  await page.waitForTimeout(1500)
  await save(page)
  await page.waitForURL((url) => !url.pathname.endsWith(question?.id ?? ''))
  await page.goto(path())
  expect(await number(page).inputValue()).toBe('5')
})

interface Written {
  readonly what: string
  readonly role: Role
  readonly at: () => string
  /** Name of its field. */
  readonly field: string
  readonly button: string
  /** What its form needs beside it. */
  readonly fill?: (page: Page) => Promise<unknown>
  readonly isSubmitted?: true
}

const WRITTEN: readonly Written[] = [
  {
    what: 'a note',
    role: 'lead',
    at: () => `/o/${trust}/notes/${CHOICE.domain}`,
    field: 'text',
    button: 'Save the note',
  },
  {
    what: 'a comment',
    role: 'lead',
    at: () => paths.comments(trust, CHOICE),
    field: 'text',
    button: 'Add comment',
  },
  {
    what: 'an explanation',
    role: 'lead',
    at: () => paths.explain(trust, `not-known.${question?.id ?? ''}`),
    field: 'text',
    button: 'Save the explanation',
  },
  {
    what: 'a review',
    role: 'reviewer',
    at: () => paths.evidence(trust, CHOICE),
    field: 'note',
    button: 'Record this review',
    fill: async (page) => {
      for (const name of ['I tested it', 'An outside body', 'I cannot tell from this evidence'])
        await page.getByLabel(name).check()
    },
  },
  {
    what: 'a return',
    role: 'siro',
    at: () => paths.signOff(trust),
    field: 'reasons',
    button: 'Return it',
    isSubmitted: true,
    fill: (page) => page.getByText('Or return it', { exact: true }).click(),
  },
  {
    what: 'a reservation',
    role: 'siro',
    at: () => paths.signOff(trust),
    field: 'reservations',
    button: 'Sign',
    isSubmitted: true,
    fill: async (page) => {
      await page.getByLabel('No', { exact: true }).check()
      await page.getByLabel('With reservations').check()
    },
  },
]

journey.each(WRITTEN)(
  'leaving $what that was not sent is asked about, and sending it is not',
  async (one) => {
    const lead = person(trust)
    const { house } = site
    await saveAnswer(house, lead, trust, CHOICE.id, 0, {
      ...choose(CHOICE.levels.length - 1),
      assurance: 'evidenced',
      evidence: 'Minutes',
      evidenceDate: REFERENCE_DAY,
    })
    const notKnown = { value: { kind: 'dont-know' }, assurance: 'asserted' } as const
    await saveAnswer(house, lead, trust, question?.id ?? '', 0, notKnown)
    if (one.isSubmitted)
      await house.db
        .updateTable('assessment')
        .set({ status: 'submitted' })
        .where('id', '=', `${trust}-assessment`)
        .execute()
    const page = await site.newPageAs(trust, one.role)
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.dismiss()
    })
    await page.goto(one.at())
    await one.fill?.(page)
    const text = page.locator(`textarea[name="${one.field}"]`)
    await text.pressSequentially('The new firewall comes in May')
    await page.evaluate(`location.assign('${paths.glossary}')`)
    await expect.poll(() => asked).toEqual(['beforeunload'])
    expect(await text.inputValue()).toBe('The new firewall comes in May')
    expect(await page.locator('.nhsuk-character-count').allTextContents()).toContainEqual(
      expect.stringContaining('characters remaining'),
    )
    const sent = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: one.button, exact: true }).click()
    expect((await sent).status()).toBe(303)
    await page.waitForLoadState()
    expect(asked).toHaveLength(1)
  },
)

journey('leaving with something that could not be saved is asked about', async () => {
  const page = await site.newPageAs(trust)
  await open(page)
  await number(page).pressSequentially('about five')
  await expect.poll(() => status(page)).toContain('Not saved yet')
  let asked = ''
  page.once('dialog', (dialog) => {
    asked = dialog.type()
    void dialog.dismiss()
  })
  await page.getByRole('link', { name: 'Skip for now' }).click({ noWaitAfter: true })
  await expect.poll(() => asked).toBe('beforeunload')
  expect(await number(page).inputValue()).toBe('about five')
})

journey('a wrong answer comes back with its error and everything typed', async () => {
  const page = await site.newPageAs(trust)
  await open(page)
  await number(page).fill('about five')
  await comment(page).fill('my comment')
  await save(page)
  await expect.poll(() => page.title()).toMatch(/^Error: /)
  await expectAccessible(page)
  expect(await number(page).inputValue()).toBe('about five')
  expect(await comment(page).inputValue()).toBe('my comment')
  // The summary has the focus, and leads to the field.
  expect(await page.evaluate<string>('document.activeElement.className')).toContain('nhsuk-error-summary')
  await page.locator('.nhsuk-error-summary a').first().click()
  expect(await page.evaluate<string>('document.activeElement.name')).toBe('value')
  await page.reload()
  expect(await comment(page).inputValue()).toBe('my comment')
  await number(page).fill('5')
  await save(page)
  await page.waitForURL((url) => !url.pathname.endsWith(question?.id ?? ''))
})

journey('more text than a page can take stays in the form', async () => {
  const page = await site.newPageAs(trust)
  await open(page)
  await comment(page).fill('x'.repeat(70_000))
  await save(page)
  await expect.poll(() => page.locator('[data-save-failure]').textContent()).toContain('shorten it')
  expect((await comment(page).inputValue()).length).toBe(70_000)
})

journey('two tabs never lose a text: both are shown, and one is chosen', async () => {
  const first = await site.newPageAs(trust)
  const second = await first.context().newPage()
  await open(first)
  await open(second)
  await number(first).fill('3')
  await comment(first).fill('from the first tab')
  await expect.poll(() => status(first)).toMatch(/^Saved/)
  await comment(second).fill('from the second tab')
  await number(second).fill('8')
  await expect.poll(() => status(second)).toContain('somebody else changed this')
  await save(second)
  await expect.poll(() => second.title()).toContain('Two versions of this answer')
  await expectAccessible(second)
  const text = (await second.locator('main').textContent()) ?? ''
  expect(text).toContain('from the first tab')
  expect(text).toContain('from the second tab')
  await second.getByRole('button', { name: 'Change mine first' }).click()
  await openEvidence(second)
  expect(await comment(second).inputValue()).toBe('from the second tab')
  await comment(second).fill('from both tabs')
  await save(second)
  await first.goto(path())
  await openEvidence(first)
  expect(await comment(first).inputValue()).toBe('from both tabs')
  expect(await number(first).inputValue()).toBe('8')
})

journey('a form that was open when the period closed says so once, and nothing typed is lost', async () => {
  const page = await site.newPageAs(trust)
  let sent = 0
  page.on('request', (request) => (sent += request.method() === 'POST' ? 1 : 0))
  await open(page)
  await close('2026-11-22')
  await comment(page).fill('counted on the last evening')
  await expect.poll(() => status(page)).toContain('Not saved. Test closed on 22 November 2026')
  await comment(page).fill('counted on the very last evening')
  await page.waitForTimeout(1500)
  expect(sent).toBe(1)
  await number(page).fill('4')
  await save(page)
  await page.getByRole('heading', { name: 'This period has closed' }).waitFor()
  await expectAccessible(page)
  expect(await comment(page).inputValue()).toBe('counted on the very last evening')
  await close(TEST_PERIOD.closes)
  await page.getByRole('button', { name: 'Try again with what I typed' }).click()
  await page.waitForURL((url) => url.pathname !== path())
  await open(page)
  expect(await number(page).inputValue()).toBe('4')
  expect(await comment(page).inputValue()).toBe('counted on the very last evening')
})

journey('a number and an answer after "or" exclude each other, and what was typed comes back', async () => {
  const page = await site.newPageAs(trust)
  await open(page)
  await number(page).fill('7')
  await page.getByLabel('We do not know').check()
  expect(await number(page).inputValue()).toBe('')
  await page.getByLabel('We do not know').uncheck()
  expect(await number(page).inputValue()).toBe('7')
  await page.getByLabel('We have not measured it').check()
  await number(page).pressSequentially('6')
  expect(await page.getByLabel('We have not measured it').isChecked()).toBe(false)
})

journey('a new supplier saves itself under its own address', async () => {
  const page = await site.newPageAs(trust)
  await page.goto(`/o/${trust}/registers/supplier-register/rows/new`)
  await page.getByLabel('What is the supplier called?').fill('Blue Lantern')
  await expect.poll(() => status(page)).toMatch(/^Saved/)
  await expect.poll(() => page.url()).toMatch(/\/rows\/[0-9a-f-]{36}\?part=1$/)
  await page.getByLabel('What does it do for you?').fill('Runs the record')
  await expect.poll(() => status(page)).toMatch(/^Saved/)
  await page.reload()
  expect(await page.getByLabel('What does it do for you?').inputValue()).toBe('Runs the record')
  await page.getByRole('button', { name: 'Save and go to the list' }).click()
  await expect.poll(() => page.locator('main tbody th a').allTextContents()).toEqual(['Blue Lantern'])
})

journey('everything works without JavaScript', async () => {
  const page = await site.newPageAs(trust, 'lead', { javaScriptEnabled: false })
  await open(page)
  await number(page).fill('about five')
  await page.getByLabel('We do not know').check()
  await comment(page).fill('kept')
  await save(page)
  await expect.poll(() => page.title()).toMatch(/^Error: /)
  expect(await number(page).inputValue()).toBe('about five')
  expect(await comment(page).inputValue()).toBe('kept')
  await number(page).fill('')
  await save(page)
  await expect.poll(() => page.url()).not.toContain(question?.id)
  await page.goto(path())
  expect(await page.getByLabel('We do not know').isChecked()).toBe(true)
  await openEvidence(page)
  await comment(page).fill('x'.repeat(70_000))
  await save(page)
  await expect.poll(() => page.title()).toContain('more than one page can take')
  expect((await comment(page).inputValue()).length).toBe(70_000)
  await comment(page).fill('short')
  await page.getByRole('button', { name: 'Try again with what I typed' }).click()
  await expect.poll(() => page.url()).not.toContain(question?.id)
  await page.goto(path())
  expect(await comment(page).inputValue()).toBe('short')
  await page.goto(`/o/${trust}/registers/critical-systems-register/rows/new`)
  await page.getByLabel('What is the system called?').fill('Switchboard')
  await page.getByRole('button', { name: 'Save and go to the list' }).click()
  await expect.poll(() => page.locator('main tbody th a').allTextContents()).toEqual(['Switchboard'])
})

journey('one answers by keyboard alone', async () => {
  const page = await site.newPageAs(trust)
  const choice = RULE_SET.questions.find((one) => one.form.type === 'choice')
  await page.goto(`/o/${trust}/questions/${choice?.domain}/${choice?.id}`)
  await page.keyboard.press('Tab')
  expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Skip to main content')
  await page.keyboard.press('Enter')
  for (let step = 0; step < 10; step++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate<string>('document.activeElement.type ?? ""')) === 'radio') break
  }
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => status(page)).toMatch(/^Saved/)
  for (let step = 0; step < 10; step++) {
    if ((await page.evaluate<string>('document.activeElement.value ?? ""')) === 'continue') break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.endsWith(choice?.id ?? ''))
  await page.goBack()
  expect(await page.locator('input[name="value"]:checked').inputValue()).toBe(choice?.levels[1]?.id)
})
