/** Inviting an analyst, an administrator, or the first lead of an organisation. */
import { isClosed, type OrganisationRow } from '../../service/organisations.ts'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { Select, TextInput } from '../../web/components/inputs.tsx'
import { Radios } from '../../web/components/radios.tsx'
import { Page } from '../../web/layout.tsx'
import { todayOf } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'
import { NATIONAL_NAMES } from './accounts-page.tsx'
import { addresses } from './addresses.ts'

export interface TypedAccount {
  readonly name: string
  readonly email: string
  readonly as: string
  readonly organisation: string
}

export function InviteAccountPage(props: {
  c: PageContext
  organisations: readonly OrganisationRow[]
  typed: TypedAccount
  faults: readonly FormFault[]
}) {
  const { c, typed, faults } = props
  const open = props.organisations.filter((one) => !isClosed(one, todayOf(props.c)))
  const organisation = (
    <Select
      name="organisation"
      label="Which organisation?"
      hint="One without a lead. Afterwards the lead invites its other people."
      value={typed.organisation}
      error={messageFor(faults, 'organisation')}
      items={[
        { value: '', text: 'Choose an organisation' },
        ...open.map(({ id, name, odsCode }) => ({
          value: id,
          text: odsCode === undefined ? name : `${name} (${odsCode})`,
        })),
      ]}
    />
  )
  return (
    <Page
      c={c}
      title="Invite somebody"
      faulty={faults.length > 0}
      current="accounts"
      crumbs={[{ href: addresses.accounts, text: 'Accounts' }]}
    >
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-xl">Invite somebody</h1>
      <form action={addresses.inviteAccount} method="post" novalidate>
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
        <Radios
          name="as"
          legend={{ text: 'As whom?', size: 's' }}
          error={messageFor(faults, 'as')}
          value={typed.as}
          items={[
            {
              value: 'lead',
              text: 'Cyber lead of an organisation that has none',
              hint: 'Where there was one before, it waits until somebody else has agreed.',
              conditional: organisation,
            },
            {
              value: 'analyst',
              text: NATIONAL_NAMES.analyst,
              hint: 'Prepares and publishes comparisons; sees no organisation’s answers.',
            },
            {
              value: 'administrator',
              text: NATIONAL_NAMES.administrator,
              hint: 'Keeps organisations, periods and accounts; sees no answers. It waits until another administrator has agreed, once an assessment was begun here.',
            },
          ]}
        />
        <Button>Invite</Button>
      </form>
    </Page>
  )
}
