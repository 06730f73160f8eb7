/** Resolved documents to every fault of meaning, from one small file per family of rules. */
import type { RuleIssue } from '../../errors.ts'
import type { Resolved } from '../resolve.ts'

export function checkRules(resolved: Resolved): { issues: RuleIssue[]; warnings: RuleIssue[] } {
  return { issues: [...resolved.issues], warnings: [] }
}
