/** The board's page of a trust. It changes nothing. */
import { isTooEarly } from '../../planning/too-early.ts'
import { findSignedBefore } from '../../service/beside.ts'
import { getTrend } from '../../service/earlier.ts'
import { findOwnEfforts } from '../../service/own-efforts.ts'
import { getPlan } from '../../service/planned-actions.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { askedIn } from '../../web/web.ts'
import { findNarrowest } from '../beside.ts'
import { getStanding } from '../examined.ts'
import { planOf } from '../plan/plan.ts'
import { BoardPage } from './board-page.tsx'
import { EarlyBoardPage } from './early-page.tsx'

export const board = newRoutes()

board.page('read-results', paths.board, async (c) => {
  const findings = await getStanding(c)
  const { examined, view } = findings
  const { actions } = await getPlan(...askedIn(c))
  const { signed } = await getTrend(...askedIn(c))
  if (isTooEarly(examined))
    return showPage(c, <EarlyBoardPage findings={findings} actions={actions} signed={signed} />)
  const { improvements } = c.get('web').house.ruleSet
  const plan = improvements && planOf(examined, improvements, await findOwnEfforts(...askedIn(c)))
  const before = await findSignedBefore(...askedIn(c))
  const group = await findNarrowest(c, view.organisation.id)
  return showPage(c, <BoardPage {...{ findings, actions, plan, signed, before, group }} />)
})
