/**
 * A folder of rules to the texts of its files by path. It reads bytes only: what they mean is for `documents.ts`.
 * Refuses files over 1 MB, files that are not UTF-8, and links: a rule that is read in one place and skipped in another is no rule.
 */
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { RuleIssues, type RuleIssue } from '../errors.ts'
import type { RuleCode } from './codes.ts'

/** Source: rules/README.md, What `check` refuses. */
const maxBytes = 1_000_000

/** Paths of the files of cases, which are not read for a rule set's own sake. */
export const casesPath = /^cases\/[^/]+\.yaml$/

/** As `readRuleFiles`, without the cases, which are as long as the rules. */
export const readWithoutCases = (folder: string) => readRuleFiles(folder, (path) => !casesPath.test(path))

/** Texts by path inside the folder, with forward slashes, sorted by path. */
export type Files = Readonly<Record<string, string>>

/**
 * Every YAML file under a folder, or those whose path is wanted.
 *
 * @throws RuleIssues when a file is too big, not text, or a link.
 */
export function readRuleFiles(folder: string, isWanted: (path: string) => boolean = () => true): Files {
  const issues: RuleIssue[] = []
  const files: Record<string, string> = {}
  for (const path of findYamlFiles(folder).filter(isWanted)) {
    const fault = (code: RuleCode, message: string, remedy: string) =>
      issues.push({ code, file: path, line: 1, message, remedy })
    const full = join(folder, path)
    const found = lstatSync(full)
    if (found.isSymbolicLink()) {
      fault('symbolic-link', 'the file is a link to another place', 'Put the file itself here.')
      continue
    }
    if (found.size > maxBytes) {
      fault('file-too-big', 'the file is larger than 1 MB', 'Split it into files of one subject each.')
      continue
    }
    try {
      files[path] = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(full))
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      fault('not-text', 'the file is not text in UTF-8', 'Save it as UTF-8.')
    }
  }
  if (issues.length > 0) throw new RuleIssues(issues)
  return files
}

function findYamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink() || (entry.isFile() && /\.ya?ml$/i.test(entry.name)))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}
