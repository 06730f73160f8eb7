/** The assessments of a trust over the years: the list, one signed one as it stands, and the signed ones side by side. They change nothing. */
import { getSigned, getTrend, listAssessments } from '../../service/earlier.ts'
import { showPage } from '../../web/layout.tsx'
import { getPerson } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { EarlierPage } from './earlier-page.tsx'
import { SignedPage } from './signed-page.tsx'
import { TrendPage } from './trend-page.tsx'
import { paths } from '../../web/paths.ts'

export const trend = newRoutes()

trend.page('read-results', paths.trend, async (c) =>
  showPage(
    c,
    <TrendPage c={c} {...await getTrend(c.get('web').house, getPerson(c), c.req.param('organisation'))} />,
  ),
)

trend.page('read-results', paths.assessments, async (c) =>
  showPage(
    c,
    <EarlierPage
      c={c}
      {...await listAssessments(c.get('web').house, getPerson(c), c.req.param('organisation'))}
    />,
  ),
)

trend.page('read-results', paths.signed, async (c) => {
  const { organisation, assessment } = c.req.param()
  const signed = await getSigned(c.get('web').house, getPerson(c), organisation, assessment)
  return showPage(c, <SignedPage c={c} signed={signed} />)
})
