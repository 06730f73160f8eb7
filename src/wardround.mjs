#!/usr/bin/env node
// Start and command line: makes sure that Node is new enough, makes or finds the bundle, and runs the command line in it.
// It refuses to guess: without a fitting Node it says what to do. With `--build`, as after an installation, it only makes the bundle.
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const newEnough = major > 22 || (major === 22 && minor >= 18)
const bundled = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))
const onlyBuild = process.argv[2] === '--build'

if (newEnough) {
  if (process.env['WARDROUND_REEXEC'] && process.channel) {
    // Whoever started this one is gone, however that came: it ends as if it was told to.
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
    process.channel.unref()
  }
  const { buildAhead, load } = await import('./bundle.mjs')
  if (onlyBuild) await buildAhead()
  else {
    const { main } = await load()
    await main(process.argv.slice(2))
  }
} else if (existsSync(bundled) && !process.env['WARDROUND_REEXEC']) {
  const { spawn } = await import('node:child_process')
  const child = spawn(bundled, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, WARDROUND_REEXEC: '1' },
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0)
  })
} else {
  console.error(
    `Ward Round needs Node 22.18 or later; this is ${process.version}. Run "npm ci" first (on Linux it brings its own Node), or install a newer Node.`,
  )
  // An installation goes on: the next start says it again.
  process.exitCode = onlyBuild ? 0 : 1
}
