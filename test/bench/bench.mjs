// Reads the sources as they are, then runs the benchmarks.
await import('../../src/sources.mjs')
await import('./run.ts')
