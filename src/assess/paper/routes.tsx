/** The blank questionnaire on paper: every question, its levels and boxes to tick, worded for one kind of organisation. */
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { cohortsOf, PaperPage } from './paper-page.tsx'

export const paper = newRoutes()

paper.get('open', paths.questionnaire, (c) => {
  const { ruleSet } = c.get('web').house
  const asked = c.req.query('cohort') ?? ''
  const known = cohortsOf(ruleSet).map((one) => one.id)
  const cohort = known.includes(asked) ? asked : (known[0] ?? '')
  return showPage(c, <PaperPage c={c} ruleSet={ruleSet} cohort={cohort} />)
})
