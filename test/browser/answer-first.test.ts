/** Every page of findings answers first: how much of it there is before what is folded, for who may read it, in every state of an assessment. A new page is a new row. */

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { showImpact } from '../../src/report/impact-words.ts'
import { compileFiles } from '../../src/rules/rule-set.ts'
import type { House } from '../../src/service/house.ts'
import { loadCafFramework } from '../../src/service/loading-caf.ts'
import { measureImpact } from '../../src/service/impact.ts'
import { showProposedRules } from '../../src/service/proposed-rules.ts'
import type { Role } from '../../src/store/person.ts'
import { MADE_UP } from '../caf/made-up.ts'
import {
  CHROMIUM,
  countPrinted,
  expectAccessible,
  expectNoSidewaysScroll,
  journey,
  openSite,
  type Site,
} from './harness.ts'

let site: Site
beforeAll(async () => {
  if (CHROMIUM !== undefined) site = await openSite()
})
afterAll(() => site?.close())

/** Trusts of the demonstration, by the state of their present assessment. */
const STATES = [
  ['emberfold-hospitals', 'Draft', 'almost empty'],
  ['embervale-orthopaedic-hospital', 'Draft', 'half'],
  ['sableminster-partnership', 'Submitted', 'all answered'],
  ['fennelminster-partnership', 'Signed', 'with reservations'],
] as const

/** Rules in which one domain weighs more and one risk less. */
async function proposeRules(house: House): Promise<void> {
  const { files } = house.ruleSet
  const proposed = compileFiles({
    ...files,
    'ruleset.yaml': (files['ruleset.yaml'] ?? '')
      .replace(/^version: .*$/m, 'version: 9.0.0')
      .replace(/^( +weight: )3$/m, '$16'),
    'risks/communications-lost.yaml': (files['risks/communications-lost.yaml'] ?? '').replace(
      'likelihood: 4',
      'likelihood: 2',
    ),
  })
  await showProposedRules(house, proposed, showImpact(proposed, await measureImpact(house.db, proposed)))
}

/** Pages under a trust's address, with who may read them, most words where they are not those of all, and the one state that is looked at. */
const PAGES: readonly (readonly [path: string, roles: readonly Role[], words?: number, state?: string])[] = [
  ['board', ['lead', 'siro', 'board'], 700],
  ['results', ['lead', 'siro', 'board']],
  ['risks', ['lead', 'siro', 'board']],
  ['fix-first', ['lead', 'siro', 'board']],
  ['incidents', ['lead', 'siro', 'board']],
  ['incidents/advanced-2022', ['lead', 'siro', 'board']],
  ['incidents/hse-conti-2021', ['lead']],
  ['peers', ['lead', 'board']],
  ['peers/questions', ['lead', 'board']],
  ['peers/incidents', ['lead', 'board']],
  ['plan?budget=100000&days=60', ['lead']],
  ['plan?goal=reach+holding&budget=&days=', ['lead'], 500, 'half'],
  ['trend', ['lead', 'board']],
  ['sign-off', ['lead', 'siro', 'board']],
  ['evidence-calendar', ['lead', 'siro']],
]

/** Where the country is read, by group. */
const NATIONAL = ['/national', '/national?group=acute']

/** Most of a page before what is folded: words outside its charts, screens, and where the answer ends. */
const [WORDS, SCREENS, PHONE_SCREENS, FIRST_SCREEN] = [500, 3, 6, 900]

interface Measured {
  readonly words: number
  readonly screens: number
  /** Where sentence, picture and things to do end, in pixels from the top. */
  readonly answered: number
  /** Words of a chart that stand out of its drawing. */
  readonly cut: readonly string[]
}

const measure = (page: Page) =>
  page.evaluate<Measured>(`(() => {
    const words = (text) => text.split(/\\s+/).filter((word) => word !== '').length
    const main = document.querySelector('main')
    const drawn = [...main.querySelectorAll('svg')].filter((svg) => svg.checkVisibility())
    const inCharts = drawn.flatMap((svg) => [...svg.querySelectorAll('text')]).map((text) => words(text.textContent))
    const isCut = (frame) => (text) => {
      const box = text.getBoundingClientRect()
      if (getComputedStyle(text).visibility === 'hidden') return false
      return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1
    }
    return {
      cut: drawn.flatMap((svg) =>
        [...svg.querySelectorAll('text')].filter(isCut(svg.getBoundingClientRect())).map((text) => text.textContent),
      ),
      words: words(main.innerText) - inCharts.reduce((sum, one) => sum + one, 0),
      screens: document.documentElement.scrollHeight / innerHeight,
      answered: Math.max(
        ...[...document.querySelectorAll('.wr-answer__picture, .wr-answer__to-do')].map(
          (part) => part.getBoundingClientRect().bottom + scrollY,
        ),
      ),
    }
  })()`)

