/**
 * `calibrated.json` of a rules folder: what the calibration found of the rules as they stand, for pages and people.
 * It is no part of the rule set, and changes no digest: it names the digest that it was made of, and is nothing to any other.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RuleIssues } from '../errors.ts'
import type { Calibrated, RuleSet } from './model.ts'

const FILE = 'calibrated.json'

/**
 * The rule set with what was found of it; as it is where nothing was written, or of another digest.
 *
 * @throws RuleIssues when the file cannot be read.
 */
export function withCalibrated(folder: string, ruleSet: RuleSet): RuleSet {
  const calibrated = readCalibrated(folder)
  return calibrated?.digest === ruleSet.digest ? Object.freeze({ ...ruleSet, calibrated }) : ruleSet
}

/** What was written, of whatever digest; undefined where nothing was. */
export function readCalibrated(folder: string): Calibrated | undefined {
  const path = join(folder, FILE)
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Calibrated
  } catch {
    const remedy = 'Make it again: npx wardround calibrate --write.'
    throw new RuleIssues([{ code: 'not-text', file: FILE, line: 1, message: 'the file is not JSON', remedy }])
  }
}

export function writeCalibrated(folder: string, calibrated: Calibrated): void {
  writeFileSync(join(folder, FILE), `${JSON.stringify(calibrated, null, 1)}\n`)
}
