/** The real rule set passes its own check, and is read quickly. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileFiles, loadRuleSet } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { findIssues, print } from './sample.ts'

const folder = join(import.meta.dirname, '../../rules')

test('the real rules have no fault and no warning', () => {
  expect(print(findIssues(folder))).toBe('')
})

test('the real rules compile to the same digest from their files as they are kept', () => {
  const { ruleSet } = loadRuleSet(folder, scoresBeforeLimits)
  expect(compileFiles(ruleSet.files).digest).toBe(ruleSet.digest)
})
