/**
 * The tables as TypeScript sees them; the migrations make them.
 * What stands in a JSON text is checked where it was parsed, and trusted here.
 */

import type { Kysely } from 'kysely'

export interface RuleSetTable {
  digest: string
  id: string
  version: string
  /** JSON: path → text of every file of the rule set. */
  files: string
  kept_at: string
}

export interface OrganisationTable {
  id: string
  ods_code: string | null
  name: string
  cohort: string
  region: string
  fictional: number
}

/** DESIGN §6: draft → submitted → signed (or returned) → superseded. */
export type AssessmentStatus = 'draft' | 'submitted' | 'signed' | 'returned' | 'superseded'

export interface AssessmentTable {
  id: string
  organisation_id: string
  period: string
  as_of: string
  rule_set_digest: string
  status: AssessmentStatus
  /** Counts every change of what was answered. */
  revision: number
}

/** `answer` and `context_answer`. A cleared answer keeps its row and version, with a null value, so that stale edits are noticed. */
export interface AnswerTable {
  assessment_id: string
  question_id: string
  /** `answer`: JSON of an `Answer`; `context_answer`: the text itself. */
  value: string | null
  version: number
  saved_at: string
  saved_by: string
}

export interface RegisterTable {
  assessment_id: string
  register_id: string
  complete: number
  version: number
  saved_at: string
  saved_by: string
}

/** A deleted row stays, with null cells and evidence. Positions are never used again. */
export interface RegisterRowTable {
  assessment_id: string
  register_id: string
  /** Names the row inside its register only. */
  id: string
  position: number
  cells: string | null
  evidence: string | null
  version: number
  saved_at: string
  saved_by: string
}

export interface LevelRowTable {
  assessment_id: string
  digest: string
  declared: Buffer
  assured: Buffer
  context: Buffer
  /** Revision of the assessment that it was derived from. */
  revision: number
}

export interface Database {
  rule_set: RuleSetTable
  organisation: OrganisationTable
  assessment: AssessmentTable
  answer: AnswerTable
  context_answer: AnswerTable
  register: RegisterTable
  register_row: RegisterRowTable
  level_row: LevelRowTable
}

/** A database, or a transaction on it. */
export type Handle = Kysely<Database>
