/** Start to first page: with an empty folder (the demonstration is made) and again, beside a bare Node server. */

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { median, printTable } from './table.ts'

const root = resolve(import.meta.dirname, '../..')
const ROUNDS = 3
const BARE = `require('node:http').createServer((_, answer) => answer.end('hello')).listen(process.env.PORT, '127.0.0.1')`

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Milliseconds from spawning a program to its first whole page. */
async function timeStart(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: 'ignore',
  })
  try {
    for (;;) {
      const page = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
      if (page?.status === 200) {
        await page.text()
        return performance.now() - began
      }
      if (child.exitCode !== null) throw new Error(`the server ended with exit code ${child.exitCode}`)
      await new Promise((done) => setTimeout(done, 5))
    }
  } finally {
    child.kill('SIGTERM')
    await new Promise((done) => child.once('exit', done))
  }
}

export async function benchStart(): Promise<void> {
  const program = [join(root, 'src/wardround.mjs'), 'serve', '--demo']
  const [first, second, bare]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'))
    const env = { WARDROUND_DB: join(folder, 'bench.sqlite') }
    first.push(await timeStart(program, env))
    second.push(await timeStart(program, env))
    bare.push(await timeStart(['-e', BARE], env))
    rmSync(folder, { recursive: true })
  }
  const [made, again, hello] = [median(first), median(second), median(bare)]
  printTable(`Start to first page (median of ${ROUNDS})`, [
    {
      what: 'first start, demonstration made',
      measured: `${made.toFixed(0)} ms`,
      bar: '≤ 5000 ms',
      met: made <= 5000,
    },
    { what: 'second start', measured: `${again.toFixed(0)} ms`, bar: '≤ 1500 ms', met: again <= 1500 },
    {
      what: 'bare node:http server',
      measured: `${hello.toFixed(0)} ms`,
      bar: `second start is ${(again / hello).toFixed(1)} ×`,
    },
  ])
}
