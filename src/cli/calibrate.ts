/**
 * `wardround calibrate [dir]`: its tables, and which targets hold; exit code 1 when one does not.
 * `--write` keeps what was found, with what each answer can move, in `calibrated.json`. `--json` prints the same.
 */

import { calibratedOf, findingLine, maturityRows, settledRows } from '../report/calibration.ts'
import { writeCalibrated } from '../rules/calibrated.ts'
import { calibrate as measure } from '../scoring/calibration.ts'
import { movesOf } from '../scoring/moves.ts'
import type { Options } from './options.ts'
import { print, printJson } from './print.ts'
import { misuse } from './refusal.ts'
import { loadRules, rulesFolder } from './rules.ts'

/** @throws Refusal */
export async function calibrate(dir: string | undefined, options: Options): Promise<void> {
  const { ruleSet, calibration } = await loadRules(dir)
  if (calibration === undefined)
    throw misuse('The rule set has no calibration.yaml: there is nothing to check it against.')
  const found = measure(ruleSet, calibration)
  const kept = calibratedOf(ruleSet, calibration, found, movesOf(ruleSet, calibration))
  if (options.write === true) writeCalibrated(rulesFolder(dir), kept)
  if (found.findings.some(({ holds }) => !holds)) process.exitCode = 1
  if (options.json === true) {
    printJson(kept)
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
      'While nothing else is answered:',
      ...settledRows(kept).map(([name = '', ...cells]) =>
        [name.padEnd(26), ...cells.map((cell) => cell.padStart(20))].join(''),
      ),
      '',
      ...found.findings.map(findingLine),
      '',
      `${held} of ${found.findings.length} targets hold.`,
    ].map((text) => ({ text })),
  )
}
