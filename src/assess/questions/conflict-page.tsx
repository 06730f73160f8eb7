/** Two people, or two tabs, changed the same answer: both texts side by side, and the person chooses. Neither is lost. */
import type { Answer } from '../../answers/model.ts'
import type { Child } from 'hono/jsx'
import type { Conflict } from '../../service/answering.ts'
import { Button } from '../../web/components/button.tsx'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { instantWords } from '../../web/times.ts'
import { AnswerWords } from './answer-words.tsx'
import type { QuestionPageProps } from './question-page.tsx'
import { fieldsOf, type TypedAnswer } from './typed.ts'

export function QuestionConflictPage(
  props: QuestionPageProps & { conflict: Conflict<Answer>; mine: Answer | undefined; typed: TypedAnswer },
) {
  const { c, view, domain, question, conflict, mine, typed, via } = props
  const { id, name } = view.organisation
  const { cohort } = view.answers.organisation
  const address = paths.question(id, domain.id, question.id)
  return (
    <Page
      c={c}
      title="Two versions of this answer"
      within={[domain.title]}
      faulty
      organisation={{ id, name }}
      current="tasks"
      wide
    >
      <BothVersions
        what={question.text}
        conflict={conflict}
        mine={<AnswerWords question={question} answer={mine} cohort={cohort} />}
        theirs={<AnswerWords question={question} answer={conflict.value} cohort={cohort} />}
      />
      <form action={address} method="post" novalidate>
        <input type="hidden" name="version" value={String(conflict.version)} />
        <input type="hidden" name="via" value={via} />
        {fieldsOf(typed).map(([field, value]) => (
          <input type="hidden" name={field} value={value} />
        ))}
        <div class="wr-actions">
          <Button name="action" value={mine === undefined ? 'clear' : 'continue'}>
            Save mine in its place
          </Button>
          <Button name="action" value="edit" variant="secondary">
            Change mine first
          </Button>
          <a href={via === '' ? address : `${address}?via=${encodeURIComponent(via)}`}>Keep the saved one</a>
        </div>
      </form>
    </Page>
  )
}

interface BothProps {
  what: string
  conflict: Conflict<unknown>
  mine: Child
  theirs: Child
}

/** The heading and the two versions, beside each other where there is room. */
export function BothVersions({ what, conflict, mine, theirs }: BothProps) {
  const { savedAt, savedBy } = conflict
  return (
    <>
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{what}</span>
        This was changed while you were here
      </h1>
      <p>
        {savedBy ?? 'Somebody'} saved another version
        {savedAt === undefined ? '' : ` on ${instantWords(savedAt)}`}. Nothing was overwritten. Choose which
        one to keep.
      </p>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-one-half">
          <div class="nhsuk-card">
            <div class="nhsuk-card__content">
              <h2 class="nhsuk-card__heading nhsuk-heading-m">Yours, not saved yet</h2>
              {mine}
            </div>
          </div>
        </div>
        <div class="nhsuk-grid-column-one-half">
          <div class="nhsuk-card">
            <div class="nhsuk-card__content">
              <h2 class="nhsuk-card__heading nhsuk-heading-m">The saved one</h2>
              {theirs}
            </div>
          </div>
        </div>
      </div>
    </>
  )
}
