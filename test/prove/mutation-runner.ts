/**
 * Mutants → which of them a test notices. One process of vitest for all: it hands out a mutant's text in place of its file, and asks
 * the test files that know it best first. Started by `code-mutation.test.ts`; each line that it prints is one mutant.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { createVitest } from 'vitest/node'
import { type CodeMutant, findCodeMutants } from './code-mutants.ts'

/** One mutant, with the test file that noticed it. */
export interface Fate {
  /** Position among all mutants. */
  readonly at: number
  readonly killer?: string
  readonly seconds: number
}

const ROOT = resolve(import.meta.dirname, '../..')

/** Folders or files of tests that may know a room, the quick ones first; those of the last list are asked only about what survived. */
const ROOMS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'src/report': [
    ['test/report'],
    ['test/web/risks', 'test/web/trend', 'test/web/peers', 'test/web/how', 'test/web/incidents'],
    ['test/web/national', 'test/web/results', 'test/service/sharing', 'test/service/signing-off'],
    ['test/web/packs', 'test/web/caf', 'test/web/plan', 'test/web/fix-first', 'test/web/actions'],
  ],
  'src/scoring': [
    ['test/scoring/findings', 'test/scoring/scores', 'test/scoring/states', 'test/scoring/intervals'],
    ['test/scoring/replays', 'test/scoring/first-look', 'test/report/risks', 'test/report/results'],
    ['test/scoring/laws', 'test/scoring/compiled', 'test/rules-content/ca', 'test/report/lessons'],
  ],
  'src/service': [['test/service/permission', 'test/service/refused-by-state'], ['test/web/matrix']],
}
/** Says only that nothing is missing, of everything: it takes longer than all others together. */
const LAST = 'test/report/text.test.ts'

/** How many of the lists are asked, for a quick look (default: all). */
const LISTS = Number(process.env['PROVE_LISTS'] ?? 9)

const testFiles = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .map((name) => `test/${name}`)
  .filter((name) => name.endsWith('.test.ts') && !/^test\/(prove|bench|browser|cli)\//.test(name))
const sources = new Map(testFiles.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]))

/** Lists of test files, to be asked one after the other until one fails. */
function listsFor(file: string): string[][] {
  const room = Object.keys(ROOMS).find((one) => file.startsWith(one)) ?? ''
  const knowing = testFiles.filter((name) => name !== LAST && sources.get(name)?.includes(`/${file}'`))
  const quick = knowing.filter(
    (name) => /^test\/(report|scoring|service\/permission)/.test(name) && !name.includes('laws-of'),
  )
  const lists = (ROOMS[room] ?? []).map((paths) =>
    testFiles.filter((name) => name !== LAST && paths.some((path) => name.startsWith(path))),
  )
  const asked = new Set<string>()
  return [quick, ...lists, knowing, ...(room === 'src/report' ? [[LAST]] : [])]
    .map((list) =>
      list.filter((name) => {
        const isNew = !asked.has(name)
        asked.add(name)
        return isNew
      }),
    )
    .filter((list) => list.length > 0)
}

async function main(positions: readonly number[]): Promise<void> {
  const all = findCodeMutants(ROOT)
  let current: CodeMutant | undefined
  const failed: string[] = []
  const vitest = await createVitest(
    'test',
    {
      root: ROOT,
      config: false,
      watch: false,
      include: ['test/**/*.test.ts'],
      globalSetup: ['test/store/one-server.ts'],
      setupFiles: ['test/after-each-file.ts', 'test/prove/end-loops.ts'],
      isolate: false,
      // Its key is the file as it lies there, not the text of a mutant.
      fsModuleCache: false,
      maxWorkers: 1,
      bail: 1,
      reporters: [{ onTestModuleEnd: (one) => void (one.ok() || failed.push(one.relativeModuleId)) }],
      testTimeout: 300_000,
    },
    {
      oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
      plugins: [
        {
          name: 'mutant',
          enforce: 'pre',
          load: (id) =>
            current !== undefined && relative(ROOT, id.split('?')[0] ?? id) === current.file
              ? current.text
              : null,
        },
      ],
    },
  )
  const specifications = await vitest.globTestSpecifications()
  const swapIn = (mutant: CodeMutant | undefined) => {
    for (const one of [current, mutant]) if (one !== undefined) vitest.invalidateFile(join(ROOT, one.file))
    current = mutant
  }
  for (const at of positions) {
    const mutant = all[at]
    if (mutant === undefined) continue
    swapIn(mutant)
    const begun = performance.now()
    let killer: string | undefined
    for (const list of listsFor(mutant.file).slice(0, LISTS)) {
      const asked = specifications.filter(({ moduleId }) => list.includes(relative(ROOT, moduleId)))
      failed.length = 0
      const { unhandledErrors } = await vitest.runTestSpecifications(asked)
      killer = failed[0] ?? (unhandledErrors.length > 0 ? 'an error' : undefined)
      if (killer !== undefined) break
    }
    const seconds = Math.round((performance.now() - begun) / 100) / 10
    console.log(JSON.stringify({ at, seconds, ...(killer === undefined ? {} : { killer }) } satisfies Fate))
  }
  await vitest.close()
}

await main((process.argv[2] ?? '').split(',').filter(Boolean).map(Number))
process.exit(0)
