/**
 * A real Chromium before a real server with a SQLite file of its own; and the two judges of every page: axe and html-validate.
 * Without Chromium the journeys are skipped, loudly; in CI (`CI` is set) they fail instead.
 */
import type axe from 'axe-core'
import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type ConsoleMessage,
  type Page,
  type Request,
} from 'playwright-core'
import { expect, test } from 'vitest'
import { PLAIN_SETTINGS } from '../../src/identity/settings.ts'
import type { House } from '../../src/service/house.ts'
import type { Role } from '../../src/store/person.ts'
import { type Served, serve, type ServeOptions } from '../../src/web/serve.ts'
import { newDemonstration } from '../service/demonstration.ts'
import { RULE_SET } from '../service/house.ts'

/** The one without windows takes three quarters of the time. Undefined: this machine has none. */
export const CHROMIUM = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
].find((path) => path !== undefined && path !== '' && existsSync(path))

/** What only a window with an address bar needs: it would start with every context and cost more than our page. Then what playwright turns off too, which this list replaces. */
const NOT_NEEDED = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${NOT_NEEDED.join(',')}`,
]

/** A page that takes longer hangs; a machine under load does not. */
const LONGEST_WAIT_MS = 120_000

if (CHROMIUM === undefined)
  console.error(
    '\n*** JOURNEYS SKIPPED: no Chromium here. Install it (apt-get install chromium) or set CHROMIUM_PATH. ***\n',
  )

/** A test that needs Chromium. */
export const journey: typeof test =
  CHROMIUM !== undefined || process.env['CI'] ? test : (test.skip as typeof test)

export interface Site {
  readonly address: string
  readonly house: House
  /** Of the service, as long as nobody has an account. */
  readonly setUpLink: string | undefined
  /** A page of its own: nobody has entered. */
  newPage(options?: BrowserContextOptions): Promise<Page>
  /** A page on which somebody has entered a trust. */
  newPageAs(organisationId: string, role?: Role, options?: BrowserContextOptions): Promise<Page>
  /** The page on which somebody only looks: one for each of them and never closed, for a new one costs more than what is looked at. */
  readerAs(organisationId: string | undefined, role?: Role): Promise<Page>
  /** Stops the server and starts it again on the same port and file. */
  restart(): Promise<void>
  /** Stops the server; the browser stays. */
  stopServer(): Promise<void>
  startServer(): Promise<void>
  close(): Promise<void>
}

/** One browser for all files that a worker runs, since starting one takes longer than most pages; each site has contexts of its own in it. */
let running: Promise<Browser> | undefined
const findBrowser = () =>
  (running ??= chromium.launch({ executablePath: CHROMIUM ?? '', args: ARGUMENTS, headless: true }))

/** Serves a database of its own, by default the demonstration, to contexts of its own in a browser. */
export async function openSite(
  prepare?: (house: House) => Promise<unknown>,
  more: Partial<ServeOptions> = {},
): Promise<Site> {
  if (CHROMIUM === undefined) throw new Error('There is no Chromium here: journeys cannot run.')
  const folder = mkdtempSync(join(tmpdir(), 'ward-round-journey-'))
  const database =
    prepare === undefined ? await newDemonstration('running') : join(folder, 'ward-round.sqlite')
  let port = 0
  const start = (): Promise<Served> =>
    serve({
      port,
      database,
      ruleSet: RULE_SET,
      prepare: async (house) => {
        await prepare?.(house)
      },
      ...more,
    })
  let served = await start()
  port = Number(new URL(served.address).port)
  const { address } = served
  const browser = await findBrowser()
  const contexts: BrowserContext[] = []
  const newPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ baseURL: address, ...options })
    contexts.push(context)
    context.setDefaultTimeout(LONGEST_WAIT_MS)
    const page = await context.newPage()
    page.on('pageerror', (error) => console.error('In the page:', error.message))
    return page
  }
  const newPageAs: Site['newPageAs'] = async (organisationId, role = 'lead', options = {}) => {
    const page = await newPage(options)
    await page.context().addCookies([
      {
        name: 'wardround-demonstration',
        value: `${role}.${organisationId}`,
        url: address,
        httpOnly: true,
      },
    ])
    return page
  }
  const readers = new Map<string, Promise<Page>>()
  return {
    address,
    get house() {
      return served.house
    },
    get setUpLink() {
      return served.setUpLink
    },
    newPage,
    newPageAs,
    readerAs: (organisationId, role = 'lead') => {
      const who = `${role}.${organisationId ?? ''}`
      const reader =
        readers.get(who) ?? (organisationId === undefined ? newPage() : newPageAs(organisationId, role))
      readers.set(who, reader)
      return reader
    },
    restart: async () => {
      await served.stop()
      served = await start()
    },
    stopServer: () => served.stop(),
    startServer: async () => {
      served = await start()
    },
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()))
      await served.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Serves real people: an empty database, whose set-up link is the site's. */
export async function openServiceSite(more: Partial<ServeOptions> = {}): Promise<Site> {
  return openSite(() => Promise.resolve(), { service: PLAIN_SETTINGS, ...more })
}

/** A device that holds passkeys and checks who holds it, in this page's browser. */
export async function addPasskeyDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** Half as long as the readable one, and read by every page that is judged. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const LEVEL_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

/**
 * No violation of WCAG 2.0, 2.1 and 2.2, levels A and AA. A page of ours has no frames: a frame would be one of its own to judge.
 * Contrast takes longer than all else together: where the same page was judged in other states, its colours need not be again.
 */
export async function expectAccessible(
  page: Page,
  contrast: 'contrast' | 'seen' = 'contrast',
): Promise<void> {
  // What is sent ahead is there before the page is.
  await page.waitForLoadState('domcontentloaded')
  expect(page.frames(), `frames of ${page.url()}`).toHaveLength(1)
  // It is half a megabyte: sent once, it is there on every page that this one goes on to.
  if (!(await page.evaluate<boolean>("typeof axe === 'object'"))) {
    await page.addInitScript(AXE)
    await page.evaluate(AXE)
  }
  // Only what is wrong is described in full: describing what is right takes as long as finding it.
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run({
      runOnly: ${JSON.stringify(LEVEL_AA)},
      rules: { 'color-contrast': { enabled: ${contrast === 'contrast'} } },
      resultTypes: ['violations'],
    })`,
  )
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map((node) => `${node.target.join(' ')}: ${node.html.slice(0, 160)}`),
  }))
  expect(found, `axe on ${page.url()}`).toEqual([])
}

