/** The comparison with peers at 1,000, 10,000 and 60,000 organisations: what a page works out, and what preparing a release costs everybody else. */

import { insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { ANALYST, OTHER } from '../service/country.ts'
import { person as personOf } from '../service/house.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import type { House } from '../../src/service/house.ts'
import { runWorker } from '../../src/service/ordering.ts'
import { getPeerView, placeAmong } from '../../src/service/peers.ts'
import { confirmRelease, prepareRelease } from '../../src/service/releases.ts'
import type { Person } from '../../src/store/person.ts'
import { serve } from '../../src/web/serve.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { makeCountry, organisationId, ROUNDS } from './country.ts'
import { median, printTable, type Row } from './table.ts'
import type { Visit, Visited } from './visitor.ts'

const SIZES = [1_000, 10_000, 60_000] as const
/** Ours: data work of one request that computes nothing new, and how much it may grow with the number of organisations. */
const MOST_DATA_WORK_MS = 0.1
const MOST_GROWTH = 1.2
/** Ours. */
const MOST_PREPARING_MS = 5_000
const PER_SECOND = 20
/** Long enough for 200 requests, of which the third slowest is near the 99th percentile. */
const WATCHED_MS = 10_000

interface Measured {
  readonly size: number
  readonly preparingMs: number
  /** The part of a page's work that depends on the comparison. */
  readonly dataWork: () => unknown
  /** With the database. */
  readonly viewMs: number
  readonly before: Visited
  readonly during: Visited
}

export async function benchPeers(): Promise<void> {
  const { ruleSet } = loadRuleSet(resolve(import.meta.dirname, '../../rules'), scoresBeforeLimits)
  const measured: Measured[] = []
  for (const size of SIZES) measured.push(await measure(ruleSet, size))
  const dataMs = await timeInTurn(measured.map((one) => one.dataWork))
  const rows = measured.flatMap((one, index): Row[] => {
    const of = `${one.size.toLocaleString('en-GB')} organisations:`
    const data = dataMs[index] ?? 0
    return [
      {
        what: `${of} a page's data work`,
        measured: `${data.toFixed(4)} ms`,
        bar: `≤ ${MOST_DATA_WORK_MS} ms`,
        met: data <= MOST_DATA_WORK_MS,
      },
      {
        what: `${of} the same with its reads of the database`,
        measured: `${one.viewMs.toFixed(2)} ms`,
        bar: '',
      },
      {
        what: `${of} preparing a release, in a worker, after an earlier one`,
        measured: `${(one.preparingMs / 1000).toFixed(2)} s`,
        bar: `≤ ${MOST_PREPARING_MS / 1000} s`,
        met: one.preparingMs <= MOST_PREPARING_MS,
      },
      {
        what: `${of} requests at ${PER_SECOND}/s, p50 and p99, before`,
        measured: wordsOf(one.before),
        bar: '',
      },
      {
        what: `${of} the same while releases are prepared`,
        measured: wordsOf(one.during),
        bar: 'none fails',
        met: one.during.failed === 0,
      },
    ]
  })
  const growth = (dataMs.at(-1) ?? 0) / (dataMs[0] ?? 1)
  rows.push({
    what: "growth of a page's data work, 1,000 → 60,000",
    measured: growth.toFixed(2),
    bar: `≤ ${MOST_GROWTH}`,
    met: growth <= MOST_GROWTH,
  })
  printTable('Comparison with peers', rows)
}

async function measure(ruleSet: RuleSet, size: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
  const database = join(folder, 'bench.sqlite')
  await makeCountry(database, ruleSet, size)
  const served = await serve({ port: 0, database, ruleSet })
  try {
    const { house } = served
    const [over, last] = ROUNDS
    await publish(house, ANALYST, OTHER, over)
    const id = organisationId(0)
    await insertDemonstrationAccounts(house.db, [id], new Date().toISOString())
    const visit = {
      url: `${served.address}/o/${id}/results`,
      cookie: `wardround-demonstration=lead.${id}`,
      perSecond: PER_SECOND,
    }
    const before = await watch(visit, () => wait(WATCHED_MS))
    const times: number[] = []
    const during = await watch(visit, async () => {
      const began = performance.now()
      while (performance.now() - began < WATCHED_MS) {
        const started = performance.now()
        const by = { id: ANALYST.id, name: ANALYST.name, at: new Date().toISOString() }
        const releaseId = `${last}-${times.length}`
        await runWorker({ database, ruleSet, periodId: last, releaseId, nonce: 'bench', by })
        times.push(performance.now() - started)
      }
    })
    await publish(house, ANALYST, OTHER, last)
    const person = personOf(id)
    const { release, organisation, own } = await getPeerView(house, person, id)
    return {
      size,
      preparingMs: median(times),
      dataWork: () => placeAmong(release, organisation, own?.summary),
      viewMs: await timeOf(200, () => getPeerView(house, person, id)),
      before,
      during,
    }
  } finally {
    await served.stop()
    rmSync(folder, { recursive: true })
  }
}

async function publish(house: House, preparer: Person, confirmer: Person, period: string): Promise<void> {
  const { row } = await prepareRelease(house, preparer, period)
  await confirmRelease(house, confirmer, row.id, row.digest)
}

/** As `timeOf`, for several works side by side, so that all are measured warm and under the same load. */
async function timeInTurn(works: readonly (() => unknown)[]): Promise<number[]> {
  const best = works.map(() => Infinity)
  for (let turn = 0; turn < 5; turn++)
    for (const [index, work] of works.entries())
      best[index] = Math.min(best[index] ?? Infinity, await timeOf(500, work))
  return best
}

/** Milliseconds of one call, in the fastest of several batches: other programs on the machine only ever add. */
async function timeOf(calls: number, work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let batch = 0; batch < 20; batch++) {
    const began = performance.now()
    for (let call = 0; call < calls; call++) await work()
    times.push((performance.now() - began) / calls)
  }
  return Math.min(...times)
}

/** Visits steadily while the work runs. */
async function watch(visit: Visit, work: () => Promise<unknown>): Promise<Visited> {
  const visitor = new Worker(new URL('./visitor.ts', import.meta.url), { workerData: visit })
  const visited = new Promise<Visited>((done, fail) => {
    visitor.once('message', done)
    visitor.once('error', fail)
  })
  await work()
  visitor.postMessage('stop')
  return visited
}

function wordsOf({ took, failed }: Visited): string {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(0)
  return `${at(0.5)} ms, ${at(0.99)} ms of ${took.length}${failed > 0 ? `, ${failed} failed` : ''}`
}
