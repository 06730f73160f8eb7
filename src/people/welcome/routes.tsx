/** The first page, and in the demonstration the ways in: into a fictional trust in any role, or nationally, as an analyst or the administrator. */
import { DomainError } from '../../errors.ts'
import {
  ADMINISTRATOR,
  cookieOf,
  cookieOfNobody,
  demonstrationId,
  enter,
  SECOND_ADMINISTRATOR,
} from '../../identity/demonstration.ts'
import type { AccountId } from '../../ids.ts'
import { listOnShow } from '../../service/on-show.ts'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { homeOf } from '../../web/navigation.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import type { PageContext } from '../../web/web.ts'
import { showFirstPage } from './first-page.tsx'
import { ANALYST, enterFields, WelcomePage } from './welcome-page.tsx'

export const welcome = newRoutes()

welcome.get('open', paths.welcome, async (c) =>
  c.get('web').isDemonstration
    ? showPage(c, <WelcomePage c={c} trusts={await getTrusts(c)} />)
    : showFirstPage(c),
)

/** @throws DomainError 'not-found' where people have accounts: nobody enters as somebody else. */
function demandDemonstration(c: PageContext): void {
  if (!c.get('web').isDemonstration)
    throw new DomainError('not-found', 'Here everybody signs in with an account of their own.')
}

function getTrusts(c: PageContext) {
  demandDemonstration(c)
  return listOnShow(c.get('web').house)
}

/** Gives where they begin; undefined: there is no such account. */
async function enterAs(c: PageContext, accountId: AccountId): Promise<string | undefined> {
  const { house } = c.get('web')
  const person = await enter(house.db, accountId, house.now().toISOString())
  if (person === undefined) return undefined
  c.header('Set-Cookie', cookieOf(person))
  return homeOf(person)
}

welcome.sent('open', paths.enter, {
  load: getTrusts,
  fields: enterFields,
  page: (c, trusts, form) => <WelcomePage c={c} trusts={trusts} form={form} />,
  save: async (c, { organisation, role }) =>
    (await enterAs(c, demonstrationId(organisation, role))) ?? {
      faults: [{ field: 'organisation', message: 'Choose a trust from the list.' }],
    },
})

welcome.sent('open', paths.enterAsAnalyst, {
  load: getTrusts,
  fields: () => ANALYST,
  page: (c, trusts, form) => <WelcomePage c={c} trusts={trusts} form={form} />,
  save: async (c, { analyst }) =>
    (await enterAs(c, analyst)) ?? { refused: 'There is no such analyst here.' },
})

welcome.post('open', paths.enterAsAdministrator, async (c) => {
  demandDemonstration(c)
  const isSecond = (await readForm(c)).get('which') === 'second'
  const home = await enterAs(c, (isSecond ? SECOND_ADMINISTRATOR : ADMINISTRATOR).id)
  return c.redirect(home ?? paths.welcome, 303)
})

welcome.post('open', paths.leave, (c) => {
  demandDemonstration(c)
  c.header('Set-Cookie', cookieOfNobody())
  c.header('Clear-Site-Data', '"storage"')
  return c.redirect(paths.welcome, 303)
})
