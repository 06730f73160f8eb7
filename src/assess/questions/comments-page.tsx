/** The comments on one question: what colleagues asked each other about the answer, open or resolved, and a form for one more. */
import { randomUUID } from 'node:crypto'
import { type Comment, LONGEST_COMMENT } from '../../service/commenting.ts'
import { aboutQuestion } from '../../service/permission.ts'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { Textarea } from '../../web/components/inputs.tsx'
import { Tag } from '../../web/components/lists.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { mayDo } from '../editing.ts'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { instantWords } from '../../web/times.ts'
import type { QuestionPageProps } from './question-page.tsx'
import { crumbsOf } from './walk.ts'

interface CommentsProps extends QuestionPageProps {
  comments: readonly Comment[]
  /** What was typed, as it was typed. */
  typed: string
  faults: readonly FormFault[]
  /** Of the form that comes back; undefined: a new one. */
  formId?: string
  /** The comment could not be saved, and no fault of the person's. */
  notSaved?: boolean
}

export function CommentsPage(props: CommentsProps) {
  const { c, view, domain, question, comments, typed, faults, formId } = props
  const { id, name } = view.organisation
  const about = aboutQuestion(view.ruleSet, question)
  const mayComment = mayDo(c, view, 'comment', about)
  const address = paths.comments(id, question)
  return (
    <Page
      c={c}
      title="Comments"
      within={[question.text, domain.title]}
      faulty={faults.length > 0 || props.notSaved === true}
      organisation={{ id, name }}
      current="tasks"
      crumbs={[
        ...crumbsOf(c, id, domain),
        { href: paths.question(id, domain.id, question.id), text: question.short },
      ]}
    >
      {props.notSaved && (
        <NotificationBanner title="Not saved" heading="Ward Round could not save this at the moment.">
          <p>What you typed is below. Try again in a minute.</p>
        </NotificationBanner>
      )}
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{question.text}</span>
        Comments
      </h1>
      <p>Everybody who works on this answer, and the SIRO, can read them. They never change a score.</p>
      {comments.length === 0 && <p>Nobody has commented yet.</p>}
      {comments.map((comment, index) => (
        <OneComment comment={comment} number={index + 1} address={mayComment ? address : undefined} />
      ))}
      {mayComment ? (
        <form action={address} method="post" novalidate>
          <input type="hidden" name="id" value={formId ?? randomUUID()} />
          <Textarea
            name="text"
            label="Add a comment"
            labelSize="m"
            hint={`At most ${LONGEST_COMMENT} characters. Do not name a patient.`}
            error={messageFor(faults, 'text')}
            value={typed}
            rows={5}
          />
          <Button name="action" value="add">
            Add comment
          </Button>
        </form>
      ) : (
        <p>Comments are closed: this assessment is signed or was replaced.</p>
      )}
    </Page>
  )
}

function OneComment(props: { comment: Comment; number: number; address: string | undefined }) {
  const { comment, number, address } = props
  const { resolved } = comment
  return (
    <section class="nhsuk-card" aria-labelledby={`comment-${number}`}>
      <div class="nhsuk-card__content">
        <h2 class="nhsuk-heading-s nhsuk-u-margin-bottom-2" id={`comment-${number}`}>
          <bdi>{comment.by}</bdi>, {instantWords(comment.at)}{' '}
          {resolved === undefined ? <Tag colour="yellow">Open</Tag> : <Tag colour="green">Resolved</Tag>}
        </h2>
        <p class="wr-typed">
          <bdi>{comment.text}</bdi>
        </p>
        {resolved !== undefined && (
          <p class="nhsuk-body-s">
            Resolved by <bdi>{resolved.by}</bdi>, {instantWords(resolved.at)}.
          </p>
        )}
        {address !== undefined && (
          <form action={address} method="post">
            <input type="hidden" name="id" value={comment.id} />
            <button
              class="wr-link-button"
              type="submit"
              name="action"
              value={resolved === undefined ? 'resolve' : 'reopen'}
            >
              {resolved === undefined ? 'Resolve' : 'Open again'}
              <span class="nhsuk-u-visually-hidden"> comment {number}</span>
            </button>
          </form>
        )}
      </div>
    </section>
  )
}
