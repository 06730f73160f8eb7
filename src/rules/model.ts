/**
 * The rule set as the rest of the house sees it: checked, frozen, every reference resolved to an index.
 * Only types: `load`, `check` and `compile` make values of them, and nobody changes one afterwards.
 */

import type { Digest, QuestionId } from '../ids.ts'
import type { Condition } from './model/basics.ts'
import type { Calibrated } from './model/calibrated.ts'
import type { Contradiction, RegisterCheck, TotalCheck } from './model/contradiction.ts'
import type { Framework } from './model/framework.ts'
import type { Improvements } from './model/improvement.ts'
import type { BackgroundItem, Incident, Lesson } from './model/incident.ts'
import type { ContextQuestion, Question } from './model/question.ts'
import type { Register } from './model/register.ts'
import type { Matrix, Risk } from './model/risk.ts'
import type { Band, Domain, OverallCap } from './model/scores.ts'

export type * from './model/basics.ts'
export type * from './model/calibrated.ts'
export type * from './model/contradiction.ts'
export type * from './model/framework.ts'
export type * from './model/improvement.ts'
export type * from './model/incident.ts'
export type * from './model/question.ts'
export type * from './model/register.ts'
export type * from './model/risk.ts'
export type * from './model/scores.ts'

/**
 * Who is compared with whom: one partition of organisations into cells, fixed before the period.
 * Wider cohorts are unions of cells.
 */
export interface CohortFamily {
  readonly regions: readonly { readonly id: string; readonly name: string }[]
  /** Every cohort and region belongs to exactly one cell. */
  readonly cells: readonly {
    readonly id: string
    readonly title: string
    readonly cohorts: readonly string[]
    readonly regions: readonly string[]
  }[]
  /** Pairs of cell ids; the first line that joins a group that is too small applies first. */
  readonly mergeOrder: readonly (readonly [string, string])[]
  readonly wider: readonly { readonly id: string; readonly title: string; readonly of: readonly string[] }[]
}

export interface RuleSet {
  /** Number of the language that it is written in. */
  readonly language: number
  readonly id: string
  readonly version: string
  readonly date: string
  readonly status: 'draft' | 'active' | 'retired'
  readonly title: string
  /** SHA-256, hexadecimal, over the path and bytes of each of `files`, in the order of the paths. */
  readonly digest: Digest
  /** Every file but the cases, by path, so that the rule set can be kept whole and compiled again. */
  readonly files: Readonly<Record<string, string>>
  /** At least one; the newest version last. */
  readonly frameworks: readonly Framework[]
  readonly noRealChangeBelow: number
  readonly bands: readonly Band[]
  readonly matrix: Matrix
  readonly scope: { readonly title: string; readonly lead: string }
  readonly context: readonly ContextQuestion[]
  readonly domains: readonly Domain[]
  readonly questions: readonly Question[]
  readonly registers: readonly Register[]
  readonly caps: readonly OverallCap[]
  /** Somebody watches and can act in time: only then does any control that detects count. Undefined: always. */
  readonly seenWhen?: Condition
  readonly risks: readonly Risk[]
  /** Newest first. */
  readonly incidents: readonly Incident[]
  /** Each once, in the order of the dossiers that teach it, with their ids. */
  readonly lessons: readonly (Lesson & { readonly incidents: readonly string[] })[]
  readonly contradictions: readonly Contradiction[]
  readonly totalChecks: readonly TotalCheck[]
  readonly family: CohortFamily
  readonly registerChecks: readonly RegisterCheck[]
  /** Indices of the questions of the first look. */
  readonly firstLook: readonly number[]
  readonly insurer: readonly { readonly topic: string; readonly questions: readonly number[] }[]
  readonly changes: readonly {
    readonly version: string
    readonly date: string
    readonly for: Readonly<Record<string, string>>
  }[]
  readonly whyTheseDomains: readonly string[]
  /** Outside the digest, and absent where nobody wrote it. */
  readonly background?: { readonly items: readonly BackgroundItem[]; readonly leftOut: readonly string[] }
  /** Outside the digest, and absent where nobody wrote it. */
  readonly improvements?: Improvements
  readonly glossary: readonly { readonly term: string; readonly means: string }[]
  /** Indices of the context questions that a condition or `show-when` reads. */
  readonly readContext: readonly number[]
  /** What the calibration found of it; outside the digest, and absent where nobody wrote it down. */
  readonly calibrated?: Calibrated | undefined
  /** Question id → index into `questions`. */
  readonly byId: ReadonlyMap<QuestionId, number>
  /** Context question id → index into `context`. */
  readonly contextById: ReadonlyMap<QuestionId, number>
}
