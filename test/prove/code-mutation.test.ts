/**
 * Two texts are swapped, or a comparison is turned round, in one place of the program at a time, and a test notices. Of all such changes
 * 300 are tried, the same each time; the score is printed, with everything that no test noticed.
 * PROVE_MUTANTS takes so large a share of them, for a quick look (default 1).
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { chanceOf } from '../../src/random.ts'
import { type CodeMutant, findCodeMutants } from './code-mutants.ts'
import type { Fate } from './mutation-runner.ts'

const SHARE = Number(process.env['PROVE_MUTANTS'] ?? 1)
/** How many of each kind are tried, and how many of them, in percent, a test must notice. */
const TRIED = { words: 120, code: 180 }
const WANTED = { words: 80, code: 85 }
/** One to a core. */
const RUNNERS = 2

const root = join(import.meta.dirname, '../..')

async function run(positions: readonly number[]): Promise<Fate[]> {
  const fates: Fate[] = []
  const runner = spawn(
    process.execPath,
    [join(import.meta.dirname, 'mutation-runner.ts'), positions.join()],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  createInterface(runner.stdout).on('line', (line) => {
    if (line.startsWith('{"at"')) fates.push(JSON.parse(line) as Fate)
  })
  await once(runner, 'close')
  return fates
}

test('texts and comparisons are held by tests', async () => {
  const all = findCodeMutants(root)
  // By what it changes and how often that was seen before, so that the others stay the same when a file changes.
  const seen = new Map<string, number>()
  const order = all.map(({ file, what }) => {
    const before = seen.get(file + what) ?? 0
    seen.set(file + what, before + 1)
    return chanceOf('code-mutation', file, what, before).next()
  })
  const taken = (['words', 'code'] as const).flatMap((kind) =>
    [...all.keys()]
      .filter((at) => all[at]?.kind === kind)
      .toSorted((a, b) => (order[a] ?? 0) - (order[b] ?? 0))
      .slice(0, Math.ceil(TRIED[kind] * SHARE)),
  )
  const fates = (
    await Promise.all(
      Array.from({ length: RUNNERS }, (_, runner) =>
        run(taken.filter((_, index) => index % RUNNERS === runner)),
      ),
    )
  ).flat()
  const nameOf = ({ at }: Fate) => all[at] as CodeMutant
  const percent = (kind: CodeMutant['kind']) => {
    const those = fates.filter((one) => nameOf(one).kind === kind)
    return (100 * those.filter(({ killer }) => killer !== undefined).length) / those.length
  }
  const left = fates.filter(({ killer }) => killer === undefined)
  console.log(
    [
      `${all.length} changes, of which ${fates.length} were tried in ${Math.round(fates.reduce((sum, { seconds }) => sum + seconds, 0) / 60)} minutes of one core:`,
      `${percent('words').toFixed(1)} % of swapped texts and ${percent('code').toFixed(1)} % of comparisons were noticed.`,
      ...left
        .map(nameOf)
        .map(({ kind, file, line, what }) => `not noticed: ${file}:${line} ${kind}, ${what}`),
    ].join('\n'),
  )
  expect(fates).toHaveLength(taken.length)
  expect(percent('words')).toBeGreaterThanOrEqual(WANTED.words)
  expect(percent('code')).toBeGreaterThanOrEqual(WANTED.code)
})
