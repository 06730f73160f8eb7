// Sources → modules of this process, with nothing written anywhere: Node strips the types of .ts itself, JSX is compiled here in memory.
// For a program that cannot keep a bundle, and for the benchmarks: `node --import ./src/sources.mjs`.
import { build, stop } from 'esbuild'
import { registerHooks } from 'node:module'
import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const SRC = dirname(fileURLToPath(import.meta.url))

const { outputFiles } = await build({
  absWorkingDir: SRC,
  entryPoints: globSync('**/*.tsx', { cwd: SRC }),
  outdir: SRC,
  outbase: SRC,
  outExtension: { '.js': '.tsx' },
  write: false,
  format: 'esm',
  sourcemap: 'inline',
  sourcesContent: false,
  logLevel: 'error',
})
await stop()
const compiled = new Map(outputFiles.map(({ path, text }) => [pathToFileURL(path).href, text]))

registerHooks({
  load(url, context, next) {
    const source = compiled.get(url)
    return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true }
  },
})
