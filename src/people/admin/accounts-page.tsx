/** Accounts for an administrator: those with a national role, or what a search found; and inviting. */
import { type AccountLine, MOST_SHOWN } from '../../service/accounts.ts'
import type { NationalRole } from '../../store/person.ts'
import type { Page as Found } from '../../store/search.ts'
import { StateTag } from '../account-words.tsx'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { TextInput } from '../../web/components/inputs.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import { foundWords } from './words.ts'

export const NATIONAL_NAMES: Readonly<Record<NationalRole, string>> = {
  analyst: 'National analyst',
  administrator: 'Administrator',
}

export function AccountsPage(props: { c: PageContext; found: Found<AccountLine>; search: string }) {
  const { c, search } = props
  const { shown, all, next } = props.found
  return (
    <TitledPage c={c} title="Accounts" current="accounts" wide>
      <p>You see names, roles and whether an account is in use; never what anybody answered.</p>
      {c.get('web').isDemonstration ? (
        <InsetText>
          <p>In the demonstration nobody can be invited. Roles and accounts can be changed.</p>
        </InsetText>
      ) : (
        <LinkButton href={addresses.inviteAccount}>Invite somebody</LinkButton>
      )}
      <form action={addresses.accounts} method="post" novalidate role="search">
        <TextInput
          name="search"
          label="Search by name or email address"
          labelSize="s"
          hint="The beginning of a name or of a part of an address is enough. Leave it blank for everybody with a national role."
          width={20}
          value={search}
        />
        <Button variant="secondary">Search</Button>
      </form>
      <p role="status">
        {search.trim() === ''
          ? `${foundWords(all, 'account')} with a national role`
          : `${foundWords(all, 'account')} found for “${search.trim()}”`}
        .{all === undefined && ' None is shown: type another word.'}
      </p>
      {shown.length > 0 && (
        <Table
          caption="Accounts by name"
          captionHidden
          columns={[
            { header: 'Name' },
            { header: 'Email' },
            { header: 'National roles' },
            { header: 'Organisations', numeric: true },
            { header: 'Account' },
          ]}
          rows={shown.map((one) => [
            <a href={addresses.account(one.id)}>
              <bdi>{one.name}</bdi>
            </a>,
            one.email ?? '–',
            one.national.map((role) => NATIONAL_NAMES[role]).join(', ') || '–',
            one.organisations,
            <StateTag status={one.status} />,
          ])}
        />
      )}
      {next !== undefined && (
        <ButtonForm
          action={addresses.accounts}
          sends={{ search, after: next }}
          button={`Show the next ${MOST_SHOWN}`}
          variant="secondary"
        />
      )}
    </TitledPage>
  )
}
