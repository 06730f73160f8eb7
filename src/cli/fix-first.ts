/** `wardround fix-first FILE`: what to fix first. `--json` prints `FixFirst` of `planning/model.ts`. */

import { findFixFirst } from '../planning/fix-first.ts'
import { addFixFirst } from '../report/text-fix-first.ts'
import { examine } from './answers.ts'
import type { Options } from './options.ts'
import { printAs } from './print.ts'
import { misuse } from './refusal.ts'
import { loadRules } from './rules.ts'

/** @throws Refusal */
export async function fixFirst(file: string, options: Options): Promise<void> {
  const { ruleSet } = await loadRules(options.rules)
  const { improvements } = ruleSet
  if (improvements === undefined)
    throw misuse('These rules do not say what raising an answer takes. Write improvements.yaml beside them.')
  const examined = await examine(ruleSet, file)
  const found = findFixFirst(examined, improvements)
  printAs(options, found, (page) => addFixFirst(page, examined, improvements, found))
}
