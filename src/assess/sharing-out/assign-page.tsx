/** The form that gives one part of the questionnaire to one person, with a day and a note. */
import { countWords } from '../../report/words.ts'
import type { AssessmentView } from '../../service/views.ts'
import { type Answerer, LONGEST_ASSIGNMENT_NOTE } from '../../service/sharing-out.ts'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { DateInput, Select, Textarea, type TypedDate } from '../../web/components/inputs.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { ROLE_NAMES } from '../../store/person.ts'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'

/** As typed and chosen. */
export interface TypedAssignment {
  /** Such as `domain:identity`, `question:backups-offline` or `first-look`. */
  readonly part: string
  readonly account: string
  readonly due: TypedDate
  readonly note: string
}

interface AssignPageProps {
  c: PageContext
  view: AssessmentView
  answerers: readonly Answerer[]
  typed: TypedAssignment
  faults: readonly FormFault[]
  /** It could not be saved, and no fault of the person's. */
  notSaved?: boolean
}

export function AssignPage({ c, view, answerers, typed, faults, notSaved }: AssignPageProps) {
  const { id, name } = view.organisation
  return (
    <Page
      c={c}
      title="Share out a part"
      faulty={faults.length > 0 || notSaved === true}
      organisation={{ id, name }}
      current="tasks"
      crumbs={[
        { href: paths.tasks(id), text: 'Questions' },
        { href: paths.sharingOut(id), text: 'Who fills in what' },
      ]}
    >
      {notSaved && (
        <NotificationBanner title="Not saved" heading="Ward Round could not save this at the moment.">
          <p>Everything you typed is below. Try again in a minute.</p>
        </NotificationBanner>
      )}
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-xl">Share out a part</h1>
      <form action={paths.newAssignment(id)} method="post" novalidate>
        <Select
          name="part"
          label="What is filled in"
          labelSize="m"
          hint="The first look, a whole section, or one question. A register goes with its section."
          error={messageFor(faults, 'part')}
          value={typed.part}
          items={[{ value: '', text: 'Choose' }, ...partItems(view)]}
        />
        <Select
          name="account"
          label="Who fills it in"
          labelSize="m"
          hint="Contributors and leads of your organisation."
          error={messageFor(faults, 'account')}
          value={typed.account}
          items={[
            { value: '', text: 'Choose' },
            ...answerers.map((one) => ({
              value: one.accountId,
              text: `${one.name} – ${ROLE_NAMES[one.role]}`,
            })),
          ]}
        />
        <DateInput
          prefix="due-"
          legend={{ text: 'By when (optional)', size: 'm' }}
          hint="For example, 31 3 2027."
          error={messageFor(faults, 'due-date-day')}
          value={typed.due}
        />
        <Textarea
          name="note"
          label="A note to them (optional)"
          labelSize="m"
          hint={`At most ${LONGEST_ASSIGNMENT_NOTE} characters.`}
          error={messageFor(faults, 'note')}
          value={typed.note}
        />
        <div class="wr-actions">
          <Button>Share out</Button>
          <a href={paths.sharingOut(id)}>Cancel</a>
        </div>
      </form>
    </Page>
  )
}

/** The first look, then each domain, and after it its questions, as far as they can be given one by one. */
function partItems({ ruleSet }: AssessmentView): { value: string; text: string }[] {
  const { length } = ruleSet.firstLook
  return [
    ...(length === 0
      ? []
      : [{ value: 'first-look', text: `The first look: its ${countWords(length, 'question')}` }]),
    ...ruleSet.domains.flatMap((domain) => [
      { value: `domain:${domain.id}`, text: `${domain.title}: all of it` },
      ...ruleSet.questions
        .filter((one) => one.domain === domain.id && one.form.type !== 'share')
        .map((one) => ({ value: `question:${one.id}`, text: `${domain.title}: ${one.short}` })),
    ]),
  ]
}
