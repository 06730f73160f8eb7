/** The page that describes the API to people, open to everybody. */
import { showPage } from '../web/layout.tsx'
import { paths } from '../web/paths.ts'
import { newRoutes } from '../web/routes.ts'
import { getDescription } from './api.ts'
import { ReferencePage } from './reference-page.tsx'

export const reference = newRoutes()

reference.same(paths.api, async (c) =>
  showPage(c, <ReferencePage c={c} description={await getDescription()} />),
)
