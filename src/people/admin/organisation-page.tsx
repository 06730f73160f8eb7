/** One organisation as an administrator sees it: what is recorded, each with its way to change, and what it was before. */
import { dateWords } from '../../report/words.ts'
import { type ChangeableField, fieldOf } from '../../service/organisation-fields.ts'
import { isClosed, type OrganisationRecord } from '../../service/organisations.ts'
import { SummaryList } from '../../web/components/lists.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { instantWords, todayOf } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import { FIELD_NAMES, namesOf, valueWords } from './words.ts'

const FIELDS: readonly ChangeableField[] = [
  'name',
  'ods-code',
  'cohort',
  'region',
  'icb',
  'lead',
  'closed-on',
]

export function OrganisationPage({ c, record }: { c: PageContext; record: OrganisationRecord }) {
  const { organisation, changes, group, merged } = record
  const names = namesOf(record.all)
  const closed = isClosed(organisation, todayOf(c))
  const fields = organisation.closedOn === undefined ? FIELDS : [...FIELDS, 'successor' as const]
  return (
    <TitledPage
      c={c}
      title={organisation.name}
      current="organisations"
      crumbs={[{ href: addresses.organisations, text: 'Organisations' }]}
      wide
    >
      {organisation.closedOn !== undefined && (
        <InsetText>
          <p>
            It {closed ? 'closed' : 'closes'} on {dateWords(organisation.closedOn)}
            {organisation.successorId !== undefined && (
              <>
                {' '}
                and {closed ? 'merged' : 'merges'} into{' '}
                <a href={addresses.organisation(organisation.successorId)}>
                  {names.get(organisation.successorId)}
                </a>
              </>
            )}
            .
          </p>
        </InsetText>
      )}
      <SummaryList
        rows={fields.map((field) => ({
          key: FIELD_NAMES[field],
          value: valueWords(field, fieldOf(organisation, field), names),
          actions: [
            {
              href: addresses.changeOrganisation(organisation.id, field),
              text: 'Change',
              about: FIELD_NAMES[field].toLowerCase(),
            },
          ],
        }))}
      />
      {!closed && !record.hasLead && !c.get('web').isDemonstration && (
        <p>
          <a href={addresses.inviteLeadOf(organisation.id)}>Invite its first cyber lead</a>
        </p>
      )}
      <p>
        <a href={paths.keeping(organisation.id)}>Keep and delete its data</a>
      </p>
      <Others title="Counts for these too" of={group} />
      <Others title="These merged into it" of={merged} />
      <h2 class="nhsuk-heading-l">What it was before</h2>
      {changes.length === 0 ? (
        <p>Nothing has changed since it was added.</p>
      ) : (
        <Table
          caption="Changes, the newest first"
          captionHidden
          columns={[
            { header: 'When' },
            { header: 'What' },
            { header: 'Before' },
            { header: 'After' },
            { header: 'By' },
          ]}
          rows={changes.map(({ at, field, before, after, byName }) => [
            instantWords(at),
            FIELD_NAMES[field],
            valueWords(field, before, names),
            valueWords(field, after, names),
            byName,
          ])}
        />
      )}
    </TitledPage>
  )
}

function Others({ title, of }: { title: string; of: OrganisationRecord['group'] }) {
  if (of.length === 0) return <></>
  return (
    <>
      <h2 class="nhsuk-heading-m">{title}</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {of.map(({ id, name }) => (
          <li>
            <a href={addresses.organisation(id)}>{name}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
