/** The tables of accounts, roles and the trail as TypeScript sees them; the migrations make them. */

import type { Generated } from 'kysely'
import type { NationalRole, Role } from './person.ts'

export type AccountStatus = 'invited' | 'active' | 'disabled'

export interface AccountTable {
  id: string
  name: string
  /** In lower case; null: somebody of the demonstration. */
  email: string | null
  status: AccountStatus
  /** Argon2id in its own notation; null: no password. */
  password: string | null
  created_at: string
  /** 1: mails that remind of what is late are wanted. */
  reminders: Generated<number>
  reminded_at: string | null
  /** Null: its owner has not signed in yet. */
  first_signed_in_at: string | null
}

/** Who invited the owner of an account, or let them back in, and when. */
export interface LetInTable {
  account_id: string
  by_id: string
  at: string
}

/** What waits for somebody else's agreement or for its day; and what came of it. */
export interface ProposalTable {
  id: string
  kind: ProposalKind
  /** Null: it concerns no organisation. */
  organisation_id: string | null
  /** Whom it is about. */
  account_id: string | null
  assessment_id: string | null
  /** JSON. */
  details: string
  /** JSON of a list: who agreed, for which seat. */
  agreed: string
  asked_by: string
  asked_by_name: string
  asked_at: string
  /** Null: never by time. */
  due_at: string | null
  done_at: string | null
  stopped_at: string | null
  stopped_by: string | null
}

export type ProposalKind = 'administrator' | 'lead' | 'siro' | 'deputy' | 'way-back' | 'share' | 'deletion'

/** An account of somebody else's sign-in service, by what that service never changes. */
export interface SsoIdentityTable {
  issuer: string
  subject: string
  account_id: string
  linked_at: string
}

export interface PasskeyTable {
  /** Credential id, base64url. */
  id: string
  account_id: string
  label: string
  public_key: Buffer
  counter: number
  /** JSON of a list. */
  transports: string
  created_at: string
  used_at: string | null
}

export interface TotpTable {
  account_id: string
  /** Sealed with the key of this installation. */
  secret: string
  /** Null: enrolling, it does not count yet. */
  confirmed_at: string | null
  /** The newest time step whose code was used: none is taken twice. */
  last_step: number
  /** Wrong codes since the last right one. */
  wrong_codes: Generated<number>
}

export interface RecoveryCodeTable {
  account_id: string
  hash: string
  used_at: string | null
}

export interface SessionTable {
  token_hash: string
  /** Names it on the page of its owner; opens nothing. */
  id: string
  account_id: string
  created_at: string
  seen_at: string
  /** When its owner last proved who they are; null: before anything that asks for a fresh proof. */
  proved_at: string | null
  ended_at: string | null
  agent: string
  address: string
}

/** Somebody half way through signing in or enrolling: opens nothing but the next step. */
export interface SignInTable {
  token_hash: string
  account_id: string | null
  kind: string
  /** Sealed with the key of this installation. */
  state: string
  expires_at: string
}

/** A link that works once: set-up, invitation, reset. */
export interface TicketTable {
  token_hash: string
  account_id: string | null
  kind: string
  /** JSON. */
  details: string
  created_by: string | null
  created_at: string
  expires_at: string
  used_at: string | null
}

/** Failures of one account or address since a moment. */
export interface AttemptTable {
  name: string
  since: string
  failures: number
}

/** A form sent after its session ended, sealed, until its sender has signed in again. */
export interface KeptFormTable {
  token_hash: string
  account_id: string
  path: string
  body: string
  expires_at: string
}

export interface MembershipTable {
  id: string
  organisation_id: string
  account_id: string
  role: Role
  /** 1: stands in for the SIRO. */
  deputy: number
  /** Account of the SIRO who named this deputy; null: no deputy, or one of before that was kept. */
  deputy_of: string | null
  given_at: string
  given_by: string
  ended_at: string | null
  /** The name under which whoever invited knows them; null: they were known here. */
  invited_as: string | null
  /** When they first signed in since the role was given; null: not yet, and nobody is told more of them than what was typed. */
  met_at: string | null
}

export interface NationalMembershipTable {
  id: string
  account_id: string
  role: NationalRole
  given_at: string
  given_by: string
  ended_at: string | null
}

/** What an organisation was before: renamed, moved, closed, merged, reopened. Only ever added to. */
export interface OrganisationChangeTable {
  id: string
  organisation_id: string
  field: string
  before: string | null
  after: string | null
  at: string
  by_id: string
  by_name: string
}

/** A file of organisations that an administrator looks at and has not applied: one an administrator. */
export interface OrganisationUploadTable {
  account_id: string
  text: string
  at: string
}

/** One act; the database itself refuses to change or delete it. */
export interface TrailTable {
  /** One after the other over all chains, with gaps. */
  seq: number
  chain: string
  /** From 1 in its chain, without gaps; null in the first chain, which numbers its entries by `seq`. */
  number: number | null
  at: string
  /** Null: the program itself, or somebody unknown. */
  actor_id: string | null
  actor_name: string
  /** Null: it concerns accounts or the country. */
  organisation_id: string | null
  /** Where it came from. */
  address: string | null
  action: string
  object: string
  /** JSON; never an answer, a token or a password. */
  details: string
  previous_hash: string
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
  id: string
  organisation_id: string
  reason: string
  asked_by: string
  asked_by_name: string
  asked_at: string
  agreed_by: string | null
  agreed_by_name: string | null
  agreed_at: string | null
  lift_asked_by: string | null
  lift_asked_by_name: string | null
  lift_asked_at: string | null
  lifted_by: string | null
  lifted_by_name: string | null
  lifted_at: string | null
}

/** One organisation's data deleted, by two administrators; or one assessment by the operator's schedule; with what is left as proof. */
export interface DeletionTable {
  id: string
  organisation_id: string
  /** Null: everything of the organisation. */
  assessment_id: string | null
  reason: string
  asked_by: string
  asked_by_name: string
  asked_at: string
  confirmed_by: string
  confirmed_by_name: string
  confirmed_at: string
  /** JSON: rows deleted by table, and their digest. */
  proof: string | null
}

/** A word of a name, address or code, by which an account or an organisation is found. */
export interface SearchWordTable {
  kind: 'account' | 'organisation'
  /** In lower case, without accents. */
  word: string
  id: string
}

export interface PeopleTables {
  search_word: SearchWordTable
  account: AccountTable
  sso_identity: SsoIdentityTable
  passkey: PasskeyTable
  totp: TotpTable
  recovery_code: RecoveryCodeTable
  session: SessionTable
  sign_in: SignInTable
  ticket: TicketTable
  attempt: AttemptTable
  kept_form: KeptFormTable
  membership: MembershipTable
  national_membership: NationalMembershipTable
  organisation_change: OrganisationChangeTable
  organisation_upload: OrganisationUploadTable
  trail: TrailTable
  trail_head: TrailHeadTable
  trail_bound: TrailBoundTable
  let_in: LetInTable
  proposal: ProposalTable
  hold: HoldTable
  deletion: DeletionTable
}
