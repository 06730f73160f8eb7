/** The tables of accounts, roles and the trail in the words of the code. */

import type { Generated } from 'kysely'
import type {
  AccountId,
  AssessmentId,
  Flag,
  HoldId,
  Json,
  Maybe,
  OrganisationId,
  ProposalId,
} from './column-kinds.ts'
import type { KeyScope, MailKind, NationalRole, Role } from './person.ts'

export type AccountStatus = 'invited' | 'active' | 'disabled'

export interface AccountTable {
  id: AccountId
  name: string
  /** In lower case; undefined: somebody of the demonstration. */
  email: Maybe<string>
  status: AccountStatus
  /** Argon2id in its own notation; undefined: no password. */
  password: Maybe<string>
  createdAt: string
  /** Mails that remind of what is late are wanted. */
  reminders: Flag<boolean | undefined>
  /** Kinds of them that are not wanted; undefined: all are. */
  notMailed: Json<readonly MailKind[] | undefined>
  remindedAt: Maybe<string>
  /** Undefined: its owner has not signed in yet. */
  firstSignedInAt: Maybe<string>
}

/** Who invited the owner of an account, or let them back in, and when. */
export interface LetInTable {
  accountId: AccountId
  byId: AccountId
  at: string
}

/** What waits for somebody else's agreement or for its day; and what came of it. */
export interface ProposalTable {
  id: ProposalId
  kind: ProposalKind
  /** Undefined: it concerns no organisation. */
  organisationId: Maybe<OrganisationId>
  /** Whom it is about. */
  accountId: Maybe<AccountId>
  assessmentId: Maybe<AssessmentId>
  details: Json<Readonly<Record<string, string | number>>>
  agreed: Json<readonly Agreed[]>
  askedBy: AccountId
  askedByName: string
  askedAt: string
  /** Undefined: never by time. */
  dueAt: Maybe<string>
  doneAt: Maybe<string>
  stoppedAt: Maybe<string>
  stoppedBy: Maybe<string>
}

/** Who agreed, and in whose place, such as `lead:oak`. */
export interface Agreed {
  readonly id: AccountId
  readonly name: string
  /** ISO 8601 UTC. */
  readonly at: string
  readonly seat: string
}

export type ProposalKind = 'administrator' | 'lead' | 'siro' | 'deputy' | 'way-back' | 'share' | 'deletion'

/** An account of somebody else's sign-in service, by what that service never changes. */
export interface SsoIdentityTable {
  issuer: string
  subject: string
  accountId: AccountId
  linkedAt: string
}

export interface PasskeyTable {
  /** Credential id, base64url. */
  id: string
  accountId: AccountId
  label: string
  publicKey: Buffer
  counter: number
  transports: Json<readonly string[]>
  createdAt: string
  usedAt: Maybe<string>
}

export interface TotpTable {
  accountId: AccountId
  /** Sealed with the key of this installation. */
  secret: string
  /** Undefined: enrolling, it does not count yet. */
  confirmedAt: Maybe<string>
  /** The newest time step whose code was used: none is taken twice. */
  lastStep: number
  /** Wrong codes since the last right one. */
  wrongCodes: Generated<number>
}

export interface RecoveryCodeTable {
  accountId: AccountId
  hash: string
  usedAt: Maybe<string>
}

export interface SessionTable {
  tokenHash: string
  /** Names it on the page of its owner; opens nothing. */
  id: string
  accountId: AccountId
  createdAt: string
  seenAt: string
  /** When its owner last proved who they are; undefined: before anything that asks for a fresh proof. */
  provedAt: Maybe<string>
  endedAt: Maybe<string>
  agent: string
  address: string
}

/** A key of the API: of one account, in one role of one organisation. */
export interface ApiKeyTable {
  id: string
  accountId: AccountId
  organisationId: OrganisationId
  role: Role
  scope: KeyScope
  /** What its owner calls it. */
  label: string
  /** Its first characters, by which its owner knows it; they open nothing. */
  prefix: string
  tokenHash: string
  createdAt: string
  /** Not long after it was last used; undefined: never. */
  usedAt: Maybe<string>
  endedAt: Maybe<string>
}

/** Somebody half way through signing in or enrolling: opens nothing but the next step. */
export interface SignInTable {
  tokenHash: string
  accountId: Maybe<AccountId>
  kind: string
  /** Sealed with the key of this installation. */
  state: string
  expiresAt: string
}

/** What a ticket is for: the first administrator, a new account, a forgotten password, a new mail address, no more reminders, stopping what somebody asked for. */
export type TicketKind = 'set-up' | 'invitation' | 'reset' | 'email' | 'stop-reminders' | 'stop-request'

/** A link that works once. */
export interface TicketTable {
  tokenHash: string
  accountId: Maybe<AccountId>
  kind: TicketKind
  details: Json<Readonly<Record<string, string>>>
  createdBy: Maybe<AccountId>
  createdAt: string
  expiresAt: string
  usedAt: Maybe<string>
}

