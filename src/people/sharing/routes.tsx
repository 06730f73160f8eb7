/** The pages on which lead and SIRO together show one signed assessment to somebody outside, and take that back. */
import { demonstrationId } from '../../identity/demonstration.ts'
import type { OrganisationId } from '../../ids.ts'
import { listOrganisations } from '../../service/organisations.ts'
import { agreeToShare, endShare, getSharing } from '../../service/sharing.ts'
import { proposeShare } from '../../service/proposing-shares.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { proveFirst } from '../../web/proof.ts'
import { newRoutes } from '../../web/routes.ts'
import { askedIn, getPerson, type PageContext, partOf } from '../../web/web.ts'
import { proposalFields, ProposePage } from './propose-page.tsx'
import { SharingPage } from './sharing-page.tsx'

export const sharing = newRoutes()

sharing.page('share', paths.sharing, async (c) =>
  showPage(c, <SharingPage c={c} sharing={await getAll(c)} />),
)

sharing.form('share', paths.newShare, {
  proof: true,
  load: async (c) => {
    const found = await getAll(c)
    return { sharing: found, viewers: await viewersFor(c, found.organisation.id) }
  },
  fields: proposalFields,
  page: (c, of, form) => <ProposePage c={c} of={of} form={form} />,
  refusedAt: 'email',
  save: async (c, given, { sharing: { organisation } }) => {
    const { name = '', email = '' } = given
    const typed = { ...given, name, email }
    const done = await proposeShare(c.get('web').house, getPerson(c), organisation.id, typed)
    return done.ok ? paths.sharing(organisation.id) : done
  },
})

sharing.sent('share', paths.agreeToShare, {
  load: getAll,
  fields: () => ({}),
  page: (c, found, form) => <SharingPage c={c} sharing={found} says={form.refusal} />,
  save: async (c) => {
    const id = partOf(c, 'organisation')
    const first = proveFirst(c, paths.sharing(id))
    if (first !== undefined) return first
    const told = await agreeToShare(c.get('web').house, getPerson(c), id, partOf(c, 'share'))
    if (told.mailFault === undefined) return paths.sharing(id)
    const says = `It is open now, but the email to them failed: ${told.mailFault}`
    return showPage(c, <SharingPage c={c} sharing={await getAll(c)} says={says} />)
  },
})

sharing.post('share', paths.endShare, async (c) => {
  const id = partOf(c, 'organisation')
  await endShare(c.get('web').house, getPerson(c), id, partOf(c, 'share'))
  return c.redirect(paths.sharing(id), 303)
})

function getAll(c: PageContext) {
  return getSharing(...askedIn(c))
}

/** Nobody of the demonstration has a mail address: there the SIROs of the other trusts are listed. Undefined in the service. */
async function viewersFor(c: PageContext, organisationId: OrganisationId) {
  const { house, isDemonstration } = c.get('web')
  if (!isDemonstration) return undefined
  const all = await listOrganisations(house)
  return all
    .filter((one) => one.id !== organisationId && one.fictional)
    .map((one) => ({ value: demonstrationId(one.id, 'siro'), text: `The SIRO of ${one.name}` }))
}
