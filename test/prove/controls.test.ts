/**
 * Every abuse case that has a control has a test that fails without it: each control is taken away, one at a time, in a copy of
 * the program, and the test that stands for it must then fail. The cases are those of the threat model in SECURITY.md.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONTROLS, type Control } from './controls.ts'

const COPIED = [
  'src',
  'rules',
  'test',
  'migrations',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'README.md',
]
let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'ward-round-controls-'))
  for (const name of COPIED) cpSync(name, join(copy, name), { recursive: true })
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true }))

interface Outcome {
  readonly numPassedTests: number
  readonly numFailedTests: number
}

/** Runs one test file of the copy. */
async function run({ test: file, named }: Control): Promise<Outcome> {
  const report = join(copy, 'outcome.json')
  rmSync(report, { force: true })
  const only = named === undefined ? [] : ['-t', named]
  await new Promise<void>((done) => {
    const args = ['vitest', 'run', file, ...only, '--reporter=json', `--outputFile=${report}`]
    execFile('npx', args, { cwd: copy, maxBuffer: 1 << 26 }, () => done())
  })
  return JSON.parse(readFileSync(report, 'utf8')) as Outcome
}

const cases = Map.groupBy(CONTROLS, (control) => control.abuse)

describe.each([...cases])('abuse case %i', (_, controls) => {
  test.each(controls)('without this, a test fails: $what', async (control) => {
    const path = join(copy, control.file)
    const whole = readFileSync(path, 'utf8')
    expect(whole.split(control.from), `the control in ${control.file}`).toHaveLength(2)
    try {
      writeFileSync(
        path,
        whole.replace(control.from, () => control.to),
      )
      const { numFailedTests } = await run(control)
      expect(numFailedTests).toBeGreaterThan(0)
    } finally {
      writeFileSync(path, whole)
    }
  })
})

test('and with every control in place, the same tests pass', async () => {
  const wrong: string[] = []
  for (const [, [control]] of Map.groupBy(CONTROLS, (one) => `${one.test} ${one.named ?? ''}`)) {
    if (control === undefined) continue
    const { numPassedTests, numFailedTests } = await run(control)
    if (numFailedTests > 0 || numPassedTests === 0) wrong.push(control.what)
  }
  expect(wrong).toEqual([])
})
