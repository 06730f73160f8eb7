/** Enrolling: a first passkey, or a password with an authenticator app; then ten recovery codes and a session. */
import {
  askFirstPasskey,
  choosePassword,
  type Enrolled,
  enrolApp,
  enrolPasskey,
  startApp,
} from '../../identity/enrolling.ts'
import { findHalfWay, type Step } from '../../identity/half-way.ts'
import { faultOfPassword } from '../../identity/passwords.ts'
import { findGoingSession } from '../../identity/sessions.ts'
import { readName } from '../../text.ts'
import { readForm, readSecretForm } from '../../web/forms.ts'
import { homeOf } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { getGate, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { signInPaths } from './addresses.ts'
import { showCodes } from './codes-page.tsx'
import { hasFirstFactor, showEnrol, showEnrolApp, showEnrolPassword } from './enrol-pages.tsx'
import { halfWayOf, keepSession } from './finishing.tsx'

export const enrolment = newRoutes()

/** Longest name that somebody gives a passkey. */
const LONGEST_LABEL = 60

/** What somebody called a passkey, or why it cannot be called so. */
export function readLabel(typed: string): { readonly label: string } | { readonly message: string } {
  const named = readName(typed, LONGEST_LABEL, 'Enter what you call this passkey.')
  return 'name' in named ? { label: named.name } : named
}

type Handle = (c: PageContext, half: Step<'enrol'>) => Response | Promise<Response>

/** Whoever is not half way begins again; who has done it all, as by a form that was sent twice, sees what their account has now. */
const halfWay = (handle: Handle) => async (c: PageContext) => {
  const half = await findHalfWay(getGate(c), halfWayOf(c), 'enrol')
  if (half !== undefined) return handle(c, half)
  return c.redirect(c.get('session') === undefined ? paths.signIn() : paths.account, 303)
}

enrolment.get(
  'open',
  signInPaths.enrol,
  halfWay((c, half) => showEnrol(c, half, [])),
)

enrolment.post(
  'open',
  signInPaths.enrolOptions,
  halfWay(async (c, half) => {
    const form = await readForm(c)
    const named = readLabel(form.get('label'))
    if ('message' in named) return c.body(null, 422)
    return c.json(await askFirstPasskey(getGate(c), half))
  }),
)

enrolment.post(
  'open',
  signInPaths.enrolPasskey,
  halfWay(async (c, half) => {
    const form = await readSecretForm(c)
    const named = readLabel(form.get('label'))
    if ('message' in named) return showEnrol(c, half, [{ field: 'label', message: named.message }])
    const done = await enrolPasskey(getGate(c), c.get('visit'), half, named.label, form.get('credential'))
    if (done !== undefined) return finish(c, half, done)
    const message = 'The passkey was not made. Try again, or use an authenticator app.'
    return showEnrol(c, half, [{ field: 'label', message }])
  }),
)

enrolment.get(
  'open',
  signInPaths.enrolPassword,
  halfWay((c, half) => showEnrolPassword(c, half, [])),
)

enrolment.post(
  'open',
  signInPaths.enrolPassword,
  halfWay(async (c, half) => {
    const form = await readSecretForm(c)
    const message = await faultOfPassword(getGate(c), form.get('password'), half)
    if (message !== undefined) return showEnrolPassword(c, half, [{ field: 'password', message }])
    await choosePassword(getGate(c), half, form.get('password'))
    return c.redirect(signInPaths.enrolApp, 303)
  }),
)

enrolment.post(
  'open',
  signInPaths.enrolAppStart,
  halfWay(async (c, half) => {
    if (!hasFirstFactor(half)) return c.redirect(signInPaths.enrolPassword, 303)
    await startApp(getGate(c), half)
    return c.redirect(signInPaths.enrolApp, 303)
  }),
)

enrolment.get(
  'open',
  signInPaths.enrolApp,
  halfWay((c, half) =>
    half.secret === undefined
      ? c.redirect(signInPaths.enrol, 303)
      : showEnrolApp(c, { ...half, secret: half.secret }, signInPaths.enrolApp, signInPaths.enrol, []),
  ),
)

enrolment.post(
  'open',
  signInPaths.enrolApp,
  halfWay(async (c, half) => {
    const { secret } = half
    if (secret === undefined) return c.redirect(signInPaths.enrol, 303)
    const form = await readSecretForm(c)
    const done = await enrolApp(getGate(c), c.get('visit'), half, form.get('code'))
    if (done !== undefined) return finish(c, half, done)
    const message =
      'This code is not right. Type the six digits that the app shows now, and check the clock of your phone.'
    return showEnrolApp(c, { ...half, secret }, signInPaths.enrolApp, signInPaths.enrol, [
      { field: 'code', message },
    ])
  }),
)

async function finish(
  c: PageContext,
  half: Step<'enrol'>,
  { token, codes, next }: Enrolled,
): Promise<Response> {
  await keepSession(c, token)
  const session = await findGoingSession(getGate(c), token, c.get('visit'), false)
  c.set('session', session)
  c.set('person', session?.person)
  const { email } = half
  const onward = next ?? homeOf(session?.person)
  return showCodes(c, { codes, email, hasFirst: hasFirstFactor(half), onward })
}
