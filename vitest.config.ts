import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/bench/**', 'test/prove/**'],
    globalSetup: './test/store/one-server.ts',
    reporters: ['default', './test/closing-line.ts'],
    // Machines are shared and slow: nothing may depend on time, so a test fails only when it hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
  },
})
