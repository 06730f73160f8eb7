/**
 * Forty texts that would run in a page, in every field of free text: each page that shows one is opened in Chromium with its
 * content security policy switched off, so that only the way in which pages are written keeps the text a text.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { ADMINISTRATOR, ANALYSTS, insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import { addComment } from '../../src/service/commenting.ts'
import { addEvidence } from '../../src/service/bringing-evidence.ts'
import type { House } from '../../src/service/house.ts'
import { receiveImport } from '../../src/service/importing.ts'
import { saveDomainNote } from '../../src/service/noting.ts'
import { agreeToShare } from '../../src/service/sharing.ts'
import { proposeShare } from '../../src/service/proposing-shares.ts'
import { assignPart } from '../../src/service/sharing-out.ts'
import type { Person } from '../../src/store/person.ts'
import { insertPeriods } from '../../src/store/periods.ts'
import { DECLARED } from '../../src/web/app.tsx'
import {
  addTrust,
  CHOICE,
  nationalPerson,
  NOW,
  person,
  RULE_SET,
  TEST_PERIOD,
  REFERENCE_DAY,
} from '../service/house.ts'
import { plant } from '../service/planted.ts'
import { CHROMIUM, journey, openSite, type Site } from './harness.ts'
import { newWords, PAYLOADS } from './payloads.ts'

const { word, given } = newWords()
const ADMIN = nationalPerson(ADMINISTRATOR.id, ADMINISTRATOR.name, 'administrator')

let site: Site
let context: BrowserContext
/** What ran, and what was asked of anybody else. */
const happened: string[] = []

beforeAll(async () => {
  if (CHROMIUM === undefined) return
  site = await openSite(plantAll, { now: () => NOW })
  const first = await site.newPage({ bypassCSP: true })
  context = first.context()
  await context.exposeBinding('x', ({ page }) => void happened.push(`ran on ${page.url()}`))
  context.on('request', (request) => {
    const { host, protocol } = new URL(request.url())
    if (/^https?:$/.test(protocol) && host !== new URL(site.address).host)
      happened.push(`asked ${host} from ${request.frame().url()}`)
  })
})
afterAll(() => site?.close())

/** The organisation with everything, more of what a field is too short for, and what nobody but an administrator sees. */
async function plantAll(house: House): Promise<void> {
  await insertDemonstrationAccounts(house.db, [], NOW.toISOString(), [...ANALYSTS, ADMINISTRATOR])
  await addTrust(house, 'elm')
  await plant({ ...house, mailer: () => Promise.resolve() }, 'oak', word)
  const lead: Person = { ...person('oak'), name: word('account.name') }
  await addComment(house, lead, 'oak', CHOICE.id, crypto.randomUUID(), word('comment.text'))
  await saveDomainNote(house, lead, 'oak', CHOICE.domain, 0, word('domain_note.text'))
  const parts = RULE_SET.questions.filter((one) => one.form.type !== 'share')
  for (let index = 0; index < 10; index++) {
    const [accountId, due] = [person('oak', 'contributor').id, '2026-12-01']
    const part = { kind: 'question', target: parts[index]?.id ?? '', accountId, due }
    await assignPart(house, lead, 'oak', { ...part, note: word('assignment.note') })
  }
  for (let index = 0; index < 10; index++) {
    const facts = { title: word('evidence.title'), owner: word('evidence.owner'), dated: REFERENCE_DAY }
    await addEvidence(house, lead, 'oak', CHOICE.id, { ...facts, place: word('evidence.place') }, undefined)
  }
  const shared = await proposeShare(house, lead, 'oak', {
    assessment: 'oak-assessment',
    name: '',
    email: '',
    account: person('elm', 'board').id,
    body: word('shared_view.body'),
    purpose: word('shared_view.purpose'),
    days: '30',
  })
  if (!shared.ok) throw new Error(JSON.stringify(shared.faults))
  await agreeToShare(house, person('oak', 'siro'), 'oak', shared.id)
  await insertPeriods(house.db, [
    { ...TEST_PERIOD, id: 'another', name: word('period.name'), ruleSetDigest: RULE_SET.digest },
  ])
  const received = await receiveImport(house, ADMIN, importOf(`${word('import.name')} (fictional)`, 'acute'))
  if (!received.ok) throw new Error(JSON.stringify(received.faults))
}

