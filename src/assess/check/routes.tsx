/** Check your answers: every answer with a way to change it, and what does not fit together. */
import { getResult } from '../../service/assessments.ts'
import { findExplanations, listToExplain } from '../../service/explaining.ts'
import { showPage } from '../../web/layout.tsx'
import { getPerson, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { CheckPage } from './check-page.tsx'
import { paths } from '../../web/paths.ts'

export const checkAnswers = newRoutes()

checkAnswers.page('read-whole', paths.checkAnswers, async (c) => {
  const person = getPerson(c)
  const { house } = c.get('web')
  const organisationId = partOf(c, 'organisation')
  const { view, result } = await getResult(house, person, organisationId)
  const given = await findExplanations(house, person, organisationId)
  return showPage(c, <CheckPage c={c} view={view} toExplain={listToExplain(view, result, given)} />)
})
