/** A question of the rule set: its levels, how its answer is typed, and what its weight rests on. */

import type { DomainId, QuestionId, RegisterId } from '../../ids.ts'
import type { CohortText, Condition, Option, Source } from './basics.ts'
import type { Confirmed } from './incident.ts'
import type { RowTest } from './register.ts'

/** One level of a scored question; the first is worst. */
export interface Level {
  readonly id: string
  /** Whole number 0–100; the first level has 0, the last 100. */
  readonly credit: number
  readonly text: string
  /** Lower or upper bound in the unit of the question's type; undefined on a level without one. */
  readonly bound?: number
}

/** What 0 of 0 means: no answer at all, out of the sums, or the level with this index. */
export type NoneToCount = 'impossible' | 'left-out' | { readonly level: number }

export interface ChecklistItem {
  readonly id: string
  readonly text: CohortText
  /** While this item is not ticked, at most this many ticks count. */
  readonly withoutItAtMost?: number
}

/** How an answer is typed and turned into a level. Bounds stand in the levels. */
export type AnswerForm =
  | { readonly type: 'choice' }
  | { readonly type: 'checklist'; readonly items: readonly ChecklistItem[] }
  | {
      readonly type: 'percentage'
      readonly count: string
      readonly of: string
      readonly noneToCount: NoneToCount
    }
  | { readonly type: 'number'; readonly better: 'lower' | 'higher'; readonly unit: string }
  | { readonly type: 'date' }
  | {
      readonly type: 'share'
      /** Id of the register that feeds the question; such a question cannot be typed. */
      readonly register: RegisterId
      readonly where: readonly RowTest[]
      readonly of: readonly RowTest[]
      readonly noneToCount: NoneToCount
    }

/** Why a question has its weight: the strongest evidence of each dossier that names it. */
export interface WeightEvidence {
  readonly incident: string
  readonly strength: 'confirmed' | 'reported' | 'inferred'
  readonly confirmed?: Confirmed
}

/** Outcomes of official frameworks, by framework id. A code belongs to one framework: the next may use it for something else. */
export type Mapping = Readonly<Record<string, readonly string[]>>

export interface Question {
  /** Position in `RuleSet.questions`, which is the order of the questionnaire. */
  readonly index: number
  readonly id: QuestionId
  readonly domain: DomainId
  /** A noun phrase of at most 60 characters for tables and charts. */
  readonly short: string
  readonly text: string
  readonly hint?: CohortText
  readonly form: AnswerForm
  readonly levels: readonly Level[]
  /** 4, 2 or 1. */
  readonly weight: number
  readonly weightEvidence: readonly WeightEvidence[]
  /** Outcomes by framework id; every framework has some here, or in `cafInferred`. */
  readonly caf: Mapping
  /** Outcomes to which it points by our inference only, by framework id. */
  readonly cafInferred: Mapping
  /** Calendar months during which evidence counts. */
  readonly evidenceLasts: number
  readonly source: Source
  readonly knows: string
  readonly where: string
  readonly count: string
  readonly not: string
  readonly doesNotCover?: string
  readonly customerOwns: boolean
  /** Undefined: "not applicable" is never offered. `cohorts` undefined: any cohort may say so. */
  readonly notApplicable?: { readonly when: string; readonly cohorts?: readonly string[] }
  /** "There are none to protect", an answer, with the index of its level. */
  readonly noneExist?: { readonly text: string; readonly level: number }
  /** Context only; undefined: always shown. */
  readonly showWhen?: Condition
}

/** A context question: it says what the answers are about, and never scores. */
export interface ContextQuestion {
  readonly index: number
  readonly id: QuestionId
  readonly short: string
  readonly text: string
  readonly hint?: CohortText
  readonly type: 'text' | 'choice'
  /** Empty for a text. */
  readonly options: readonly Option[]
  /** Taken from the organisation's record, not asked. */
  readonly fromOrganisation: boolean
  readonly knows?: string
  readonly where?: string
  readonly count?: string
  readonly not?: string
}
