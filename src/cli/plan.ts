/**
 * `wardround plan FILE`: what to do with so much money and so many days, to reach a band, or to stop an attack.
 * `--json` prints `PlanFound` of `planning/model.ts`, beside what was asked.
 */

import { readAskedPlan } from '../planning/asked.ts'
import { findPlan } from '../planning/find-plan.ts'
import { addPlan } from '../report/text-plan.ts'
import { withSolver } from '../solver/with-solver.ts'
import { examine } from './answers.ts'
import type { Options } from './options.ts'
import { printAs } from './print.ts'
import { misuse, Refusal } from './refusal.ts'
import { loadRules } from './rules.ts'

/** Nobody waits longer for one plan (ours); a page waits less. */
const SECONDS = 20

/** @throws Refusal */
export async function plan(file: string, options: Options): Promise<void> {
  const { ruleSet } = await loadRules(options.rules)
  const { improvements } = ruleSet
  if (improvements === undefined)
    throw misuse('These rules do not say what raising an answer takes. Write improvements.yaml beside them.')
  const { budget = '', days = '', reach = '', stop = '', keep = [], without = [] } = options
  const read = readAskedPlan(ruleSet, { budget, days, reach, stop, keep, without })
  if (!read.ok)
    throw new Refusal(
      2,
      read.faults.map(({ field, message }) => `--${field}: ${message}`),
    )
  const { asked } = read
  const examined = await examine(ruleSet, file)
  const found = await withSolver((solve) => findPlan(examined, improvements, asked, solve, SECONDS))
  const of = { ruleSet, improvements, asked, found }
  printAs(options, { asked, found }, (page) => addPlan(page, examined, of))
}
