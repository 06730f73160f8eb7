/**
 * 200 saves and 270 pages a second at a steady rate, whether or not the answers keep up, with the load tool on the same cores: how long
 * each took from when it was due, how many failed, and that every save that was acknowledged is stored. Where one process does not keep
 * up, it is asked for half of that, and half again, so that its size is known. BENCH_SECONDS: default 20.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openReader } from '../../src/store/database.ts'
import { saveNumber, startServer } from '../prove/server.ts'
import { addTrust, openTestHouse, RULE_SET } from '../service/house.ts'
import { printTable } from './table.ts'

/** Ours: the last days of a period, when many trusts fill in at once. */
const SAVES_A_SECOND = 200
const PAGES_A_SECOND = 270
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 20)
const WARM_SECONDS = 15
const TRUSTS = Array.from({ length: 40 }, (_, index) => `trust-${index}`)
const NUMBERS = RULE_SET.questions
  .filter(({ form, showWhen }) => form.type === 'number' && !showWhen)
  .slice(0, 5)

interface Taken {
  /** Milliseconds from when each was due. */
  readonly times: number[]
  failed: number
}

export async function benchLoad(): Promise<void> {
  for (const share of [1, 1 / 2, 1 / 4, 1 / 8]) if (await keepsUp(share)) return
}

/** Late is what no person would wait for. */
const LATE_MS = 1000

async function keepsUp(share: number): Promise<boolean> {
  const [savesASecond, pagesASecond] = [SAVES_A_SECOND * share, PAGES_A_SECOND * share]
  const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
  const database = join(folder, 'bench.sqlite')
  const house = await openTestHouse(database)
  for (const trust of TRUSTS) await addTrust(house, trust)
  await house.close()
  const server = await startServer(database)
  try {
    const { saves, acknowledged } = prepareSaves(server.address)
    const pages = pagesOf(server.address)
    // A server that has just started is slow until its code is compiled: nobody starts it at the busiest second.
    await Promise.all([
      steadily(savesASecond / 5, saves, WARM_SECONDS),
      steadily(pagesASecond / 5, pages, WARM_SECONDS),
    ])
    const [saving, reading] = await Promise.all([
      steadily(savesASecond, saves, SECONDS),
      steadily(pagesASecond, pages, SECONDS),
    ])
    await server.kill()
    const lost = await countLost(database, acknowledged)
    printTable(
      `${Math.round(savesASecond)} saves and ${Math.round(pagesASecond)} pages a second for ${SECONDS} s`,
      [
        ...rowsOf('save', saving),
        ...rowsOf('page', reading),
        {
          what: 'acknowledged saves lost, killed at the end',
          measured: String(lost),
          bar: '0',
          met: lost === 0,
        },
      ],
    )
    return [saving, reading].every((taken) => taken.failed === 0 && within(taken, 0.99) <= LATE_MS)
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true })
  }
}

/** Saves in turn of many answers, each with the version that the one before it gave. */
function prepareSaves(address: string) {
  const acknowledged = new Map<string, number>()
  const turns = TRUSTS.flatMap((trust) =>
    NUMBERS.map((question) => ({ trust, question, last: Promise.resolve() })),
  )
  const saves = (index: number): Promise<boolean> => {
    const turn = turns[index % turns.length]
    if (turn === undefined) throw new Error('There is nothing to save.')
    const key = `${turn.trust}-assessment ${turn.question.id}`
    const saved = turn.last.then(() =>
      saveNumber({ address }, turn.trust, turn.question, acknowledged.get(key) ?? 0, index % 100),
    )
    turn.last = saved.then((version) => {
      if (version !== undefined) acknowledged.set(key, version)
    })
    return saved.then((version) => version !== undefined)
  }
  return { saves, acknowledged }
}

/** The list of questions, a question, and the results, in turn. */
function pagesOf(address: string): (index: number) => Promise<boolean> {
  return async (index) => {
    const trust = TRUSTS[index % TRUSTS.length] ?? ''
    const question = NUMBERS[index % NUMBERS.length]
    const path = ['', `/questions/${question?.domain}/${question?.id}`, '/results'][index % 3] ?? ''
    const answer = await fetch(`${address}/o/${trust}${path}`, {
      headers: { Cookie: `wardround-demonstration=lead.${trust}` },
    })
    await answer.arrayBuffer()
    return answer.status === 200
  }
}

async function steadily(
  perSecond: number,
  act: (index: number) => Promise<boolean>,
  seconds: number,
): Promise<Taken> {
  const taken: Taken = { times: [], failed: 0 }
  const running: Promise<void>[] = []
  const began = performance.now()
  for (let index = 0; index < perSecond * seconds; index++) {
    const due = began + (index * 1000) / perSecond
    if (due > performance.now()) await wait(due - performance.now())
    running.push(
      act(index).then(
        (isFine) => {
          taken.times.push(performance.now() - due)
          if (!isFine) taken.failed++
        },
        () => void taken.failed++,
      ),
    )
  }
  await Promise.all(running)
  return taken
}

async function countLost(database: string, acknowledged: ReadonlyMap<string, number>): Promise<number> {
  const { db, close } = await openReader(database)
  const rows = await db.selectFrom('answer').select(['assessmentId', 'questionId', 'version']).execute()
  await close()
  const stored = new Map(rows.map((row) => [`${row.assessmentId} ${row.questionId}`, row.version]))
  return [...acknowledged].filter(([key, version]) => (stored.get(key) ?? 0) < version).length
}

/** Milliseconds within which a share of them were done. */
function within({ times }: Taken, share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
}

function rowsOf(what: string, taken: Taken) {
  const { times, failed } = taken
  const at = (share: number) => `${within(taken, share)} ms`
  const all = times.length + failed
  return [
    { what: `${what}: half are done within`, measured: at(0.5), bar: 'printed' },
    { what: `${what}: 99 of 100 are done within`, measured: at(0.99), bar: 'printed' },
    {
      what: `${what}: failed, of ${all}`,
      measured: String(failed),
      bar: '< 0.01 %',
      met: failed < all / 10_000,
    },
  ]
}
