/**
 * Start to first page: with an empty folder (the demonstration is made) and again, beside a bare Node server; and one file scored.
 * Processor time and memory are Linux's own account of the process; elsewhere only time is measured.
 */

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { median, printTable } from './table.ts'

const root = resolve(import.meta.dirname, '../..')
const ROUNDS = 3
const REST_MS = 5000
const BARE = `require('node:http').createServer((_, answer) => answer.end('hello')).listen(process.env.PORT, '127.0.0.1')`
const PROGRAM = join(root, 'src/wardround.mjs')
const canAccount = existsSync('/proc/self/task')

interface Start {
  /** From spawning the program to its first whole page. */
  readonly ms: number
  /** Of all its threads, until then. */
  readonly cpuMs: number
  /** Resident, after it has rested. */
  readonly restMb: number
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function cpuMsOf(pid: number): number {
  if (!canAccount) return NaN
  const tasks = readdirSync(`/proc/${pid}/task`)
  const used = tasks.map((task) =>
    Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
  )
  return used.reduce((sum, ns) => sum + ns, 0) / 1e6
}

function residentMbOf(pid: number): number {
  if (!canAccount) return NaN
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

async function measureStart(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  rests: boolean,
): Promise<Start> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: 'ignore',
  })
  const pid = child.pid ?? 0
  try {
    for (;;) {
      const page = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
      if (page?.status === 200) {
        await page.text()
        const [ms, cpuMs] = [performance.now() - began, cpuMsOf(pid)]
        if (rests) await new Promise((done) => setTimeout(done, REST_MS))
        return { ms, cpuMs, restMb: residentMbOf(pid) }
      }
      if (child.exitCode !== null) throw new Error(`the server ended with exit code ${child.exitCode}`)
      await new Promise((done) => setTimeout(done, 5))
    }
  } finally {
    child.kill('SIGTERM')
    await new Promise((done) => child.once('exit', done))
  }
}

/** Processor time of all ended children of this process. */
function childrenMs(): number {
  if (!canAccount) return NaN
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) * 10
}

/** Milliseconds of processor time for `wardround score`, of which the first run is not counted. */
function measureScore(): number {
  const runs = 5
  const score = () =>
    spawnSync(process.execPath, [PROGRAM, 'score', join(root, 'rules/cases/trusts/middling.yaml')])
  score()
  const before = childrenMs()
  for (let run = 0; run < runs; run += 1) score()
  return (childrenMs() - before) / runs
}

export async function benchStart(): Promise<void> {
  const program = [PROGRAM, 'serve', '--demo']
  const [first, second, bare]: [Start[], Start[], Start[]] = [[], [], []]
  spawnSync(process.execPath, [PROGRAM, '--build'])
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
    const env = { WARDROUND_DB: join(folder, 'bench.sqlite') }
    first.push(await measureStart(program, env, true))
    second.push(await measureStart(program, env, true))
    bare.push(await measureStart(['-e', BARE], env, false))
    rmSync(folder, { recursive: true })
  }
  const middle = (starts: readonly Start[], key: keyof Start) => median(starts.map((start) => start[key]))
  const made = middle(first, 'ms')
  const ratio = middle(second, 'cpuMs') / middle(bare, 'cpuMs')
  const rest = middle(second, 'restMb')
  const score = measureScore()
  printTable(`Start to first page (median of ${ROUNDS})`, [
    {
      what: 'first start, demonstration made',
      measured: `${made.toFixed(0)} ms`,
      bar: '≤ 2000 ms',
      met: made <= 2000,
    },
    { what: 'second start', measured: `${middle(second, 'ms').toFixed(0)} ms`, bar: '' },
    {
      what: 'processor time of the second start',
      measured: `${ratio.toFixed(1)} ×`,
      bar: '≤ 12 × a bare node:http server',
      met: ratio <= 12,
    },
    {
      what: 'resident memory at rest',
      measured: `${rest.toFixed(0)} MB`,
      bar: '≤ 140 MB',
      met: rest <= 140,
    },
    {
      what: 'the same, where the demonstration was just made',
      measured: `${middle(first, 'restMb').toFixed(0)} MB`,
      bar: '',
    },
    {
      what: 'processor time of wardround score',
      measured: `${score.toFixed(0)} ms`,
      bar: '≤ 200 ms',
      met: score <= 200,
    },
  ])
}
