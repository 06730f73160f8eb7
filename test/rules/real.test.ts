/** The real rule set passes its own check, and is read quickly. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileFiles, loadRuleSet } from '../../src/rules/rule-set.ts'
import { findIssues, print } from './sample.ts'

const folder = join(import.meta.dirname, '../../rules')

test('the real rules have no fault and no warning', () => {
  expect(print(findIssues(folder))).toBe('')
})

test('the real rules have 80 questions in 12 domains, two registers and 19 incidents', () => {
  const { ruleSet } = loadRuleSet(folder)
  const counted = ruleSet.questions.length + ruleSet.context.filter(({ amongThe80 }) => amongThe80).length
  expect(counted).toBe(80)
  expect(ruleSet.domains).toHaveLength(12)
  expect(ruleSet.registers).toHaveLength(2)
  expect(ruleSet.incidents).toHaveLength(19)
  expect(compileFiles(ruleSet.files).digest).toBe(ruleSet.digest)
})