/** Nothing wider than the window: the page itself never scrolls sideways, once its menu has followed a change of width. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  await expect
    .poll(() => page.evaluate<number>(beyond), {
      timeout: 30_000,
      message: `beyond the width of ${page.url()}`,
    })
    .toBeLessThanOrEqual(0)
}

/** What follows from the settings is worked out for the first page, not for each. */
class OneConfig extends StaticConfigLoader {
  #found: ReturnType<StaticConfigLoader['getConfigFor']> | undefined

  override getConfigFor(): ReturnType<StaticConfigLoader['getConfigFor']> {
    return (this.#found ??= super.getConfigFor(''))
  }
}

const loader = new OneConfig({
  extends: ['html-validate:recommended'],
  rules: {
    // Hono writes void elements with a slash; both styles are HTML.
    'void-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    // NHS.UK's tables keep their roles when style sheets turn them into lists.
    'no-redundant-role': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'require-sri': 'off',
    // The boxes of one group share a name, as radios do.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    'no-inline-style': 'error',
    // Anchors of buttons as NHS.UK writes them.
    'prefer-native-element': [
      'error',
      { exclude: ['button', 'region', 'table', 'row', 'cell', 'rowgroup', 'columnheader', 'rowheader'] },
    ],
  },
})
const validator = new HtmlValidate(loader)

export async function expectValidHtml(html: string): Promise<void> {
  const report = await validator.validateString(html)
  const found = report.results.flatMap((result) =>
    result.messages.map((message) => `${message.ruleId}: ${message.message} (${message.selector ?? ''})`),
  )
  expect(found).toEqual([])
}

/**
 * A page as it arrives is valid HTML, loads nothing from another host, and nothing of it fails in the browser. With everything unfolded it
 * is accessible in a wide window, and never wider than a narrow one. Left as it is in the narrow one; gives its status.
 */
export async function expectSound(
  site: Site,
  page: Page,
  path: string,
  contrast: 'contrast' | 'seen' = 'contrast',
): Promise<number> {
  const found: string[] = []
  const noteError = (message: ConsoleMessage) => {
    // Of the page itself: what it says is looked at.
    if (message.type() === 'error' && !/status of 40[134]/.test(message.text())) found.push(message.text())
  }
  const noteForeign = (request: Request) => {
    if (!request.url().startsWith(site.address)) found.push(request.url())
  }
  page.on('console', noteError).on('request', noteForeign)
  await page.setViewportSize({ width: 1280, height: 900 })
  const answer = await page.goto(path)
  await expectValidHtml((await answer?.text()) ?? '')
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
  await expectAccessible(page, contrast)
  await page.setViewportSize({ width: 320, height: 900 })
  await expectNoSidewaysScroll(page)
  page.off('console', noteError).off('request', noteForeign)
  expect(found, `complaints of ${path}`).toEqual([])
  return answer?.status() ?? 0
}

/** Pages of a printed PDF: Chromium writes one object of this type for each. */
export async function countPrinted(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: 'A4' })
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length
}
