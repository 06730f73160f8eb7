/** Signing in by passkey, or by password and a second step; signing out; and how long a session lasts. */
import { cookieOf, SESSION } from '../../identity/cookies.ts'
import { findHalfWay, type Step } from '../../identity/half-way.ts'
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
import { hidden } from '../../web/fields.tsx'
import { readForm } from '../../web/forms.ts'
import { homeOf } from '../../web/navigation.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { formWith, newForm } from '../../web/shown-form.tsx'
import { getGate, getSession, type PageContext } from '../../web/web.ts'
import { signInPaths } from './addresses.ts'
import { finishSignIn, halfWayOf, keepHalfWay } from './finishing.tsx'
import { CLOSED, CREDENTIAL, TOO_MANY, wrongCode } from './parts.tsx'
import { secondFields, SecondPage, type Ways } from './second-page.tsx'
import { showSignInFault, SignInAgain, signInFields, SignInPage } from './sign-in-page.tsx'

export const signIn = newRoutes()

const WRONG = 'The email address or the password is not right. Check both; capitals matter in the password.'
const BUSY =
  'Too many people sign in just now. Wait half a minute, then try again. A passkey works meanwhile.'
const NO_PASSKEY = 'The passkey was not accepted here. Try again, or sign in with your password.'
const WRONG_CODE = 'This code is not right, or was used already. Wait for the next one, and check your clock.'

signIn.form('open', signInPaths.signIn, {
  secret: true,
  load: (c): { next: string | undefined } | Response => {
    getGate(c)
    const next = localPath(c.req.query('next'))
    const isIn = c.req.method === 'GET' && c.get('session') !== undefined
    return isIn ? c.redirect(next ?? homeOf(c.get('person')), 303) : { next }
  },
  fields: ({ next }) => signInFields(next),
  page: (c, _, form) => <SignInPage c={c} form={form} />,
  check: ({ email, password }) => [
    ...(email.trim() === '' ? [{ field: 'email', message: 'Enter your email address.' }] : []),
    ...(password === '' ? [{ field: 'password', message: 'Enter your password.' }] : []),
  ],
  save: async (c, { password, ...given }) => {
    const typed = { email: given.email.trim(), next: localPath(given.next) }
    const outcome = await signInByPassword(getGate(c), c.get('visit'), { ...typed, password })
    if (outcome.outcome === 'too-many') return showSignInFault(c, typed, TOO_MANY, 429)
    if (outcome.outcome === 'busy') {
      c.header('Retry-After', '30')
      return showSignInFault(c, typed, BUSY, 503)
    }
    return (await goOn(c, outcome)) ?? { faults: [{ field: 'email', message: WRONG }] }
  },
})

signIn.post('open', signInPaths.passkeyOptions, async (c) => {
  const gate = getGate(c)
  const form = await readForm(c)
  const asked = await askAnybody(gate, c.get('visit'), localPath(form.get('next')))
  if (asked === undefined) return c.body(null, 429)
  keepHalfWay(c, asked.token)
  return c.json(asked.options)
})

signIn.sent('open', signInPaths.passkey, {
  secret: true,
  load: (c) => findHalfWay(getGate(c), halfWayOf(c), 'passkey'),
  fields: () => ({ ...CREDENTIAL, next: hidden('') }),
  page: (c, _, form) => <SignInAgain c={c} next={localPath(form.typed.next)} became={form} />,
  save: async (c, { credential }, half) => {
    const outcome = half && (await signInByPasskey(getGate(c), c.get('visit'), half, credential))
    return (outcome && (await goOn(c, outcome))) ?? { refused: NO_PASSKEY }
  },
})

/** Somebody who showed the first factor, and by what they can show the second. Whoever did not begins again. */
async function getSecond(
  c: PageContext,
): Promise<{ readonly half: Step<'second'>; readonly ways: Ways } | Response> {
  const gate = getGate(c)
  const half = await findHalfWay(gate, halfWayOf(c), 'second')
  if (half === undefined) return c.redirect(paths.signIn(), 303)
  return { half, ways: await findSecondFactors(gate, half.accountId) }
}

signIn.form('open', signInPaths.second, {
  secret: true,
  load: getSecond,
  fields: ({ ways }) => secondFields(ways),
  page: (c, { ways }, form) => <SecondPage c={c} ways={ways} form={form} />,
  save: async (c, { code }, { half }) => {
    if (code.trim() === '') return wrongCode('Enter a code.')
    const outcome = await secondByCode(getGate(c), c.get('visit'), half, code)
    if (outcome.outcome === 'too-many') {
      keepHalfWay(c, undefined)
      return showSignInFault(c, { email: '', next: half.next }, TOO_MANY, 429)
    }
    return (await goOn(c, outcome)) ?? wrongCode(outcome.outcome === 'closed' ? CLOSED : WRONG_CODE)
  },
})

signIn.post('open', signInPaths.secondOptions, async (c) => {
  const gate = getGate(c)
  const half = await findHalfWay(gate, halfWayOf(c), 'second')
  if (half === undefined) return c.body(null, 409)
  const options = await askSecond(gate, c.get('visit'), half)
  return options === undefined ? c.body(null, 429) : c.json(options)
})

signIn.sent('open', signInPaths.secondPasskey, {
  secret: true,
  load: getSecond,
  fields: () => CREDENTIAL,
  page: (c, { ways }, form) => {
    const { typed, fields } = newForm(signInPaths.second, secondFields(ways))
    return <SecondPage c={c} ways={ways} form={formWith(signInPaths.second, fields, typed, form)} />
  },
  save: async (c, { credential }, { half }) => {
    const outcome = await secondByPasskey(getGate(c), c.get('visit'), half, credential)
    const refused = 'The passkey was not accepted. Try again, or type a code.'
    return (await goOn(c, outcome)) ?? { refused }
  },
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

/** The next step; undefined: there is none, as the factor was refused. */
export async function goOn(c: PageContext, outcome: Outcome): Promise<string | Response | undefined> {
  switch (outcome.outcome) {
    case 'signed-in':
      return finishSignIn(c, outcome)
    case 'second':
      keepHalfWay(c, outcome.token)
      return signInPaths.second
    case 'enrol':
      keepHalfWay(c, outcome.token)
      return signInPaths.enrol
    case 'over':
      return paths.signIn()
    case 'refused':
    case 'unproved':
    case 'closed':
    case 'busy':
    case 'too-many':
      return undefined
  }
}
