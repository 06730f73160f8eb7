/** The history of one answer: who saved what and when, the present one marked. It only reads. */
import type { PastAnswer } from '../../service/history.ts'
import { Tag } from '../components/lists.tsx'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { instantWords } from '../times.ts'
import { AnswerWords } from './answer-words.tsx'
import type { QuestionPageProps } from './question-page.tsx'
import { crumbsOf } from './walk.ts'

export function HistoryPage(props: QuestionPageProps & { past: readonly PastAnswer[] }) {
  const { c, view, domain, question, past } = props
  const { id, name } = view.organisation
  return (
    <Page
      c={c}
      title="History of this answer"
      within={[question.text, domain.title]}
      organisation={{ id, name }}
      current="tasks"
      crumbs={[
        ...crumbsOf(c, id, domain),
        { href: paths.question(id, domain.id, question.id), text: question.short },
      ]}
    >
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{question.text}</span>
        History of this answer
      </h1>
      <p>The newest is first. Nothing here can be changed or deleted.</p>
      {past.length === 0 && <p>Nobody has answered this question yet.</p>}
      {past.map((one, index) => (
        <section class="nhsuk-card" aria-labelledby={`version-${one.version}`}>
          <div class="nhsuk-card__content">
            <h2 class="nhsuk-heading-s nhsuk-u-margin-bottom-2" id={`version-${one.version}`}>
              Version {one.version} {index === 0 && <Tag colour="green">Present</Tag>}
            </h2>
            <p class="nhsuk-body-s">
              {one.value === undefined ? 'Cleared' : 'Saved'} by <bdi>{one.savedBy || 'somebody'}</bdi>
              {one.savedAt !== '' && <>, {instantWords(one.savedAt)}</>}
            </p>
            <AnswerWords question={question} answer={one.value} cohort={view.answers.organisation.cohort} />
          </div>
        </section>
      ))}
    </Page>
  )
}
