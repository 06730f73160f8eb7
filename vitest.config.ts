import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/bench/**', 'test/prove/**'],
    globalSetup: './test/store/one-server.ts',
    setupFiles: './test/after-each-file.ts',
    // Every core works, and a worker loads the program and the rules once. A test that leaves state in a module would be found by others.
    isolate: false,
    // Programs and worker threads that a test starts from their sources find them compiled.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/tests') },
    maxWorkers: '100%',
    reporters: ['default', './test/closing-line.ts'],
    // Machines are shared and slow: nothing may depend on time, so a test fails only when it hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
  },
})
