/** Inviting somebody into an organisation: name, mail address and roles. */
import type { OrganisationRow } from '../../service/organisations.ts'
import { ROLE_HINTS, ROLE_NAMES, ROLES } from '../../store/person.ts'
import { line, ticks } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export const INVITATION = {
  name: line({ label: 'Name' }),
  email: line({ label: 'Email address', hint: 'Their address at work.' }),
  roles: ticks({
    label: 'Which roles?',
    choices: ROLES.map((role) => ({ value: role, text: ROLE_NAMES[role], hint: ROLE_HINTS[role] })),
  }),
}

interface InviteProps {
  c: PageContext
  organisation: OrganisationRow
  form: ShownForm
}

export function InvitePage({ c, organisation, form }: InviteProps) {
  return (
    <TitledPage
      c={c}
      title="Invite somebody"
      organisation={organisation}
      current="people"
      crumbs={[{ href: paths.people(organisation.id), text: 'People' }]}
      form={form}
    >
      <p>
        Who has an account gets the roles at once, and is told by email. Anybody else gets a link to set one
        up, which works once, within seven days.
      </p>
      <FormBox of={form} button="Invite" />
    </TitledPage>
  )
}
