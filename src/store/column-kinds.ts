/** What a column holds beside plain text, numbers and bytes, and whose id it is: the words of which the tables are made. */

import type { ColumnType } from 'kysely'

/** May be empty: undefined where it is read. What is left out of an `insert` is empty; an update empties it by null, and passes over undefined. */
export type Maybe<T> = ColumnType<T | undefined, T | null | undefined, T | null>

/** Kept as 0 or 1; where `Added` may be undefined, the table knows what to begin with. */
export interface Flag<Added extends boolean | undefined = boolean> extends ColumnType<
  boolean,
  Added,
  boolean
> {
  readonly kept: 'flag'
}

/** Kept as JSON. What stands there was checked before it was written, and is trusted. */
export interface Json<T> extends ColumnType<T, OrNull<T>, OrNull<T>> {
  readonly kept: 'json'
}

type OrNull<T> = undefined extends T ? T | null : T

/** An id of one kind. Text without a kind may become one, at a door; one kind never becomes another. */
type Id<Kind extends string> = string & { readonly of?: Kind }

export type OrganisationId = Id<'organisation'>
export type AssessmentId = Id<'assessment'>
export type PeriodId = Id<'period'>
export type AccountId = Id<'account'>
export type QuestionId = Id<'question'>
export type RegisterId = Id<'register'>
export type RowId = Id<'row'>
export type DomainId = Id<'domain'>
export type EvidenceId = Id<'evidence'>
export type ReleaseId = Id<'release'>
export type CommentId = Id<'comment'>
export type AssignmentId = Id<'assignment'>
export type HoldId = Id<'hold'>
/** Of what somebody asks for that takes two; a share and a deletion that come of it keep it. */
export type ProposalId = Id<'proposal'>
/** Of a rule set. */
export type Digest = Id<'digest'>

/** What every row has of which each save is a new version, and names the one that it saw. */
export interface VersionedTable {
  version: number
  /** ISO 8601 UTC. */
  savedAt: string
  savedBy: string
}
