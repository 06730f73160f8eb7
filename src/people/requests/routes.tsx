/**
 * What waits for somebody: the page, agreeing, stopping, and the link of a letter that stops one request without signing in.
 * Looking at that link changes nothing, since mail programs look at links by themselves.
 */
import { settleProposal } from '../../service/settling.ts'
import { findToStop, listRequests, stopRequestByLink, stopRequest } from '../../service/waiting.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { pressed } from '../../web/fields.tsx'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { proveFirst } from '../../web/proof.ts'
import { newRoutes } from '../../web/routes.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { getPerson, type PageContext, partOf } from '../../web/web.ts'
import { showInvited } from '../invited-page.tsx'
import { RequestsPage } from './requests-page.tsx'

export const requests = newRoutes()

const getAll = (c: PageContext) => listRequests(c.get('web').house, getPerson(c))

requests.get('own-account', paths.requests(), async (c) =>
  showPage(c, <RequestsPage c={c} requests={await getAll(c)} done={c.req.query('done')} />),
)

requests.sent('own-account', paths.request, {
  load: getAll,
  fields: () => ({ act: pressed({ agree: true, stop: true }) }),
  page: (c, all, form) => <RequestsPage c={c} requests={all} form={form} />,
  save: async (c, { act }) => {
    const [house, person, id] = [c.get('web').house, getPerson(c), partOf(c, 'request')]
    if (act === 'stop') {
      await stopRequest(house, person, id)
      return paths.requests('stopped')
    }
    const first = proveFirst(c, paths.requests())
    if (first !== undefined) return first
    const invited = await settleProposal(house, person, id)
    if (invited === undefined) return paths.requests('agreed')
    if (invited.link === undefined && invited.mailFault === undefined) return paths.requests('done')
    const back = { href: paths.requests(), text: 'What waits' }
    return showInvited(c, invited, { current: 'requests', back })
  },
})

requests.get('open', paths.stopRequest, async (c) => {
  const found = await findToStop(c.get('web').house, partOf(c, 'token'))
  if (found === undefined) return showUnknown(c)
  return showPage(
    c,
    <TitledPage c={c} title="Stop what somebody asks for" size="l">
      <p>
        <bdi>{found.asker}</bdi> asks to <bdi>{found.wish}</bdi>.
      </p>
      <p>If you stop it, it does not happen. Whoever asked can ask again.</p>
      <ButtonForm action={c.req.path} button="Stop it" variant="warning" />
    </TitledPage>,
  )
})

requests.post('open', paths.stopRequest, async (c) => {
  if (!(await stopRequestByLink(c.get('web').house, partOf(c, 'token')))) return showUnknown(c)
  return showPage(
    c,
    <TitledPage c={c} title="It is stopped" size="l">
      <p>It does not happen. Tell your administrator or your cyber lead if you did not expect it.</p>
    </TitledPage>,
  )
})

function showUnknown(c: PageContext) {
  return showPage(
    c,
    <TitledPage c={c} title="This link stops nothing" size="l">
      <p>What it was for has happened, or was stopped, or the link is not complete.</p>
    </TitledPage>,
    404,
  )
}
