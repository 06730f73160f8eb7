/**
 * The written matrix: which role may do what, in which state of the assessment, in its own organisation, nationally, or with what was shared.
 * Every service function names its action and asks here. Nobody may do anything in another organisation, whose id looks exactly like
 * an unknown one; a disabled account and somebody who has not signed in are nobody.
 */

import { type Outcome, partsOf } from '../caf/model.ts'
import { DomainError } from '../errors.ts'
import type { OrganisationId } from '../ids.ts'
import { dateWords } from '../report/words.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import type { CafPlace } from '../store/caf.ts'
import type { PeriodRow } from '../store/periods.ts'
import {
  type AssignedPart,
  type KeyScope,
  type NationalRole,
  type Person,
  type Role,
  ROLES,
} from '../store/person.ts'
import type { AssessmentStatus } from '../store/tables.ts'

/** `assigned`: only the parts that the person was asked to fill in. */
export type Leave = 'yes' | 'assigned' | 'no'

const row = (
  lead: Leave,
  contributor: Leave,
  reviewer: Leave,
  siro: Leave,
  board: Leave,
): Readonly<Record<Role, Leave>> => ({ lead, contributor, reviewer, siro, board })

/** What is done in one organisation, by its own people. */
export const ORGANISATION_MATRIX = {
  // lead, contributor, reviewer, siro, board
  'see-tasks': row('yes', 'yes', 'yes', 'yes', 'no'),
  'read-answers': row('yes', 'assigned', 'yes', 'yes', 'no'),
  'edit-answers': row('yes', 'assigned', 'no', 'no', 'no'),
  'read-results': row('yes', 'no', 'no', 'yes', 'yes'),
  /** Answers and what they add up to, on one page. */
  'read-whole': row('yes', 'no', 'no', 'yes', 'no'),
  /** The published comparison, with one's own results beside it. */
  'read-peers': row('yes', 'no', 'no', 'yes', 'yes'),
  assign: row('yes', 'no', 'no', 'no', 'no'),
  comment: row('yes', 'assigned', 'yes', 'yes', 'no'),
  'write-note': row('yes', 'no', 'no', 'no', 'no'),
  /** Puts own figures in the place of ours for what raising an answer takes. */
  'set-efforts': row('yes', 'no', 'no', 'no', 'no'),
  /** What is said of the outcomes of an official framework. */
  'read-caf': row('yes', 'assigned', 'no', 'yes', 'no'),
  'answer-caf': row('yes', 'assigned', 'no', 'no', 'no'),
  /** Takes a completed assessment of an official framework in. */
  'bring-in-caf': row('yes', 'no', 'no', 'no', 'no'),
  'add-evidence': row('yes', 'assigned', 'no', 'no', 'no'),
  'read-evidence': row('yes', 'assigned', 'yes', 'yes', 'no'),
  'review-evidence': row('no', 'no', 'yes', 'no', 'no'),
  /** Explains answers that seem to contradict each other. */
  explain: row('yes', 'no', 'no', 'no', 'no'),
  submit: row('yes', 'no', 'no', 'no', 'no'),
  withdraw: row('yes', 'no', 'no', 'no', 'no'),
  return: row('no', 'no', 'no', 'yes', 'no'),
  /** Says of an answer that is listed: accepted, challenged, or sent back. */
  'mark-answers': row('no', 'no', 'no', 'yes', 'no'),
  sign: row('no', 'no', 'no', 'yes', 'no'),
  reopen: row('no', 'no', 'no', 'yes', 'no'),
  'read-sign-off': row('yes', 'no', 'no', 'yes', 'yes'),
  'name-deputy': row('no', 'no', 'no', 'yes', 'no'),
  /** Begins the assessment of a period, carries answers forward, and moves a draft to a newer rule set. */
  'start-assessment': row('yes', 'no', 'no', 'no', 'no'),
  'read-members': row('yes', 'no', 'no', 'yes', 'no'),
  'manage-members': row('yes', 'no', 'no', 'no', 'no'),
  /** Shows one snapshot to somebody outside; lead and SIRO must both agree. */
  share: row('yes', 'no', 'no', 'yes', 'no'),
  /** Is told of what somebody asks for that takes two persons, agrees to it and stops it. */
  'answer-requests': row('yes', 'no', 'no', 'yes', 'no'),
  /** What was decided to be done, with who does it by when. */
  'read-actions': row('yes', 'no', 'no', 'yes', 'yes'),
  'plan-actions': row('yes', 'no', 'no', 'yes', 'no'),
  /** Says of the whole list that it is the organisation's plan. */
  'confirm-plan': row('no', 'no', 'no', 'yes', 'no'),
  /** What is said of each risk: owner, target, acceptance. */
  'read-risk-register': row('yes', 'no', 'no', 'yes', 'yes'),
  'keep-risk-register': row('yes', 'no', 'no', 'yes', 'no'),
  /** Board papers as they were issued; their workbook also takes `read-whole`. */
  'read-packs': row('yes', 'no', 'no', 'yes', 'yes'),
  /** Freezes the numbers in papers for the board. */
  'issue-pack': row('yes', 'no', 'no', 'yes', 'no'),
  /** Takes answers out for somebody outside, who is named. */
  'export-outside': row('yes', 'no', 'no', 'yes', 'no'),
  'read-trail': row('yes', 'no', 'no', 'no', 'no'),
} as const satisfies Readonly<Record<string, Readonly<Record<Role, Leave>>>>

