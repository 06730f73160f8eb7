/** The board's page of a trust. It changes nothing. */
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { BoardPage } from './board-page.tsx'
import { EarlyBoardPage } from './early-page.tsx'
import { readBoard } from './reading.ts'

export const board = newRoutes()

board.page('read-results', paths.board, async (c) => {
  const { early, ...reading } = await readBoard(c)
  return showPage(c, early ? <EarlyBoardPage {...reading} /> : <BoardPage {...reading} />)
})
