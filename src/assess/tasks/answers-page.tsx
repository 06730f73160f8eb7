/** Answers by state, across the domains: what is not answered, not known, on our word only, or with evidence out of date. */
import { countWords } from '../../report/words.ts'
import type { ResultView } from '../../service/views.ts'
import { TaskList } from '../../web/components/lists.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { type QuestionState, questionStates } from '../progress.ts'
import { StateTag } from '../questions/answer-words.tsx'
import type { PageContext } from '../../web/web.ts'

const SHOWS = {
  all: ['All', () => true],
  'to-confirm': ['To confirm', (one) => one.toConfirm],
  unanswered: ['Not answered', (one) => one.state === 'unanswered'],
  'dont-know': ['Not known', (one) => one.state === 'not-known'],
  unevidenced: ['On your word only', (one) => one.evidence === 'none'],
  stale: ['Evidence out of date', (one) => one.evidence === 'lapsed'],
} as const satisfies Readonly<Record<string, readonly [string, (one: QuestionState) => boolean]>>

export type Show = keyof typeof SHOWS

export function isShow(text: string): text is Show {
  return Object.hasOwn(SHOWS, text)
}

export function AnswersPage({ c, view, show }: ResultView & { c: PageContext; show: Show }) {
  const { id } = view.organisation
  const states = questionStates(view).filter((one) => !one.hidden)
  const [title, belongs] = SHOWS[show]
  const found = states.filter(belongs)
  return (
    <TitledPage
      c={c}
      title={`Answers: ${title.toLowerCase()}`}
      organisation={view.organisation}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
      heading={<>Answers: {title.toLowerCase()}</>}
    >
      <nav aria-label="Which answers">
        <ul class="wr-filters">
          {Object.entries(SHOWS).map(([key, [text, fits]]) => (
            <li>
              <a href={paths.answers(id, key)} aria-current={key === show ? 'page' : undefined}>
                {text} ({states.filter(fits).length})
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p>{found.length === 0 ? 'There are none.' : `${countWords(found.length, 'question')}.`}</p>
      {view.ruleSet.domains
        .map((domain) => ({ domain, own: found.filter((one) => one.question.domain === domain.id) }))
        .filter(({ own }) => own.length > 0)
        .map(({ domain, own }) => (
          <>
            <h2 class="nhsuk-heading-m">{domain.title}</h2>
            <TaskList
              id={domain.id}
              tasks={own.map((state) => ({
                name: state.question.short,
                href: paths.question(id, domain.id, state.question.id),
                hint: state.question.text,
                status: <StateTag state={state} />,
              }))}
            />
          </>
        ))}
    </TitledPage>
  )
}
