/** The library of past attacks, open to everybody, and a trust's own replays of them. */
import { DomainError } from '../../errors.ts'
import type { Incident, RuleSet } from '../../rules/model.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { type PageContext, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { getStanding } from '../examined.ts'
import { DossierPage } from './dossier-page.tsx'
import { ExercisePage } from './exercise-page.tsx'
import { LibraryPage } from './library-page.tsx'
import { ReplayPage } from './replay-page.tsx'
import { ReplaysPage } from './replays-page.tsx'

/** Who takes corrections. A name and an address of the operator belong here once there is an operator. */
const CORRECTIONS = 'the operator of this service'

export const incidents = newRoutes()

incidents.same(paths.incidents, (c) => showPage(c, <LibraryPage c={c} />))

incidents.same(paths.incident, (c) => {
  const incident = getIncident(c.get('web').house.ruleSet, c)
  return showPage(
    c,
    incident.kind === 'exercise' ? (
      <ExercisePage c={c} incident={incident} corrections={CORRECTIONS} />
    ) : (
      <DossierPage c={c} incident={incident} corrections={CORRECTIONS} />
    ),
  )
})

incidents.page('read-results', paths.replays, async (c) =>
  showPage(c, <ReplaysPage findings={await getStanding(c)} />),
)

incidents.page('read-results', paths.replay, async (c) => {
  const findings = await getStanding(c)
  const incident = getIncident(findings.view.ruleSet, c)
  if (incident.kind === 'exercise') return c.redirect(paths.incident(incident.id), 303)
  return showPage(c, <ReplayPage findings={findings} incident={incident} asked={c.req.query('step')} />)
})

function getIncident(ruleSet: RuleSet, c: PageContext): Incident {
  const incident = ruleSet.incidents.find((one) => one.id === partOf(c, 'incident'))
  if (incident === undefined) throw new DomainError('not-found', 'There is no such past attack here.')
  return incident
}
