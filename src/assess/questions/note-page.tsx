/** The form in which the lead tells the SIRO about one domain, and both texts where two people wrote at once. */
import type { Domain } from '../../rules/model.ts'
import type { Conflict } from '../../service/answering.ts'
import type { AssessmentView } from '../../service/views.ts'
import { LONGEST_DOMAIN_NOTE } from '../../service/noting.ts'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { Textarea } from '../../web/components/inputs.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { BothVersions } from './conflict-page.tsx'
import { crumbsOf } from './walk.ts'

interface NotePageProps {
  c: PageContext
  view: AssessmentView
  domain: Domain
  typed: string
  /** The version that this form will replace. */
  version: number
  faults: readonly FormFault[]
  /** It could not be saved, and no fault of the person's. */
  notSaved?: boolean
}

export function NotePage({ c, view, domain, typed, version, faults, notSaved }: NotePageProps) {
  const { id, name } = view.organisation
  return (
    <Page
      c={c}
      title="Note for the SIRO"
      within={[domain.title]}
      faulty={faults.length > 0 || notSaved === true}
      organisation={{ id, name }}
      current="tasks"
      crumbs={crumbsOf(c, id, domain)}
    >
      {notSaved && (
        <NotificationBanner title="Not saved" heading="Ward Round could not save this at the moment.">
          <p>What you typed is below. Try again in a minute.</p>
        </NotificationBanner>
      )}
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{domain.title}</span>
        Note for the SIRO
      </h1>
      <p>
        Say what the answers alone do not: what changed, what is planned, what you are not sure of. The SIRO
        and the board can read it. It never changes a score.
      </p>
      <form action={paths.note(id, domain.id)} method="post" novalidate>
        <input type="hidden" name="version" value={String(version)} />
        <Textarea
          name="text"
          label="The note"
          labelSize="m"
          hint={`At most ${LONGEST_DOMAIN_NOTE} characters. Leave it empty to have none.`}
          error={messageFor(faults, 'text')}
          value={typed}
          rows={8}
        />
        <div class="wr-actions">
          <Button>Save the note</Button>
          <a href={paths.domain(id, domain.id)}>Cancel</a>
        </div>
      </form>
    </Page>
  )
}

export function NoteConflictPage(
  props: Pick<NotePageProps, 'c' | 'view' | 'domain' | 'typed'> & { conflict: Conflict<string> },
) {
  const { c, view, domain, typed, conflict } = props
  const { id, name } = view.organisation
  return (
    <Page
      c={c}
      title="Two versions of this note"
      within={[domain.title]}
      faulty
      organisation={{ id, name }}
      current="tasks"
      wide
    >
      <BothVersions
        what={`Note for the SIRO: ${domain.title}`}
        conflict={conflict}
        mine={<Text text={typed} />}
        theirs={<Text text={conflict.value ?? ''} />}
      />
      <form action={paths.note(id, domain.id)} method="post" novalidate>
        <input type="hidden" name="version" value={String(conflict.version)} />
        <input type="hidden" name="text" value={typed} />
        <div class="wr-actions">
          <Button>Save mine in its place</Button>
          <Button name="action" value="edit" variant="secondary">
            Change mine first
          </Button>
          <a href={paths.domain(id, domain.id)}>Keep the saved one</a>
        </div>
      </form>
    </Page>
  )
}

function Text({ text }: { text: string }) {
  return <p class="wr-typed">{text === '' ? 'No note' : <bdi>{text}</bdi>}</p>
}
