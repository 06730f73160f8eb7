/** `wardround schemas DIR`: a JSON Schema for each kind of rule file, for editors, and which files each is for. It overwrites only what it wrote before. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeFiles } from '../rules/describe-files.ts'
import { print } from './print.ts'

export async function schemas(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const described = await describeFiles()
  for (const { name, schema } of described)
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`)
  print(described.map(({ name, files }) => ({ text: `${files}: ${join(folder, `${name}.json`)}` })))
}
