/**
 * The written matrix: which role may do what, in its own organisation or nationally. Every service function names its action and asks here.
 * Nobody may do anything in another organisation, whose id looks exactly like an unknown one; a national person belongs to none.
 */

import { DomainError } from '../errors.ts'
import type { National, NationalRole, Person, Role } from '../store/person.ts'

type Row = Readonly<Record<Role | NationalRole, boolean>>

/** What is done in one organisation, by its own people. */
export const ORGANISATION_MATRIX = {
  'read-answers': { lead: true, siro: true, board: false, analyst: false },
  'edit-answers': { lead: true, siro: false, board: false, analyst: false },
  'read-results': { lead: true, siro: true, board: true, analyst: false },
  /** The published comparison, with one's own results beside it. */
  'read-peers': { lead: true, siro: true, board: true, analyst: false },
} as const satisfies Readonly<Record<string, Row>>

/** What is done in none: it never shows what one organisation answered. */
export const NATIONAL_MATRIX = {
  /** Periods, releases with their dry run, the national view, and supplier concentration. */
  'read-national': { lead: false, siro: false, board: false, analyst: true },
  'prepare-release': { lead: false, siro: false, board: false, analyst: true },
  /** Somebody else's release only. */
  'publish-release': { lead: false, siro: false, board: false, analyst: true },
} as const satisfies Readonly<Record<string, Row>>

export type Action = keyof typeof ORGANISATION_MATRIX
export type NationalAction = keyof typeof NATIONAL_MATRIX

/** Whether the person may do this; another organisation is `not-found`, and nobody at all (undefined) finds nothing either. */
export function decide(
  action: Action,
  person: Person | undefined,
  organisationId: string,
): 'allowed' | 'not-allowed' | 'not-found' {
  if (person === undefined || person.organisationId !== organisationId) return 'not-found'
  return ORGANISATION_MATRIX[action][person.role] ? 'allowed' : 'not-allowed'
}

/** As `decide`, for what is done in no organisation. */
export function decideNational(
  action: NationalAction,
  person: Person | undefined,
): 'allowed' | 'not-allowed' {
  return person !== undefined && NATIONAL_MATRIX[action][person.role] ? 'allowed' : 'not-allowed'
}

/**
 * Refuses what the person may not do.
 *
 * @throws DomainError 'not-found' or 'not-allowed'.
 */
export function demand(action: Action, person: Person | undefined, organisationId: string): void {
  const decision = decide(action, person, organisationId)
  if (decision === 'not-found') throw organisationNotFound()
  if (decision === 'not-allowed')
    throw new DomainError('not-allowed', 'Your role in this organisation does not include this.')
}

/**
 * Refuses what the person may not do nationally.
 *
 * @throws DomainError 'not-allowed'.
 */
export function demandNational(
  action: NationalAction,
  person: Person | undefined,
): asserts person is National {
  if (decideNational(action, person) === 'not-allowed')
    throw new DomainError('not-allowed', 'This is for national analysts only.')
}

/** The one answer for an unknown organisation and for somebody else's. */
export function organisationNotFound(): DomainError {
  return new DomainError('not-found', 'There is no such organisation here, or it is not yours.')
}
