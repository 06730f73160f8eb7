/** Weight of the pages, and their own work beside a template string that escapes and joins the same pieces to the same bytes. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { seedDemonstration } from '../../src/demo/seed.ts'
import {
  cookieOf,
  demonstrationId,
  enter,
  findDemonstrationPerson,
} from '../../src/identity/demonstration.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import { getResult } from '../../src/service/assessments.ts'
import { openHouse } from '../../src/service/house.ts'
import { listOrganisations } from '../../src/service/organisations.ts'
import { createApp } from '../../src/web/app.tsx'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { median, printTable, type Row } from './table.ts'

const ROUNDS = 60
const KB = 1024

/**
 * Pages, and how many times as long as a template string of their bytes they may take of their own work (ours). The first page asks a
 * dozen things of the database, what waits for whom, of which all count here; the pages of findings draw each chart twice, wide and
 * narrow; the board works out three decisions one after the other.
 */
const PAGES = [
  ['', 60],
  ['/questions/identity/mfa-remote-ways-in', 40],
  ['/results', 20],
  ['/risks', 15],
  ['/incidents', 15],
  ['/board', 60],
] as const

/** A page as the pieces that are written and the pieces that are escaped. */
function piecesOf(page: string): { readonly markup: boolean; readonly text: string }[] {
  return page.split(/(<[^>]*>)/).map((text) => ({ markup: text.startsWith('<'), text: unescape(text) }))
}

const unescape = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? sign)
}
const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

async function timeOf(work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return median(times)
}

export async function benchPages(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
  const { ruleSet } = loadRuleSet(resolve(import.meta.dirname, '../../rules'), scoresBeforeLimits)
  const house = await openHouse(join(folder, 'bench.sqlite'), ruleSet)
  try {
    await seedDemonstration(house)
    const app = createApp(house, {})
    const [organisation] = await listOrganisations(house)
    if (organisation === undefined) throw new Error('the demonstration is empty')
    const person = await enter(house.db, demonstrationId(organisation.id, 'lead'), new Date().toISOString())
    if (person === undefined) throw new Error('nobody may enter')
    const cookie = cookieOf(person).split(';')[0] ?? ''
    const get = (path: string) =>
      app.request(`http://127.0.0.1${path}`, { headers: { cookie, host: '127.0.0.1' } })

    const welcome = await (await get('/')).text()
    const assets = [
      ...new Set([...welcome.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')),
    ]
    const sizes = await Promise.all(
      assets.map(async (path) => gzipSync(await (await get(path)).bytes()).length),
    )
    const firstView = gzipSync(welcome).length + sizes.reduce((sum, size) => sum + size, 0)
    const rows: Row[] = [
      {
        what: 'first view, with every asset',
        measured: `${(firstView / KB).toFixed(1)} KB`,
        bar: '≤ 100 KB compressed',
        met: firstView <= 100 * KB,
      },
    ]
    const at = `/o/${organisation.id}`
    const data = await timeOf(async () => {
      await findDemonstrationPerson(house.db, cookie, new Date().toISOString())
      await getResult(house, person, organisation.id)
    })
    for (const [inside, most] of PAGES) {
      const path = `${at}${inside}`
      const response = await get(path)
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
      const page = await response.text()
      const size = gzipSync(page).length
      const pieces = piecesOf(page)
      const whole = await timeOf(async () => (await get(path)).text())
      const own = Math.max(0, whole - data)
      const template = await timeOf(() =>
        pieces.map(({ markup, text }) => (markup ? text : escape(text))).join(''),
      )
      const name = path.replace(at, '') || '/'
      rows.push(
        {
          what: `${name} compressed`,
          measured: `${(size / KB).toFixed(1)} KB of ${(page.length / KB).toFixed(0)} KB`,
          bar: '≤ 20 KB',
          met: size <= 20 * KB,
        },
        {
          what: `${name} own work ÷ template string`,
          measured: `${own.toFixed(2)} ms ÷ ${template.toFixed(2)} ms = ${(own / template).toFixed(1)}`,
          bar: `≤ ${most} ×`,
          met: own <= most * template,
        },
      )
    }
    printTable(
      `Pages (own work: guards, words and HTML; reading the person and the trust takes ${data.toFixed(2)} ms more)`,
      rows,
    )
  } finally {
    await house.close()
    rmSync(folder, { recursive: true })
  }
}
