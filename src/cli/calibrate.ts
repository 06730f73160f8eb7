/** `wardround calibrate [dir]`: its tables, and which targets hold; exit code 1 when one does not. `--json` prints `Calibration`. */

import { findingLine, maturityRows } from '../report/calibration.ts'
import { calibrate as measure } from '../scoring/calibration.ts'
import type { Options } from './main.ts'
import { print, printJson } from './print.ts'
import { misuse } from './refusal.ts'
import { loadRules } from './rules.ts'

/** @throws Refusal */
export async function calibrate(dir: string | undefined, options: Options): Promise<void> {
  const { ruleSet, calibration } = await loadRules(dir)
  if (calibration === undefined)
    throw misuse('The rule set has no calibration.yaml: there is nothing to hold it against.')
  const found = measure(ruleSet, calibration)
  if (found.findings.some(({ holds }) => !holds)) process.exitCode = 1
  if (options.json === true) {
    printJson(found)
    return
  }
  const table = (shifted: boolean) =>
    maturityRows(found, shifted).map((row) => row.map((cell) => cell.padStart(14)).join(''))
  const held = found.findings.filter(({ holds }) => holds).length
  print(
    [
      `${calibration.draws} made-up organisations at each maturity:`,
      ...table(false),
      '',
      'The same, with strong and weak domains:',
      ...table(true),
      '',
      ...found.findings.map(findingLine),
      '',
      `${held} of ${found.findings.length} targets hold.`,
    ].map((text) => ({ text })),
  )
}
