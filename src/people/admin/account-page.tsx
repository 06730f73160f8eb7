/** One account for an administrator: its roles everywhere, and what can be done with it. */
import type { AccountRecord } from '../../service/accounts.ts'
import { NATIONAL_ROLES } from '../../store/person.ts'
import { roleWords, StateTag } from '../account-words.tsx'
import { Button } from '../../web/components/button.tsx'
import { SummaryList } from '../../web/components/lists.tsx'
import { InsetText, NotificationBanner } from '../../web/components/panels.tsx'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { NATIONAL_NAMES } from './accounts-page.tsx'
import { addresses } from './addresses.ts'

export function AccountPage(props: { c: PageContext; record: AccountRecord; refusal?: string | undefined }) {
  const { c, record, refusal } = props
  const { account, organisationNames } = record
  const isOwn = account.id === c.get('person')?.id
  return (
    <Page
      c={c}
      title={account.name}
      faulty={refusal !== undefined}
      current="accounts"
      crumbs={[{ href: addresses.accounts, text: 'Accounts' }]}
    >
      {refusal !== undefined && <NotificationBanner title="Not done" heading={refusal} />}
      <h1 class="nhsuk-heading-xl">
        <bdi>{account.name}</bdi>
      </h1>
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
            <a href={paths.requests}>see what waits</a>.
          </p>
          {NATIONAL_ROLES.map((role) =>
            account.national.includes(role) ? (
              <Act id={account.id} act={`end-${role}`} text={`End the role: ${NATIONAL_NAMES[role]}`} />
            ) : (
              <Act id={account.id} act={`give-${role}`} text={`Give the role: ${NATIONAL_NAMES[role]}`} />
            ),
          )}
          <p>The roles in an organisation are given and ended by its lead.</p>
          <State c={c} record={record} />
        </>
      )}
    </Page>
  )
}

function State({ c, record: { account } }: { c: PageContext; record: AccountRecord }) {
  const { id, status } = account
  if (status === 'active')
    return (
      <>
        <h2 class="nhsuk-heading-l">Disable this account</h2>
        <p>
          It can no longer sign in, and is signed out everywhere at once. Its roles stay, for when it is
          enabled.
        </p>
        <Act id={id} act="disable" text="Disable" warning />
        {!c.get('web').isDemonstration && <LockedOut id={id} />}
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
        <Act id={id} act="enable" text="Enable" />
      </>
    )
  if (c.get('web').isDemonstration) return <></>
  return (
    <>
      <h2 class="nhsuk-heading-l">Invitation</h2>
      <p>It has not been accepted yet. A link works once, within seven days.</p>
      <Act id={id} act="renew" text="Send a new link" />
      <p>Taking it back ends every role above.</p>
      <Act id={id} act="revoke" text="Take the invitation back" />
    </>
  )
}

function LockedOut({ id }: { id: string }) {
  return (
    <>
      <h2 class="nhsuk-heading-l">They cannot sign in any more</h2>
      <p>
        For somebody who lost their passkeys, their app and their codes. Make sure first that it is really
        them: meet them, or call a number that you knew before. Everything by which they signed in stops
        working, they are signed out everywhere, and a link lets them choose anew. Their roles stay. Every
        organisation in which they have one sees it in its trail. For a lead, SIRO, deputy or administrator it
        waits until somebody else has agreed.
      </p>
      <Act id={id} act="invite-again" text="Invite them again" />
    </>
  )
}

function Act(props: { id: string; act: string; text: string; warning?: boolean }) {
  return (
    <form action={addresses.account(props.id)} method="post" novalidate>
      <Button name="act" value={props.act} variant={props.warning === true ? 'warning' : 'secondary'}>
        {props.text}
      </Button>
    </form>
  )
}
