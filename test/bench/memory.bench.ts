/** Resident memory of the service, in a country of 60,000 organisations: after 10,000 pages, and after a comparison of all of them was prepared. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ANALYSTS, insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import { startServer } from '../prove/server.ts'
import { openTestHouse, RULE_SET } from '../service/house.ts'
import { makeCountry, organisationId, ROUNDS } from './country.ts'
import { printTable } from './table.ts'

const ORGANISATIONS = 60_000
const PAGES = 10_000
const TRUSTS = Array.from({ length: 50 }, (_, index) => organisationId(index))
/** Ours: 134 MB of it are the program at rest, which holds every page; what 10,000 pages leave over is about 100 MB. */
const MOST_MB = 250
/** So long nobody asks for anything, as at night: memory that is free is given back meanwhile. */
const REST_MS = 15_000

export async function benchMemory(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
  const database = join(folder, 'bench.sqlite')
  await makeCountry(database, RULE_SET, ORGANISATIONS)
  const house = await openTestHouse(database)
  await insertDemonstrationAccounts(house.db, TRUSTS, house.now().toISOString(), ANALYSTS)
  await house.close()
  const server = await startServer(database)
  const get = async (path: string, who: string) => {
    const answer = await fetch(`${server.address}${path}`, {
      headers: { Cookie: `wardround-demonstration=${who}` },
    })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  }
  try {
    await get(`/o/${TRUSTS[0]}`, `lead.${TRUSTS[0]}`)
    const first = residentOf(server.pid)
    for (let page = 0; page < PAGES; page += TRUSTS.length)
      await Promise.all(
        TRUSTS.map((trust, index) => {
          const path = ['', '/results', '/risks', '/incidents', '/board'][(page / TRUSTS.length + index) % 5]
          return get(`/o/${trust}${path}`, `lead.${trust}`)
        }),
      )
    await wait(REST_MS)
    const afterPages = residentOf(server.pid)
    await prepare(server.address)
    await wait(REST_MS)
    const afterRelease = residentOf(server.pid)
    const row = (what: string, megabytes: number) => ({
      what,
      measured: `${megabytes.toFixed(0)} MB`,
      bar: `≤ ${MOST_MB} MB`,
      met: megabytes <= MOST_MB,
    })
    printTable(`Resident memory, ${ORGANISATIONS.toLocaleString('en-GB')} organisations`, [
      { what: 'after the first page', measured: `${first.toFixed(0)} MB`, bar: '' },
      row(`after ${PAGES.toLocaleString('en-GB')} pages of ${TRUSTS.length} trusts, and a rest`, afterPages),
      row('after a comparison was prepared, and a rest', afterRelease),
    ])
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true })
  }
}

async function prepare(address: string): Promise<void> {
  const who = ANALYSTS[0]?.id ?? ''
  const answer = await fetch(`${address}/national/releases`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      Cookie: `wardround-demonstration=${who}`,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Sec-Fetch-Site': 'same-origin',
      Origin: address,
    },
    body: new URLSearchParams({ 'shown-to': who, period: ROUNDS[0] }),
  })
  if (answer.status !== 303) throw new Error(`Preparing answered ${answer.status}: ${await answer.text()}`)
}

function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
