/** The round: the first page of an administrator, the same as a table, reminding those who have not submitted; and the first page of an analyst, in numbers. */
import { tableRound } from '../../report/round.ts'
import { getRound, getRoundOfAll, remindRound } from '../../service/round.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { sendTable } from '../../web/send-table.ts'
import { getPerson } from '../../web/web.ts'
import { addresses } from './addresses.ts'
import { RoundOfAllPage } from './round-of-all-page.tsx'
import { RoundPage } from './round-page.tsx'

export const round = newRoutes()

round.get('follow-round', addresses.round, async (c) =>
  showPage(c, <RoundPage c={c} view={await getRound(c.get('web').house, getPerson(c))} />),
)

round.get('follow-round', addresses.roundTable, async (c) => {
  const { house, marking } = c.get('web')
  return sendTable(c, 'ward-round-progress', tableRound(marking, await getRound(house, getPerson(c))))
})

round.get('read-national', paths.nationalRound, async (c) =>
  showPage(c, <RoundOfAllPage c={c} view={await getRoundOfAll(c.get('web').house, getPerson(c))} />),
)

round.sent('follow-round', addresses.remindRound, {
  load: (c) => getRound(c.get('web').house, getPerson(c)),
  fields: () => ({}),
  page: (c, view, form) => <RoundPage c={c} view={view} form={form} />,
  save: async (c) => {
    await remindRound(c.get('web').house, getPerson(c))
    return addresses.round
  },
})
