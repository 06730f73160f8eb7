/** The questions of the scope page as one short form. */
import { wordsFor } from '../../report/words.ts'
import type { ContextQuestion } from '../../rules/model.ts'
import type { AssessmentView } from '../../service/views.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { Button } from '../../web/components/button.tsx'
import { messageFor } from '../../web/components/error-summary.tsx'
import { Textarea } from '../../web/components/inputs.tsx'
import { SummaryList } from '../../web/components/lists.tsx'
import { Radios } from '../../web/components/radios.tsx'
import type { Became } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { Guidance } from '../questions/about.tsx'
import type { PageContext } from '../../web/web.ts'

/** By question id: an option id, or a text. */
export type TypedScope = Readonly<Record<string, string>>

interface ScopePageProps {
  c: PageContext
  view: AssessmentView
  typed: TypedScope
  versions: Readonly<Record<string, number>>
  editable: boolean
  became?: Became
}

/** Name of the hidden field with the version that the form saw. */
export function versionField(question: ContextQuestion): string {
  return `version-${question.id}`
}

export function ScopePage(props: ScopePageProps) {
  const { c, view, typed, became } = props
  const { id } = view.organisation
  const { ruleSet } = view
  const { cohort } = view.answers.organisation
  const asked = ruleSet.context.filter((one) => !one.fromOrganisation)
  return (
    <TitledPage
      c={c}
      title={ruleSet.scope.title}
      organisation={view.organisation}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
      form={became}
    >
      <p class="nhsuk-lede-text">{ruleSet.scope.lead}</p>
      <ClosedNotice view={view} />
      <SummaryList
        rows={[
          ...ruleSet.context
            .filter((one) => one.fromOrganisation)
            .map((one) => ({ key: one.text, value: contextWords(one, cohort) })),
          ...(props.editable
            ? []
            : asked.map((one) => ({ key: one.text, value: contextWords(one, typed[one.id]) }))),
        ]}
      />
      {props.editable && (
        <form action={paths.scope(id)} method="post" novalidate data-autosave>
          {asked.map((question) => (
            <>
              <input
                type="hidden"
                name={versionField(question)}
                value={String(props.versions[question.id] ?? 0)}
              />
              <ScopeField
                question={question}
                cohort={cohort}
                value={typed[question.id] ?? ''}
                error={messageFor(became?.faults ?? [], question.id)}
              />
            </>
          ))}
          <p class="wr-save-status" role="status" data-save-status></p>
          <div class="wr-actions">
            <Button name="action" value="continue">
              Save and continue
            </Button>
            <Button name="action" value="back" variant="secondary">
              Save and come back later
            </Button>
          </div>
        </form>
      )}
    </TitledPage>
  )
}

/** A context answer in words. */
export function contextWords(question: ContextQuestion, value: string | undefined) {
  if (value === undefined || value === '') return <>Not answered</>
  return <span class="wr-typed">{question.options.find((one) => one.id === value)?.text ?? value}</span>
}

function ScopeField(props: {
  question: ContextQuestion
  cohort: string
  value: string
  error: string | undefined
}) {
  const { question, cohort, value, error } = props
  if (question.type === 'text')
    return (
      <Textarea
        name={question.id}
        label={question.text}
        labelSize="m"
        {...(question.hint === undefined ? {} : { hint: wordsFor(question.hint, cohort) })}
        rows={3}
        value={value}
        error={error}
      />
    )
  return (
    <>
      <h2 class="nhsuk-heading-m">{question.text}</h2>
      <Guidance question={question} cohort={cohort} />
      <Radios
        name={question.id}
        legend={{ text: question.text, hidden: true }}
        error={error}
        value={value}
        items={question.options.map((option) => ({ value: option.id, text: option.text }))}
      />
    </>
  )
}
