/** What an organisation shows outside, showed, or was asked to: who looks, for whom, until when, and who agreed. */
import type { ShareState, SharedView, Sharing } from '../../service/sharing.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { SummaryList, Tag, type TagColour } from '../../web/components/lists.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { instantWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

const STATES: Readonly<Record<ShareState, readonly [text: string, colour: TagColour]>> = {
  waiting: ['Waits for the other to agree', 'yellow'],
  open: ['Open', 'green'],
  ended: ['Ended', 'grey'],
}

export function SharingPage({
  c,
  sharing,
  says,
}: {
  c: PageContext
  sharing: Sharing
  says?: string | undefined
}) {
  const { id } = sharing.organisation
  return (
    <TitledPage
      c={c}
      title="Shared outside"
      organisation={sharing.organisation}
      crumbs={[{ href: paths.results(id), text: 'Results' }]}
      above={says !== undefined && <NotificationBanner heading={says} />}
    >
      <p>
        A signed assessment can be shown to one named person for some days, if lead and SIRO both agree. Every
        look is entered in your trail and in theirs.
      </p>
      {sharing.snapshots.length === 0 ? (
        <p>Nothing is signed yet, so there is nothing to share.</p>
      ) : (
        <p>
          <a class="nhsuk-button nhsuk-button--secondary" href={paths.newShare(id)}>
            Share a signed assessment
          </a>
        </p>
      )}
      {sharing.views.length === 0 && <p>Nothing has been shared yet.</p>}
      {sharing.views.map((view) => (
        <One organisation={id} view={view} />
      ))}
    </TitledPage>
  )
}

function One({ organisation, view }: { organisation: string; view: SharedView }) {
  const [text, colour] = STATES[view.state]
  return (
    <section aria-labelledby={`share-${view.id}`}>
      <h2 class="nhsuk-heading-m" id={`share-${view.id}`}>
        <bdi>{view.viewer.name}</bdi> <Tag colour={colour}>{text}</Tag>
      </h2>
      <SummaryList
        rows={[
          ...(view.viewer.email === undefined ? [] : [{ key: 'Email address', value: view.viewer.email }]),
          { key: 'For', value: <bdi>{view.body}</bdi> },
          { key: 'Purpose', value: <bdi>{view.purpose}</bdi> },
          { key: 'Assessment', value: view.periodName },
          { key: 'Agreed', value: agreedWords(view) },
          { key: 'How long', value: howLong(view) },
        ]}
      />
      {view.state !== 'ended' && (
        <div class="wr-actions">
          {view.mayAgree && (
            <ButtonForm
              action={paths.agreeToShare(organisation, view.id)}
              button="Agree"
              about={` that ${view.viewer.name} may look`}
            />
          )}
          <ButtonForm
            action={paths.endShare(organisation, view.id)}
            button={view.state === 'open' ? 'End now' : 'Withdraw'}
            about={`: ${view.viewer.name}`}
            variant="warning"
          />
        </div>
      )}
    </section>
  )
}

function agreedWords({ lead, siro }: SharedView) {
  const words = [
    ...(lead === undefined ? [] : [`${lead.name} as lead, ${instantWords(lead.at)}`]),
    ...(siro === undefined ? [] : [`${siro.name} as SIRO, ${instantWords(siro.at)}`]),
  ]
  return words.map((line) => (
    <p class="nhsuk-u-margin-bottom-0">
      <bdi>{line}</bdi>
    </p>
  ))
}

function howLong({ days, until, endedAt, endedBy, state }: SharedView): string {
  if (endedAt !== undefined) return `Ended by ${endedBy ?? ''} on ${instantWords(endedAt)}`
  if (until === undefined) return `${days} ${days === 1 ? 'day' : 'days'} from when both have agreed`
  return `${state === 'ended' ? 'Ended by itself on' : 'Until'} ${instantWords(until)}`
}
