/** Inviting somebody, by the lead of an organisation or by an administrator: name, mail address, and as whom. */
import { line } from '../web/fields.tsx'
import type { ShownForm } from '../web/shown-form.tsx'
import { FormBox } from '../web/shown-form.tsx'
import { TitledPage, type TitledPageProps } from '../web/titled-page.tsx'

export const INVITEE = {
  name: line({ label: 'Name' }),
  email: line({ label: 'Email address', hint: 'Their address at work.' }),
}

export function InvitePage({ form, ...page }: Omit<TitledPageProps, 'title'> & { form: ShownForm }) {
  return (
    <TitledPage {...page} title="Invite somebody" form={form}>
      <p>
        Anybody with an account gets the role at once, and is told by email. Others get a link to set one up,
        which works once, within seven days. What takes two persons waits until somebody else has agreed.
      </p>
      <FormBox of={form} button="Invite" />
    </TitledPage>
  )
}
