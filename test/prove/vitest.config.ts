/** What takes too long for every run: kills, load, rules changed by one step, texts swapped and comparisons turned round, and controls taken away. `npm run prove`. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/prove/**/*.test.ts'],
    globalSetup: './test/store/one-server.ts',
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
})
