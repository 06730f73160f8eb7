/** What a trust can fix first. It changes nothing. */
import { isTooEarly } from '../../planning/too-early.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { getStanding } from '../examined.ts'
import { FixFirstPage } from './fix-first-page.tsx'
import { NoEffortsPage, TooEarlyPage } from './no-list-pages.tsx'
import { planOf } from './plan.ts'

export const plan = newRoutes()

plan.page('read-results', paths.fixFirst, async (c) => {
  const findings = await getStanding(c)
  const { examined } = findings
  // Efforts are no part of a rule set: those of today also serve an assessment under an older one.
  const { improvements } = c.get('web').house.ruleSet
  if (improvements === undefined) return showPage(c, <NoEffortsPage findings={findings} />)
  if (isTooEarly(examined)) return showPage(c, <TooEarlyPage findings={findings} />)
  const found = planOf(examined, improvements)
  return showPage(c, <FixFirstPage findings={findings} plan={found} improvements={improvements} />)
})
