/** The tables of shared work in the words of the code. */

import type { FileHead } from '../answers/file-rows.ts'
import type { Answer, RegisterRow } from '../answers/model.ts'
import type { ExportRead } from '../answers/tool-evidence.ts'
import type { Matching } from '../answers/register-words.ts'
import type { Statement } from '../answers/statement.ts'
import type {
  AccountId,
  AssessmentId,
  AssignmentId,
  CommentId,
  Digest,
  DomainId,
  Json,
  Maybe,
  OrganisationId,
  QuestionId,
  RegisterId,
  RowId,
  VersionedTable,
} from './column-kinds.ts'
import type { AssignedPart } from './person.ts'

/** What somebody is asked to fill in. */
export interface AssignmentTable {
  id: AssignmentId
  assessmentId: AssessmentId
  accountId: AccountId
  kind: AssignedPart['kind']
  /** As of `AssignedPart`. */
  target: string
  /** ISO date; undefined: no day was set. */
  due: Maybe<string>
  note: string
  givenAt: string
  givenBy: string
  endedAt: Maybe<string>
}

export interface CommentTable {
  id: CommentId
  assessmentId: AssessmentId
  questionId: QuestionId
  text: string
  at: string
  byId: AccountId
  byName: string
  /** Undefined: open. */
  resolvedAt: Maybe<string>
  resolvedBy: Maybe<string>
}

/** What the columns and words of an organisation's files mean in a register, or in a kind of export, as somebody there said last. */
export interface RegisterMatchingTable {
  organisationId: OrganisationId
  registerId: RegisterId
  matching: Json<Matching>
  savedAt: string
  savedBy: string
}

/** The rows of a file that somebody looks at and has not brought into a register: one an account and register. */
export interface RegisterUploadTable {
  accountId: AccountId
  organisationId: OrganisationId
  registerId: RegisterId
  name: string
  head: Json<FileHead>
  /** As `answers/file-rows.ts` packs them. */
  rows: Buffer
  expiresAt: string
}

/** What a supplier states of itself, beside its row, which keeps its id from one assessment to the next. */
export interface RowStatementTable {
  organisationId: OrganisationId
  registerId: RegisterId
  rowId: RowId
  statedOn: string
  statedBy: string
  cells: Json<Statement['cells']>
  savedAt: string
  savedBy: string
}

/** What the export of a tool showed to who sent it: one an account and kind. */
export interface ToolExportTable {
  accountId: AccountId
  organisationId: OrganisationId
  kind: string
  /** As its owner calls the file. */
  name: string
  /** Of the bytes, hexadecimal. */
  sha256: string
  found: Json<ExportRead>
  expiresAt: string
}

/** What the lead tells the SIRO about a domain. */
export interface DomainNoteTable extends VersionedTable {
  assessmentId: AssessmentId
  domainId: DomainId
  /** Empty: cleared. */
  text: string
}

/** Why two answers that seem to contradict each other are both true. */
export interface ExplanationTable extends VersionedTable {
  assessmentId: AssessmentId
  contradictionId: string
  /** Empty: cleared. */
  text: string
}

/** Every version that an answer ever had, the present one too. */
export interface AnswerHistoryTable {
  assessmentId: AssessmentId
  questionId: QuestionId
  version: number
  /** Undefined: it was cleared. */
  value: Json<Answer | undefined>
  savedAt: string
  savedBy: string
  savedById: AccountId
}

/** An answer that came from an earlier assessment, as it stood there, until somebody confirms it. */
export interface CarriedTable {
  assessmentId: AssessmentId
  questionId: QuestionId
  fromAssessmentId: AssessmentId
  /** As it stood there, with its evidence. */
  answer: Json<Answer>
  confirmedAt: Maybe<string>
  confirmedBy: Maybe<string>
}

/** A draft that its lead moved to a newer rule set. */
export interface RuleSetMoveTable {
  id: string
  assessmentId: AssessmentId
  at: string
  byId: AccountId
  byName: string
  fromDigest: Digest
  toDigest: Digest
  leftBehind: Json<LeftBehind>
}

/** What an assessment said and the newer rule set has no place for, as it stood; ids are those of the older rule set. */
export interface LeftBehind {
  readonly answers: readonly { readonly questionId: QuestionId; readonly answer: Answer }[]
  readonly context: readonly { readonly questionId: QuestionId; readonly value: string }[]
  /** Rows of registers that are not asked for any more. */
  readonly registers: readonly { readonly registerId: RegisterId; readonly rows: readonly RegisterRow[] }[]
  /** Parts of rows that stayed: cells, and evidence for questions that the register answers no more. */
  readonly parts: readonly {
    readonly registerId: RegisterId
    readonly row: string
    readonly short: string
    readonly text: string
  }[]
}

export interface WorkTables {
  assignment: AssignmentTable
  comment: CommentTable
  domainNote: DomainNoteTable
  registerMatching: RegisterMatchingTable
  registerUpload: RegisterUploadTable
  rowStatement: RowStatementTable
  toolExport: ToolExportTable
  explanation: ExplanationTable
  answerHistory: AnswerHistoryTable
  carried: CarriedTable
  ruleSetMove: RuleSetMoveTable
}