export type Action = keyof typeof ORGANISATION_MATRIX

const READ_BY_KEY: readonly Action[] = [
  'read-answers',
  'read-results',
  'read-whole',
  'read-caf',
  'read-actions',
  'read-risk-register',
  'read-trail',
]

/** The column of keys of the API: what one may do of what its role may. Everything else takes the person, and everything national too. */
export const KEY_MATRIX: Readonly<Record<KeyScope, readonly Action[]>> = {
  read: READ_BY_KEY,
  edit: [...READ_BY_KEY, 'edit-answers'],
}

/** The roles that may do this to everything in their organisation. */
export function rolesThat(action: Action): Role[] {
  return ROLES.filter((role) => ORGANISATION_MATRIX[action][role] === 'yes')
}

/** States of the assessment in which an action is possible; the others are possible in all. */
export const STATES = {
  'edit-answers': ['draft', 'returned'],
  assign: ['draft', 'returned'],
  comment: ['draft', 'returned', 'submitted'],
  'write-note': ['draft', 'returned'],
  'add-evidence': ['draft', 'returned'],
  'review-evidence': ['draft', 'returned'],
  explain: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  withdraw: ['submitted'],
  return: ['submitted'],
  'mark-answers': ['submitted'],
  sign: ['submitted'],
  reopen: ['signed'],
} as const satisfies Partial<Readonly<Record<Action, readonly AssessmentStatus[]>>>

/** An action that the state of the assessment decides on, and the end of its period. */
export type StateAction = keyof typeof STATES

/** What is still possible once the period has closed, of what the state decides on. Everything else ends with the period. */
export const AFTER_CLOSING: readonly StateAction[] = ['comment', 'return', 'mark-answers', 'sign']

const national = (analyst: boolean, administrator: boolean): Readonly<Record<NationalRole, boolean>> => ({
  analyst,
  administrator,
})

/** What is done in no organisation: it never shows what one organisation answered. */
export const NATIONAL_MATRIX = {
  // analyst, administrator
  /** Periods, releases with their dry run, the national view, and supplier concentration. */
  'read-national': national(true, false),
  /** What proposed rules would move, in counts that single nobody out. */
  'read-proposed-rules': national(true, true),
  'prepare-release': national(true, false),
  /** Somebody else's release only. */
  'publish-release': national(true, false),
  /** Who has started, submitted and signed in a round, and reminding the others. */
  'follow-round': national(false, true),
  'manage-organisations': national(false, true),
  'manage-periods': national(false, true),
  'manage-accounts': national(false, true),
  /** Of accounts and of the country; never an organisation's. */
  'read-account-trail': national(false, true),
  /** Holds and deletions. */
  'keep-data': national(false, true),
} as const satisfies Readonly<Record<string, Readonly<Record<NationalRole, boolean>>>>

export type NationalAction = keyof typeof NATIONAL_MATRIX

/** What an action is about, where that matters for who only has assigned parts. */
export type About =
  /** A whole domain, such as its register. */
  | { readonly domain: string; readonly question?: undefined; readonly caf?: undefined }
  | {
      readonly domain: string
      readonly question: string
      readonly inFirstLook: boolean
      readonly caf?: undefined
    }
  /** An outcome of an official framework, by the targets of every part that holds it (`cafTarget`). */
  | { readonly caf: readonly string[]; readonly domain?: undefined; readonly question?: undefined }

/** What is done to one question of a rule set is about this. */
export function aboutQuestion({ firstLook }: RuleSet, { domain, id, index }: Question): About {
  return { domain, question: id, inFirstLook: firstLook.includes(index) }
}

/** Names a part of an official framework, by its code: an objective, a principle or an outcome, of one system or the whole organisation. */
export function cafTarget({ frameworkId, systemId }: CafPlace, code: string): string {
  return `${frameworkId}/${systemId}/${code}`
}

/** What is done to one outcome of an official framework is about this. */
export function aboutOutcome(place: CafPlace, outcome: Outcome): About {
  return { caf: partsOf(outcome).map(({ code }) => cafTarget(place, code)) }
}

export type Decision = 'allowed' | 'not-allowed' | 'not-found'

/** Whether the person may do this; another organisation is `not-found`, and nobody at all (undefined) finds nothing either. */
export function decide(
  action: Action,
  person: Person | undefined,
  organisationId: OrganisationId,
  about?: About,
): Decision {
  const leaves = leavesOf(action, person, organisationId)
  if (leaves.length === 0) return 'not-found'
  if (leaves.includes('yes')) return 'allowed'
  const isAssigned =
    leaves.includes('assigned') &&
    about !== undefined &&
    covers(person?.assigned[organisationId] ?? [], about)
  return isAssigned ? 'allowed' : 'not-allowed'
}

