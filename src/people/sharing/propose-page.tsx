/** The form that proposes to show one signed assessment to somebody outside. */
import { MOST_DAYS, type Sharing, type TypedShare } from '../../service/sharing.ts'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { Select, Textarea, TextInput } from '../../web/components/inputs.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { dayWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'

export interface Viewer {
  readonly accountId: string
  readonly text: string
}

interface ProposePageProps {
  c: PageContext
  sharing: Sharing
  /** The accounts to choose from, in the demonstration only. */
  viewers: readonly Viewer[] | undefined
  typed: TypedShare
  faults: readonly FormFault[]
  notSaved?: boolean
}

export function ProposePage({ c, sharing, viewers, typed, faults, notSaved }: ProposePageProps) {
  const { id, name } = sharing.organisation
  return (
    <Page
      c={c}
      title="Share a signed assessment"
      faulty={faults.length > 0 || notSaved === true}
      organisation={{ id, name }}
      crumbs={[{ href: paths.sharing(id), text: 'Shared outside' }]}
    >
      {notSaved && (
        <NotificationBanner title="Not saved" heading="Ward Round could not save this at the moment.">
          <p>Everything you typed is below. Try again in a minute.</p>
        </NotificationBanner>
      )}
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-xl">Share a signed assessment</h1>
      <p>
        The named person sees results, risks, past attacks and the level of each answer. They do not see
        comments, evidence or registers. It opens once the other of lead and SIRO agrees. Either can end it at
        any time.
      </p>
      <form action={paths.newShare(id)} method="post" novalidate>
        <Select
          name="assessment"
          label="Which assessment"
          labelSize="s"
          error={messageFor(faults, 'assessment')}
          value={typed.assessment}
          items={sharing.snapshots.map((one) => ({
            value: one.assessmentId,
            text: `${one.periodName}, signed on ${dayWords(one.signedAt)}`,
          }))}
        />
        {viewers === undefined ? (
          <>
            <TextInput
              name="name"
              label="Name of the person who may look"
              labelSize="s"
              value={typed.name}
              error={messageFor(faults, 'name')}
            />
            <TextInput
              name="email"
              label="Their email address"
              labelSize="s"
              hint="Their own address at work. Without an account they get a link to set one up."
              value={typed.email}
              error={messageFor(faults, 'email')}
            />
          </>
        ) : (
          <Select
            name="account"
            label="Who may look"
            labelSize="s"
            hint="In the service this is anybody by name and email address. Here it is the SIRO of another fictional trust: enter as them afterwards to see it."
            error={messageFor(faults, 'account')}
            value={typed.account ?? ''}
            items={[
              { value: '', text: 'Choose' },
              ...viewers.map((one) => ({ value: one.accountId, text: one.text })),
            ]}
          />
        )}
        <TextInput
          name="body"
          label="For whom they look"
          labelSize="s"
          hint="For example, an integrated care board, a regulator or an insurer."
          value={typed.body}
          error={messageFor(faults, 'body')}
        />
        <Textarea
          name="purpose"
          label="What they need it for"
          labelSize="s"
          rows={3}
          value={typed.purpose}
          error={messageFor(faults, 'purpose')}
        />
        <TextInput
          name="days"
          label="For how many days"
          labelSize="s"
          hint={`From 1 to ${MOST_DAYS}, counted from when both have agreed.`}
          value={typed.days}
          error={messageFor(faults, 'days')}
        />
        <div class="wr-actions">
          <Button>Propose</Button>
          <a href={paths.sharing(id)}>Cancel</a>
        </div>
      </form>
    </Page>
  )
}
