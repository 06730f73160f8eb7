/** The first look: its questions, the next one that is open, and the range that they already give. */
import { countWords } from '../../report/words.ts'
import type { ResultView } from '../../service/assessments.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { ActionLink } from '../components/button.tsx'
import { TaskList } from '../components/lists.tsx'
import { isBeingFilledIn } from '../editing.ts'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { progressOf, questionStates } from '../progress.ts'
import { StateTag } from '../questions/answer-words.tsx'
import { firstLookHref, firstLookOf } from '../questions/walk.ts'
import type { PageContext } from '../web.ts'
import { Standing } from './tasks-page.tsx'

export function FirstLookPage({ c, view, result }: ResultView & { c: PageContext }) {
  const { id, name } = view.organisation
  const look = firstLookOf(view, questionStates(view))
  const { answered, shown } = progressOf(look)
  const next = look.find((one) => one.state === 'unanswered')
  return (
    <Page
      c={c}
      title="First look"
      organisation={{ id, name }}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
    >
      <h1 class="nhsuk-heading-xl">First look</h1>
      <ClosedNotice view={view} />
      {next === undefined ? (
        <>
          <p class="nhsuk-lede-text">You have answered all {shown} questions of the first look.</p>
          <Standing view={view} result={result} />
          <ActionLink href={paths.results(id)}>See the results</ActionLink>
          <p>
            The range grows narrower with every further answer.{' '}
            <a href={paths.tasks(id)}>Go on with the whole questionnaire</a>.
          </p>
        </>
      ) : (
        <>
          <p class="nhsuk-lede-text">
            {countWords(shown, 'question')} that say most. About twenty minutes, and “we do not know” is an
            answer.
          </p>
          <p>
            {answered} of {shown} answered.
          </p>
          {isBeingFilledIn(view) && (
            <ActionLink href={firstLookHref(view, next)}>
              {answered === 0 ? 'Start' : 'Next question'}
            </ActionLink>
          )}
          {answered > 0 && <Standing view={view} result={result} />}
        </>
      )}
      <h2 class="nhsuk-heading-m">The {shown} questions</h2>
      <TaskList
        id="look"
        tasks={look.map((state) => ({
          name: state.question.text,
          href: firstLookHref(view, state),
          hint: `Who usually knows: ${state.question.knows}`,
          status: <StateTag state={state} />,
        }))}
      />
    </Page>
  )
}
