/**
 * The two kinds of error that are thrown on purpose; what a user typed wrongly is data, not one of these.
 * It maps nothing to a status or an exit code: the doors do that, each in one table.
 */

/** One fault in the rule files, with its place and what to do about it. */
export interface RuleIssue {
  /** Stable name of the kind of fault, in kebab-case; listed in `rules/codes.ts`. */
  readonly code: string
  /** Path inside the rules folder, with forward slashes. */
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly message: string
  readonly remedy: string
}

/** Faults in the order in which an author meets them: by file, then line, then code. */
export function sortIssues(issues: readonly RuleIssue[]): RuleIssue[] {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return [...issues].sort(
    (a, b) =>
      order(a.file, b.file) || a.line - b.line || order(a.code, b.code) || order(a.message, b.message),
  )
}

/** A fault as one line: `file:line code message → remedy`. */
export function printIssue(issue: RuleIssue): string {
  return `${issue.file}:${issue.line} ${issue.code} ${issue.message} → ${issue.remedy}`
}

/** All faults of a rule set, thrown once, in the order in which to mend them. */
export class RuleIssues extends Error {
  readonly issues: readonly RuleIssue[]

  constructor(issues: readonly RuleIssue[]) {
    const heading = issues.length === 1 ? '1 fault in the rules:' : `${issues.length} faults in the rules:`
    super([heading, ...issues.map(printIssue)].join('\n'))
    this.name = 'RuleIssues'
    this.issues = issues
  }
}

/** Why a thing that was asked for cannot be done. */
export type DomainErrorCode =
  | 'not-found'
  | 'conflict'
  | 'not-allowed'
  | 'signed-out'
  | 'invalid'
  | 'too-many'
  | 'read-only'
  | 'busy'

/** What was asked for cannot be done; the message is written for the person who asked. */
export class DomainError extends Error {
  readonly code: DomainErrorCode

  constructor(code: DomainErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DomainError'
    this.code = code
  }
}

/** What is wrong with one field of a form. */
export interface FieldFault<Field extends string = string> {
  readonly field: Field
  readonly message: string
}
