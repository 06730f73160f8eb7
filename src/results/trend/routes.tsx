/** The assessments of a trust over the years: the list, one signed one as it stands, and the signed ones side by side. They change nothing. */
import { getSigned, getTrend, listAssessments } from '../../service/earlier.ts'
import { showPage } from '../../web/layout.tsx'
import { askedIn, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { getStanding } from '../examined.ts'
import { EarlierPage } from './earlier-page.tsx'
import { SignedPage } from './signed-page.tsx'
import { TrendPage } from './trend-page.tsx'
import { paths } from '../../web/paths.ts'

export const trend = newRoutes()

trend.page('read-results', paths.trend, async (c) => {
  const findings = await getStanding(c)
  const { signed } = await getTrend(...askedIn(c))
  return showPage(c, <TrendPage findings={findings} signed={signed} />)
})

trend.page('read-results', paths.assessments, async (c) =>
  showPage(c, <EarlierPage c={c} {...await listAssessments(...askedIn(c))} />),
)

trend.page('read-results', paths.signed, async (c) => {
  const signed = await getSigned(...askedIn(c), partOf(c, 'assessment'))
  return showPage(c, <SignedPage c={c} signed={signed} />)
})
