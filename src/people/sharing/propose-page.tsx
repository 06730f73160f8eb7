/** The form that proposes to show one signed assessment to somebody outside. */
import { LONGEST_PURPOSE, MOST_DAYS } from '../../service/proposing-shares.ts'
import type { Sharing } from '../../service/sharing.ts'
import { choice, line, text, when } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { dayWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export interface Proposing {
  readonly sharing: Sharing
  /** The accounts to choose from, in the demonstration only. */
  readonly viewers: readonly { readonly value: string; readonly text: string }[] | undefined
}

export function proposalFields({ sharing: { snapshots }, viewers }: Proposing) {
  return {
    assessment: choice({
      label: 'Which assessment',
      as: 'select',
      first: snapshots[0]?.assessmentId,
      choices: snapshots.map((one) => ({
        value: one.assessmentId,
        text: `${one.periodName}, signed on ${dayWords(one.signedAt)}`,
      })),
    }),
    name: when(viewers === undefined, line({ label: 'Name of the person who may look' })),
    email: when(
      viewers === undefined,
      line({
        label: 'Their email address',
        hint: 'Their own address at work. Without an account they get a link to set one up.',
      }),
    ),
    account: when(
      viewers !== undefined,
      choice({
        label: 'Who may look',
        hint: 'In the service this is anybody by name and email address. Here it is the SIRO of another fictional trust: enter as them afterwards to see it.',
        as: 'select',
        nothing: 'Choose',
        choices: viewers ?? [],
      }),
    ),
    body: line({
      label: 'For whom they look',
      hint: 'For example, an integrated care board, a regulator or an insurer.',
    }),
    purpose: text({ label: 'What they need it for', most: LONGEST_PURPOSE }),
    days: line({
      label: 'For how many days',
      hint: `From 1 to ${MOST_DAYS}, counted from when both have agreed.`,
      first: '14',
    }),
  }
}

export function ProposePage({ c, of, form }: { c: PageContext; of: Proposing; form: ShownForm }) {
  const { organisation } = of.sharing
  const list = paths.sharing(organisation.id)
  return (
    <TitledPage
      c={c}
      title="Share a signed assessment"
      organisation={organisation}
      crumbs={[{ href: list, text: 'Shared outside' }]}
      form={form}
    >
      <p>
        The named person sees results, risks, past attacks and the level of each answer. They do not see
        comments, evidence or registers. It opens once the other of lead and SIRO agrees. Either can end it at
        any time.
      </p>
      <FormBox of={form} button="Propose" cancel={list} />
    </TitledPage>
  )
}
