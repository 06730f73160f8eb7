/** The board's page of a trust. It changes nothing. */
import { boardSentence } from '../../report/peer-standing.ts'
import { findPeerView } from '../../service/peers.ts'
import { showPage } from '../../web/layout.tsx'
import { getFindings } from '../examined.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { BoardPage } from './board-page.tsx'
import { paths } from '../../web/paths.ts'

export const board = newRoutes()

board.page('read-results', paths.board, async (c) => {
  const findings = await getFindings(c)
  const beside = await findBeside(c, findings.view.organisation.id)
  return showPage(c, <BoardPage {...findings} beside={beside} />)
})

/** Where we stand beside the narrowest published group that holds us, in one sentence. */
async function findBeside(c: PageContext, id: string): Promise<string | undefined> {
  const view = await findPeerView(c.get('web').house, getPerson(c), id)
  const [narrowest] = view?.cohorts ?? []
  return narrowest?.position === undefined ? undefined : boardSentence(narrowest.cohort, narrowest.position)
}
