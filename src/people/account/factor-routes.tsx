/** How somebody proves who they are: passkeys, authenticator app, recovery codes and single sign-on, added and removed. */
import { findHalfWay } from '../../identity/half-way.ts'
import { getOwnAccount } from '../../identity/own-account.ts'
import {
  addApp,
  addPasskey,
  askFurtherPasskey,
  removeApp,
  removePasskey,
  renewCodes,
  startOwnApp,
  unlinkSso,
} from '../../identity/own-factors.ts'
import type { Session } from '../../identity/sessions.ts'
import { startSso } from '../../identity/sso.ts'
import { findAccount } from '../../store/accounts.ts'
import { readForm } from '../../web/forms.ts'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { getGate, type PageContext } from '../../web/web.ts'
import { showCodes } from '../sign-in/codes-page.tsx'
import { APP_CODE, AppPage } from '../sign-in/enrol-pages.tsx'
import { readLabel } from '../sign-in/enrol-routes.tsx'
import { halfWayOf, keepHalfWay } from '../sign-in/finishing.tsx'
import { NEW_PASSKEY, wrongCode } from '../sign-in/parts.tsx'
import { showWayToSso } from '../sign-in/sso-pages.tsx'
import { accountPaths } from './addresses.ts'
import { ChangePage, PasskeyPage } from './change-pages.tsx'
import { atAccount, fresh, getFresh } from './fresh.ts'

export const factors = newRoutes()

factors.post('own-account', accountPaths.newPasskeyOptions, async (c) => {
  const session = getFresh(c)
  if (session instanceof Response) return session
  const named = readLabel((await readForm(c)).get('label'))
  if ('message' in named) return c.body(null, 422)
  const asked = await askFurtherPasskey(getGate(c), c.get('visit'), session)
  if (asked === undefined) return c.body(null, 429)
  keepHalfWay(c, asked.token)
  return c.json(asked.options)
})

factors.form('own-account', accountPaths.newPasskey, {
  secret: true,
  load: getFresh,
  fields: () => NEW_PASSKEY,
  page: (c, _, form) => <PasskeyPage c={c} form={form} />,
  save: async (c, { label, credential }, session) => {
    const gate = getGate(c)
    const wrong = (message: string) => ({ faults: [{ field: 'label', message }] })
    const named = readLabel(label)
    if ('message' in named) return wrong(named.message)
    const half = await findHalfWay(gate, halfWayOf(c), 'own-passkey')
    const isAdded =
      half !== undefined && (await addPasskey(gate, c.get('visit'), session, half, named.label, credential))
    keepHalfWay(c, undefined)
    return isAdded ? atAccount('passkey') : wrong('The passkey was not made. Try again.')
  },
})

factors.post(
  'own-account',
  accountPaths.removePasskey,
  fresh('removed', async (c, session) =>
    removePasskey(getGate(c), c.get('visit'), session, (await readForm(c)).get('id')),
  ),
)

factors.form('own-account', accountPaths.startApp, {
  load: getFresh,
  fields: () => ({}),
  page: (c, _, form) => (
    <ChangePage c={c} title="Authenticator app" form={form} button="Show the secret">
      <p>
        An app on your phone shows six digits, new every 30 seconds. One that you had before stops working
        here when the new one has shown its first code.
      </p>
    </ChangePage>
  ),
  save: async (c, _, session) => {
    keepHalfWay(c, await startOwnApp(getGate(c), session))
    return accountPaths.app
  },
})

factors.form('own-account', accountPaths.app, {
  secret: true,
  load: async (c) => {
    const session = getFresh(c)
    return session instanceof Response ? session : getOwnApp(c, session)
  },
  fields: () => APP_CODE,
  page: (c, { half, email }, form) => (
    <AppPage c={c} secret={half.secret} email={email} back={paths.account} form={form} />
  ),
  save: async (c, { code }, { session, half }) => {
    const isAdded = await addApp(getGate(c), c.get('visit'), session, half, code)
    if (!isAdded) return wrongCode('This code is not right. Type the six digits that the app shows now.')
    keepHalfWay(c, undefined)
    return atAccount('app')
  },
})

/** The app that its owner has begun to add. Of a form that was sent twice, the first one added it: the page of the account says so. */
async function getOwnApp(c: PageContext, session: Session) {
  const gate = getGate(c)
  const half = await findHalfWay(gate, halfWayOf(c), 'own-app')
  if (half === undefined || half.accountId !== session.person.id) {
    const there: Response = c.redirect(c.req.method === 'GET' ? accountPaths.startApp : paths.account, 303)
    return there
  }
  return { session, half, email: (await findAccount(gate.db, session.person.id))?.email ?? '' }
}

factors.post(
  'own-account',
  accountPaths.removeApp,
  fresh('removed', (c, session) => removeApp(getGate(c), c.get('visit'), session)),
)

factors.form('own-account', accountPaths.codes, {
  load: getFresh,
  fields: () => ({}),
  page: (c, _, form) => (
    <ChangePage c={c} title="New recovery codes" form={form} button="Make ten new codes">
      <p>You get ten new ones, and all earlier ones stop working.</p>
    </ChangePage>
  ),
  save: async (c, _, session) => {
    const gate = getGate(c)
    const { email, hasPassword, sso } = await getOwnAccount(gate, session)
    const codes = await renewCodes(gate, c.get('visit'), session)
    return showCodes(c, { codes, email, hasFirst: hasPassword || sso.length > 0, onward: paths.account })
  },
})

factors.form('own-account', accountPaths.linkSso, {
  load: getFresh,
  fields: () => ({}),
  page: (c, _, form) => (
    <ChangePage c={c} title="Link your organisation’s sign-in" form={form} button="Go there">
      <p>You sign in there once, and come back. From then on you can begin there.</p>
    </ChangePage>
  ),
  save: async (c, _, session) => {
    const purpose = { purpose: 'link', accountId: session.person.id } as const
    const { url, token } = await startSso(getGate(c), purpose, atAccount('sso'))
    keepHalfWay(c, token)
    return showWayToSso(c, url)
  },
})

factors.post(
  'own-account',
  accountPaths.unlinkSso,
  fresh('removed', (c, session) => unlinkSso(getGate(c), c.get('visit'), session)),
)
