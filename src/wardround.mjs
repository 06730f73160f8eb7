#!/usr/bin/env node
// Start and command line: makes sure that Node is new enough, registers the TypeScript loader, imports the command line.
// It refuses to guess: without a fitting Node it says what to do.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const newEnough = major > 22 || (major === 22 && minor >= 18)
const bundled = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))

if (newEnough) {
  process.env['TSX_TSCONFIG_PATH'] = fileURLToPath(new URL('../tsconfig.json', import.meta.url))
  const { register } = await import('tsx/esm/api')
  register()
  const { main } = await import('./cli/main.ts')
  await main(process.argv.slice(2))
} else if (existsSync(bundled) && !process.env['WARDROUND_REEXEC']) {
  const child = spawn(bundled, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
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
  process.exitCode = 1
}
