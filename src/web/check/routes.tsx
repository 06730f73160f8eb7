/** Check your answers: every answer with a way to change it, and what does not fit together. */
import { getResult } from '../../service/assessments.ts'
import { showPage } from '../layout.tsx'
import { getPerson, newRoutes } from '../web.ts'
import { CheckPage } from './check-page.tsx'

export const checkAnswers = newRoutes()

checkAnswers.get('read-whole', '/o/:organisation/check-answers', async (c) => {
  const person = getPerson(c)
  const found = await getResult(c.get('web').house, person, c.req.param('organisation'))
  return showPage(c, <CheckPage c={c} {...found} />)
})