for (const [path, roles, mostWords = WORDS, only] of PAGES)
  for (const [trust, tag, state] of STATES.filter((one) => only === undefined || one[2] === only))
    journey(
      `${path} of a ${tag.toLowerCase()} one, ${state}: the answer is on the first screen`,
      async () => {
        for (const role of roles) {
          const page = await site.readerAs(trust, role)
          await page.setViewportSize({ width: 1280, height: 900 })
          await page.goto(`/o/${trust}/${path}`)
          expect(await page.locator('.wr-state .nhsuk-tag').innerText()).toBe(tag)
          const wide = await measure(page)
          const about = `${role} reads ${path} of ${trust}: ${JSON.stringify(wide)}`
          expect(wide.words, about).toBeLessThanOrEqual(mostWords)
          expect(wide.screens, about).toBeLessThanOrEqual(SCREENS)
          expect(wide.answered, about).toBeLessThanOrEqual(FIRST_SCREEN)
          expect(wide.cut, about).toEqual([])
          // Every other state of it is judged, with all unfolded, where its page is looked at by itself.
          if (role === 'lead' && tag === 'Signed') await expectAccessible(page)
          await page.setViewportSize({ width: 375, height: 740 })
          await expectNoSidewaysScroll(page)
          const phone = await measure(page)
          const there = `${about} on a phone: ${JSON.stringify(phone)}`
          expect(phone.screens, there).toBeLessThanOrEqual(PHONE_SCREENS)
          expect(phone.cut, there).toEqual([])
          if (path === 'board' || (path === 'risks' && role === 'lead'))
            expect(await countPrinted(page), about).toBeLessThanOrEqual(3)
        }
      },
    )

journey(
  'the country: the answer is on the first screen, every column on a phone, and two sides on paper',
  async () => {
    const page = await site.newPage()
    await page
      .context()
      .addCookies([{ name: 'wardround-demonstration', value: 'analyst.second-analyst', url: site.address }])
    for (const path of NATIONAL) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(path)
      const wide = await measure(page)
      const table = await page.locator('.wr-heat-table').innerText()
      const about = `${path}: ${JSON.stringify(wide)}`
      expect(wide.words - table.split(/\s+/).length, about).toBeLessThanOrEqual(WORDS)
      expect(wide.screens, about).toBeLessThanOrEqual(SCREENS)
      expect(wide.answered, about).toBeLessThanOrEqual(FIRST_SCREEN)
      expect(wide.cut, about).toEqual([])
      expect(await countPrinted(page), about).toBeLessThanOrEqual(2)
      // A sheet is as narrow as a small tablet, and a table of it stays one.
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: 688, height: 900 })
      expect(
        await page.evaluate<string[]>(`['thead', 'tbody tr', 'tbody td'].map(
          (part) => getComputedStyle(document.querySelector('.wr-heat-table ' + part)).display)`),
      ).toEqual(['table-header-group', 'table-row', 'table-cell'])
      await page.emulateMedia({ media: null })
      await page.setViewportSize({ width: 375, height: 740 })
      expect((await measure(page)).screens, about).toBeLessThanOrEqual(PHONE_SCREENS)
      await page.locator('details:has(.wr-heat-table) > summary').click()
      await expectNoSidewaysScroll(page)
      const seen = await page.evaluate<number[]>(`
        [...document.querySelectorAll('.wr-heat-table tbody tr:first-child .wr-heat')]
          .map((one) => one.getBoundingClientRect().right)`)
      expect(seen).toHaveLength((await page.locator('.wr-heat-table thead th').count()) - 1)
      for (const right of seen) expect(right).toBeLessThanOrEqual(375)
    }
  },
)

for (const [who, path] of [
  ['administrator.first-administrator', '/administration'],
  ['analyst.first-analyst', '/national/round'],
  ['analyst.first-analyst', '/national/proposed-rules'],
  ['lead.sableminster-partnership', '/o/sableminster-partnership/rule-set'],
  ['lead.sableminster-partnership', '/o/sableminster-partnership/caf-outcomes'],
] as const)
  journey(`of the country, ${path}: the answer is on the first screen`, async () => {
    const page = await site.newPage()
    if (/rule/.test(path)) await proposeRules(site.house)
    const [framework] = site.house.ruleSet.frameworks
    if (/caf/.test(path) && framework) await loadCafFramework(site.house, framework, MADE_UP)
    await page.context().addCookies([{ name: 'wardround-demonstration', value: who, url: site.address }])
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(path)
    const wide = await measure(page)
    expect(wide.words, JSON.stringify(wide)).toBeLessThanOrEqual(WORDS)
    expect(wide.screens, JSON.stringify(wide)).toBeLessThanOrEqual(SCREENS)
    expect(wide.answered, JSON.stringify(wide)).toBeLessThanOrEqual(FIRST_SCREEN)
    expect(wide.cut).toEqual([])
    await expectAccessible(page)
    await page.setViewportSize({ width: 375, height: 740 })
    await expectNoSidewaysScroll(page)
    const phone = await measure(page)
    expect(phone.screens, JSON.stringify(phone)).toBeLessThanOrEqual(PHONE_SCREENS)
    expect(phone.cut).toEqual([])
    for (const press of await page.locator('.wr-do a[href^="#"]').all()) {
      await press.click()
      const to = await press.getAttribute('href')
      const folded = page.locator(`details:not([open]) ${to}, details:not([open])${to}`)
      expect(await folded.count(), `${path}: ${await press.innerText()}`).toBe(0)
    }
  })
