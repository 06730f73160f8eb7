/** A solver in a process of its own: what it answers, and what is said where it does not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { LinearModel, SolverTask } from '../../src/solver/model.ts'
import { SolverEnded } from '../../src/solver/model.ts'
import { withSolver } from '../../src/solver/with-solver.ts'

const whole = { lower: 0, upper: 1, whole: true }
/** Three things of which two fit. */
const bag: LinearModel = {
  columns: [whole, whole, whole],
  rows: [
    {
      lower: -Infinity,
      upper: 5,
      terms: [
        [0, 2],
        [1, 3],
        [2, 4],
      ],
    },
  ],
}
const task = (given: Partial<SolverTask> = {}): SolverTask => ({
  model: bag,
  smallest: [
    [0, -3],
    [1, -4],
    [2, -5],
  ],
  seconds: 10,
  ...given,
})
function program(text: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'ward-round-solver-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'program.mjs')
  writeFileSync(path, text)
  return pathToFileURL(path)
}

test('the best of all is found and proven; where nothing fits, that is proven', async () => {
  await withSolver(async (solve) => {
    expect(await solve(task())).toEqual({ kind: 'found', values: [1, 1, 0], value: -7, bound: -7 })
    const impossible = {
      ...bag,
      rows: [
        ...bag.rows,
        {
          lower: 6,
          upper: Infinity,
          terms: [
            [0, 2],
            [1, 3],
          ] as const,
        },
      ],
    }
    expect(await solve(task({ model: impossible }))).toEqual({ kind: 'none' })
    expect(await solve(task({ model: { columns: [], rows: [] }, smallest: [] }))).toMatchObject({
      kind: 'found',
    })
  })
})

test('where the time is over, what was found has a bound that is no worse', async () => {
  // So many things of like size and worth that no computer proves the best in a moment.
  const sizes = Array.from({ length: 120 }, (_, at) => 1000 + ((at * 7919) % 997))
  const hard: LinearModel = {
    columns: sizes.map(() => whole),
    rows: [0, 1, 2].map((turn) => ({
      lower: -Infinity,
      upper: 50_000,
      terms: sizes.map((size, at) => [at, ((size * (at + 3 * turn + 1)) % 1009) + 500] as const),
    })),
  }
  const solved = await withSolver((solve) =>
    solve({ model: hard, smallest: sizes.map((size, at) => [at, -size] as const), seconds: 0.2 }),
  )
  if (solved.kind === 'found') expect(solved.bound).toBeLessThanOrEqual(solved.value + 1e-6)
  else expect(solved.kind).toBe('nothing-yet')
})

test.each([
  ['ends', 'process.exit(3)'],
  ['is killed', "process.kill(process.pid, 'SIGKILL')"],
])('a process that %s is said to have ended, and the next one works', async (_, text) => {
  await withSolver(async (solve) => {
    await expect(solve(task())).rejects.toThrow(SolverEnded)
    await expect(solve(task())).rejects.toThrow(SolverEnded)
  }, program(text))
  expect(await withSolver((solve) => solve(task()))).toMatchObject({ kind: 'found', value: -7 })
})

test('who comes after five others is asked to come again, and the five are served', async () => {
  const quick = program("process.on('message', () => process.send({ kind: 'none' }))")
  const ask = () => withSolver((solve) => solve(task()), quick)
  const five = Array.from({ length: 5 }, ask)
  expect(ask).toThrow('Try again in a moment')
  expect((await Promise.all(five)).map(({ kind }) => kind)).toEqual(Array(5).fill('none'))
  expect(await ask()).toEqual({ kind: 'none' })
})
