/** Forms of organisations: a new one, and one thing of one. */
import type { RuleSet } from '../../rules/model.ts'
import { type ChangeableField, fieldOf } from '../../service/organisation-fields.ts'
import type { OrganisationRecord } from '../../service/organisations.ts'
import { anew, choice, day, hidden, line } from '../../web/fields.tsx'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import {
  FIELD_HINTS,
  FIELD_NAMES,
  kindItems,
  namesOf,
  organisationItem,
  regionItems,
  valueWords,
} from './words.ts'

const LIST = { href: addresses.organisations, text: 'Organisations' }

const called = (field: ChangeableField) => ({ label: FIELD_NAMES[field], hint: FIELD_HINTS[field] })

export function newOrganisationFields(ruleSet: RuleSet) {
  const oneOf = { as: 'select' } as const
  return {
    name: line(called('name')),
    'ods-code': line({ ...called('ods-code'), width: 10 }),
    cohort: choice({
      ...called('cohort'),
      ...oneOf,
      nothing: 'Choose a kind',
      choices: kindItems(ruleSet),
    }),
    region: choice({
      ...called('region'),
      ...oneOf,
      nothing: 'Choose a region',
      choices: regionItems(ruleSet),
    }),
    icb: line(called('icb')),
  }
}

export function AddOrganisationPage({ c, form }: { c: PageContext; form: ShownForm }) {
  return (
    <TitledPage c={c} title="Add an organisation" current="organisations" crumbs={[LIST]} form={form}>
      {c.get('web').isDemonstration && (
        <p>In the demonstration it is invented: its name ends with “(fictional)”.</p>
      )}
      <FormBox of={form} button="Add" />
    </TitledPage>
  )
}

/** One thing of an organisation, to be changed. */
export interface Changing {
  readonly record: OrganisationRecord
  readonly field: ChangeableField
}

export function ChangeOrganisationPage({
  c,
  record,
  field,
  form,
}: Changing & { c: PageContext; form: ShownForm }) {
  const { organisation, all } = record
  const back = addresses.organisation(organisation.id)
  return (
    <TitledPage
      c={c}
      title={TITLES[field]}
      within={[organisation.name]}
      caption={organisation.name}
      size="l"
      current="organisations"
      crumbs={[LIST, { href: back, text: organisation.name }]}
      form={form}
      state={<>Now: {valueWords(field, fieldOf(organisation, field), namesOf(all))}.</>}
    >
      <FormBox of={form} button="Save" cancel={{ href: back, text: 'Leave it as it is' }} />
    </TitledPage>
  )
}

/** What can be changed of an organisation, with the heading of its page. */
export const TITLES: Readonly<Record<ChangeableField, string>> = {
  'ods-code': 'What is its ODS code?',
  name: 'What is it called?',
  cohort: 'What kind of organisation is it?',
  region: 'Which region is it in?',
  icb: 'Which integrated care board (ICB) does it belong to?',
  lead: 'By which organisation does it count?',
  'closed-on': 'When did it close?',
  successor: 'Which organisation did it merge into?',
}

/** `value` is as it is stored: an id, or a day as ISO date; empty: none. */
export function changeFields(ruleSet: RuleSet, changing: Changing) {
  const seen = fieldOf(changing.record.organisation, changing.field) ?? ''
  return { seen: anew(hidden(seen)), value: valueField(ruleSet, changing, seen) }
}

function valueField(ruleSet: RuleSet, { record, field }: Changing, first: string) {
  const { organisation, all } = record
  const about = { ...called(field), first }
  const oneOf = { ...about, as: 'select' } as const
  switch (field) {
    case 'cohort':
      return choice({ ...oneOf, choices: kindItems(ruleSet) })
    case 'region':
      return choice({ ...oneOf, choices: regionItems(ruleSet) })
    case 'closed-on':
      return day(about)
    case 'lead':
    case 'successor': {
      const others = all.filter(
        ({ id, leadId }) => id !== organisation.id && (field === 'successor' || leadId === undefined),
      )
      const nothing = field === 'lead' ? 'Itself' : 'None recorded'
      return choice({ ...oneOf, nothing, choices: others.map(organisationItem) })
    }
    default:
      return line(about)
  }
}
