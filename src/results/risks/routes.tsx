/** The risks of a trust, and each one explained. They change nothing. */
import { partOf } from '../../web/web.ts'
import { DomainError } from '../../errors.ts'
import { showPage } from '../../web/layout.tsx'
import { getFindings, getStanding } from '../examined.ts'
import { newRoutes } from '../../web/routes.ts'
import { RiskPage } from './risk-page.tsx'
import { RisksPage } from './risks-page.tsx'
import { paths } from '../../web/paths.ts'

export const risks = newRoutes()

risks.page('read-results', paths.risks, async (c) =>
  showPage(c, <RisksPage findings={await getStanding(c)} />),
)

risks.page('read-results', paths.risk, async (c) => {
  const findings = await getFindings(c)
  const risk = findings.examined.ruleSet.risks.find((one) => one.id === partOf(c, 'risk'))
  if (risk === undefined) throw new DomainError('not-found', 'There is no such risk here.')
  return showPage(c, <RiskPage {...findings} risk={risk} />)
})
