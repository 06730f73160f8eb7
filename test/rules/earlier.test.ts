/** Rule sets of before, in one file each: what was published, word for word, and no part of today's. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readEarlierFiles } from '../../src/rules/earlier.ts'
import { compileFiles, loadRuleSet } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { findIssues, good, print } from './sample.ts'

const folder = join(import.meta.dirname, '../../rules')

test('every rule set of before has the digest under which it was published, and compiles in today’s language', () => {
  const published = JSON.parse(readFileSync(join(folder, 'published.json'), 'utf8')) as Record<string, string>
  const versions = readdirSync(join(folder, 'earlier')).map((name) => name.replace(/\.json$/, ''))
  expect(versions).toContain('1.0.0')
  for (const version of versions) {
    const ruleSet = compileFiles(readEarlierFiles(folder, version))
    expect([ruleSet.version, ruleSet.digest]).toEqual([version, published[version]])
  }
})

test('it is neither read nor checked with today’s rules, and does not change their digest', () => {
  const copy = mkdtempSync(join(tmpdir(), 'rules-'))
  onTestFinished(() => rmSync(copy, { recursive: true }))
  cpSync(good, copy, { recursive: true })
  const { digest } = loadRuleSet(copy, scoresBeforeLimits).ruleSet
  cpSync(join(folder, 'earlier'), join(copy, 'earlier'), { recursive: true })
  writeFileSync(join(copy, 'earlier/0.1.0.json'), 'not even JSON')
  expect(print(findIssues(copy))).toBe('')
  expect(loadRuleSet(copy, scoresBeforeLimits).ruleSet.digest).toBe(digest)
})
