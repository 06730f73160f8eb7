/**
 * Who acts: the roles inside an organisation, the national ones, and the person as every room above the store knows one.
 * It decides nothing: `identity` finds the person, `service/permission.ts` says what they may do.
 */

import type { AccountId, AssessmentId, OrganisationId, ProposalId } from './column-kinds.ts'

/** In the order in which pages list them. */
export const ROLES = ['lead', 'contributor', 'reviewer', 'siro', 'board'] as const

/** Role of a person in one organisation. Source: src/README.md, Who may do what. */
export type Role = (typeof ROLES)[number]

/** What people call a role. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  lead: 'Cyber lead',
  contributor: 'Contributor',
  reviewer: 'Reviewer',
  siro: 'SIRO (senior information risk owner)',
  board: 'Board member',
}

/** What a role may do, for who gives or takes it. */
export const ROLE_HINTS: Readonly<Record<Role, string>> = {
  lead: 'Reads and changes every answer, shares the work out, manages people, and submits.',
  contributor: 'Fills in the parts that the lead asked for, and sees no other.',
  reviewer: 'Looks at the evidence, and says whether it shows what is stated.',
  siro: 'Reads every answer and signs. Somebody else must have submitted.',
  board: 'Reads the results, and no single answer.',
}

export const NATIONAL_ROLES = ['analyst', 'administrator'] as const

/** Role of a person who reads no organisation's answers by it. */
export type NationalRole = (typeof NATIONAL_ROLES)[number]

/** Kinds of parts. */
export const PART_KINDS = ['domain', 'question', 'first-look', 'caf'] as const

/** What a key of the API may do of what its role may: read, or also edit answers. */
export const KEY_SCOPES = ['read', 'edit'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** A part of the present assessment, or of an official framework beside it, that somebody was asked to fill in. */
export interface AssignedPart {
  readonly kind: (typeof PART_KINDS)[number]
  /** Id of the domain or question; of the first look, which there is once, the name of its kind; of an official framework as `cafTarget`. */
  readonly target: string
}

/** One role in one organisation; a person may have several. */
export interface Membership {
  readonly organisationId: OrganisationId
  readonly role: Role
  /** Stands in for the SIRO. */
  readonly deputy?: boolean
}

/** An account, as it stands at this request. */
export interface Person {
  /** Of the account: tells two people of one name apart. */
  readonly id: AccountId
  /** As written into "saved by". */
  readonly name: string
  readonly memberships: readonly Membership[]
  readonly national: readonly NationalRole[]
  /** What a contributor was asked to fill in, by organisation. */
  readonly assigned: Readonly<Record<OrganisationId, readonly AssignedPart[]>>
  /** Snapshots that were shared with this person and are open now, by organisation. */
  readonly shared: readonly SharedWith[]
  /** The key of the API by which this person asks; undefined: they are there themselves. */
  readonly key?: { readonly prefix: string; readonly scope: KeyScope }
  /** Where the request came from, for the trail; undefined inside the program. */
  readonly address?: string
}

export interface SharedWith {
  readonly id: ProposalId
  readonly organisationId: OrganisationId
  readonly assessmentId: AssessmentId
}

/** The organisation that pages without one of their own lead to; undefined for who belongs to none. */
export function homeOrganisation(person: Person | undefined): OrganisationId | undefined {
  return person?.memberships[0]?.organisationId
}

/** What somebody is mailed of, unless they turned it off: a signature that waits, what was returned, what was signed, own parts, evidence to review, comments, late actions, periods. */
export const MAIL_KINDS = [
  'sign',
  'returned',
  'signed',
  'parts',
  'review',
  'comments',
  'actions',
  'periods',
] as const
export type MailKind = (typeof MAIL_KINDS)[number]
