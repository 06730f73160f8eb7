/** The pages on which lead and SIRO together show one signed assessment to somebody outside, and take that back. */
import { DomainError } from '../../errors.ts'
import { listOrganisations } from '../../service/organisations.ts'
import { agreeToShare, endShare, getSharing, proposeShare, type TypedShare } from '../../service/sharing.ts'
import { demonstrationId } from '../../identity/demonstration.ts'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { isStale, proveFirst, STALE } from '../proof.ts'
import { attempt } from '../../web/saving.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { ProposePage, type Viewer } from './propose-page.tsx'
import { SharingPage } from './sharing-page.tsx'

export const sharing = newRoutes()

const LIST = '/o/:organisation/sharing'

sharing.page('share', LIST, async (c) => showPage(c, <SharingPage c={c} sharing={await getAll(c)} />))

sharing.page('share', `${LIST}/new`, async (c) => {
  const first = proveFirst(c, paths.newShare(c.req.param('organisation')))
  if (first !== undefined) return first
  const found = await getAll(c)
  const [newest] = found.snapshots
  const typed: TypedShare = {
    assessment: newest?.assessmentId ?? '',
    name: '',
    email: '',
    account: undefined,
    body: '',
    purpose: '',
    days: '14',
  }
  const viewers = await viewersFor(c, found.organisation.id)
  return showPage(c, <ProposePage c={c} sharing={found} viewers={viewers} typed={typed} faults={[]} />)
})

sharing.post('share', `${LIST}/new`, async (c) => {
  const form = await readForm(c)
  const found = await getAll(c)
  const { id } = found.organisation
  const viewers = await viewersFor(c, id)
  const typed: TypedShare = {
    assessment: form.get('assessment'),
    name: form.get('name'),
    email: form.get('email'),
    account: viewers === undefined ? undefined : form.get('account'),
    body: form.get('body'),
    purpose: form.get('purpose'),
    days: form.get('days'),
  }
  const page = (faults: Parameters<typeof ProposePage>[0]['faults'], notSaved = false) => (
    <ProposePage c={c} sharing={found} viewers={viewers} typed={typed} faults={faults} notSaved={notSaved} />
  )
  if (isStale(c)) return showPage(c, page([{ field: 'assessment', message: STALE }]), 422)
  try {
    const tried = await attempt(c, () => proposeShare(c.get('web').house, getPerson(c), id, typed))
    if (!tried.ok) return await showPage(c, page([], true), tried.status)
    return tried.value.ok
      ? c.redirect(paths.sharing(id), 303)
      : await showPage(c, page(tried.value.faults), 422)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
    return showPage(c, page([{ field: 'email', message: error.message }]), 409)
  }
})

sharing.post('share', `${LIST}/:share/agree`, async (c) => {
  const id = c.req.param('organisation')
  const first = proveFirst(c, paths.sharing(id))
  if (first !== undefined) return first
  try {
    const told = await agreeToShare(c.get('web').house, getPerson(c), id, c.req.param('share'))
    if (told.mailFault === undefined) return c.redirect(paths.sharing(id), 303)
    const says = `It is open now, but the email to them failed: ${told.mailFault}`
    return await showPage(c, <SharingPage c={c} sharing={await getAll(c)} says={says} />)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
    return showPage(c, <SharingPage c={c} sharing={await getAll(c)} says={error.message} />, 409)
  }
})

sharing.post('share', `${LIST}/:share/end`, async (c) => {
  const id = c.req.param('organisation')
  await endShare(c.get('web').house, getPerson(c), id, c.req.param('share'))
  return c.redirect(paths.sharing(id), 303)
})

function getAll(c: PageContext) {
  return getSharing(c.get('web').house, getPerson(c), c.req.param('organisation') ?? '')
}

/** Nobody of the demonstration has a mail address: there the SIROs of the other trusts are listed. Undefined in the service. */
async function viewersFor(c: PageContext, organisationId: string): Promise<readonly Viewer[] | undefined> {
  const { house, isDemonstration } = c.get('web')
  if (!isDemonstration) return undefined
  const all = await listOrganisations(house)
  return all
    .filter((one) => one.id !== organisationId && one.fictional)
    .map((one) => ({ accountId: demonstrationId(one.id, 'siro'), text: `The SIRO of ${one.name}` }))
}
