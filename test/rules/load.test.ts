/** Reading a folder of rules: what is kept, what is refused, and that a kept rule set can be compiled again. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { RuleIssues } from '../../src/errors.ts'
import { readRuleFiles } from '../../src/rules/load.ts'
import { publish } from '../../src/rules/published.ts'
import { compileFiles, loadFiles, loadRuleSet, loadWithoutCases } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { good, goodFiles } from './sample.ts'

const { ruleSet, cases, trusts } = loadRuleSet(good, scoresBeforeLimits)

test('who runs no cases gets the same rule set and trusts, and no word about faults of the cases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'))
  try {
    cpSync(good, folder, { recursive: true })
    writeFileSync(join(folder, 'cases/first.yaml'), 'no: cases\n')
    expect(() => loadRuleSet(folder, scoresBeforeLimits)).toThrow('cases/first.yaml')
    expect(loadWithoutCases(folder, scoresBeforeLimits).ruleSet).toEqual(ruleSet)
    expect(loadWithoutCases(folder, scoresBeforeLimits).trusts).toEqual(trusts)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a file of more than 1 MB is refused before it is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'))
  try {
    writeFileSync(join(folder, 'scope.yaml'), '#'.repeat(1_000_001))
    expect(() => readRuleFiles(folder)).toThrow('scope.yaml:1 file-too-big')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a link is refused, whatever it leads to: a rule that some would read and some would not is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'))
  try {
    cpSync(good, folder, { recursive: true })
    symlinkSync('takeover.yaml', join(folder, 'risks/linked.yaml'))
    symlinkSync('risks', join(folder, 'more'))
    expect(() => readRuleFiles(folder)).toThrow(/more:1 symbolic-link[^]*risks\/linked.yaml:1 symbolic-link/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('what was published under a version is what it stays; a new version is free', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'))
  const write = (from: string, to: string) => {
    const path = join(folder, 'ruleset.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(from, to))
  }
  try {
    cpSync(good, folder, { recursive: true })
    publish(folder, loadRuleSet(folder, scoresBeforeLimits).ruleSet)
    expect(loadRuleSet(folder, scoresBeforeLimits).ruleSet.digest).toBe(ruleSet.digest)
    write('Tiny rule set', 'Small rule set')
    for (const load of [loadRuleSet, loadWithoutCases])
      expect(() => load(folder, scoresBeforeLimits)).toThrow(
        'ruleset.yaml:1 version-published version 1.0.0 was published',
      )
    write('version: 1.0.0', 'version: 1.0.1')
    publish(folder, loadRuleSet(folder, scoresBeforeLimits).ruleSet)
    expect(Object.keys(JSON.parse(readFileSync(join(folder, 'published.json'), 'utf8')) as object)).toEqual([
      '1.0.0',
      '1.0.1',
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a name that many places use and nothing has is told once, before what follows from it', () => {
  const files = goodFiles()
  const doors = (files['domains/doors.yaml'] ?? '').replace('id: ways-in', 'id: way-in')
  try {
    loadFiles({ ...files, 'domains/doors.yaml': doors }, scoresBeforeLimits)
    expect.unreachable()
  } catch (error) {
    const { issues } = error as RuleIssues
    expect(issues[0]?.code).toBe('unknown-id')
    expect(issues[0]?.remedy).toContain('way-in')
    expect(issues[0]?.message).toMatch(/no question is called “ways-in”; it stands at .* too$/)
    expect(issues.filter(({ message }) => message.includes('no question is called'))).toHaveLength(1)
  }
})

test('one wrong indent is one fault', () => {
  const risk = goodFiles()['risks/takeover.yaml'] ?? ''
  const wrong = risk.replace('      any:', '    any:').replace('    consequence: 1', '   consequence: 1')
  try {
    loadFiles(goodFiles({ 'risks/takeover.yaml': wrong }), scoresBeforeLimits)
    expect.unreachable()
  } catch (error) {
    expect((error as RuleIssues).issues).toHaveLength(1)
  }
})

test('all faults of shape are reported in one run, sorted by file and line', () => {
  const files = goodFiles({
    'scope.yaml': 'title: 7\nlead: Words.\nquestions: []\n',
    'risks/takeover.yaml': goodFiles()['risks/takeover.yaml']!.replace('id: takeover', 'name: takeover'),
  })
  expect.assertions(2)
  try {
    loadFiles(files, scoresBeforeLimits)
  } catch (error) {
    expect(error).toBeInstanceOf(RuleIssues)
    expect((error as RuleIssues).issues.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
      'risks/takeover.yaml:1 missing-key',
      'risks/takeover.yaml:1 unknown-key',
      'scope.yaml:1 wrong-shape',
      'scope.yaml:3 wrong-shape',
    ])
  }
})

test('a file nested a hundred thousand levels deep is a fault, not a crash', () => {
  const files = goodFiles({ 'scope.yaml': '['.repeat(100_000) })
  expect(() => loadFiles(files, scoresBeforeLimits)).toThrow('not-yaml')
})

describe('the digest', () => {
  test('is the same for the same files, in whatever order they come', () => {
    const backwards = Object.fromEntries(Object.entries(goodFiles()).reverse())
    expect(loadFiles(backwards, scoresBeforeLimits).ruleSet.digest).toBe(ruleSet.digest)
  })

  test('changes with every byte of a rule, a comment too', () => {
    const files = goodFiles()
    const commented = { ...files, 'scope.yaml': `${files['scope.yaml']}# a remark\n` }
    expect(loadFiles(commented, scoresBeforeLimits).ruleSet.digest).not.toBe(ruleSet.digest)
  })

  test('does not change with the cases, which only test the rules', () => {
    const withoutCases = Object.entries(goodFiles()).filter(([path]) => path !== 'cases/first.yaml')
    expect(loadFiles(Object.fromEntries(withoutCases), scoresBeforeLimits).ruleSet.digest).toBe(
      ruleSet.digest,
    )
  })
})

test('a kept rule set compiles again to the same rule set', () => {
  expect(compileFiles(ruleSet.files)).toEqual(ruleSet)
})

test('a kept rule set stays readable when a rule of the check would now refuse it', () => {
  const files = goodFiles()
  const heavy = {
    ...files,
    'domains/doors.yaml': files['domains/doors.yaml']!.replace('weight: 2', 'weight: 4'),
  }
  expect(() => loadFiles(heavy, scoresBeforeLimits)).toThrow('weight-disagrees')
  expect(compileFiles(heavy).questions[1]?.weight).toBe(4)
})

test('a rule set is frozen to its leaves', () => {
  expect(Object.isFrozen(ruleSet.questions[0]?.levels[0])).toBe(true)
  expect(Object.isFrozen(ruleSet.matrix.bands)).toBe(true)
})

test('a case knows the line of each result it expects', () => {
  const [first] = cases
  expect(first).toMatchObject({
    file: 'cases/first.yaml',
    line: 2,
    name: 'a closed door lowers the risk of a takeover',
  })
  expect(first?.placeOf('expect', 'domains', 'doors', 'score')).toEqual({ file: 'cases/first.yaml', line: 8 })
  expect(first?.placeOf('expect', 'risks', 'nothing')).toEqual({ file: 'cases/first.yaml', line: 9 })
})

test('the answers of an invented trust are handed on unread', () => {
  expect(trusts).toEqual([
    { name: 'small', file: 'cases/trusts/small.yaml', text: expect.stringContaining('ways-in: 3') as string },
  ])
})
