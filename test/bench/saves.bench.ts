/**
 * Saves over fifty connections at once, to a SQLite file: the processor time and the commits of each, beside the least that could store
 * the same rows in the same groups. BENCH_SECONDS: default 20.
 */

import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { saveAnswer } from '../../src/service/answering.ts'
import { saveNumber, type Server, startProgram, startServer } from '../prove/server.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, RULE_SET } from '../service/house.ts'
import { printTable } from './table.ts'

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 20)
const WARM_SECONDS = 15
const TRUSTS = Array.from({ length: 50 }, (_, index) => `trust-${index}`)
const QUESTION = (() => {
  const found = RULE_SET.questions.find(({ form, showWhen }) => form.type === 'number' && !showWhen)
  if (found === undefined) throw new Error('The rules have no question for a number.')
  return found
})()

export async function benchSaves(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
  const [ours, raw] = ['ours.sqlite', 'raw.sqlite'].map((name) => join(folder, name)) as [string, string]
  try {
    const house = await openTestHouse(ours)
    for (const trust of TRUSTS) {
      await addTrust(house, trust)
      await saveAnswer(house, person(trust), trust, CHOICE.id, 0, choose(1))
    }
    await house.close()
    copyFileSync(ours, raw)
    const program = `process.argv[2] = ${JSON.stringify(raw)}
      await import(${JSON.stringify(resolve(import.meta.dirname, 'raw-saves.ts'))})`
    const least = await measure(raw, () => startProgram(program))
    const own = await measure(ours, () => startServer(ours))
    const ratio = own.milliseconds / least.milliseconds
    printTable(`Saves over ${TRUSTS.length} connections for ${SECONDS} s`, [
      {
        what: 'processor time a save',
        measured: `${own.milliseconds.toFixed(2)} ms, ${ratio.toFixed(1)} ×`,
        bar: `≤ 7 × the ${least.milliseconds.toFixed(2)} ms of raw group commit`,
        met: ratio <= 7,
      },
      {
        what: 'commits a save, each of which waits for the disk',
        measured: own.commits.toFixed(2),
        bar: `≤ 0.2 (raw: ${least.commits.toFixed(2)})`,
        met: own.commits <= 0.2,
      },
      { what: 'saves a second', measured: own.rate.toFixed(0), bar: `raw: ${least.rate.toFixed(0)}` },
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measure(file: string, start: () => Promise<Server>) {
  const server = await start()
  try {
    const versions = new Map<string, number>()
    // A server that has just started is slow until its code is compiled.
    await saveFor(server, versions, WARM_SECONDS)
    const [processor, commits] = [processorOf(server.pid), commitsOf(file)]
    const saves = await saveFor(server, versions, SECONDS)
    return {
      milliseconds: (processorOf(server.pid) - processor) / saves,
      commits: (commitsOf(file) - commits) / saves,
      rate: saves / SECONDS,
    }
  } finally {
    await server.kill()
  }
}

/** Each connection saves again as soon as it was answered. Gives how many were saved. */
async function saveFor(server: Server, versions: Map<string, number>, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  let saves = 0
  await Promise.all(
    TRUSTS.map(async (trust) => {
      while (performance.now() < until) {
        const seen = versions.get(trust) ?? 0
        const version = await saveNumber(server, trust, QUESTION, seen, seen % 100)
        if (version === undefined) throw new Error('A save was not acknowledged.')
        versions.set(trust, version)
        saves++
      }
    }),
  )
  return saves
}

/** Milliseconds of processor time of a process until now. Source: proc(5): fields 14 and 15 of `stat`, in hundredths of a second. */
function processorOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return 10 * (Number(fields[11]) + Number(fields[12]))
}

/** How often a file with a write-ahead log was committed. Source: sqlite.org/walformat.html, the change counter of the index. */
function commitsOf(file: string): number {
  return readFileSync(`${file}-shm`).readUInt32LE(8)
}
