/** Organisations for an administrator: the list, one of them with its history, adding one, changing one thing of one. */
import { insertDemonstrationAccounts } from '../../identity/demonstration.ts'
import {
  addOrganisation,
  type ChangeableField,
  changeOrganisation,
  fieldOf,
  getOrganisationRecord,
  searchOrganisations,
} from '../../service/organisations.ts'
import { readForm } from '../../web/forms.ts'
import type { Form } from '../../web/form.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { isoOf, readDate, typedDateOf } from '../../web/typed-date.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { addresses } from './addresses.ts'
import { AddOrganisationPage, ChangeOrganisationPage, type TypedField } from './organisation-forms.tsx'
import { OrganisationPage } from './organisation-page.tsx'
import { OrganisationsPage } from './organisations-page.tsx'

export const organisations = newRoutes()

organisations.get('manage-organisations', paths.administration, (c) =>
  c.redirect(addresses.organisations, 303),
)

organisations.get('manage-organisations', addresses.organisations, async (c) => {
  const { house } = c.get('web')
  const search = c.req.query('search') ?? ''
  const found = await searchOrganisations(house, getPerson(c), search, c.req.query('after'))
  return showPage(
    c,
    <OrganisationsPage
      c={c}
      found={found}
      search={search}
      done={importedWords(c.req.query('added'), c.req.query('changed'))}
    />,
  )
})

/** What the import before this page did; nothing when the address does not say it in numbers. */
function importedWords(added: string | undefined, changed: string | undefined): string | undefined {
  const isCount = (text: string | undefined) => text !== undefined && /^\d{1,5}$/.test(text)
  return isCount(added) && isCount(changed) ? `Imported: ${added} added, ${changed} changed.` : undefined
}

organisations.get('manage-organisations', addresses.addOrganisation, (c) => {
  const typed = { 'ods-code': '', name: '', cohort: '', region: '', icb: '' }
  return showPage(c, <AddOrganisationPage c={c} typed={typed} faults={[]} />)
})

organisations.post('manage-organisations', addresses.addOrganisation, async (c) => {
  const form = await readForm(c)
  const typed = {
    'ods-code': form.get('ods-code'),
    name: form.get('name'),
    cohort: form.get('cohort'),
    region: form.get('region'),
    icb: form.get('icb'),
  }
  const { house, isDemonstration } = c.get('web')
  const added = await addOrganisation(house, getPerson(c), typed, isDemonstration)
  if (!added.ok) return showPage(c, <AddOrganisationPage c={c} typed={typed} faults={added.faults} />, 422)
  await letIn(c, [added.id])
  return c.redirect(addresses.organisation(added.id), 303)
})

/** In the demonstration, anybody may enter a new organisation in any role. */
export async function letIn(c: PageContext, added: readonly string[]): Promise<void> {
  const { house, isDemonstration } = c.get('web')
  if (isDemonstration) await insertDemonstrationAccounts(house.db, added, house.now().toISOString())
}

organisations.get('manage-organisations', paths.organisationRecord, async (c) => {
  const record = await getOrganisationRecord(c.get('web').house, getPerson(c), c.req.param('id'))
  return showPage(c, <OrganisationPage c={c} record={record} />)
})

organisations.get('manage-organisations', addresses.changeOrganisation, async (c) => {
  const field = fieldNamed(c.req.param('field'))
  if (field === undefined) return c.notFound()
  const record = await getOrganisationRecord(c.get('web').house, getPerson(c), c.req.param('id'))
  const value = fieldOf(record.organisation, field) ?? ''
  const typed = { value, date: typedDateOf(value) }
  return showPage(c, <ChangeOrganisationPage c={c} record={record} field={field} typed={typed} />)
})

organisations.post('manage-organisations', addresses.changeOrganisation, async (c) => {
  const field = fieldNamed(c.req.param('field'))
  if (field === undefined) return c.notFound()
  const form = await readForm(c)
  const { house } = c.get('web')
  const [person, id] = [getPerson(c), c.req.param('id')]
  const typed = typedField(form)
  const changed = await changeOrganisation(house, person, id, {
    field,
    seen: form.get('seen'),
    typed: field === 'closed-on' ? (isoOf(typed.date) ?? 'no date') : typed.value,
  })
  if (changed.ok) return c.redirect(addresses.organisation(id), 303)
  const record = await getOrganisationRecord(house, person, id)
  return showPage(
    c,
    <ChangeOrganisationPage c={c} record={record} field={field} typed={typed} message={changed.message} />,
    422,
  )
})

function typedField(form: Form): TypedField {
  return { value: form.get('value'), date: readDate(form, '') }
}

const FIELDS: readonly ChangeableField[] = [
  'ods-code',
  'name',
  'cohort',
  'region',
  'icb',
  'lead',
  'closed-on',
  'successor',
]

function fieldNamed(text: string): ChangeableField | undefined {
  return FIELDS.find((field) => field === text)
}
