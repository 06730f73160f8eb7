/**
 * The written matrix: which role may do what in its own organisation. Every service function names its action and asks here.
 * Nobody may do anything in another organisation, whose id looks exactly like an unknown one.
 */

import { DomainError } from '../errors.ts'
import type { Person, Role } from '../store/person.ts'

export const MATRIX = {
  'read-answers': { lead: true, siro: true, board: false },
  'edit-answers': { lead: true, siro: false, board: false },
  'read-results': { lead: true, siro: true, board: true },
} as const satisfies Readonly<Record<string, Readonly<Record<Role, boolean>>>>

export type Action = keyof typeof MATRIX

/** Whether the person may do this; another organisation is `not-found`, and nobody at all (undefined) finds nothing either. */
export function decide(
  action: Action,
  person: Person | undefined,
  organisationId: string,
): 'allowed' | 'not-allowed' | 'not-found' {
  if (person === undefined || person.organisationId !== organisationId) return 'not-found'
  return MATRIX[action][person.role] ? 'allowed' : 'not-allowed'
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

/** The one answer for an unknown organisation and for somebody else's. */
export function organisationNotFound(): DomainError {
  return new DomainError('not-found', 'There is no such organisation here, or it is not yours.')
}