/** As `decide`, before it is known what it is about: whether the person may do this to anything at all there. */
export function decideForSome(
  action: Action,
  person: Person | undefined,
  organisationId: OrganisationId,
): Decision {
  const leaves = leavesOf(action, person, organisationId)
  if (leaves.length === 0) return 'not-found'
  return leaves.some((leave) => leave !== 'no') ? 'allowed' : 'not-allowed'
}

function leavesOf(action: Action, person: Person | undefined, organisationId: OrganisationId): Leave[] {
  const isWithheld = person?.key !== undefined && !KEY_MATRIX[person.key.scope].includes(action)
  return (person?.memberships ?? [])
    .filter((one) => one.organisationId === organisationId)
    .map(({ role }) => (isWithheld ? 'no' : ORGANISATION_MATRIX[action][role]))
}

/** Whether assigned parts hold what an action is about. */
export function covers(assigned: readonly AssignedPart[], about: About): boolean {
  return assigned.some(({ kind, target }) => {
    switch (kind) {
      case 'domain':
        return target === about.domain
      case 'question':
        return target === about.question
      case 'first-look':
        return about.question !== undefined && about.inFirstLook
      case 'caf':
        return about.caf?.includes(target) === true
    }
  })
}

/** As `decide`, for what is done in no organisation. */
export function decideNational(
  action: NationalAction,
  person: Person | undefined,
): 'allowed' | 'not-allowed' {
  const may = person?.key === undefined && person?.national.some((role) => NATIONAL_MATRIX[action][role])
  return may === true ? 'allowed' : 'not-allowed'
}

/**
 * Refuses what the person may not do.
 *
 * @throws DomainError 'not-found' or 'not-allowed'.
 */
export function demand(
  action: Action,
  person: Person | undefined,
  organisationId: OrganisationId,
  about?: About,
): void {
  refuse(decide(action, person, organisationId, about))
}

/** As `demand`, before it is known what it is about. @throws as `demand`. */
export function demandForSome(
  action: Action,
  person: Person | undefined,
  organisationId: OrganisationId,
): void {
  refuse(decideForSome(action, person, organisationId))
}

function refuse(decision: Decision): void {
  if (decision === 'not-found') throw organisationNotFound()
  if (decision === 'not-allowed')
    throw new DomainError('not-allowed', 'Your role in this organisation does not include this.')
}

export type ClosedPeriod = Pick<PeriodRow, 'name' | 'closes'>

/** What decides, beside the person, what can be done with an assessment now. */
export interface Stage {
  readonly assessment: { readonly status: AssessmentStatus }
  /** The assessment's period; undefined: it has not closed. */
  readonly closed: ClosedPeriod | undefined
}

/** Whether the state of the assessment and its period allow an action. */
export function isPossible(action: StateAction, { assessment, closed }: Stage): boolean {
  const states: readonly AssessmentStatus[] = STATES[action]
  return !isEnded(action, closed) && states.includes(assessment.status)
}

/**
 * Refuses what the state of the assessment does not allow, or ended with its period.
 *
 * @throws PeriodClosed, or DomainError 'conflict' saying which state it is in.
 */
export function demandState(action: StateAction, stage: Stage): void {
  if (isEnded(action, stage.closed)) throw new PeriodClosed(stage.closed)
  if (!isPossible(action, stage)) throw new DomainError('conflict', STATE_SENTENCES[stage.assessment.status])
}

function isEnded(action: StateAction, closed: ClosedPeriod | undefined): closed is ClosedPeriod {
  return closed !== undefined && !AFTER_CLOSING.includes(action)
}

/** The period is over: a conflict that lasts until its closing day is moved. */
export class PeriodClosed extends DomainError {
  constructor(closed: ClosedPeriod) {
    super('conflict', closedWords(closed))
  }
}

/** Why nothing of an assessment changes any more, and what can be done about it. */
export function closedWords({ name, closes }: ClosedPeriod): string {
  return `${name} closed on ${dateWords(closes)}, so this assessment can no longer be changed. If it must be, ask the national administrators to move the closing day.`
}

const STATE_SENTENCES: Readonly<Record<AssessmentStatus, string>> = {
  draft: 'This assessment is still being filled in: it has not been submitted.',
  returned: 'The SIRO returned this assessment: it is being filled in again.',
  submitted:
    'This assessment has been submitted and can no longer be changed. The lead can withdraw it, or the SIRO return it.',
  signed: 'This assessment is signed, and never changes. The SIRO can reopen it, which makes a new one.',
  superseded: 'This assessment was replaced by a newer one, and never changes.',
}

/**
 * Refuses what the person may not do nationally.
 *
 * @throws DomainError 'not-allowed'.
 */
export function demandNational(action: NationalAction, person: Person | undefined): asserts person is Person {
  if (decideNational(action, person) === 'not-allowed')
    throw new DomainError('not-allowed', 'Your national role does not include this.')
}

/** The one answer for an unknown organisation and for somebody else's. */
export function organisationNotFound(): DomainError {
  return new DomainError('not-found', 'There is no such organisation here, or it is not yours.')
}
