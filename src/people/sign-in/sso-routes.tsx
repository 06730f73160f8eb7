/** Single sign-on: to the sign-in service, and back. */
import { findHalfWay } from '../../identity/half-way.ts'
import { localPath } from '../../identity/local-path.ts'
import { finishSso, SSO_RETURN, startSso } from '../../identity/sso.ts'
import { beganWell, mayBegin } from '../../identity/signing-in.ts'
import { readForm } from '../../web/forms.ts'
import { paths } from '../../web/paths.ts'
import { getGate } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { signInPaths } from './addresses.ts'
import { halfWayOf, keepHalfWay } from './finishing.tsx'
import { TOO_MANY } from './parts.tsx'
import { goOn } from './routes.tsx'
import { showSignInFault } from './sign-in-page.tsx'
import { showSsoProblem, showWayToSso } from './sso-pages.tsx'

export const singleSignOn = newRoutes()

singleSignOn.post('open', signInPaths.sso, async (c) => {
  const gate = getGate(c)
  const form = await readForm(c)
  const next = localPath(form.get('next'))
  if (!(await mayBegin(gate, c.get('visit')))) return showSignInFault(c, { email: '', next }, TOO_MANY, 429)
  const { url, token } = await startSso(gate, { purpose: 'sign-in' }, next)
  keepHalfWay(c, token)
  return showWayToSso(c, url)
})

singleSignOn.get('open', SSO_RETURN, async (c) => {
  const gate = getGate(c)
  const half = await findHalfWay(gate, halfWayOf(c), 'sso')
  if (half === undefined) return c.redirect(paths.signIn(), 303)
  keepHalfWay(c, undefined)
  const session = c.get('session')
  const owner = session && { id: session.id, accountId: session.person.id }
  const outcome = await finishSso(gate, c.get('visit'), half, new URL(c.req.url).search, owner)
  if (outcome.outcome === 'linked' || outcome.outcome === 'proved')
    return c.redirect(outcome.next ?? paths.account, 303)
  if (outcome.outcome === 'unknown')
    return showSsoProblem(
      c,
      'Nobody here is linked to this sign-in',
      'Your organisation knows you, and no account of Ward Round is linked to it yet. Sign in another way and link it on the page of your account, or accept your invitation through it.',
    )
  if (outcome.outcome === 'unproved')
    return showSsoProblem(
      c,
      'A second step is missing',
      'Your organisation knows you, but did not say that you showed a second factor, without which nobody gets in. Nothing was changed. Sign in there with your second factor, and try again.',
    )
  if (outcome.outcome === 'signed-in') await beganWell(gate, c.get('visit'))
  const onward = await goOn(c, outcome)
  if (onward !== undefined) return typeof onward === 'string' ? c.redirect(onward, 303) : onward
  return showSsoProblem(
    c,
    'Your organisation’s sign-in did not work',
    'It was broken off, took too long, or what came back was not what was asked for. Nothing was changed.',
  )
})
