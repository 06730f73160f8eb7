/** That the period of an assessment has closed, so that nothing in it changes, with what can be done now. What is signed says that by itself. */
import type { AssessmentView } from '../service/views.ts'
import { closedWords } from '../service/permission.ts'
import { InsetText } from '../web/components/panels.tsx'
import { isClosed } from './editing.ts'

export function ClosedNotice({ view }: { view: Pick<AssessmentView, 'assessment' | 'closed'> }) {
  return (
    isClosed(view) && (
      <InsetText>
        <p>{closedWords(view.closed)}</p>
      </InsetText>
    )
  )
}
