/** The board's page of a trust. It changes nothing. */
import { showPage } from '../layout.tsx'
import { getFindings } from '../results/examined.ts'
import { newRoutes } from '../web.ts'
import { BoardPage } from './board-page.tsx'

export const board = newRoutes()

board.get('/o/:organisation/board', async (c) => showPage(c, <BoardPage {...await getFindings(c)} />))