function importOf(name: string, cohort: string): Buffer {
  const cells = ['XA1', name, cohort, 'London'].map((cell) => `"${cell.replaceAll('"', '""')}"`)
  return Buffer.from(`ods-code,name,cohort,region\n${cells.join(',')}\n`)
}

/** Everything in the page that we never write: what came in with a text. */
const STRANGE = `(document) => [...document.querySelectorAll('*')].flatMap((element) => {
  const { tagName } = element
  const strange = ['BASE', 'IFRAME', 'OBJECT', 'EMBED', 'STYLE', 'MATH', 'VIDEO', 'AUDIO', 'ANIMATE', 'animate'].includes(tagName)
    || (tagName === 'SCRIPT' && !element.src) || (tagName === 'META' && element.httpEquiv !== '') ? [tagName] : []
  for (const { name, value } of element.attributes) {
    if (/^on|^style$|^srcdoc$|^autofocus$/i.test(name)) strange.push(tagName + ' ' + name)
    if (!/^(href|src|action|formaction|data|xlink:href)$/.test(name)) continue
    const address = URL.parse(value, document.baseURI)
    const isOurs = address !== null && address.origin === location.origin
    const isLink = tagName === 'A' && address !== null && /^https?:$/.test(address.protocol)
    if (!isOurs && !isLink) strange.push(tagName + ' ' + name + '=' + value.slice(0, 60))
  }
  return strange
})`
const TEXTS = `[document.documentElement.textContent, ...[...document.querySelectorAll('*')].flatMap((element) =>
  [element.value, element.title, element.getAttribute('aria-label'), element.getAttribute('href')].filter((text) => typeof text === 'string'))].join(' ')`
const LINKS = `[...document.querySelectorAll('a[href]')].flatMap((link) =>
  link.origin === location.origin ? [link.pathname + link.search] : [])`
const plain = (text: string) => text.replaceAll(/\s+/g, ' ')

