/** The tables in the words of the code; the migrations make them, and `rows.ts` says how their words are found. */

import type { Insertable, Kysely, Selectable } from 'kysely'
import type { Answer, RowEvidence } from '../answers/model.ts'
import type { Summary } from '../peers/model.ts'
import type {
  AccountId,
  AssessmentId,
  Digest,
  Flag,
  Json,
  Maybe,
  OrganisationId,
  PeriodId,
  QuestionId,
  RegisterId,
  ReleaseId,
  RowId,
  VersionedTable,
} from './column-kinds.ts'
import type { PeopleTables } from './tables-of-people.ts'
import type { DecisionTables } from './tables-of-decisions.ts'
import type { SignOffTables } from './tables-of-sign-off.ts'
import type { WorkTables } from './tables-of-work.ts'

export interface RuleSetTable {
  digest: Digest
  id: string
  version: string
  /** Path → text of every file of the rule set. */
  files: Json<Readonly<Record<string, string>>>
  keptAt: string
}

/** The rule set that is proposed now: one row, or none. */
export interface ProposedRuleSetTable {
  digest: Digest
  version: string
  /** As of `RuleSetTable`. */
  files: Json<Readonly<Record<string, string>>>
  /** JSON: what authors read of it. */
  impact: string
  /** ISO 8601 UTC. */
  shownAt: string
}

export interface OrganisationTable {
  id: OrganisationId
  odsCode: Maybe<string>
  name: string
  cohort: string
  region: string
  fictional: Flag
  /** The organisation by which its group of trusts counts once; undefined: it counts itself. */
  leadId: Maybe<OrganisationId>
  /** It lets national analysts count its suppliers. */
  sharesSuppliers: Flag<boolean | undefined>
  icb: Maybe<string>
  /** ISO date; undefined: it is open. */
  closedOn: Maybe<string>
  /** The organisation that it merged into. */
  successorId: Maybe<OrganisationId>
}

export interface PeriodTable {
  id: PeriodId
  name: string
  opens: string
  referenceDate: string
  closes: string
  ruleSetDigest: Digest
  /** Undefined: the newest of its rule set. */
  framework: Maybe<string>
}

/** The way of an assessment: draft → submitted → signed (or returned) → superseded. */
export type AssessmentStatus = 'draft' | 'submitted' | 'signed' | 'returned' | 'superseded'

export interface AssessmentTable {
  id: AssessmentId
  organisationId: OrganisationId
  periodId: PeriodId
  asOf: string
  ruleSetDigest: Digest
  status: AssessmentStatus
  /** Counts every change of what was answered. */
  revision: number
  signedAt: Maybe<string>
  /** The assessment that this one goes on from: of an earlier period, or withdrawn or reopened in this one. */
  predecessorId: Maybe<AssessmentId>
  /** What it held was deleted then, with proof; ISO 8601 UTC. Such a bare row is never shown. */
  deletedAt: Maybe<string>
}

/** A cleared answer keeps its row and version, without a value, so that stale edits are noticed. */
export interface AnswerTable extends VersionedTable {
  assessmentId: AssessmentId
  questionId: QuestionId
  value: Json<Answer | undefined>
}

/** An option's id, or a text. Cleared as an answer is. */
export interface ContextAnswerTable extends VersionedTable {
  assessmentId: AssessmentId
  questionId: QuestionId
  value: Maybe<string>
}

export interface RegisterTable extends VersionedTable {
  assessmentId: AssessmentId
  registerId: RegisterId
  complete: Flag
}

/** A deleted row stays, without cells and evidence. Positions are never used again. */
export interface RegisterRowTable extends VersionedTable {
  assessmentId: AssessmentId
  registerId: RegisterId
  /** Names the row inside its register only. */
  id: RowId
  /** Order in the register; grows, with gaps where rows were deleted. */
  position: number
  cells: Json<Readonly<Record<string, string>> | undefined>
  evidence: Json<Readonly<Record<string, RowEvidence>> | undefined>
}

export interface LevelRowTable {
  assessmentId: AssessmentId
  digest: Digest
  declared: Buffer
  assured: Buffer
  context: Buffer
  /** Revision of the assessment that it was derived from. */
  revision: number
  /** Number of the method that derived it. */
  method: number
}

export interface SignedSummaryTable {
  assessmentId: AssessmentId
  ruleSetDigest: Digest
  /** The first ones keep neither scope nor lessons. */
  summary: Json<Omit<Summary, 'scope' | 'lessons'> & Partial<Summary>>
  /** Number of the method that computed it. */
  method: number
}

export type ReleaseStatus = 'prepared' | 'published'

/** The database itself refuses to change a published row. */
export interface ReleaseTable {
  id: ReleaseId
  /** 1, 2, 3 … in the order of publishing; one after the release before. */
  number: number
  previousId: Maybe<ReleaseId>
  periodId: PeriodId
  ruleSetDigest: Digest
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
  preparedBy: AccountId
  preparedByName: string
  preparedAt: string
  confirmedBy: Maybe<AccountId>
  confirmedByName: Maybe<string>
  confirmedAt: Maybe<string>
}

/** Who contributed, as they stood then. Never leaves the service. */
export interface ReleaseMemberTable {
  releaseId: ReleaseId
  organisationId: OrganisationId
  assessmentId: AssessmentId
  cohort: string
  region: string
  /** The cell of this release whose new figures rest on it; undefined: it contributed, and is in no new figures. */
  cell: Maybe<string>
  sharesSuppliers: Flag
}

/** A supplier's name in the controlled list: only these are ever counted. */
export interface SupplierNameTable {
  name: string
}

export interface Database extends PeopleTables, WorkTables, SignOffTables, DecisionTables {
  ruleSet: RuleSetTable
  proposedRuleSet: ProposedRuleSetTable
  organisation: OrganisationTable
  period: PeriodTable
  assessment: AssessmentTable
  answer: AnswerTable
  contextAnswer: ContextAnswerTable
  register: RegisterTable
  registerRow: RegisterRowTable
  levelRow: LevelRowTable
  signedSummary: SignedSummaryTable
  release: ReleaseTable
  releaseMember: ReleaseMemberTable
  supplierName: SupplierNameTable
}

/** A row of a table, as it is read. */
export type Row<Table> = Readonly<Selectable<Table>>

/** A row of a table, as it is added. */
export type NewRow<Table> = Readonly<Insertable<Table>>

/** A database, or a transaction on it. */
export type Handle = Kysely<Database>
