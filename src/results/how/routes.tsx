/** The pages that explain the scoring, open to everybody. They show the rule set of new assessments. */
import { partOf } from '../../web/web.ts'
import { DomainError } from '../../errors.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { DomainPage } from './domain-page.tsx'
import { MovesPage } from './moves-page.tsx'
import { OverviewPage } from './overview-page.tsx'
import { RisksPage } from './risks-page.tsx'
import { WhyPage } from './why-page.tsx'

export const how = newRoutes()

how.same(paths.howItIsScored, (c) => showPage(c, <OverviewPage c={c} />))

how.same(paths.whyTheseDomains, (c) => showPage(c, <WhyPage c={c} />))

how.same(paths.scoredRisks, (c) => showPage(c, <RisksPage c={c} />))

how.same(paths.scoredMoves, (c) => showPage(c, <MovesPage c={c} />))

how.same(paths.scoredDomain, (c) => {
  const domain = c.get('web').house.ruleSet.domains.find((one) => one.id === partOf(c, 'domain'))
  if (domain === undefined) throw new DomainError('not-found', 'There is no such part of the questionnaire.')
  return showPage(c, <DomainPage c={c} domain={domain} />)
})
