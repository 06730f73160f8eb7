/** Somebody who is signed in shows again that it is them, and goes on to what they wanted to change. */
import { findHalfWay } from '../../identity/half-way.ts'
import { localPath } from '../../identity/local-path.ts'
import { getOwnAccount } from '../../identity/own-account.ts'
import { askOwner, proveByCode, proveByPasskey } from '../../identity/proving.ts'
import { startSso } from '../../identity/sso.ts'
import { readForm, readSecretForm } from '../../web/forms.ts'
import { paths } from '../../web/paths.ts'
import { halfWayOf, keepHalfWay } from '../sign-in/finishing.tsx'
import { CLOSED } from '../sign-in/parts.tsx'
import { showWayToSso } from '../sign-in/sso-pages.tsx'
import { getGate, getSession, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { accountPaths } from './addresses.ts'
import { showProve } from './change-pages.tsx'

export const proving = newRoutes()

const onward = (text: string | undefined) => localPath(text) ?? paths.account

async function show(c: PageContext, next: string, message?: string) {
  const account = await getOwnAccount(getGate(c), getSession(c))
  return showProve(c, account, next, message === undefined ? [] : [{ field: 'code', message }])
}

proving.get('own-account', accountPaths.prove, (c) => show(c, onward(c.req.query('next'))))

proving.post('own-account', accountPaths.prove, async (c) => {
  const session = getSession(c)
  const form = await readSecretForm(c)
  const next = onward(form.get('next'))
  const outcome = await proveByCode(getGate(c), c.get('visit'), session, form.get('code'))
  if (outcome === 'proved') return c.redirect(next, 303)
  // A code works once: of a form that was sent twice, the first one proved it.
  if (outcome === 'refused' && session.isFresh) return c.redirect(next, 303)
  if (outcome === 'ended') return c.redirect(paths.signIn(paths.account, 'ended'), 303)
  return show(c, next, outcome === 'closed' ? CLOSED : 'This code is not right, or was used already.')
})

proving.post('own-account', accountPaths.proveOptions, async (c) => {
  const asked = await askOwner(getGate(c), c.get('visit'), getSession(c))
  if (asked === undefined) return c.body(null, 429)
  keepHalfWay(c, asked.token)
  return c.json(asked.options)
})

proving.post('own-account', accountPaths.provePasskey, async (c) => {
  const gate = getGate(c)
  const session = getSession(c)
  const form = await readSecretForm(c)
  const next = onward(form.get('next'))
  const half = await findHalfWay(gate, halfWayOf(c), 'own-passkey')
  keepHalfWay(c, undefined)
  const isProved =
    half !== undefined && (await proveByPasskey(gate, c.get('visit'), session, half, form.get('credential')))
  return isProved ? c.redirect(next, 303) : show(c, next, 'The passkey was not accepted. Try again.')
})

proving.post('own-account', accountPaths.proveSso, async (c) => {
  const form = await readForm(c)
  const purpose = { purpose: 'prove', accountId: getSession(c).person.id } as const
  const { url, token } = await startSso(getGate(c), purpose, onward(form.get('next')))
  keepHalfWay(c, token)
  return showWayToSso(c, url)
})
