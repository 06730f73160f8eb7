/** The form in which the lead explains what does not fit together, or why something is not known; and both texts where two wrote at once. */
import { explainHeading, explainReason } from '../../report/to-explain.ts'
import { shortOf, upperFirst } from '../../report/words.ts'
import type { Conflict } from '../../service/answering.ts'
import type { AssessmentView } from '../../service/views.ts'
import { LONGEST_EXPLANATION, type ToExplain } from '../../service/explaining.ts'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { Textarea } from '../../web/components/inputs.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { BothVersions } from '../questions/conflict-page.tsx'
import type { PageContext } from '../../web/web.ts'

interface ExplainPageProps {
  c: PageContext
  view: AssessmentView
  one: ToExplain
  typed: string
  /** The version that this form will replace. */
  version: number
  faults: readonly FormFault[]
  notSaved?: boolean
}

export function ExplainPage({ c, view, one, typed, version, faults, notSaved }: ExplainPageProps) {
  const { id, name } = view.organisation
  const { ruleSet } = view
  return (
    <Page
      c={c}
      title={explainHeading(ruleSet, one)}
      within={['Explain or correct']}
      faulty={faults.length > 0 || notSaved === true}
      organisation={{ id, name }}
      current="check-answers"
      crumbs={[{ href: paths.checkAnswers(id), text: 'Check answers' }]}
    >
      {notSaved && (
        <NotificationBanner title="Not saved" heading="Ward Round could not save this at the moment.">
          <p>What you typed is below. Try again in a minute.</p>
        </NotificationBanner>
      )}
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">Explain or correct</span>
        {explainHeading(ruleSet, one)}
      </h1>
      <p>{explainReason(ruleSet, one)}</p>
      <p>To correct it, change an answer:</p>
      <ul>
        {one.questions.map((question) => {
          const found = ruleSet.questions[ruleSet.byId.get(question) ?? -1]
          const href = found === undefined ? paths.scope(id) : paths.question(id, found.domain, found.id)
          return (
            <li>
              <a href={href}>{upperFirst(shortOf(ruleSet, question))}</a>
            </li>
          )
        })}
      </ul>
      <form action={paths.explain(id, one.about)} method="post" novalidate>
        <input type="hidden" name="version" value={String(version)} />
        <Textarea
          name="text"
          label="Or explain it"
          labelSize="m"
          hint={`The SIRO reads this. At most ${String(LONGEST_EXPLANATION)} characters. It never changes a score.`}
          error={messageFor(faults, 'text')}
          value={typed}
          rows={6}
        />
        <div class="wr-actions">
          <Button>Save the explanation</Button>
          <a href={paths.checkAnswers(id)}>Cancel</a>
        </div>
      </form>
    </Page>
  )
}

export function ExplainConflictPage(
  props: Pick<ExplainPageProps, 'c' | 'view' | 'one' | 'typed'> & { conflict: Conflict<string> },
) {
  const { c, view, one, typed, conflict } = props
  const { id, name } = view.organisation
  return (
    <Page
      c={c}
      title="Two versions of this explanation"
      faulty
      organisation={{ id, name }}
      current="check-answers"
      wide
    >
      <BothVersions
        what={explainHeading(view.ruleSet, one)}
        conflict={conflict}
        mine={<Text text={typed} />}
        theirs={<Text text={conflict.value ?? ''} />}
      />
      <form action={paths.explain(id, one.about)} method="post" novalidate>
        <input type="hidden" name="version" value={String(conflict.version)} />
        <input type="hidden" name="text" value={typed} />
        <div class="wr-actions">
          <Button>Save mine in its place</Button>
          <Button name="action" value="edit" variant="secondary">
            Change mine first
          </Button>
          <a href={paths.checkAnswers(id)}>Keep the saved one</a>
        </div>
      </form>
    </Page>
  )
}

function Text({ text }: { text: string }) {
  return <p class="wr-typed">{text === '' ? 'No explanation' : <bdi>{text}</bdi>}</p>
}
