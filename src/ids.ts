/** Whose id a text is: two that are swapped do not compile. */

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
export type PlannedActionId = Id<'planned-action'>
export type PackId = Id<'pack'>
/** Of what somebody asks for that takes two; a share and a deletion that come of it keep it. */
export type ProposalId = Id<'proposal'>
/** Of a rule set. */
export type Digest = Id<'digest'>
