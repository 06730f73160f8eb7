import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { RuleIssues } from '../../src/errors.ts'
import { compileKept, loadKept, makeKept } from '../../src/rules/kept.ts'
import { compileFiles, loadWithoutCases } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { readFramework } from '../../src/caf/read-framework.ts'
import { MADE_UP } from '../caf/made-up.ts'
import { broken, good } from './sample.ts'

function emptyHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'kept-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  return home
}

test('a rule set that is read again is the same to its leaves, and frozen', async () => {
  const home = emptyHome()
  const first = await loadKept(good, home, scoresBeforeLimits)
  const again = await loadKept(good, home, scoresBeforeLimits)
  expect(again).not.toBe(first)
  const { ruleSet, trusts, warnings, calibration } = loadWithoutCases(good, scoresBeforeLimits)
  expect(again).toEqual({ ruleSet, trusts, warnings, calibration })
  expect(again.ruleSet.byId).toBeInstanceOf(Map)
  expect(Object.isFrozen(again.ruleSet.questions[0]?.levels)).toBe(true)
})

test('what was kept half, as a power cut leaves it, is worked out anew', async () => {
  const home = emptyHome()
  const { ruleSet } = await loadKept(good, home, scoresBeforeLimits)
  const [name = ''] = readdirSync(home)
  const whole = readFileSync(join(home, name))
  for (const bytes of [whole.subarray(0, whole.length / 2), Buffer.alloc(whole.length), Buffer.alloc(0)]) {
    writeFileSync(join(home, name), bytes)
    expect((await loadKept(good, home, scoresBeforeLimits)).ruleSet).toEqual(ruleSet)
    expect(readFileSync(join(home, name))).toEqual(whole)
  }
})

test('earlier rule sets are kept beside it, the newest four', async () => {
  const home = emptyHome()
  await loadKept(good, home, scoresBeforeLimits)
  const { files } = loadWithoutCases(good, scoresBeforeLimits).ruleSet
  const versions = ['0.1.0', '0.2.0', '0.3.0', '0.4.0', '0.5.0']
  for (const [index, version] of versions.entries()) {
    const earlier = {
      ...files,
      'ruleset.yaml': (files['ruleset.yaml'] ?? '').replace(/^version: .*$/m, `version: ${version}`),
    }
    const compiled = compileFiles(earlier)
    expect(compiled.version).toBe(version)
    const before = new Set(readdirSync(home))
    expect(await compileKept(earlier, home)).toEqual(compiled)
    const [made = ''] = readdirSync(home).filter((name) => !before.has(name))
    utimesSync(join(home, made), index, index)
    expect(await compileKept(earlier, home)).toEqual(compiled)
    expect(await compileKept(earlier, undefined)).toEqual(compiled)
  }
  const kept = readdirSync(home).map((name) => name.split('-')[0])
  expect(kept.toSorted()).toEqual(['earlier', 'earlier', 'earlier', 'earlier', 'rules'])
})

test('faults are not kept, nor anything where no folder is', async () => {
  const home = emptyHome()
  await expect(
    loadKept(join(broken, readdirSync(broken)[0] ?? ''), home, scoresBeforeLimits),
  ).rejects.toBeInstanceOf(RuleIssues)
  expect(readdirSync(home)).toEqual([])
  expect((await loadKept(good, join(home, 'nowhere'), scoresBeforeLimits)).ruleSet.digest).toBe(
    loadWithoutCases(good, scoresBeforeLimits).ruleSet.digest,
  )
})

test('an official framework is read once, and is the same to its leaves', async () => {
  const home = emptyHome()
  let made = 0
  const make = () => {
    made++
    return readFramework(MADE_UP)
  }
  for (const _ of [1, 2, 3]) expect(await makeKept(MADE_UP, home, make)).toEqual(readFramework(MADE_UP))
  expect(made).toBe(1)
  await makeKept(`${MADE_UP}\n`, home, make)
  expect(made).toBe(2)
})
