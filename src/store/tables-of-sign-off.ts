/** The tables of evidence, of sign-off and of what is shown to others, in the words of the code. */

import type { AnswerValue } from '../answers/model.ts'
import type {
  AccountId,
  AssessmentId,
  EvidenceId,
  Json,
  Maybe,
  OrganisationId,
  PackId,
  ProposalId,
  QuestionId,
} from './column-kinds.ts'

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

export interface SignOffTables {
  evidence: EvidenceTable
  evidenceFile: EvidenceFileTable
  review: ReviewTable
  signOff: SignOffTable
  signOffMark: SignOffMarkTable
  sharedView: SharedViewTable
  pack: PackTable
  packFile: PackFileTable
}
