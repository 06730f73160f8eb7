/** Small rule sets for the tests of this room: the good one, and copies of it with some files exchanged. */
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printIssue, RuleIssues, type RuleIssue } from '../../src/errors.ts'
import { readRuleFiles } from '../../src/rules/load.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'

export const good = join(import.meta.dirname, 'good')
export const broken = join(import.meta.dirname, 'broken')

/** Names of the broken rule sets: each is the good one with the files of its folder in their place. */
export const brokenSets = readdirSync(broken).sort()

/** Faults and warnings of a rule set; empty when there are none. */
export function findIssues(folder: string): readonly RuleIssue[] {
  try {
    return loadRuleSet(folder, scoresBeforeLimits).warnings
  } catch (error) {
    if (error instanceof RuleIssues) return error.issues
    throw error
  }
}

/** Faults and warnings of the good rule set after some files were laid over it; `removed.txt` names files to take away. */
export function findIssuesOf(brokenSet: string): readonly RuleIssue[] {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'))
  try {
    cpSync(good, folder, { recursive: true })
    cpSync(join(broken, brokenSet), folder, { recursive: true })
    const removed = join(folder, 'removed.txt')
    if (existsSync(removed))
      for (const file of readFileSync(removed, 'utf8').split('\n'))
        rmSync(join(folder, file || 'removed.txt'))
    return findIssues(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** One line a fault. */
export function print(issues: readonly RuleIssue[]): string {
  return issues.map((issue) => `${printIssue(issue)}\n`).join('')
}

/** The files of the good rule set, with some texts replaced. */
export function goodFiles(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { ...readRuleFiles(good), ...changes }
}
