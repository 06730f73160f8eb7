/** A vitest reporter: prints the run's sum as one plain last line, `N passed, N failed, N skipped`. */
import type { Reporter } from 'vitest/node'

export default class ClosingLine implements Reporter {
  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules, unhandled) => {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1
      if (module.errors().length > 0) count.failed += 1
    }
    const failed = count.failed + count.pending + unhandled.length
    console.log(`\n${count.passed} passed, ${failed} failed, ${count.skipped} skipped`)
  }
}
