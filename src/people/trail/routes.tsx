/** The trail as pages, and as a table to keep. They change nothing, but an export is itself an entry. */
import { DomainError } from '../../errors.ts'
import { tableTrail } from '../../report/trail-words.ts'
import { exportTrail, getAccountTrail, getTrail } from '../../service/trails.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { sendTable } from '../../web/send-table.ts'
import { askedIn, getPerson, type PageContext, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { AccountTrailPage, TrailPage } from './trail-page.tsx'

export const trail = newRoutes()

trail.page('read-trail', paths.trail, async (c) => {
  const found = await getTrail(...askedIn(c), beforeOf(c))
  return showPage(c, <TrailPage c={c} found={found} />)
})

trail.post('read-trail', paths.trailTable, async (c) => {
  const { house, marking } = c.get('web')
  const { organisation } = await getTrail(house, getPerson(c), partOf(c, 'organisation'))
  const rows = await exportTrail(house, getPerson(c), organisation.id)
  return sendTable(c, 'ward-round-trail', tableTrail(marking, organisation.name, rows))
})

trail.get('read-account-trail', paths.accountTrail(), async (c) => {
  const found = await getAccountTrail(c.get('web').house, getPerson(c), beforeOf(c))
  return showPage(c, <AccountTrailPage c={c} found={found} />)
})

/** Where an earlier page ended. @throws DomainError 'not-found' for anything but a number. */
function beforeOf(c: PageContext): number | undefined {
  const text = c.req.query('before')
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new DomainError('not-found', 'There is no such page of the trail.')
  return Number(text)
}
