/** Every fault that the check knows, from a rule set that is right but for that one fault. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ruleCodes } from '../../src/rules/codes.ts'
import { broken, brokenSets, findIssues, findIssuesOf, good, print } from './sample.ts'

const found = new Map(brokenSets.map((name) => [name, findIssuesOf(name)]))

test('the good rule set has no fault and no warning', () => {
  expect(print(findIssues(good))).toBe('')
})

test.each(brokenSets)('%s: the author is told what is wrong, where, and what to do', async (name) => {
  const issues = found.get(name) ?? []
  expect(issues.length).toBeGreaterThan(0)
  await expect(print(issues)).toMatchFileSnapshot(join(broken, name, 'expected.txt'))
})

test('a broken rule set stands for every code that the check can report', () => {
  const codes = new Set([...found.values()].flat().map(({ code }) => code))
  // A file of more than 1 MB is made by its own test, so that the repository need not hold one.
  codes.add('file-too-big')
  // A link is made by its own test too, since not every file system has them.
  codes.add('symbolic-link')
  expect(Object.keys(ruleCodes).filter((code) => !codes.has(code))).toEqual([])
  expect([...codes].filter((code) => !(code in ruleCodes))).toEqual([])
})
