/**
 * A trust beside its peers: where it stands, how peers answered, what past attacks met at them; and the open page of how peers are protected.
 * It changes nothing, and shows of others only what the release of everybody holds.
 */
import { etag } from 'hono/etag'
import { DomainError } from '../../errors.ts'
import { listOrganisations } from '../../service/organisations.ts'
import { findPeerView } from '../../service/peers.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { getPerson, type PageContext, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { getStanding } from '../examined.ts'
import { IncidentsPage } from './incidents-page.tsx'
import { NothingYetPage } from './nothing-yet-page.tsx'
import { type Asked, ForParticipantsPage } from './parts.tsx'
import { ProtectionPage } from './protection-page.tsx'
import { QuestionsPage } from './questions-page.tsx'
import { StandingPage } from './standing-page.tsx'

export const peers = newRoutes()

// Of what was asked, so equal comparisons are equal to whoever kept one; `compress`, further out, marks it as weak.
peers.hono.use(`${paths.peers.pattern}/*`, etag())

peers.page('read-peers', paths.peers, (c) => showChosen(c, (chosen) => <StandingPage {...chosen} />))

peers.page('read-peers', paths.peerQuestions, (c) =>
  showChosen(c, (chosen) =>
    chosen.view.counted === 'no' ? (
      <ForParticipantsPage {...chosen} room="peerQuestions" />
    ) : (
      <QuestionsPage {...chosen} />
    ),
  ),
)

peers.page('read-peers', paths.peerIncidents, (c) =>
  showChosen(c, (chosen) =>
    chosen.view.counted === 'no' ? (
      <ForParticipantsPage {...chosen} room="peerIncidents" />
    ) : (
      <IncidentsPage {...chosen} />
    ),
  ),
)

peers.same(paths.peersProtected, (c) => showPage(c, <ProtectionPage c={c} />))

/** Shows a page of the newest release with the cohort that the address names; a page that says so while there is none. */
async function showChosen(c: PageContext, page: (chosen: Asked) => ReturnType<typeof StandingPage>) {
  const person = getPerson(c)
  const { house } = c.get('web')
  const id = partOf(c, 'organisation')
  const view = await findPeerView(house, person, id)
  if (view === undefined) {
    const organisation = (await listOrganisations(house)).find((one) => one.id === id)
    if (organisation === undefined) throw new DomainError('not-found', 'There is no such page.')
    return showPage(c, <NothingYetPage c={c} organisation={organisation} />)
  }
  const asked = c.req.query('cohort')
  const shown = asked === undefined ? view.cohorts[0] : view.cohorts.find(({ cohort }) => cohort.id === asked)
  if (asked !== undefined && shown === undefined)
    throw new DomainError('not-found', 'There is no such published group, or you do not belong to it.')
  return showPage(c, page({ c, view, shown, findings: await getStanding(c) }))
}
