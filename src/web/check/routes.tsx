/** Check your answers: every answer with a way to change it, and what does not fit together. */
import { getResult } from '../../service/assessments.ts'
import { demand } from '../../service/permission.ts'
import { showPage } from '../layout.tsx'
import { getPerson, newRoutes } from '../web.ts'
import { CheckPage } from './check-page.tsx'

export const checkAnswers = newRoutes()

checkAnswers.get('read-answers', '/o/:organisation/check-answers', async (c) => {
  const person = getPerson(c)
  const organisationId = c.req.param('organisation')
  demand('read-answers', person, organisationId)
  return showPage(c, <CheckPage c={c} {...await getResult(c.get('web').house, person, organisationId)} />)
})
