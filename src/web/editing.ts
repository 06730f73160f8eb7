/** Whether somebody may read or change an answer here: by their role, by what they were asked to fill in, and by the state of the assessment. */
import type { AssessmentView } from '../service/assessments.ts'
import { type About, decide, STATES } from '../service/permission.ts'
import type { AssessmentStatus } from '../store/tables.ts'
import type { PageContext } from './web.ts'

/** Whether somebody may read an answer here, or (without `about`) all of them. */
export function mayRead(c: PageContext, organisationId: string, about?: About): boolean {
  return decide('read-answers', c.get('person'), organisationId, about) === 'allowed'
}

/** Whether somebody may do here what depends on the state of the assessment. */
export function mayDo(
  c: PageContext,
  { organisation, assessment }: AssessmentView,
  action: keyof typeof STATES,
  about?: About,
): boolean {
  const states: readonly AssessmentStatus[] = STATES[action]
  return (
    states.includes(assessment.status) &&
    decide(action, c.get('person'), organisation.id, about) === 'allowed'
  )
}

/** Whether anybody fills it in now: it is neither with the SIRO nor signed. */
export function isBeingFilledIn({ assessment }: AssessmentView): boolean {
  return (STATES['edit-answers'] as readonly AssessmentStatus[]).includes(assessment.status)
}

export function mayEdit(c: PageContext, view: AssessmentView, about?: About): boolean {
  return mayDo(c, view, 'edit-answers', about)
}
