/** Signing in by passkey, or by password and a second step; signing out; and how long a session lasts. */
import { cookieOf, SESSION } from '../../identity/cookies.ts'
import { findHalfWay } from '../../identity/half-way.ts'
import { localPath } from '../../identity/local-path.ts'
import { endOwnSession } from '../../identity/own-account.ts'
import {
  askAnybody,
  askSecond,
  findSecondFactors,
  type Outcome,
  secondByCode,
  secondByPasskey,
  signInByPasskey,
  signInByPassword,
} from '../../identity/signing-in.ts'
import type { FormFault } from '../../web/components/error-summary.tsx'
import { readForm, readSecretForm } from '../../web/forms.ts'
import { homeOf } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { getGate, getSession, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { signInPaths } from './addresses.ts'
import { finishSignIn, halfWayOf, keepHalfWay } from './finishing.tsx'
import { CLOSED, TOO_MANY } from './parts.tsx'
import { showSecond } from './second-page.tsx'
import { showSignIn } from './sign-in-page.tsx'

export const signIn = newRoutes()

const WRONG = 'The email address or the password is not right. Check both; capitals matter in the password.'
const BUSY =
  'Too many people sign in just now. Wait half a minute, then try again. A passkey works meanwhile.'
const NO_PASSKEY = 'The passkey was not accepted here. Try again, or sign in with your password.'
const WRONG_CODE = 'This code is not right, or was used already. Wait for the next one, and check your clock.'

signIn.get('open', signInPaths.signIn, (c) => {
  getGate(c)
  const next = localPath(c.req.query('next'))
  if (c.get('session') !== undefined) return c.redirect(next ?? homeOf(c.get('person')), 303)
  return showSignIn(c, { email: '', next }, [])
})

signIn.post('open', signInPaths.signIn, async (c) => {
  const gate = getGate(c)
  const form = await readSecretForm(c)
  const typed = { email: form.get('email').trim(), next: localPath(form.get('next')) }
  const password = form.get('password')
  const faults: FormFault[] = []
  if (typed.email === '') faults.push({ field: 'email', message: 'Enter your email address.' })
  if (password === '') faults.push({ field: 'password', message: 'Enter your password.' })
  if (faults.length > 0) return showSignIn(c, typed, faults, 422)
  const outcome = await signInByPassword(gate, c.get('visit'), { ...typed, password })
  if (outcome.outcome === 'too-many')
    return showSignIn(c, typed, [{ field: 'email', message: TOO_MANY }], 429)
  if (outcome.outcome === 'busy') {
    c.header('Retry-After', '30')
    return showSignIn(c, typed, [{ field: 'email', message: BUSY }], 503)
  }
  return goOn(c, outcome, () => showSignIn(c, typed, [{ field: 'email', message: WRONG }], 422))
})

signIn.post('open', signInPaths.passkeyOptions, async (c) => {
  const gate = getGate(c)
  const form = await readForm(c)
  const asked = await askAnybody(gate, c.get('visit'), localPath(form.get('next')))
  if (asked === undefined) return c.body(null, 429)
  keepHalfWay(c, asked.token)
  return c.json(asked.options)
})

signIn.post('open', signInPaths.passkey, async (c) => {
  const gate = getGate(c)
  const form = await readSecretForm(c)
  const refuse = () => {
    const typed = { email: '', next: localPath(form.get('next')) }
    return showSignIn(c, typed, [{ field: 'email', message: NO_PASSKEY }], 422)
  }
  const half = await findHalfWay(gate, halfWayOf(c), 'passkey')
  if (half === undefined) return refuse()
  return goOn(c, await signInByPasskey(gate, c.get('visit'), half, form.get('credential')), refuse)
})

signIn.get('open', signInPaths.second, async (c) => {
  const gate = getGate(c)
  const half = await findHalfWay(gate, halfWayOf(c), 'second')
  if (half === undefined) return c.redirect(paths.signIn(), 303)
  return showSecond(c, await findSecondFactors(gate, half.accountId), [])
})

signIn.post('open', signInPaths.second, async (c) => {
  const gate = getGate(c)
  const form = await readSecretForm(c)
  const half = await findHalfWay(gate, halfWayOf(c), 'second')
  if (half === undefined) return c.redirect(paths.signIn(), 303)
  const refuse = async (message: string) =>
    showSecond(c, await findSecondFactors(gate, half.accountId), [{ field: 'code', message }])
  if (form.get('code').trim() === '') return refuse('Enter a code.')
  const outcome = await secondByCode(gate, c.get('visit'), half, form.get('code'))
  if (outcome.outcome === 'too-many') {
    keepHalfWay(c, undefined)
    return showSignIn(c, { email: '', next: half.next }, [{ field: 'email', message: TOO_MANY }], 429)
  }
  return goOn(c, outcome, () => refuse(outcome.outcome === 'closed' ? CLOSED : WRONG_CODE))
})

signIn.post('open', signInPaths.secondOptions, async (c) => {
  const gate = getGate(c)
  const half = await findHalfWay(gate, halfWayOf(c), 'second')
  if (half === undefined) return c.body(null, 409)
  const options = await askSecond(gate, c.get('visit'), half)
  return options === undefined ? c.body(null, 429) : c.json(options)
})

signIn.post('open', signInPaths.secondPasskey, async (c) => {
  const gate = getGate(c)
  const form = await readSecretForm(c)
  const half = await findHalfWay(gate, halfWayOf(c), 'second')
  if (half === undefined) return c.redirect(paths.signIn(), 303)
  const outcome = await secondByPasskey(gate, c.get('visit'), half, form.get('credential'))
  return goOn(c, outcome, async () =>
    showSecond(c, await findSecondFactors(gate, half.accountId), [
      { field: 'code', message: 'The passkey was not accepted. Try again, or type a code.' },
    ]),
  )
})

/** From any page, also one that was shown in another session, and as often as somebody likes: it only ever lets less. */
signIn.post('open', paths.signOut, async (c) => {
  const gate = getGate(c)
  const session = c.get('session')
  if (session !== undefined) await endOwnSession(gate, c.get('visit'), session, session.id, 'signed-out')
  c.header('Set-Cookie', cookieOf(SESSION, undefined), { append: true })
  c.header('Clear-Site-Data', '"storage"')
  return c.redirect(paths.signIn(undefined, 'out'), 303)
})

/** How many seconds are left: asking does not make them more, posting does. */
signIn.get('own-account', paths.session, (c) => c.json(getSession(c).secondsLeft))
signIn.post('own-account', paths.session, (c) => c.json(getSession(c).secondsLeft))

/** The next step, or the page again. */
export async function goOn(
  c: PageContext,
  outcome: Outcome,
  refuse: () => Response | Promise<Response>,
): Promise<Response> {
  switch (outcome.outcome) {
    case 'signed-in':
      return finishSignIn(c, outcome)
    case 'second':
      keepHalfWay(c, outcome.token)
      return c.redirect(signInPaths.second, 303)
    case 'enrol':
      keepHalfWay(c, outcome.token)
      return c.redirect(signInPaths.enrol, 303)
    case 'over':
      return c.redirect(paths.signIn(), 303)
    case 'refused':
    case 'unproved':
    case 'closed':
    case 'busy':
    case 'too-many':
      return refuse()
  }
}
