/**
 * Saves over fifty connections at once: the processor time of each, beside the least that could store the same rows. To a SQLite file
 * also the commits; to PostgreSQL also the time of the server, and what two processes take. BENCH_SECONDS: default 20.
 */

import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { saveAnswer } from '../../src/service/answering.ts'
import { saveNumber, type Server, startProgram, startServer } from '../prove/server.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, RULE_SET } from '../service/house.ts'
import { startServer as startPostgres } from '../store/server.ts'
import { printTable } from './table.ts'

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 20)
const WARM_SECONDS = 15
/**
 * Over half of a save's time goes into sending statements, each a write to the socket. Ours sends 20: who it is and what they may see
 * (7, in two moments), then begin, lock, what stands there, answer, history, level row, trail, commit. The raw one sends ten, asks nobody
 * who they are, and reads and checks no form.
 */
const MOST_TO_SERVER = 6
const TRUSTS = Array.from({ length: 50 }, (_, index) => `trust-${index}`)
const QUESTION = (() => {
  const found = RULE_SET.questions.find(({ form, showWhen }) => form.type === 'number' && !showWhen)
  if (found === undefined) throw new Error('The rules have no question for a number.')
  return found
})()

export async function benchSaves(): Promise<void> {
  await benchFile()
  await benchServer()
}

async function benchFile(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
  const [ours, raw] = ['ours.sqlite', 'raw.sqlite'].map((name) => join(folder, name)) as [string, string]
  try {
    await fill(ours)
    copyFileSync(ours, raw)
    const least = await measure([() => startRaw('raw-saves.ts', raw)], () => commitsOf(raw))
    const own = await measure([() => startServer(ours)], () => commitsOf(ours))
    printTable(`Saves over ${TRUSTS.length} connections for ${SECONDS} s, SQLite`, [
      rowOf('processor time a save', own.milliseconds, least.milliseconds, 7, 'raw group commit'),
      {
        what: 'commits a save, each of which waits for the disk',
        measured: own.beside.toFixed(2),
        bar: `≤ 0.2 (raw: ${least.beside.toFixed(2)})`,
        met: own.beside <= 0.2,
      },
      { what: 'saves a second', measured: own.rate.toFixed(0), bar: `raw: ${least.rate.toFixed(0)}` },
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function benchServer(): Promise<void> {
  const postgres = await startPostgres()
  try {
    const { url, pid } = postgres
    await fill(url)
    const [first, second, raw] = [
      await copyOf(url, 'one'),
      await copyOf(url, 'two'),
      await copyOf(url, 'raw'),
    ]
    const ofServer = () => processorOfGroup(pid)
    const own = await measure([() => startServer(first)], ofServer)
    const two = await measure([() => startServer(second), () => startServer(second)], ofServer)
    const least = await measure([() => startRaw('raw-saves-postgres.ts', raw)], ofServer)
    printTable(`Saves over ${TRUSTS.length} connections for ${SECONDS} s, PostgreSQL`, [
      rowOf('processor time a save', own.milliseconds, least.milliseconds, MOST_TO_SERVER, 'raw pg'),
      rowOf('that of the database server', own.beside, least.beside, 3, 'raw pg'),
      rowOf('processor time a save, two processes', two.milliseconds, own.milliseconds, 1.2, 'one'),
      {
        what: 'saves a second',
        measured: `${own.rate.toFixed(0)}, two processes ${two.rate.toFixed(0)}`,
        bar: `raw: ${least.rate.toFixed(0)}`,
      },
    ])
  } finally {
    await postgres.end()
  }
}

function rowOf(what: string, own: number, other: number, most: number, ofWhat: string) {
  const ratio = own / other
  return {
    what,
    measured: `${own.toFixed(2)} ms, ${ratio.toFixed(1)} ×`,
    bar: `≤ ${most} × the ${other.toFixed(2)} ms of ${ofWhat}`,
    met: ratio <= most,
  }
}

async function fill(database: string): Promise<void> {
  const house = await openTestHouse(database)
  for (const trust of TRUSTS) {
    await addTrust(house, trust)
    await saveAnswer(house, person(trust), trust, CHOICE.id, 0, choose(1))
  }
  await house.close()
}

/** Copies the server's own database, and gives the URL of the copy. */
async function copyOf(url: string, name: string): Promise<string> {
  const copy = new URL(url)
  copy.pathname = '/template1'
  const client = new pg.Client(copy.href)
  await client.connect()
  await client.query(`create database ${name} template postgres`)
  await client.end()
  copy.pathname = `/${name}`
  return copy.href
}

function startRaw(name: string, database: string): Promise<Server> {
  return startProgram(`process.argv[2] = ${JSON.stringify(database)}
    await import(${JSON.stringify(resolve(import.meta.dirname, name))})`)
}

/** Of each save: milliseconds of the processes that take them in turn, and what `beside` counts. */
async function measure(starts: readonly (() => Promise<Server>)[], beside: () => number) {
  const servers = await Promise.all(starts.map((start) => start()))
  try {
    const versions = new Map<string, number>()
    // A server that has just started is slow until its code is compiled: each takes as many saves first, however many share them.
    await saveFor(servers, versions, WARM_SECONDS * servers.length)
    const processor = () => servers.reduce((sum, { pid }) => sum + processorOf(pid), 0)
    const before = [processor(), beside()] as const
    const saves = await saveFor(servers, versions, SECONDS)
    return {
      milliseconds: (processor() - before[0]) / saves,
      beside: (beside() - before[1]) / saves,
      rate: saves / SECONDS,
    }
  } finally {
    for (const server of servers) await server.kill()
  }
}

/** Each connection saves again as soon as it was answered. Gives how many were saved; the work of those that were refused is theirs too. */
async function saveFor(
  servers: readonly Server[],
  versions: Map<string, number>,
  seconds: number,
): Promise<number> {
  const until = performance.now() + seconds * 1000
  let saves = 0
  await Promise.all(
    TRUSTS.map(async (trust, index) => {
      const server = servers[index % servers.length]
      if (server === undefined) return
      while (performance.now() < until) {
        const seen = versions.get(trust) ?? 0
        const version = await saveNumber(server, trust, QUESTION, seen, seen % 100)
        // Refused for now, as a person is told who tries again: too many wait for the database.
        if (version === undefined) continue
        versions.set(trust, version)
        saves++
      }
    }),
  )
  return saves
}

/** Milliseconds of processor time of a process until now. Source: proc(5): fields 14 and 15 of `stat`, in hundredths of a second. */
function processorOf(pid: number): number {
  return 10 * (statOf(String(pid))?.own ?? NaN)
}

/** As `processorOf`, of a process and all that it started; what ended counts with who waited for it. */
function processorOfGroup(pid: number): number {
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(name))
    .filter((fields) => fields !== undefined && (fields.pid === pid || fields.parent === pid))
    .map((fields) => (fields === undefined ? 0 : fields.own + (fields.pid === pid ? fields.waited : 0)))
  return 10 * ticks.reduce((sum, one) => sum + one, 0)
}

function statOf(pid: string) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [parent = 0] = fields.slice(1)
    const [user = 0, system = 0, waitedUser = 0, waitedSystem = 0] = fields.slice(11)
    return { pid: Number(pid), parent, own: user + system, waited: waitedUser + waitedSystem }
  } catch {
    // It ended meanwhile.
    return undefined
  }
}

/** How often a file with a write-ahead log was committed. Source: sqlite.org/walformat.html, the change counter of the index. */
function commitsOf(file: string): number {
  return readFileSync(`${file}-shm`).readUInt32LE(8)
}
