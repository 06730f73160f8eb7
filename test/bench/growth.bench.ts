/** Processor time of a page in a country of 1,000 organisations, and in one of 60,000, both with two published comparisons. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ADMINISTRATOR, ANALYSTS, insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { openHouse } from '../../src/service/house.ts'
import { confirmRelease, prepareRelease } from '../../src/service/releases.ts'
import { createApp } from '../../src/web/app.tsx'
import { ANALYST, OTHER } from '../service/country.ts'
import { makeCountry, organisationId, ROUNDS } from './country.ts'
import { printTable } from './table.ts'

const SIZES = [1_000, 60_000] as const
const MOST_GROWTH = 1.5
/**
 * What counts or searches every organisation grows with them, from indexes alone; a page that begins at a millisecond shows that as a
 * large ratio. With 270 times as many organisations as England has, it may take so many times a trust's results.
 */
const MOST_RESULTS = 12
const ROUNDS_OF_A_PAGE = 40

const TRUST = `/o/${organisationId(0)}`
/** Who looks, and at what. */
const PAGES: readonly (readonly [who: string, path: string])[] = [
  ...[TRUST, `${TRUST}/results`, `${TRUST}/board`, `${TRUST}/peers`].map(
    (path) => [`lead.${organisationId(0)}`, path] as const,
  ),
  ...['/national', '/national/releases'].map((path) => [ANALYSTS[0]?.id ?? '', path] as const),
  ...['organisations', 'organisations?search=o0000', 'accounts', 'periods'].map(
    (path) => [ADMINISTRATOR.id, `/administration/${path}`] as const,
  ),
]

export async function benchGrowth(): Promise<void> {
  const { ruleSet } = loadRuleSet(resolve(import.meta.dirname, '../../rules'), scoresBeforeLimits)
  const [few, many] = [await measure(ruleSet, SIZES[0]), await measure(ruleSet, SIZES[1])]
  const results = many[1] ?? 0
  printTable(
    `A page's processor time, ${SIZES.map((size) => size.toLocaleString('en-GB')).join(' → ')} organisations`,
    PAGES.map(([, path], index) => {
      const [before = 0, after = 0] = [few[index], many[index]]
      return {
        what: path,
        measured: `${before.toFixed(1)} → ${after.toFixed(1)} ms = ${(after / before).toFixed(1)} ×`,
        bar: `≤ ${MOST_GROWTH} ×, or ${MOST_RESULTS} × a trust's results`,
        met: after <= Math.max(MOST_GROWTH * before, MOST_RESULTS * results),
      }
    }),
  )
}

/** Milliseconds of each page, the least of several: other programs on the machine only ever add. */
async function measure(ruleSet: RuleSet, size: number): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
  const database = join(folder, 'bench.sqlite')
  await makeCountry(database, ruleSet, size)
  const house = await openHouse(database, ruleSet)
  try {
    const people = [...ANALYSTS, ADMINISTRATOR]
    await insertDemonstrationAccounts(house.db, [organisationId(0)], house.now().toISOString(), people)
    for (const period of ROUNDS) {
      const { row } = await prepareRelease(house, ANALYST, period)
      await confirmRelease(house, OTHER, row.id, row.digest)
    }
    const app = createApp(house, {})
    const times: number[] = []
    for (const [who, path] of PAGES) {
      let least = Infinity
      for (let round = 0; round < ROUNDS_OF_A_PAGE; round += 1) {
        const before = process.cpuUsage()
        const answer = await app.request(`http://127.0.0.1${path}`, {
          headers: { host: '127.0.0.1', cookie: `wardround-demonstration=${who}` },
        })
        await answer.text()
        if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
        const { user, system } = process.cpuUsage(before)
        least = Math.min(least, (user + system) / 1000)
      }
      times.push(least)
    }
    return times
  } finally {
    await house.close()
    rmSync(folder, { recursive: true })
  }
}
