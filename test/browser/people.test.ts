import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { codeAt } from '../web/browsing.ts'
import {
  addPasskeyDevice,
  expectAccessible,
  expectNoSidewaysScroll,
  expectValidHtml,
  journey,
  CHROMIUM,
  openServiceSite,
  type Site,
} from './harness.ts'

let site: Site
let ada: Page
/** How far the service's clock is ahead, in minutes. */
let ahead = 0
const now = () => new Date(Date.now() + ahead * 60_000)
beforeAll(async () => {
  if (CHROMIUM === undefined) return
  site = await openServiceSite({ now })
  ada = await site.newPage()
  await addPasskeyDevice(ada)
})
afterAll(() => site?.close())

async function judge(page: Page) {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await expectValidHtml(await page.content())
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const heading = (page: Page) => page.locator('h1').innerText()

journey(
  'the first administrator enrols a passkey, signs out and in again, and adds the other ways',
  async () => {
    const page = ada
    await page.goto(site.setUpLink ?? '')
    await judge(page)
    await page.getByLabel('Your full name').fill('Ada Lovelace')
    await page.getByLabel('Your email address').fill('not an address')
    await press(page, 'Go on')
    await judge(page)
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByLabel('Your email address').fill('ada@service.example')
    await press(page, 'Go on')

    expect(await heading(page)).toBe('Choose how you sign in')
    await judge(page)
    await page.getByLabel('What do you call it?').fill('Work laptop')
    await press(page, 'Make a passkey')
    await page.getByText('Keep your recovery codes').first().waitFor()
    await judge(page)
    const codes = await page.locator('.wr-codes li').allInnerTexts()
    expect(codes).toHaveLength(10)
    expect(await page.getByRole('button', { name: 'Print them' }).isVisible()).toBe(true)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download them' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('ward-round-recovery-codes.txt')
    const kept = readFileSync(await file.path(), 'utf8')
    for (const code of codes) expect(kept).toContain(code)
    await page.getByRole('button', { name: 'I have kept them' }).click()
    expect(new URL(page.url()).pathname).toMatch(/^\/administration/)

    // Out, and in again by the passkey alone, to where one wanted to go.
    await press(page, 'Sign out')
    await page.getByText('You are signed out.').waitFor()
    await judge(page)
    await page.goto('/account')
    await press(page, 'Sign in with a passkey')
    await page.waitForURL('**/account')
    expect(await heading(page)).toBe('Your account')
    expect(await page.getByText('Work laptop').count()).toBeGreaterThan(0)
    await judge(page)

    // A password, and an authenticator app beside it.
    await page.getByRole('link', { name: 'Set one password' }).click()
    await page.getByLabel('New password', { exact: true }).waitFor()
    await judge(page)
    await page.getByLabel('New password', { exact: true }).fill('ada lovelace 1815')
    await press(page, 'Save')
    expect(await page.locator('.nhsuk-error-message').innerText()).toContain('must not hold your name')
    await judge(page)
    await page.getByLabel('New password', { exact: true }).fill('three words and a comet')
    await page.getByRole('button', { name: 'Show password' }).click()
    expect(await page.getByLabel('New password', { exact: true }).getAttribute('type')).toBe('text')
    await press(page, 'Save')
    await page.getByText('Your password is changed').waitFor()
    await page.getByRole('link', { name: 'Add authenticator app' }).click()
    await press(page, 'Show the secret')
    await judge(page)
    const secret = (await page.locator('main code').innerText()).replaceAll(' ', '')
    await page
      .getByLabel('Code that the app shows now')
      .fill(codeAt(secret, new Date(now().getTime() - 30_000)))
    await press(page, 'Finish')
    await page.getByText('The authenticator app is added.').waitFor()
    await judge(page)

    // Somebody without the device: password and code, and then a recovery code.
    const other = await site.newPage()
    for (const code of [codeAt(secret, now()), codes[0] ?? '']) {
      await other.goto('/sign-in')
      await other.getByLabel('Email address').fill('ada@service.example')
      await other.getByLabel('Password', { exact: true }).fill('three words and a comet')
      await press(other, 'Go on to the second step')
      expect(await heading(other)).toBe('Show that it is you')
      await judge(other)
      await other.getByLabel('Code of your authenticator app').fill(code)
      await press(other, 'Sign in')
      await other.waitForURL('**/administration**')
      if (code !== codes[0]) await press(other, 'Sign out')
    }

    // The list of sessions ends the other one.
    await page.reload()
    expect(await page.getByText('9 left').count()).toBe(1)
    await press(page, 'End all other sessions')
    await page.getByText('The session is ended.').waitFor()
    await other.goto('/account')
    expect(await heading(other)).toBe('Sign in to Ward Round')
    await judge(other)
  },
)

journey('who was signed in for a while proves it again before a factor changes', async () => {
  ahead += 11
  await ada.goto('/account/passkeys/new')
  expect(await heading(ada)).toBe('Show again that it is you')
  await judge(ada)
  await press(ada, 'Use a passkey')
  await ada.waitForURL('**/account/passkeys/new')
  await judge(ada)
  await press(ada, 'Make a passkey')
  await ada.getByText('This device already has a passkey for your account.').waitFor()
  await ada.goto('/account')
  await press(ada, 'Remove the authenticator app')
  await ada.getByText('It is removed.').waitFor()
  await press(ada, 'Remove passkey Work laptop')
  expect(await ada.locator('main').innerText()).toContain('the last way in')
  await judge(ada)
})

journey('before a session ends a dialog says so, and one press goes on', async () => {
  const page = await ada.context().newPage()
  await page.clock.install()
  await page.goto('/account/name')
  const pass = async (minutes: number) => {
    ahead += minutes
    await page.clock.fastForward(minutes * 60_000)
  }
  await page.getByLabel('Full name').fill('Ada, Countess of Lovelace')
  await pass(24)
  expect(await page.locator('dialog').isVisible()).toBe(false)
  await pass(2)
  await page.getByText('You will be signed out in 4 minutes').waitFor()
  await judge(page)
  await press(page, 'Stay signed in')
  await page.locator('dialog').waitFor({ state: 'hidden' })
  await pass(29)
  await page.getByText('You will be signed out in one minute').waitFor()
  await pass(2)
  await page.getByText('Your session has ended').waitFor()
  expect(await page.getByRole('button', { name: 'Stay signed in' }).isVisible()).toBe(false)
  await press(page, 'Close this message')
  expect(await page.getByLabel('Full name').inputValue()).toBe('Ada, Countess of Lovelace')
})
