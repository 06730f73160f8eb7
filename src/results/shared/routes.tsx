/** What others shared with whoever is signed in. A page here changes nothing, and every look is entered in the trail. */
import { listShared, viewShared } from '../../service/shared.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { getPerson, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { SharedListPage } from './list-page.tsx'
import { SnapshotPage } from './snapshot-page.tsx'

export const shared = newRoutes()

shared.get('own-account', paths.shared, async (c) => {
  const found = await listShared(c.get('web').house, getPerson(c))
  return showPage(c, <SharedListPage c={c} found={found} />)
})

shared.noted('own-account', paths.sharedView, async (c) => {
  const snapshot = await viewShared(c.get('web').house, getPerson(c), partOf(c, 'share'))
  return showPage(c, <SnapshotPage c={c} snapshot={snapshot} />)
})
