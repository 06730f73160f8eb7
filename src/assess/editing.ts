/**
 * Whether somebody may read or change an answer here: by their role, by what they were asked to fill in, by the state of the assessment,
 * and by whether its period has closed.
 */
import type { OrganisationId } from '../ids.ts'
import type { AssessmentView, Place } from '../service/views.ts'
import { type About, type ClosedPeriod, decide, isPossible, type StateAction } from '../service/permission.ts'
import type { PageContext } from '../web/web.ts'

/** Whether somebody may read an answer here, or (without `about`) all of them. */
export function mayRead(c: PageContext, organisationId: OrganisationId, about?: About): boolean {
  return decide('read-answers', c.get('person'), organisationId, about) === 'allowed'
}

/** Whether somebody may do here what depends on the state of the assessment. */
export function mayDo(c: PageContext, place: Place, action: StateAction, about?: About): boolean {
  return (
    isPossible(action, place) && decide(action, c.get('person'), place.organisation.id, about) === 'allowed'
  )
}

/** Whether anybody fills it in now: it is neither with the SIRO nor signed, and its period has not closed. */
export function isBeingFilledIn(view: AssessmentView): boolean {
  return isPossible('edit-answers', view)
}

/** Whether the period closed before it was signed. */
export function isClosed<T extends Pick<AssessmentView, 'assessment' | 'closed'>>(
  view: T,
): view is T & { readonly closed: ClosedPeriod } {
  return view.closed !== undefined && view.assessment.signedAt === undefined
}

export function mayEdit(c: PageContext, view: AssessmentView, about?: About): boolean {
  return mayDo(c, view, 'edit-answers', about)
}
