/** A folder → a checked rule set, or a refusal that names every fault. The project's own rules when no folder is named. */

import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { RuleIssues, type RuleIssue } from '../errors.ts'
import { KEPT, PROJECT } from '../project.ts'
import { loadKept } from '../rules/kept.ts'
import type { LoadedRuleSet } from '../rules/rule-set.ts'
import { scoresBeforeLimits } from '../scoring/before-limits.ts'
import { misuse, Refusal } from './refusal.ts'

const OWN_RULES = fileURLToPath(new URL('rules', PROJECT))

/** The folder to read; @throws Refusal when it is not a folder. */
export function rulesFolder(dir: string | undefined): string {
  const folder = dir ?? OWN_RULES
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found === undefined) throw misuse(`There is no folder ${folder}.`)
  if (!found.isDirectory())
    throw misuse(`${folder} is not a folder. Name the folder that holds ruleset.yaml.`)
  return folder
}

/**
 * The rule set a command works with. The project's own is worked out once for each content, where the program keeps anything.
 *
 * @throws Refusal with exit code 1 when the rule set has faults.
 */
export async function loadRules(dir: string | undefined): Promise<Omit<LoadedRuleSet, 'cases'>> {
  const folder = rulesFolder(dir)
  try {
    if (dir === undefined && KEPT !== undefined)
      return await loadKept(folder, fileURLToPath(KEPT), scoresBeforeLimits)
    const { loadWithoutCases } = await import('../rules/rule-set.ts')
    return loadWithoutCases(folder, scoresBeforeLimits)
  } catch (error) {
    if (!(error instanceof RuleIssues)) throw error
    throw new Refusal(1, [
      `The rule set in ${folder} has faults:`,
      ...error.issues.flatMap((issue) => issueLines(issue)),
    ])
  }
}

/** `file:line code message`, and the remedy indented below it. */
export function issueLines({ file, line, code, message, remedy }: RuleIssue, kind = ''): string[] {
  return [`${file}:${line} ${kind}${code} ${message}`, `    ${remedy}`]
}
