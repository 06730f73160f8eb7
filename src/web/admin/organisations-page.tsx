/** The list of organisations, with a search by name or code. */
import { countWords, dateWords } from '../../report/words.ts'
import { hasClosed, type OrganisationRow } from '../../service/organisations.ts'
import { cohortName } from '../cohorts.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { TextInput } from '../components/inputs.tsx'
import { Tag } from '../components/lists.tsx'
import { NotificationBanner } from '../components/panels.tsx'
import { Table } from '../components/table.tsx'
import { Page } from '../layout.tsx'
import { todayOf } from '../times.ts'
import type { PageContext } from '../web.ts'
import { addresses } from './addresses.ts'

/** More are not shown at once. */
const MOST_SHOWN = 300

export function OrganisationsPage(props: {
  c: PageContext
  organisations: readonly OrganisationRow[]
  search: string
  /** What an import just did. */
  done?: string | undefined
}) {
  const { c, organisations, search } = props
  const wanted = search.trim().toLowerCase()
  const found = organisations.filter(
    ({ name, odsCode = '' }) => name.toLowerCase().includes(wanted) || odsCode.toLowerCase() === wanted,
  )
  const shown = found.slice(0, MOST_SHOWN)
  const today = todayOf(c)
  return (
    <Page c={c} title="Organisations" current="organisations" wide>
      {props.done !== undefined && <NotificationBanner success heading={props.done} />}
      <h1 class="nhsuk-heading-xl">Organisations</h1>
      <div class="wr-actions">
        <LinkButton href={addresses.import}>Import a file</LinkButton>
        <LinkButton href={addresses.addOrganisation} variant="secondary">
          Add one by hand
        </LinkButton>
      </div>
      {organisations.length === 0 ? (
        <p>There is none yet.</p>
      ) : (
        <form action={addresses.organisations} method="get" role="search">
          <TextInput
            name="search"
            label="Search by name or ODS code"
            labelSize="s"
            width={20}
            value={search}
          />
          <Button variant="secondary">Search</Button>
        </form>
      )}
      {organisations.length > 0 && (
        <p role="status">
          {wanted === ''
            ? countWords(found.length, 'organisation')
            : `${countWords(found.length, 'organisation')} found for “${search.trim()}”`}
          {found.length > shown.length &&
            `, of which the first ${MOST_SHOWN} are shown. Search for the others`}
          .
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
    </Page>
  )
}

function State({ organisation, today }: { organisation: OrganisationRow; today: string }) {
  if (hasClosed(organisation, today)) return <Tag colour="grey">Closed</Tag>
  return organisation.closedOn === undefined ? (
    <Tag colour="green">Open</Tag>
  ) : (
    <Tag colour="yellow">{`Closes on ${dateWords(organisation.closedOn)}`}</Tag>
  )
}
