/** One account for an administrator: its roles everywhere, and what can be done with it. */
import type { AccountRecord } from '../../service/accounts.ts'
import { NATIONAL_ROLES } from '../../store/person.ts'
import { roleWords, StateTag } from '../account-words.tsx'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { SummaryList } from '../../web/components/lists.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import type { ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { NATIONAL_NAMES } from './accounts-page.tsx'
import { addresses } from './addresses.ts'

interface AccountProps {
  c: PageContext
  record: AccountRecord
  form: ShownForm
}

export function AccountPage({ c, record, form }: AccountProps) {
  const { account, organisationNames } = record
  const isOwn = account.id === c.get('person')?.id
  return (
    <TitledPage
      c={c}
      title={account.name}
      heading={<bdi>{account.name}</bdi>}
      current="accounts"
      crumbs={[{ href: addresses.accounts, text: 'Accounts' }]}
      form={form}
    >
      <SummaryList
        rows={[
          { key: 'Account', value: <StateTag status={account.status} /> },
          { key: 'Email', value: account.email ?? 'None' },
          {
            key: 'National roles',
            value: account.national.map((role) => NATIONAL_NAMES[role]).join(', ') || 'None',
          },
          {
            key: 'In organisations',
            value:
              account.roles.length === 0 ? (
                'None'
              ) : (
                <ul class="nhsuk-list nhsuk-u-margin-bottom-0">
                  {account.roles.map((role) => (
                    <li>
                      {roleWords(role)}:{' '}
                      <a href={addresses.organisation(role.organisationId)}>
                        {organisationNames.get(role.organisationId)}
                      </a>
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      {isOwn ? (
        <InsetText>
          <p>This is your own account. Another administrator can end its roles or disable it.</p>
        </InsetText>
      ) : (
        <>
          <h2 class="nhsuk-heading-l">National roles</h2>
          <p>
            A further administrator waits until an established one has agreed:{' '}
            <a href={paths.requests()}>see what waits</a>.
          </p>
          {NATIONAL_ROLES.map((role) => {
            const [does, text] = account.national.includes(role) ? ['end', 'End'] : ['give', 'Give']
            return (
              <Act
                action={form.action}
                act={`${does}-${role}`}
                text={`${text} the role: ${NATIONAL_NAMES[role]}`}
              />
            )
          })}
          <p>The roles in an organisation are given and ended by its lead.</p>
          <State c={c} record={record} form={form} />
        </>
      )}
    </TitledPage>
  )
}

function State({ c, record, form: { action } }: AccountProps) {
  const { status } = record.account
  if (status === 'active')
    return (
      <>
        <h2 class="nhsuk-heading-l">Disable this account</h2>
        <p>
          It can no longer sign in, and is signed out everywhere at once. Its roles stay, for when it is
          enabled.
        </p>
        <Act action={action} act="disable" text="Disable" warning />
        {!c.get('web').isDemonstration && <LockedOut action={action} />}
      </>
    )
  if (status === 'disabled')
    return (
      <>
        <h2 class="nhsuk-heading-l">Enable this account</h2>
        <p>
          It can sign in again, with the roles above. For a lead, SIRO, deputy or administrator it waits until
          somebody else has agreed.
        </p>
        <Act action={action} act="enable" text="Enable" />
      </>
    )
  if (c.get('web').isDemonstration) return <></>
  return (
    <>
      <h2 class="nhsuk-heading-l">Invitation</h2>
      <p>It has not been accepted yet. A link works once, within seven days.</p>
      <Act action={action} act="renew" text="Send a new link" />
      <p>Taking it back ends every role above.</p>
      <Act action={action} act="revoke" text="Take the invitation back" />
    </>
  )
}

function LockedOut({ action }: { action: string }) {
  return (
    <>
      <h2 class="nhsuk-heading-l">They cannot sign in any more</h2>
      <p>
        For somebody who lost their passkeys, their app and their codes. Make sure first that it is really
        them: meet them, or call a number that you knew before. Everything by which they signed in stops
        working, they are signed out everywhere, and a link lets them choose again. Their roles stay. Every
        organisation in which they have one sees it in its trail. For a lead, SIRO, deputy or administrator it
        waits until somebody else has agreed.
      </p>
      <Act action={action} act="invite-again" text="Invite them again" />
    </>
  )
}

function Act(props: { action: string; act: string; text: string; warning?: boolean }) {
  const { action, act, text, warning = false } = props
  return (
    <ButtonForm
      action={action}
      name="act"
      value={act}
      button={text}
      variant={warning ? 'warning' : 'secondary'}
    />
  )
}
