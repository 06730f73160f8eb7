/** Whether somebody may change an answer here: by their role, by what they were asked to fill in, and by the state of the assessment. */
import type { AssessmentView } from '../service/assessments.ts'
import { type About, decide, STATES } from '../service/permission.ts'
import type { AssessmentStatus } from '../store/tables.ts'
import type { PageContext } from './web.ts'

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
