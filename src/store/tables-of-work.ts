/** The tables of shared work, evidence and sign-off as TypeScript sees them; the migrations make them. */

import type { AssignedPart } from './person.ts'

/** What somebody is asked to fill in. */
export interface AssignmentTable {
  id: string
  assessment_id: string
  account_id: string
  kind: AssignedPart['kind']
  /** As of `AssignedPart`. */
  target: string
  /** ISO date; null: no day was set. */
  due: string | null
  note: string
  given_at: string
  given_by: string
  ended_at: string | null
}

export interface CommentTable {
  id: string
  assessment_id: string
  question_id: string
  text: string
  at: string
  by_id: string
  by_name: string
  /** Null: open. */
  resolved_at: string | null
  resolved_by: string | null
}

/** What the lead tells the SIRO about a domain. */
export interface DomainNoteTable {
  assessment_id: string
  domain_id: string
  text: string
  version: number
  saved_at: string
  saved_by: string
}

/** Why two answers that seem to contradict each other are both true. */
export interface ExplanationTable {
  assessment_id: string
  contradiction_id: string
  text: string
  version: number
  saved_at: string
  saved_by: string
}

/** Every version that an answer ever had, the present one too. */
export interface AnswerHistoryTable {
  assessment_id: string
  question_id: string
  version: number
  /** JSON of an `Answer`; null: cleared. */
  value: string | null
  saved_at: string
  saved_by: string
  saved_by_id: string
}

/** One revision of a piece of evidence. */
export interface EvidenceTable {
  id: string
  assessment_id: string
  question_id: string
  kind: 'link' | 'file'
  title: string
  /** Of a link. */
  place: string | null
  /** ISO date of what it shows. */
  dated: string
  /** Who answers for it. */
  owner: string
  /** Media type of a file. */
  type: string | null
  /** Bytes; 0 of a link. */
  size: number
  sha256: string | null
  /** The revision before. */
  replaces_id: string | null
  /** JSON of the answer's value that it shows. */
  value: string
  added_at: string
  added_by: string
  added_by_id: string
  /** Null: it is the newest revision, and not withdrawn. */
  ended_at: string | null
}

/** Gone once the evidence is withdrawn. */
export interface EvidenceFileTable {
  evidence_id: string
  assessment_id: string
  bytes: Buffer
}

/** What a reviewer found, with the answer as it stood then. */
export interface ReviewTable {
  id: string
  assessment_id: string
  question_id: string
  /** JSON of the answer's value then. */
  value: string
  evidence: string | null
  evidence_date: string | null
  how: 'document-seen' | 'configuration-seen' | 'tested'
  independence: string
  finding: 'agree' | 'overstated' | 'understated' | 'cannot-tell'
  note: string
  at: string
  by_id: string
  by_name: string
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
  assessment_id: string
  /** From 1. */
  number: number
  kind: SignOffKind
  at: string
  by_id: string
  by_name: string
  /** Reasons, reservations or a word on the way. */
  text: string
  /** JSON: boxes, deputy, same line, what was shown. */
  details: string
}

/** An answer that came from an earlier assessment, as it stood there, until somebody confirms it. */
export interface CarriedTable {
  assessment_id: string
  question_id: string
  from_assessment_id: string
  /** JSON of an `Answer`. */
  answer: string
  confirmed_at: string | null
  confirmed_by: string | null
}

/** A draft that its lead moved to a newer rule set. */
export interface RuleSetMoveTable {
  id: string
  assessment_id: string
  at: string
  by_id: string
  by_name: string
  from_digest: string
  to_digest: string
  /** JSON of a `LeftBehind`. */
  left_behind: string
}

/** One snapshot shown to one account for some days; lead and SIRO both agree. */
export interface SharedViewTable {
  id: string
  organisation_id: string
  assessment_id: string
  /** Who may look. */
  account_id: string
  /** For whom that person looks. */
  body: string
  purpose: string
  days: number
  asked_at: string
  lead_id: string | null
  lead_name: string | null
  lead_at: string | null
  siro_id: string | null
  siro_name: string | null
  siro_at: string | null
  /** Instant at which it ends; null: not both have agreed. */
  until: string | null
  ended_at: string | null
  ended_by: string | null
  /** The name under which whoever proposed it knows the viewer; null: they are known here. */
  known_as: string | null
}

export interface WorkTables {
  assignment: AssignmentTable
  comment: CommentTable
  domain_note: DomainNoteTable
  explanation: ExplanationTable
  answer_history: AnswerHistoryTable
  evidence: EvidenceTable
  evidence_file: EvidenceFileTable
  review: ReviewTable
  sign_off: SignOffTable
  carried: CarriedTable
  rule_set_move: RuleSetMoveTable
  shared_view: SharedViewTable
}
