/**
 * A vitest reporter: at the end of the run, once everything that it started is gone, it prints the CPU time of the run and, as one plain
 * last line, its sum: `N passed, N failed, N skipped`.
 */
import { readFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'

/** The browser is never waited for, and the linter has ended before. */
const COUNTED =
  'vitest, its workers, the programs they started and the PostgreSQL server; without Chromium, and without the linter'

export default class ClosingLine implements Reporter {
  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules, unhandled) => {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1
      if (module.errors().length > 0) count.failed += 1
    }
    const failed = count.failed + count.pending + unhandled.length
    process.once('exit', () => {
      const seconds = findCpuSeconds()
      if (seconds !== undefined) console.log(`\n${seconds.toFixed(0)} s of CPU: ${COUNTED}`)
      console.log(`${count.passed} passed, ${failed} failed, ${count.skipped} skipped`)
    })
  }
}

/** Of this process and of all that it started and that have ended; undefined where the system does not say. */
function findCpuSeconds(): number | undefined {
  try {
    const [, numbers = ''] = readFileSync('/proc/self/stat', 'utf8').split(') ')
    // User and system, its own and its children's, each in hundredths of a second.
    const times = numbers.split(' ').slice(11, 15).map(Number)
    return times.reduce((sum, one) => sum + one, 0) / 100
  } catch {
    return undefined
  }
}
