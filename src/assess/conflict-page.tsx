/** Two people, or two tabs, changed the same thing: both texts side by side, and the person chooses. Neither is lost. */
import type { Child } from 'hono/jsx'
import type { Conflict } from '../service/edits.ts'
import { Button } from '../web/components/button.tsx'
import { instantWords } from '../web/times.ts'
import { TitledPage, type TitledPageProps } from '../web/titled-page.tsx'

interface ConflictPageProps extends TitledPageProps {
  /** What was changed: words before the heading. */
  caption: Child
  conflict: Conflict<unknown>
  mine: Child
  theirs: Child
  /** Where the form is sent that saves mine, with every field of it. */
  action: string
  sends: readonly (readonly [name: string, value: string])[]
  /** Value of the button that saves mine; undefined: the form does one thing. */
  saves?: string
  /** Where the saved one stands. */
  keep: string
}

export function ConflictPage(props: ConflictPageProps) {
  const { conflict, mine, theirs, action, sends, saves, keep, ...page } = props
  const { savedAt, savedBy } = conflict
  return (
    <TitledPage {...page} heading="This was changed while you were here" size="l" faulty wide>
      <p>
        {savedBy ?? 'Somebody'} saved another version
        {savedAt === undefined ? '' : ` on ${instantWords(savedAt)}`}. Nothing was overwritten. Choose which
        one to keep.
      </p>
      <div class="nhsuk-grid-row">
        <Version heading="Yours, not saved yet">{mine}</Version>
        <Version heading="The saved one">{theirs}</Version>
      </div>
      <form action={action} method="post" novalidate>
        {sends.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="wr-actions">
          <Button {...(saves !== undefined && { name: 'action', value: saves })}>
            Save mine in its place
          </Button>
          <Button name="action" value="edit" variant="secondary">
            Change mine first
          </Button>
          <a href={keep}>Keep the saved one</a>
        </div>
      </form>
    </TitledPage>
  )
}

function Version({ heading, children }: { heading: string; children?: Child }) {
  return (
    <div class="nhsuk-grid-column-one-half">
      <div class="nhsuk-card">
        <div class="nhsuk-card__content">
          <h2 class="nhsuk-card__heading nhsuk-heading-m">{heading}</h2>
          {children}
        </div>
      </div>
    </div>
  )
}

interface TextConflictProps extends Omit<
  ConflictPageProps,
  'conflict' | 'mine' | 'theirs' | 'sends' | 'saves'
> {
  conflict: Conflict<string>
  typed: string
  /** Said where the text is empty. */
  none: string
}

/** As `ConflictPage`, of one text in the field `text` of a form. */
export function TextConflictPage({ conflict, typed, none, ...page }: TextConflictProps) {
  const words = (text: string) => <p class="wr-typed">{text === '' ? none : <bdi>{text}</bdi>}</p>
  return (
    <ConflictPage
      {...page}
      conflict={conflict}
      mine={words(typed)}
      theirs={words(conflict.value ?? '')}
      sends={[
        ['version', String(conflict.version)],
        ['text', typed],
      ]}
    />
  )
}
