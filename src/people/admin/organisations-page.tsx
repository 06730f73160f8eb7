/** The list of organisations, with a search by name or code. */
import { dateWords } from '../../report/words.ts'
import { isClosed, type OrganisationRow } from '../../service/organisations.ts'
import type { Page as Found } from '../../store/search.ts'
import { cohortName } from './cohorts.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { TextInput } from '../../web/components/inputs.tsx'
import { Pagination } from '../../web/components/links.tsx'
import { Tag } from '../../web/components/lists.tsx'
import { NotificationBanner } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { todayOf } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import { foundWords } from './words.ts'

export function OrganisationsPage(props: {
  c: PageContext
  found: Found<OrganisationRow>
  search: string
  /** What an import just did. */
  done?: string | undefined
}) {
  const { c, search } = props
  const { shown, all, next } = props.found
  const isSearch = search.trim() !== ''
  const today = todayOf(c)
  return (
    <TitledPage
      c={c}
      title="Organisations"
      current="organisations"
      above={props.done !== undefined && <NotificationBanner success heading={props.done} />}
      wide
    >
      <div class="wr-actions">
        <LinkButton href={addresses.import}>Import a file</LinkButton>
        <LinkButton href={addresses.addOrganisation} variant="secondary">
          Add one by hand
        </LinkButton>
      </div>
      {all === 0 && !isSearch ? (
        <p>No organisation has been added yet.</p>
      ) : (
        <form action={addresses.organisations} method="get" role="search">
          <TextInput
            name="search"
            label="Search by name or ODS code"
            hint="The beginning of a word is enough."
            labelSize="s"
            width={20}
            value={search}
          />
          <Button variant="secondary">Search</Button>
        </form>
      )}
      {(all !== 0 || isSearch) && (
        <p role="status">
          {foundWords(all, 'organisation')}
          {isSearch && ` found for “${search.trim()}”`}.
          {all === undefined && ' None is shown: type another word.'}
        </p>
      )}
      {shown.length > 0 && (
        <Table
          caption="Organisations by name"
          captionHidden
          columns={[
            { header: 'Name' },
            { header: 'Code' },
            { header: 'Kind' },
            { header: 'Region' },
            { header: 'State' },
          ]}
          rows={shown.map((one) => [
            <a href={addresses.organisation(one.id)}>{one.name}</a>,
            one.odsCode ?? '–',
            cohortName(one.cohort),
            one.region,
            <State organisation={one} today={today} />,
          ])}
        />
      )}
      {next !== undefined && (
        <Pagination
          next={{ href: addresses.organisationsAfter(search, next), text: 'Further organisations' }}
        />
      )}
    </TitledPage>
  )
}

function State({ organisation, today }: { organisation: OrganisationRow; today: string }) {
  if (isClosed(organisation, today)) return <Tag colour="grey">Closed</Tag>
  return organisation.closedOn === undefined ? (
    <Tag colour="green">Open</Tag>
  ) : (
    <Tag colour="yellow">{`Closes on ${dateWords(organisation.closedOn)}`}</Tag>
  )
}
