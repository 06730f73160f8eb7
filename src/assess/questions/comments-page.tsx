/** The comments on one question: what colleagues asked each other about the answer, open or resolved, and a form for one more. */
import { randomUUID } from 'node:crypto'
import { type Comment, LONGEST_COMMENT } from '../../service/commenting.ts'
import { aboutQuestion } from '../../service/permission.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { Tag } from '../../web/components/lists.tsx'
import { hidden, text } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm, TypedInto } from '../../web/shown-form.tsx'
import { instantWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { mayDo } from '../editing.ts'
import type { QuestionPageProps } from './question-page.tsx'
import { crumbsOf } from './walk.ts'

/** Each form has an id of its own, so that one sent twice adds one comment. The buttons of a comment send another action. */
export function commentFields() {
  return {
    action: hidden('add'),
    id: hidden(randomUUID()),
    text: text({
      label: 'Add a comment',
      size: 'm',
      hint: 'Do not name a patient.',
      most: LONGEST_COMMENT,
      rows: 5,
    }),
  }
}

interface CommentsProps extends QuestionPageProps {
  comments: readonly Comment[]
  form: ShownForm
}

export function CommentsPage({ c, view, domain, question, comments, form }: CommentsProps) {
  const { organisation } = view
  const { id } = organisation
  const mayComment = mayDo(c, view, 'comment', aboutQuestion(view.ruleSet, question))
  const address = paths.comments(id, question)
  return (
    <TitledPage
      c={c}
      title="Comments"
      within={[question.text, domain.title]}
      caption={question.text}
      size="l"
      organisation={organisation}
      current="tasks"
      crumbs={[
        ...crumbsOf(c, id, domain),
        { href: paths.question(id, domain.id, question.id), text: question.short },
      ]}
      form={form}
    >
      <p>Everybody who works on this answer, and the SIRO, can read them. They never change a score.</p>
      {comments.length === 0 && <p>Nobody has commented yet.</p>}
      {comments.map((comment, index) => (
        <OneComment comment={comment} number={index + 1} address={mayComment ? address : undefined} />
      ))}
      {mayComment ? (
        <FormBox of={form} button="Add comment" />
      ) : (
        <>
          <p>Comments are closed: this assessment is signed or was replaced.</p>
          <TypedInto of={form} />
        </>
      )}
    </TitledPage>
  )
}

function OneComment(props: { comment: Comment; number: number; address: string | undefined }) {
  const { comment, number, address } = props
  const { resolvedAt, resolvedBy = 'Somebody' } = comment
  return (
    <section class="nhsuk-card" aria-labelledby={`comment-${number}`}>
      <div class="nhsuk-card__content">
        <h2 class="nhsuk-heading-s nhsuk-u-margin-bottom-2" id={`comment-${number}`}>
          <bdi>{comment.byName}</bdi>, {instantWords(comment.at)}{' '}
          {resolvedAt === undefined ? <Tag colour="yellow">Open</Tag> : <Tag colour="green">Resolved</Tag>}
        </h2>
        <p class="wr-typed">
          <bdi>{comment.text}</bdi>
        </p>
        {resolvedAt !== undefined && (
          <p class="nhsuk-body-s">
            Resolved by <bdi>{resolvedBy}</bdi>, {instantWords(resolvedAt)}.
          </p>
        )}
        {address !== undefined && (
          <ButtonForm
            action={address}
            sends={{ id: comment.id, action: resolvedAt === undefined ? 'resolve' : 'reopen' }}
            button={resolvedAt === undefined ? 'Resolve' : 'Open again'}
            about={` comment ${number}`}
            variant="link"
          />
        )}
      </div>
    </section>
  )
}
