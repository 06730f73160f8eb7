/** Forms of organisations: a new one, and one thing of one. They come back with everything typed. */
import type { ChangeableField, OrganisationRecord } from '../../service/organisations.ts'
import { fieldOf, type NewField } from '../../service/organisations.ts'
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { DateInput, Select, TextInput, type TypedDate } from '../../web/components/inputs.tsx'
import { Page } from '../../web/layout.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import { FIELD_HINTS, FIELD_NAMES, kindItems, namesOf, regionItems, valueWords } from './words.ts'

export function AddOrganisationPage(props: {
  c: PageContext
  typed: Readonly<Record<NewField, string>>
  faults: readonly FormFault[]
}) {
  const { c, typed, faults } = props
  const { house, isDemonstration } = c.get('web')
  const field = (name: NewField) => ({
    name,
    label: FIELD_NAMES[name],
    labelSize: 's' as const,
    value: typed[name],
    error: messageFor(faults, name),
    ...(FIELD_HINTS[name] === undefined ? {} : { hint: FIELD_HINTS[name] }),
  })
  return (
    <Page
      c={c}
      title="Add an organisation"
      faulty={faults.length > 0}
      current="organisations"
      crumbs={[{ href: addresses.organisations, text: 'Organisations' }]}
    >
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-xl">Add an organisation</h1>
      {isDemonstration && <p>In the demonstration it is invented: its name ends with “(fictional)”.</p>}
      <form action={addresses.addOrganisation} method="post" novalidate>
        <TextInput {...field('name')} />
        <TextInput {...field('ods-code')} width={10} />
        <Select
          {...field('cohort')}
          items={[{ value: '', text: 'Choose a kind' }, ...kindItems(house.ruleSet)]}
        />
        <Select
          {...field('region')}
          items={[{ value: '', text: 'Choose a region' }, ...regionItems(house.ruleSet)]}
        />
        <TextInput {...field('icb')} />
        <Button>Add</Button>
      </form>
    </Page>
  )
}

/** What was typed into the form of one thing. */
export interface TypedField {
  readonly value: string
  readonly date: TypedDate
}

export function ChangeOrganisationPage(props: {
  c: PageContext
  record: OrganisationRecord
  field: ChangeableField
  typed: TypedField
  message?: string | undefined
}) {
  const { c, record, field, typed, message } = props
  const { organisation } = record
  const names = namesOf(record.all)
  const title = TITLES[field]
  const faults: FormFault[] =
    message === undefined ? [] : [{ field: field === 'closed-on' ? 'date-day' : 'value', message }]
  return (
    <Page
      c={c}
      title={title}
      within={[organisation.name]}
      faulty={faults.length > 0}
      current="organisations"
      crumbs={[
        { href: addresses.organisations, text: 'Organisations' },
        { href: addresses.organisation(organisation.id), text: organisation.name },
      ]}
    >
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{organisation.name}</span>
        {title}
      </h1>
      <p>Now: {valueWords(field, fieldOf(organisation, field), names)}.</p>
      <form action={addresses.changeOrganisation(organisation.id, field)} method="post" novalidate>
        <input type="hidden" name="seen" value={fieldOf(organisation, field) ?? ''} />
        <Field c={c} record={record} field={field} typed={typed} error={message} />
        <div class="wr-actions">
          <Button>Save</Button>
          <a href={addresses.organisation(organisation.id)}>Leave it as it is</a>
        </div>
      </form>
    </Page>
  )
}

const TITLES: Readonly<Record<ChangeableField, string>> = {
  'ods-code': 'What is its ODS code?',
  name: 'What is it called?',
  cohort: 'What kind of organisation is it?',
  region: 'Which region is it in?',
  icb: 'Which integrated care board (ICB) does it belong to?',
  lead: 'By which organisation does it count?',
  'closed-on': 'When did it close?',
  successor: 'Which organisation did it merge into?',
}

function Field(props: {
  c: PageContext
  record: OrganisationRecord
  field: ChangeableField
  typed: TypedField
  error: string | undefined
}) {
  const { c, record, field, typed, error } = props
  const { ruleSet } = c.get('web').house
  const { organisation, all } = record
  const hint = FIELD_HINTS[field] === undefined ? {} : { hint: FIELD_HINTS[field] }
  const common = { name: 'value', label: FIELD_NAMES[field], value: typed.value, error, ...hint }
  switch (field) {
    case 'cohort':
      return <Select {...common} items={kindItems(ruleSet)} />
    case 'region':
      return <Select {...common} items={regionItems(ruleSet)} />
    case 'closed-on':
      return (
        <DateInput
          legend={{ text: FIELD_NAMES[field], size: 's' }}
          value={typed.date}
          error={error}
          {...hint}
        />
      )
    case 'lead':
    case 'successor': {
      const none = field === 'lead' ? 'Itself' : 'None recorded'
      const others = all.filter(
        ({ id, leadId }) => id !== organisation.id && (field === 'successor' || leadId === undefined),
      )
      const items = others.map(({ id, name, odsCode }) => ({
        value: id,
        text: odsCode === undefined ? name : `${name} (${odsCode})`,
      }))
      return <Select {...common} items={[{ value: '', text: none }, ...items]} />
    }
    default:
      return <TextInput {...common} />
  }
}
