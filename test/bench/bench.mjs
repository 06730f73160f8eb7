// Registers the TypeScript loader with the project's settings, then runs the benchmarks.
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

process.env['TSX_TSCONFIG_PATH'] = fileURLToPath(new URL('../../tsconfig.json', import.meta.url))
register()
await import('./run.ts')
