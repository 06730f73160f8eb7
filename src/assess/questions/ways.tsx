/** The ways on from a question's page, beside the answer: each shown only to those whom it lets in. */
import { findToolKind } from '../../answers/tool-kinds.ts'
import type { Question } from '../../rules/model.ts'
import type { AssessmentView } from '../../service/views.ts'
import { aboutQuestion, decide } from '../../service/permission.ts'
import { mayDo, mayEdit } from '../editing.ts'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'

interface WaysProps {
  c: PageContext
  view: AssessmentView
  question: Question
  openComments: number
  /** Pieces of it. */
  evidence: number
}

export function Ways({ c, view, question, openComments, evidence }: WaysProps) {
  const organisationId = view.organisation.id
  const about = aboutQuestion(view.ruleSet, question)
  const may = (action: 'read-answers' | 'comment' | 'read-evidence') =>
    decide(action, c.get('person'), organisationId, about) === 'allowed'
  const ways = [
    ...(findToolKind(question.id) !== undefined && mayEdit(c, view, about)
      ? [{ href: paths.toolExport(organisationId, question), text: 'Work this out from an export' }]
      : []),
    ...(may('read-evidence') && question.form.type !== 'share'
      ? [
          {
            href: paths.evidence(organisationId, question),
            text: `Evidence and reviews${evidence === 0 ? '' : ` (${evidence})`}`,
          },
        ]
      : []),
    ...(may('comment')
      ? [{ href: paths.comments(organisationId, question), text: `Comments (${openComments} open)` }]
      : []),
    ...(may('read-answers') && question.form.type !== 'share'
      ? [{ href: paths.answerHistory(organisationId, question), text: 'History of this answer' }]
      : []),
    ...(mayDo(c, view, 'assign') && question.form.type !== 'share'
      ? [
          {
            href: paths.newAssignment(organisationId, `question:${question.id}`),
            text: 'Share this question out',
          },
        ]
      : []),
  ]
  if (ways.length === 0) return <></>
  return (
    <nav aria-label="About this answer">
      <ul class="nhsuk-list">
        {ways.map(({ href, text }) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
