/** Organisations for an administrator: the list, one of them with its history, adding one, changing one thing of one. */
import { insertDemonstrationAccounts } from '../../identity/demonstration.ts'
import {
  addOrganisation,
  changeOrganisation,
  getOrganisationRecord,
  searchOrganisations,
} from '../../service/organisations.ts'
import type { ChangeableField } from '../../service/organisation-fields.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { getPerson, type PageContext, partOf } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import {
  AddOrganisationPage,
  changeFields,
  ChangeOrganisationPage,
  newOrganisationFields,
  TITLES,
} from './organisation-forms.tsx'
import { OrganisationPage } from './organisation-page.tsx'
import { OrganisationsPage } from './organisations-page.tsx'

export const organisations = newRoutes()

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

organisations.form('manage-organisations', addresses.addOrganisation, {
  load: (c) => c.get('web').house.ruleSet,
  fields: newOrganisationFields,
  page: (c, _, form) => <AddOrganisationPage c={c} form={form} />,
  save: async (c, given) => {
    const { house, isDemonstration } = c.get('web')
    const added = await addOrganisation(house, getPerson(c), given, isDemonstration)
    if (!added.ok) return added
    await letIn(c, [added.id])
    return addresses.organisation(added.id)
  },
})

/** In the demonstration, anybody may enter a new organisation in any role. */
export async function letIn(c: PageContext, added: readonly string[]): Promise<void> {
  const { house, isDemonstration } = c.get('web')
  if (isDemonstration) await insertDemonstrationAccounts(house.db, added, house.now().toISOString())
}

organisations.get('manage-organisations', paths.organisationRecord, async (c) =>
  showPage(c, <OrganisationPage c={c} record={await getRecord(c)} />),
)

function getRecord(c: PageContext) {
  return getOrganisationRecord(c.get('web').house, getPerson(c), partOf(c, 'record'))
}

organisations.form('manage-organisations', addresses.changeOrganisation, {
  load: async (c) => {
    const field = (Object.keys(TITLES) as ChangeableField[]).find((one) => one === partOf(c, 'field'))
    return field === undefined ? c.notFound() : { record: await getRecord(c), field }
  },
  fields: (changing, c) => changeFields(c.get('web').house.ruleSet, changing),
  page: (c, changing, form) => <ChangeOrganisationPage c={c} {...changing} form={form} />,
  save: async (c, { seen, value }, { field }) => {
    const id = partOf(c, 'record')
    const typed = { field, seen, typed: value }
    const changed = await changeOrganisation(c.get('web').house, getPerson(c), id, typed)
    if (changed.ok) return addresses.organisation(id)
    return { faults: [{ field: 'value', message: changed.message }] }
  },
})
