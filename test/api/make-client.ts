/**
 * An OpenAPI document → a client in TypeScript, made by a public generator: `node make-client.ts DOCUMENT FOLDER`.
 * The generator prints what it makes with the compiler's API, which TypeScript 7 has no more; its sixth version stands in.
 */
import { registerHooks } from 'node:module'

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === 'typescript' ? 'typescript-6' : specifier, context),
})
const [, , input = '', output = ''] = process.argv
const { createClient } = await import('@hey-api/openapi-ts')
await createClient({ input, output, logs: { level: 'silent', file: false } })
