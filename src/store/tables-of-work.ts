/** The tables of shared work, evidence and sign-off in the words of the code. */

import type { SaidOutcome } from '../caf/answered.ts'
import type { Answer, AnswerValue, RegisterRow } from '../answers/model.ts'
import type { ExportRead } from '../answers/tool-evidence.ts'
import type { FileRow } from '../answers/register-columns.ts'
import type { Matching } from '../answers/register-words.ts'
import type { Statement } from '../answers/statement.ts'
import type { Effort } from '../rules/model.ts'
import type {
  AccountId,
  AssessmentId,
  AssignmentId,
  CommentId,
  Digest,
  DomainId,
  EvidenceId,
  Flag,
  Json,
  Maybe,
  OrganisationId,
  PackId,
  PlannedActionId,
  ProposalId,
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

/** What a step of a question takes here, in the organisation's own figures. */
export interface ImprovementOverrideTable extends VersionedTable {
  organisationId: OrganisationId
  questionId: QuestionId
  stepId: string
  /** Undefined: taken back. */
  effort: Json<Effort | undefined>
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
  rows: Json<readonly FileRow[]>
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

/** One revision of a piece of evidence. */
export interface EvidenceTable {
  id: EvidenceId
  assessmentId: AssessmentId
  questionId: QuestionId
  kind: 'link' | 'file'
  title: string
  /** Of a link. */
  place: Maybe<string>
  /** ISO date of what it shows. */
  dated: string
  /** Who answers for it. */
  owner: string
  /** Media type of a file. */
  type: Maybe<string>
  /** Bytes; 0 of a link. */
  size: number
  sha256: Maybe<string>
  /** The revision before. */
  replacesId: Maybe<EvidenceId>
  /** The answer's value that it shows. */
  value: Json<AnswerValue>
  addedAt: string
  addedBy: string
  addedById: AccountId
  /** Undefined: it is the newest revision, and not withdrawn. */
  endedAt: Maybe<string>
}

/** Gone once the evidence is withdrawn. */
export interface EvidenceFileTable {
  evidenceId: EvidenceId
  assessmentId: AssessmentId
  bytes: Buffer
}

/** What a reviewer found, with the answer as it stood then. */
export interface ReviewTable {
  id: string
  assessmentId: AssessmentId
  questionId: QuestionId
  /** The answer's value then. */
  value: Json<AnswerValue>
  evidence: Maybe<string>
  evidenceDate: Maybe<string>
  how: 'document-seen' | 'configuration-seen' | 'tested'
  independence: string
  finding: 'agree' | 'overstated' | 'understated' | 'cannot-tell'
  note: string
  at: string
  byId: AccountId
  byName: string
}

export type SignOffKind =
  | 'submitted'
  | 'withdrawn'
  | 'returned'
  | 'signed'
  | 'signed-with-reservations'
  | 'reopened'

/** One step on the way to the signature; only ever added to. */
export interface SignOffTable {
  id: string
  assessmentId: AssessmentId
  /** From 1. */
  number: number
  kind: SignOffKind
  at: string
  byId: AccountId
  byName: string
  /** Reasons, reservations or a word on the way. */
  text: string
  details: Json<SignOffDetails>
}

/** What a signature says beside its text; every other step has none of it. */
export interface SignOffDetails {
  /** The sentence that was signed. */
  readonly statement?: string
  /** Signed for the SIRO by somebody who stands in. */
  readonly deputy?: boolean
  /** One of the two who submitted and signed reports to the other. */
  readonly sameLine?: boolean
  /** Id of the assessment that goes on from one that was reopened. */
  readonly successor?: string
  /** Who has seen it, by office; absent: not yet. */
  readonly seenBy?: Readonly<Record<string, string>>
}

/** What the SIRO says of one answer that is listed; of each answer the last one. */
export interface SignOffMarkTable {
  assessmentId: AssessmentId
  questionId: QuestionId
  mark: 'accepted' | 'challenged' | 'sent-back'
  /** What the lead should look at again; empty where it is not sent back. */
  word: string
  /** Digest of what was marked: the mark is of nothing else. */
  judged: string
  savedAt: string
  savedBy: string
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

/** One snapshot shown to one account for some days; lead and SIRO both agree. */
export interface SharedViewTable {
  id: ProposalId
  organisationId: OrganisationId
  assessmentId: AssessmentId
  /** Who may look. */
  accountId: AccountId
  /** For whom that person looks. */
  body: string
  purpose: string
  days: number
  askedAt: string
  leadId: Maybe<AccountId>
  leadName: Maybe<string>
  leadAt: Maybe<string>
  siroId: Maybe<AccountId>
  siroName: Maybe<string>
  siroAt: Maybe<string>
  /** Instant at which it ends; undefined: not both have agreed. */
  until: Maybe<string>
  endedAt: Maybe<string>
  endedBy: Maybe<string>
  /** The name under which whoever proposed it knows the viewer; undefined: they are known here. */
  knownAs: Maybe<string>
}

/** What somebody shall do, of an organisation, whatever becomes of its assessments. */
export interface PlannedActionTable extends VersionedTable {
  id: PlannedActionId
  organisationId: OrganisationId
  /** What it came of. */
  source: 'move' | 'proof' | 'contradiction' | 'lesson' | 'reservation' | 'review' | 'own'
  /** Names what it came of, so that it comes of it once; empty: nothing of ours. */
  sourceId: string
  /** The answer that is looked at again once it is done. */
  questionId: Maybe<QuestionId>
  title: string
  /** Who does it, where they have an account; they are told when it is late. */
  ownerId: Maybe<AccountId>
  /** Empty: nobody yet. */
  ownerName: string
  /** ISO date; undefined: no day yet. */
  due: Maybe<string>
  /** Id of a size of `rules/improvements.yaml`. */
  size: Maybe<string>
  /** What is bought, in the first year. */
  pounds: Maybe<number>
  /** The money is approved. */
  funded: Flag
  /** Why there is no owner or no day; empty: not said. */
  reason: string
  state: 'open' | 'done' | 'dropped'
  /** What shows that it is done, or why it is not done at all; empty while it is open. */
  outcome: string
  madeAt: string
  madeBy: string
}

/** The SIRO said of the whole list: this is our plan. */
export interface PlanConfirmationTable {
  id: string
  organisationId: OrganisationId
  /** Of what the list said then. */
  digest: string
  at: string
  byId: AccountId
  byName: string
}

/** What the organisation says of one risk; every version is a row, the newest holds. */
export interface RiskEntryTable extends VersionedTable {
  organisationId: OrganisationId
  /** Of the rule set, or a UUID of a risk of their own. */
  riskId: string
  value: Json<RiskEntry>
}

/** Steps of the matrix, from 1 to 5. */
export interface Rating {
  readonly likelihood: number
  readonly consequence: number
}

/** Empty texts and what is undefined: not said. */
export interface RiskEntry {
  /** Of a risk of their own, with its rating; undefined: the rule set's. */
  readonly own?: Rating & { readonly title: string }
  readonly ownerId?: AccountId
  readonly ownerName: string
  /** The highest product of likelihood and consequence that is accepted. */
  readonly appetite?: number
  readonly target?: Rating
  /** ISO date. */
  readonly targetBy?: string
  readonly treatment?: 'treat' | 'tolerate' | 'transfer' | 'terminate'
  /** Why more than the appetite is accepted for now. */
  readonly acceptedBecause: string
  /** ISO date: the last day of that. */
  readonly acceptedUntil?: string
  /** ISO date. */
  readonly reviewOn?: string
  /** Their own rating in place of the one that the answers give. */
  readonly override?: Rating
  readonly overrideBecause: string
}

/** An official framework, as an operator loaded its file. */
export interface CafFrameworkTable {
  /** Of the rule set, which says how the versions relate. */
  frameworkId: string
  /** SHA-256 of the text, hexadecimal. */
  digest: string
  text: string
  /** ISO 8601 UTC. */
  loadedAt: string
}

/** What an organisation says of one outcome of such a framework; every version is a row, the newest holds. */
export interface CafOutcomeTable extends VersionedTable {
  organisationId: OrganisationId
  frameworkId: string
  /** Id of a row of the register of critical systems, or `whole`. */
  systemId: string
  outcome: string
  value: Json<SaidOutcome>
}

/** A pack of board papers, as it was issued. */
export interface PackTable {
  id: PackId
  organisationId: OrganisationId
  /** The one that it reads. */
  assessmentId: AssessmentId
  title: string
  /** Every word and figure of it, as `report` reads a pack. */
  reading: Json<unknown>
  /** ISO 8601 UTC. */
  issuedAt: string
  issuedById: AccountId
  issuedBy: string
}

export interface PackFileTable {
  packId: PackId
  assessmentId: AssessmentId
  name: string
  /** Of the bytes, hexadecimal. */
  sha256: string
  bytes: Buffer
}

export interface WorkTables {
  assignment: AssignmentTable
  comment: CommentTable
  domainNote: DomainNoteTable
  improvementOverride: ImprovementOverrideTable
  registerMatching: RegisterMatchingTable
  registerUpload: RegisterUploadTable
  rowStatement: RowStatementTable
  toolExport: ToolExportTable
  explanation: ExplanationTable
  answerHistory: AnswerHistoryTable
  evidence: EvidenceTable
  evidenceFile: EvidenceFileTable
  review: ReviewTable
  signOff: SignOffTable
  signOffMark: SignOffMarkTable
  carried: CarriedTable
  ruleSetMove: RuleSetMoveTable
  sharedView: SharedViewTable
  plannedAction: PlannedActionTable
  planConfirmation: PlanConfirmationTable
  riskEntry: RiskEntryTable
  cafFramework: CafFrameworkTable
  cafOutcome: CafOutcomeTable
  pack: PackTable
  packFile: PackFileTable
}
