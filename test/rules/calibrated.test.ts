import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeCalibrated } from '../../src/rules/calibrated.ts'
import type { Calibrated } from '../../src/rules/model.ts'
import { loadKept } from '../../src/rules/kept.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { good } from './sample.ts'

const found = (digest: string): Calibrated => ({
  digest,
  draws: 10,
  maturities: [],
  findings: [],
  firstLook: [],
  moves: [],
})

test('what a calibration found goes with the rules that it was made of, and with no others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'calibrated-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(good, folder, { recursive: true })
  const { ruleSet } = loadRuleSet(folder, scoresBeforeLimits)
  expect(ruleSet.calibrated).toBe(undefined)
  writeCalibrated(folder, found(ruleSet.digest))
  expect(loadRuleSet(folder, scoresBeforeLimits).ruleSet).toEqual({
    ...ruleSet,
    calibrated: found(ruleSet.digest),
  })
  expect((await loadKept(folder, folder, scoresBeforeLimits)).ruleSet.calibrated).toEqual(
    found(ruleSet.digest),
  )
  writeCalibrated(folder, found('0'.repeat(64)))
  expect(loadRuleSet(folder, scoresBeforeLimits).ruleSet).toEqual(ruleSet)
  writeFileSync(join(folder, 'calibrated.json'), 'half of it')
  expect(() => loadRuleSet(folder, scoresBeforeLimits)).toThrow(
    'calibrated.json:1 not-text the file is not JSON',
  )
})
