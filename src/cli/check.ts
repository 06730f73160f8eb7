/**
 * `wardround check [dir]`: every fault of a rule set in one run, then its cases; exit code 1 when there is any.
 * `--publish` writes down that the version stays as it is from now on. `--json` prints `CheckReport`. Warnings are printed, and harm no exit code.
 */

import { RuleIssues, type RuleIssue } from '../errors.ts'
import { countedContext } from '../rules/counted.ts'
import { publish } from '../rules/published.ts'
import { type LoadedRuleSet, loadRuleSet } from '../rules/rule-set.ts'
import { countWords } from '../report/words.ts'
import { scoresBeforeLimits } from '../scoring/before-limits.ts'
import { runCases } from '../scoring/cases.ts'
import type { Options } from './options.ts'
import { print, printJson } from './print.ts'
import { issueLines, rulesFolder } from './rules.ts'

/** The shape of `check --json`. */
export interface CheckReport {
  readonly ok: boolean
  /** Null while the files cannot be read as a rule set. */
  readonly ruleSet: { readonly id: string; readonly version: string; readonly digest: string } | null
  readonly counts: {
    readonly domains: number
    /** Questions of the domains, and those of the scope that the questionnaire counts with them. */
    readonly scored: number
    readonly ofScope: number
    readonly registers: number
    readonly risks: number
    readonly incidents: number
    readonly cases: number
  } | null
  readonly faults: readonly RuleIssue[]
  readonly warnings: readonly RuleIssue[]
}

/** @throws Refusal when the folder is none. */
export function check(dir: string | undefined, options: Options): void {
  const folder = rulesFolder(dir)
  const report = examineRules(folder, options.publish === true)
  if (!report.ok) process.exitCode = 1
  if (options.json === true) printJson(report)
  else print(reportLines(report).map((text) => ({ text })))
}

function examineRules(folder: string, toPublish: boolean): CheckReport {
  let loaded: LoadedRuleSet
  try {
    loaded = loadRuleSet(folder, scoresBeforeLimits)
  } catch (error) {
    if (!(error instanceof RuleIssues)) throw error
    return { ok: false, ruleSet: null, counts: null, faults: error.issues, warnings: [] }
  }
  const { ruleSet, warnings, cases } = loaded
  const faults = runCases(ruleSet, loaded)
  if (toPublish && faults.length === 0) publish(folder, ruleSet)
  return {
    ok: faults.length === 0,
    ruleSet: { id: ruleSet.id, version: ruleSet.version, digest: ruleSet.digest },
    counts: {
      domains: ruleSet.domains.length,
      scored: ruleSet.questions.length,
      ofScope: countedContext(ruleSet).length,
      registers: ruleSet.registers.length,
      risks: ruleSet.risks.length,
      incidents: ruleSet.incidents.length,
      cases: cases.length,
    },
    faults,
    warnings,
  }
}

function reportLines({ ok, ruleSet, counts, faults, warnings }: CheckReport): string[] {
  const lines = [
    ...faults.flatMap((issue) => issueLines(issue)),
    ...warnings.flatMap((issue) => issueLines(issue, 'warning ')),
  ]
  const warned = warnings.length === 0 ? '' : `, ${countWords(warnings.length, 'warning')}`
  if (!ok || ruleSet === null || counts === null)
    return [...lines, `${countWords(faults.length, 'fault')}${warned}.`]
  const counted = [
    countWords(counts.scored, 'scored question'),
    `in ${countWords(counts.domains, 'domain')}`,
    `${counts.ofScope} of scope`,
    countWords(counts.registers, 'register'),
    countWords(counts.risks, 'risk'),
    countWords(counts.incidents, 'incident'),
    `${countWords(counts.cases, 'case')} agree`,
  ]
  const [questions = '', domains = '', ...rest] = counted
  return [
    ...lines,
    `${ruleSet.id} ${ruleSet.version} is sound: ${[`${questions} ${domains}`, ...rest].join(', ')}${warned}; digest ${ruleSet.digest}.`,
  ]
}
