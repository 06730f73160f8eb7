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
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { homeOf } from '../../web/navigation.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { FormBox, newForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { getGate, type PageContext } from '../../web/web.ts'
import { signInPaths } from './addresses.ts'
import { showCodes } from './codes-page.tsx'
import { APP_CODE, AppPage, EnrolPage, hasFirstFactor } from './enrol-pages.tsx'
import { halfWayOf, keepSession } from './finishing.tsx'
import { NEW_PASSKEY, NEW_PASSWORD, wrongCode } from './parts.tsx'

export const enrolment = newRoutes()

/** Longest name that somebody gives a passkey. */
const LONGEST_LABEL = 60

/** What somebody called a passkey, or why it cannot be called so. */
export function readLabel(typed: string): { readonly label: string } | { readonly message: string } {
  const named = readName(typed, LONGEST_LABEL, 'Enter what you call this passkey.')
  return 'name' in named ? { label: named.name } : named
}

/** Whoever is not half way begins again; who has done it all, as by a form that was sent twice, sees what their account has now. */
async function getHalfWay(c: PageContext): Promise<Step<'enrol'> | Response> {
  const half = await findHalfWay(getGate(c), halfWayOf(c), 'enrol')
  return half ?? c.redirect(c.get('session') === undefined ? paths.signIn() : paths.account, 303)
}

enrolment.get('open', signInPaths.enrol, async (c) => {
  const half = await getHalfWay(c)
  if (half instanceof Response) return half
  const form = newForm(signInPaths.enrolPasskey, NEW_PASSKEY)
  return showPage(c, <EnrolPage c={c} half={half} form={form} />)
})

enrolment.post('open', signInPaths.enrolOptions, async (c) => {
  const half = await getHalfWay(c)
  if (half instanceof Response) return half
  const form = await readForm(c)
  const named = readLabel(form.get('label'))
  if ('message' in named) return c.body(null, 422)
  return c.json(await askFirstPasskey(getGate(c), half))
})

enrolment.sent('open', signInPaths.enrolPasskey, {
  secret: true,
  load: getHalfWay,
  fields: () => NEW_PASSKEY,
  page: (c, half, form) => <EnrolPage c={c} half={half} form={form} />,
  save: async (c, { label, credential }, half) => {
    const wrong = (message: string) => ({ faults: [{ field: 'label', message }] })
    const named = readLabel(label)
    if ('message' in named) return wrong(named.message)
    const done = await enrolPasskey(getGate(c), c.get('visit'), half, named.label, credential)
    return done === undefined
      ? wrong('The passkey was not made. Try again, or use an authenticator app.')
      : finish(c, half, done)
  },
})

enrolment.form('open', signInPaths.enrolPassword, {
  secret: true,
  load: getHalfWay,
  fields: () => NEW_PASSWORD,
  page: (c, half, form) => (
    <TitledPage
      c={c}
      title="Choose a password"
      size="l"
      back={{ href: signInPaths.enrol, text: 'Back' }}
      form={form}
      state={`You sign in as ${half.email}.`}
    >
      <FormBox of={form} button="Go on to the authenticator app" />
    </TitledPage>
  ),
  save: async (c, { password }, half) => {
    const message = await faultOfPassword(getGate(c), password, half)
    if (message !== undefined) return { faults: [{ field: 'password', message }] }
    await choosePassword(getGate(c), half, password)
    return signInPaths.enrolApp
  },
})

enrolment.post('open', signInPaths.enrolAppStart, async (c) => {
  const half = await getHalfWay(c)
  if (half instanceof Response) return half
  if (!hasFirstFactor(half)) return c.redirect(signInPaths.enrolPassword, 303)
  await startApp(getGate(c), half)
  return c.redirect(signInPaths.enrolApp, 303)
})

enrolment.form('open', signInPaths.enrolApp, {
  secret: true,
  load: async (c): Promise<(Step<'enrol'> & { readonly secret: string }) | Response> => {
    const half = await getHalfWay(c)
    if (half instanceof Response) return half
    const { secret } = half
    return secret === undefined ? c.redirect(signInPaths.enrol, 303) : { ...half, secret }
  },
  fields: () => APP_CODE,
  page: (c, { secret, email }, form) => (
    <AppPage c={c} secret={secret} email={email} back={signInPaths.enrol} form={form} />
  ),
  save: async (c, { code }, half) => {
    const done = await enrolApp(getGate(c), c.get('visit'), half, code)
    return done === undefined
      ? wrongCode(
          'This code is not right. Type the six digits that the app shows now, and check the clock of your phone.',
        )
      : finish(c, half, done)
  },
})

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
