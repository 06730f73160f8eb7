/** Pages that a trust's answers make without new typing: what an insurer would ask, and pointers to CAF outcomes. */
import { getResult } from '../../service/assessments.ts'
import { showPage } from '../layout.tsx'
import { getPerson, newRoutes, type PageContext } from '../web.ts'
import { CafPage } from './caf-page.tsx'
import { InsurerPage } from './insurer-page.tsx'

export const prompts = newRoutes()

// The page quotes answers and evidence, which not everybody who sees results may read.
prompts.page('read-whole', '/o/:organisation/insurer', async (c) =>
  showPage(c, <InsurerPage c={c} found={await getFound(c)} />),
)

prompts.page('read-results', '/o/:organisation/caf', async (c) =>
  showPage(c, <CafPage c={c} found={await getFound(c)} />),
)

function getFound(c: PageContext) {
  return getResult(c.get('web').house, getPerson(c), c.req.param('organisation') ?? '')
}
