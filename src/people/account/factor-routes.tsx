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
import { startSso } from '../../identity/sso.ts'
import { findAccount } from '../../store/accounts.ts'
import { readForm, readSecretForm } from '../../web/forms.ts'
import { paths } from '../../web/paths.ts'
import { readLabel } from '../sign-in/enrol-routes.tsx'
import { showCodes } from '../sign-in/codes-page.tsx'
import { showEnrolApp } from '../sign-in/enrol-pages.tsx'
import { halfWayOf, keepHalfWay } from '../sign-in/finishing.tsx'
import { showWayToSso } from '../sign-in/sso-pages.tsx'
import { getGate, getSession, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { accountPaths } from './addresses.ts'
import { showNewPasskey, showOneButton } from './change-pages.tsx'
import { done, fresh } from './fresh.ts'

export const factors = newRoutes()

factors.get(
  'own-account',
  accountPaths.newPasskey,
  fresh((c) => showNewPasskey(c, [])),
)

factors.post(
  'own-account',
  accountPaths.newPasskeyOptions,
  fresh(async (c, session) => {
    const named = readLabel((await readForm(c)).get('label'))
    if ('message' in named) return c.body(null, 422)
    const asked = await askFurtherPasskey(getGate(c), c.get('visit'), session)
    if (asked === undefined) return c.body(null, 429)
    keepHalfWay(c, asked.token)
    return c.json(asked.options)
  }),
)

factors.post(
  'own-account',
  accountPaths.newPasskey,
  fresh(async (c, session) => {
    const gate = getGate(c)
    const form = await readSecretForm(c)
    const named = readLabel(form.get('label'))
    if ('message' in named) return showNewPasskey(c, [{ field: 'label', message: named.message }])
    const half = await findHalfWay(gate, halfWayOf(c), 'own-passkey')
    const visit = c.get('visit')
    const isAdded =
      half !== undefined &&
      (await addPasskey(gate, visit, session, half, named.label, form.get('credential')))
    keepHalfWay(c, undefined)
    if (isAdded) return done(c, 'passkey')
    return showNewPasskey(c, [{ field: 'label', message: 'The passkey was not made. Try again.' }])
  }),
)

factors.post(
  'own-account',
  accountPaths.removePasskey,
  fresh(async (c, session) => {
    const form = await readForm(c)
    await removePasskey(getGate(c), c.get('visit'), session, form.get('id'))
    return done(c, 'removed')
  }),
)

factors.get(
  'own-account',
  accountPaths.startApp,
  fresh((c) =>
    showOneButton(c, {
      title: 'Authenticator app',
      action: accountPaths.startApp,
      text: 'An app on your phone shows six digits, new every 30 seconds. One that you had before stops working here when the new one has shown its first code.',
      button: 'Show the secret',
    }),
  ),
)

factors.post(
  'own-account',
  accountPaths.startApp,
  fresh(async (c, session) => {
    keepHalfWay(c, await startOwnApp(getGate(c), session))
    return c.redirect(accountPaths.app, 303)
  }),
)

factors.get(
  'own-account',
  accountPaths.app,
  fresh((c) => showApp(c)),
)

factors.post(
  'own-account',
  accountPaths.app,
  fresh(async (c, session) => {
    const gate = getGate(c)
    const code = (await readSecretForm(c)).get('code')
    const half = await findHalfWay(gate, halfWayOf(c), 'own-app')
    // Of a form that was sent twice, the first one added it: the page of the account says so.
    if (half === undefined) return c.redirect(paths.account, 303)
    const isAdded = await addApp(gate, c.get('visit'), session, half, code)
    if (!isAdded) return showApp(c, 'This code is not right. Type the six digits that the app shows now.')
    keepHalfWay(c, undefined)
    return done(c, 'app')
  }),
)

async function showApp(c: PageContext, message?: string): Promise<Response> {
  const gate = getGate(c)
  const { person } = getSession(c)
  const half = await findHalfWay(gate, halfWayOf(c), 'own-app')
  if (half === undefined || half.accountId !== person.id) return c.redirect(accountPaths.startApp, 303)
  const email = (await findAccount(gate.db, person.id))?.email ?? ''
  const faults = message === undefined ? [] : [{ field: 'code', message }]
  return showEnrolApp(c, { secret: half.secret, email }, accountPaths.app, paths.account, faults)
}

factors.post(
  'own-account',
  accountPaths.removeApp,
  fresh(async (c, session) => {
    await removeApp(getGate(c), c.get('visit'), session)
    return done(c, 'removed')
  }),
)

factors.get(
  'own-account',
  accountPaths.codes,
  fresh((c) =>
    showOneButton(c, {
      title: 'New recovery codes',
      action: accountPaths.codes,
      text: 'You get ten new ones, and all earlier ones stop working.',
      button: 'Make ten new codes',
    }),
  ),
)

factors.post(
  'own-account',
  accountPaths.codes,
  fresh(async (c, session) => {
    const gate = getGate(c)
    const { email, hasPassword, sso } = await getOwnAccount(gate, session)
    const codes = await renewCodes(gate, c.get('visit'), session)
    return showCodes(c, { codes, email, hasFirst: hasPassword || sso.length > 0, onward: paths.account })
  }),
)

factors.get(
  'own-account',
  accountPaths.linkSso,
  fresh((c) =>
    showOneButton(c, {
      title: 'Link your organisation’s sign-in',
      action: accountPaths.linkSso,
      text: 'You sign in there once, and come back. From then on you can begin there.',
      button: 'Go there',
    }),
  ),
)

factors.post(
  'own-account',
  accountPaths.linkSso,
  fresh(async (c, session) => {
    const purpose = { purpose: 'link', accountId: session.person.id } as const
    const { url, token } = await startSso(getGate(c), purpose, `${paths.account}?done=sso`)
    keepHalfWay(c, token)
    return showWayToSso(c, url)
  }),
)

factors.post(
  'own-account',
  accountPaths.unlinkSso,
  fresh(async (c, session) => {
    await unlinkSso(getGate(c), c.get('visit'), session)
    return done(c, 'removed')
  }),
)