/** Failures of one account or address since a moment. */
export interface AttemptTable {
  name: string
  since: string
  failures: number
}

/** A form sent after its session ended, sealed, until its sender has signed in again. */
export interface KeptFormTable {
  tokenHash: string
  accountId: AccountId
  path: string
  body: string
  expiresAt: string
}

export interface MembershipTable {
  id: string
  organisationId: OrganisationId
  accountId: AccountId
  role: Role
  /** Stands in for the SIRO. */
  deputy: Flag
  /** Account of the SIRO who named this deputy; undefined: no deputy, or one of before that was kept. */
  deputyOf: Maybe<AccountId>
  givenAt: string
  givenBy: string
  endedAt: Maybe<string>
  /** The name under which whoever invited knows them; undefined: they were known here. */
  invitedAs: Maybe<string>
  /** When they first signed in since the role was given; undefined: not yet, and nobody is told more of them than what was typed. */
  metAt: Maybe<string>
}

export interface NationalMembershipTable {
  id: string
  accountId: AccountId
  role: NationalRole
  givenAt: string
  givenBy: string
  endedAt: Maybe<string>
}

/** What of an organisation can change; `added` is its beginning. */
export type OrganisationField =
  | 'added'
  | 'ods-code'
  | 'name'
  | 'cohort'
  | 'region'
  | 'icb'
  | 'lead'
  | 'closed-on'
  | 'successor'

/** What an organisation was before: renamed, moved, closed, merged, reopened. Only ever added to. */
export interface OrganisationChangeTable {
  id: string
  organisationId: OrganisationId
  field: OrganisationField
  before: Maybe<string>
  after: Maybe<string>
  at: string
  byId: AccountId
  byName: string
}

/** A file of organisations that an administrator looks at and has not applied: one an administrator. */
export interface OrganisationUploadTable {
  accountId: AccountId
  text: string
  at: string
}

/** One act; the database itself refuses to change or delete it. */
export interface TrailTable {
  /** One after the other over all chains, with gaps. */
  seq: number
  chain: string
  /** From 1 in its chain, without gaps; undefined in the first chain, which numbers its entries by `seq`. */
  number: Maybe<number>
  at: string
  /** Undefined: the program itself, or somebody unknown. */
  actorId: Maybe<AccountId>
  actorName: string
  /** Undefined: it concerns accounts or the country. */
  organisationId: Maybe<OrganisationId>
  /** Where it came from. */
  address: Maybe<string>
  action: string
  object: string
  /** JSON, kept as text because its hash is of the text; never an answer, a token or a password. */
  details: string
  previousHash: string
  hash: string
}

/** The newest entry of each chain. */
export interface TrailHeadTable {
  chain: string
  number: number
  seq: number
  hash: string
}

/** The entry of each chain up to which an anchor binds it. */
export type TrailBoundTable = Omit<TrailHeadTable, 'seq'>

/** Two administrators keep an organisation's data from deletion, and two lift that again. */
export interface HoldTable {
  id: HoldId
  organisationId: OrganisationId
  reason: string
  askedBy: AccountId
  askedByName: string
  askedAt: string
  agreedBy: Maybe<AccountId>
  agreedByName: Maybe<string>
  agreedAt: Maybe<string>
  liftAskedBy: Maybe<AccountId>
  liftAskedByName: Maybe<string>
  liftAskedAt: Maybe<string>
  liftedBy: Maybe<AccountId>
  liftedByName: Maybe<string>
  liftedAt: Maybe<string>
}

/** One organisation's data deleted, by two administrators; or one assessment by the operator's schedule; with what is left as proof. */
export interface DeletionTable {
  id: ProposalId
  organisationId: OrganisationId
  /** Undefined: everything of the organisation. */
  assessmentId: Maybe<AssessmentId>
  reason: string
  askedBy: AccountId
  askedByName: string
  askedAt: string
  confirmedBy: AccountId
  confirmedByName: string
  confirmedAt: string
  /** JSON: rows deleted by table, and their digest. */
  proof: Maybe<string>
}

/** A word of a name, address or code, by which an account or an organisation is found. */
export interface SearchWordTable {
  kind: 'account' | 'organisation'
  /** In lower case, without accents. */
  word: string
  id: string
}

export interface PeopleTables {
  searchWord: SearchWordTable
  account: AccountTable
  ssoIdentity: SsoIdentityTable
  passkey: PasskeyTable
  totp: TotpTable
  recoveryCode: RecoveryCodeTable
  session: SessionTable
  apiKey: ApiKeyTable
  signIn: SignInTable
  ticket: TicketTable
  attempt: AttemptTable
  keptForm: KeptFormTable
  membership: MembershipTable
  nationalMembership: NationalMembershipTable
  organisationChange: OrganisationChangeTable
  organisationUpload: OrganisationUploadTable
  trail: TrailTable
  trailHead: TrailHeadTable
  trailBound: TrailBoundTable
  letIn: LetInTable
  proposal: ProposalTable
  hold: HoldTable
  deletion: DeletionTable
}