journey('each of the forty texts is found out where a page makes the mistake that it waits for', async () => {
  const page = await context.newPage()
  await page.goto('/purpose')
  const pages = PAYLOADS.map(([text, mistake]) => `<!doctype html><title>x</title>${mistake(text)}`)
  const found = await page.evaluate<string[][]>(
    `${JSON.stringify(pages)}.map((html) => (${STRANGE})(new DOMParser().parseFromString(html, 'text/html')))`,
  )
  expect(found).toHaveLength(40)
  expect(PAYLOADS.filter((_, index) => found[index]?.length === 0)).toEqual([])
  const body = '<!doctype html><title>x</title><script>x(1)</script><img src=//evil.example/a>'
  await page.route('**/mistaken', (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto('/mistaken')
  expect(happened.map((one) => one.split(' ')[0]).toSorted()).toEqual(['asked', 'ran'])
  happened.length = 0
  await page.close()
})

/** Declared address of a path, such as `/o/:organisation`; undefined: none that shows a page. */
const PATTERNS = DECLARED.filter(
  ({ method, path }) =>
    method === 'GET' && !/\.(csv|docx)$|\/file$|\/:file$|\/:format$|\/workbook$/.test(path),
).map(({ path }) => ({ path, matches: new RegExp(`^${path.replaceAll(/:[a-z]+/g, '[^/]+')}$`) }))
const patternOf = (path: string) =>
  PATTERNS.find(({ matches }) => matches.test(path.split('?')[0] ?? ''))?.path

const CHOSEN = `/o/oak/questions/${CHOICE.domain}/${CHOICE.id}`
/** Who opens which pages in any case, and then each kind of page that nobody has opened yet, as the links lead. */
const WALKS: readonly (readonly [who: string, from: readonly string[]])[] = [
  [
    'lead.oak',
    [
      ...['', '/comments', '/history', '/evidence'].map((page) => `${CHOSEN}${page}`),
      // What words of the last list stand for.
      ...['', '/columns'].map((page) => `/o/oak/questions/monitoring/edr-servers/export${page}`),
      // Names in the last log that no register has, and the last file of one.
      '/o/oak/questions/recovery/restore-main-record/export/register',
      ...['', '/columns'].map((page) => `/o/oak/registers/${RULE_SET.registers[0]?.id}/bring-in${page}`),
      ...RULE_SET.registers.flatMap(({ id }) =>
        ['1', '4'].map((part) => `/o/oak/registers/${id}/rows/row-1?part=${part}`),
      ),
      // The list leads to the one that is open.
      `/o/oak/caf-outcomes/${RULE_SET.frameworks.at(-1)?.id ?? ''}/whole/A1.a`,
      // Too early for the list that leads there.
      `/o/oak/fix-first/${CHOICE.id}`,
      ...[
        `/notes/${CHOICE.domain}`,
        `/questions/${CHOICE.domain}`,
        '/trail',
        '/start',
        '/invite',
        '/plan',
        '',
      ].map((page) => `/o/oak${page}`),
    ],
  ],
  ['siro.oak', ['/o/oak', '/o/oak/sign-off']],
  ['reviewer.oak', [`${CHOSEN}/evidence`, '/o/oak']],
  ['contributor.oak', [CHOSEN, '/o/oak']],
  ['board.oak', ['/o/oak']],
  ['board.elm', ['/shared']],
  [
    ADMINISTRATOR.id,
    [
      '/administration/import/preview',
      '/administration/organisations/oak',
      '/administration/periods/another',
      '/administration/invite',
      '/administration',
      '/trail',
    ],
  ],
  [ANALYSTS[0]?.id ?? '', ['/national']],
  ['', ['/', `/o/${encodeURIComponent(PAYLOADS[0]?.[0] ?? '')}`]],
]
/** Kinds of pages that hold what people typed; the others hold what we and rule authors wrote. */
const HOLDS_TEXT = /^\/(o|shared|administration|national|trail)\b/
/** Kinds of pages that are there only with a carried assessment or a published release; new kinds are to be opened here. */
const IN_OTHER_STATES = [
  '/o/:organisation/rule-set',
  '/o/:organisation/confirm',
  '/o/:organisation/confirm/:domain',
  '/o/:organisation/peers/questions',
  '/o/:organisation/peers/incidents',
  '/national/releases/:release',
  '/administration/periods/:period/rule-set',
]
/** What no page shows: it is only downloaded. */
const NEVER_SHOWN = ['evidence_file.bytes', 'pack_file.bytes']

journey(
  'nothing that anybody typed runs, fetches or becomes markup on any page, and it is read as it was typed',
  async () => {
    const [opened, read] = [new Set<string>(), new Set<string>()]
    const page = await context.newPage()
    page.on('dialog', (dialog) => {
      happened.push(`dialog on ${page.url()}`)
      void dialog.dismiss()
    })
    for (const [who, from] of WALKS) {
      await enterAs(who)
      const queue = new Set(from)
      for (const path of queue) {
        const pattern = patternOf(path)
        const isNew = pattern !== undefined && !opened.has(pattern) && HOLDS_TEXT.test(pattern)
        if (!from.includes(path) && !isNew) continue
        if (pattern !== undefined) opened.add(pattern)
        await page.goto(path)
        await look(page, read)
        for (const link of await page.evaluate<string[]>(LINKS)) queue.add(link)
      }
    }
    await enterAs(ADMINISTRATOR.id)
    await page.goto('/administration/import')
    const buffer = importOf('Larkfold (fictional)', word('import.cohort'))
    await page.locator('input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer })
    await page.locator('main button').click()
    await page.waitForLoadState()
    await look(page, read)
    expect(happened).toEqual([])
    const isShown = (field: string) => given.get(field)?.some((text) => read.has(text))
    expect([...given.keys()].filter((field) => !isShown(field))).toEqual(NEVER_SHOWN)
    const kinds = PATTERNS.map(({ path }) => path).filter(
      (path) => HOLDS_TEXT.test(path) && !opened.has(path),
    )
    expect(kinds).toEqual(IN_OTHER_STATES)
  },
  240_000,
)

async function enterAs(who: string): Promise<void> {
  await context.addCookies([{ name: 'wardround-demonstration', value: who, url: site.address }])
}

/** Finds nothing strange in the page, and keeps which of the words it shows. */
async function look(page: Page, read: Set<string>): Promise<void> {
  expect(await page.evaluate<string[]>(`(${STRANGE})(document)`), page.url()).toEqual([])
  const text = plain(await page.evaluate<string>(TEXTS))
  for (const words of given.values())
    for (const one of words) if (!read.has(one) && text.includes(plain(one))) read.add(one)
}
