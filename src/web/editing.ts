/** Whether somebody may read or change an answer here: by their role, by what they were asked to fill in, and by the state of the assessment. */
import type { AssessmentView } from '../service/assessments.ts'
import { type About, decide, STATES } from '../service/permission.ts'
import type { AssessmentStatus } from '../store/tables.ts'
import type { PageContext } from './web.ts'

/** Whether somebody may read an answer here, or (without `about`) all of them. */
export function mayRead(c: PageContext, organisationId: string, about?: About): boolean {
  return decide('read-answers', c.get('person'), organisationId, about) === 'allowed'
}

export function mayEdit(
  c: PageContext,
  { organisation, assessment }: AssessmentView,
  about?: About,
): boolean {
  const states: readonly AssessmentStatus[] = STATES['edit-answers']
  return (
    states.includes(assessment.status) &&
    decide('edit-answers', c.get('person'), organisation.id, about) === 'allowed'
  )
}

/** Whether parts can be shared out here now. */
export function mayAssign(c: PageContext, { organisation, assessment }: AssessmentView): boolean {
  const states: readonly AssessmentStatus[] = STATES.assign
  return (
    states.includes(assessment.status) && decide('assign', c.get('person'), organisation.id) === 'allowed'
  )
}
