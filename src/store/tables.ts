/**
 * The tables as TypeScript sees them; the migrations make them.
 * What stands in a JSON text is checked where it was parsed, and trusted here.
 */

import type { ColumnType, Generated, Kysely } from 'kysely'
import type { PeopleTables } from './tables-of-people.ts'
import type { WorkTables } from './tables-of-work.ts'

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
  /** The organisation by which its group of trusts counts once; null: it counts itself. */
  lead_id: string | null
  shares_suppliers: Generated<number>
  icb: Generated<string | null>
  /** ISO date; null: it is open. */
  closed_on: Generated<string | null>
  /** The organisation that it merged into. */
  successor_id: Generated<string | null>
}

export interface PeriodTable {
  id: string
  name: string
  opens: string
  reference_date: string
  closes: string
  rule_set_digest: string
  /** Null: the newest of its rule set. */
  framework: ColumnType<string | null, string | null | undefined, string | null>
}

/** The way of an assessment: draft → submitted → signed (or returned) → superseded. */
export type AssessmentStatus = 'draft' | 'submitted' | 'signed' | 'returned' | 'superseded'

export interface AssessmentTable {
  id: string
  organisation_id: string
  period_id: string
  as_of: string
  rule_set_digest: string
  status: AssessmentStatus
  /** Counts every change of what was answered. */
  revision: number
  signed_at: string | null
  /** The assessment that this one goes on from: of an earlier period, or withdrawn or reopened in this one. */
  predecessor_id: Generated<string | null>
  /** What it held was deleted then, with proof; ISO 8601 UTC. Such a bare row is never shown. */
  deleted_at: Generated<string | null>
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
  /** Number of the method that derived it. */
  method: number
}

export interface SignedSummaryTable {
  assessment_id: string
  rule_set_digest: string
  /** JSON of a `Summary`. */
  summary: string
  /** Number of the method that computed it. */
  method: number
}

export type ReleaseStatus = 'prepared' | 'published'

/** The database itself refuses to change a published row. */
export interface ReleaseTable {
  id: string
  /** 1, 2, 3 … in the order of publishing; one after the release before. */
  number: number
  previous_id: string | null
  period_id: string
  rule_set_digest: string
  status: ReleaseStatus
  /** What everybody reads, as it was sealed. */
  bytes: string
  digest: string
  /** JSON of a `Concentration`, for analysts only. */
  concentration: string
  /** JSON of the dry run, for analysts only. */
  report: string
  /** Number of the method that computed it. */
  method: number
  prepared_by: string
  prepared_by_name: string
  prepared_at: string
  confirmed_by: string | null
  confirmed_by_name: string | null
  confirmed_at: string | null
}

/** Who contributed, as they stood then. Never leaves the service. */
export interface ReleaseMemberTable {
  release_id: string
  organisation_id: string
  assessment_id: string
  cohort: string
  region: string
  /** The cell of this release whose new figures rest on it; null: it contributed, and is in no new figures. */
  cell: string | null
  shares_suppliers: number
}

/** A supplier's name in the controlled list: only these are ever counted. */
export interface SupplierNameTable {
  name: string
}

export interface Database extends PeopleTables, WorkTables {
  rule_set: RuleSetTable
  organisation: OrganisationTable
  period: PeriodTable
  assessment: AssessmentTable
  answer: AnswerTable
  context_answer: AnswerTable
  register: RegisterTable
  register_row: RegisterRowTable
  level_row: LevelRowTable
  signed_summary: SignedSummaryTable
  release: ReleaseTable
  release_member: ReleaseMemberTable
  supplier_name: SupplierNameTable
}

/** A database, or a transaction on it. */
export type Handle = Kysely<Database>
