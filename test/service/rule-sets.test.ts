import { expect, test } from 'vitest'
import { compileFiles } from '../../src/rules/rule-set.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment, getResult } from '../../src/service/assessments.ts'
import { findRuleSetFiles } from '../../src/store/rule-sets.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, RULE_SET } from './house.ts'
import { newFile } from '../store/files.ts'

test('a kept rule set compiles again to the same digest', async () => {
  const house = await openTestHouse()
  const files = await findRuleSetFiles(house.db, RULE_SET.digest)
  expect(compileFiles(files ?? {}).digest).toBe(RULE_SET.digest)
  expect(await findRuleSetFiles(house.db, 'unknown')).toBeUndefined()
  await house.close()
})

test('rules that changed under their old version are refused at the start, and the database stays as it is', async () => {
  const file = newFile()
  await (await openTestHouse(file)).close()
  const text = RULE_SET.files['ruleset.yaml'] ?? ''
  const changed = compileFiles({ ...RULE_SET.files, 'ruleset.yaml': text.replace('below: 3', 'below: 4') })
  await expect(openTestHouse(file, changed)).rejects.toThrow(
    `The rules differ from version ${RULE_SET.version}`,
  )
  await (await openTestHouse(file)).close()
})

test('an older assessment is asked, scored and explained with its own rule set', async () => {
  const file = newFile()
  const older = await openTestHouse(file)
  await addTrust(older, 'a')
  await saveAnswer(older, person('a'), 'a', CHOICE.id, 0, choose(1))
  const before = await getResult(older, person('a'), 'a')
  await older.close()

  const text = RULE_SET.files['ruleset.yaml'] ?? ''
  const newer = compileFiles({
    ...RULE_SET.files,
    'ruleset.yaml': text
      .replace('no-real-change-below: 3', 'no-real-change-below: 4')
      .replace(/^version: .*$/m, 'version: 9.0.0'),
  })
  expect(newer.digest).not.toBe(RULE_SET.digest)
  const house = await openTestHouse(file, newer)
  const after = await getResult(house, person('a'), 'a')
  expect(after.result).toEqual(before.result)
  expect(after.view.ruleSet.noRealChangeBelow).toBe(3)

  await saveAnswer(house, person('a'), 'a', CHOICE.id, 1, choose(2))
  const { assessment, ruleSet } = await getAssessment(house, person('a'), 'a')
  expect(assessment.ruleSetDigest).toBe(RULE_SET.digest)
  expect(ruleSet.digest).toBe(RULE_SET.digest)
  await house.close()
})
