/** Inviting somebody into an organisation: name, mail address and roles. */
import type { OrganisationRow } from '../../service/organisations.ts'
import { ROLE_HINTS, ROLE_NAMES, ROLES } from '../../store/person.ts'
import { Button } from '../../web/components/button.tsx'
import { Checkboxes } from '../../web/components/checkboxes.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { TextInput } from '../../web/components/inputs.tsx'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'

export interface TypedInvitation {
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
}

export function InvitePage(props: {
  c: PageContext
  organisation: OrganisationRow
  typed: TypedInvitation
  faults: readonly FormFault[]
}) {
  const { c, organisation, typed, faults } = props
  const { id, name } = organisation
  return (
    <Page
      c={c}
      title="Invite somebody"
      faulty={faults.length > 0}
      organisation={{ id, name }}
      current="people"
      crumbs={[{ href: paths.people(id), text: 'People' }]}
    >
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-xl">Invite somebody</h1>
      <p>
        Who has an account gets the roles at once, and is told by email. Anybody else gets a link to set one
        up, which works once, within seven days.
      </p>
      <form action={paths.invite(id)} method="post" novalidate>
        <TextInput
          name="name"
          label="Name"
          labelSize="s"
          value={typed.name}
          error={messageFor(faults, 'name')}
        />
        <TextInput
          name="email"
          label="Email address"
          labelSize="s"
          hint="Their address at work."
          value={typed.email}
          error={messageFor(faults, 'email')}
        />
        <Checkboxes
          name="roles"
          legend={{ text: 'Which roles?', size: 's' }}
          error={messageFor(faults, 'roles')}
          items={ROLES.map((role) => ({
            value: role,
            text: ROLE_NAMES[role],
            hint: ROLE_HINTS[role],
            checked: typed.roles.includes(role),
          }))}
        />
        <Button>Invite</Button>
      </form>
    </Page>
  )
}
