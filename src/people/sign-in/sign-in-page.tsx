/** The page on which somebody signs in: by passkey, by single sign-on, or by mail address and password. */
import { ButtonForm } from '../../web/components/button-form.tsx'
import { InsetText, NotificationBanner } from '../../web/components/panels.tsx'
import { hidden, line, secret } from '../../web/fields.tsx'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { type Became, FormBox, formWith, isFaulty, newForm, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { getGate, type PageContext } from '../../web/web.ts'
import { signInPaths } from './addresses.ts'
import { PasskeyForm } from './parts.tsx'

/** How somebody got here. */
const WHY: Readonly<Record<string, string>> = {
  kept: 'Your session ended before you sent this, so it is not saved yet. Sign in within an hour: you then see what you typed, and save it.',
  'not-kept': 'Your session ended, and what you sent could not be kept. Sign in, then send it again.',
  ended: 'Your session ended. Sign in to go on where you were.',
  out: 'You are signed out.',
}

/** `next`: where to go afterwards; empty: home. */
export function signInFields(next: string | undefined) {
  return {
    next: hidden(next ?? ''),
    email: line({ label: 'Email address', type: 'email', autocomplete: 'username webauthn' }),
    password: secret({ label: 'Password', autocomplete: 'current-password' }),
  }
}

export function SignInPage({
  c,
  form,
}: {
  c: PageContext
  form: ShownForm<ReturnType<typeof signInFields>>
}) {
  const { sso, mailer } = getGate(c)
  const why = WHY[c.req.query('why') ?? '']
  const { next } = form.typed
  return (
    <TitledPage
      c={c}
      title="Sign in"
      heading="Sign in to Ward Round"
      size="l"
      above={why !== undefined && !isFaulty(form) && <NotificationBanner heading={why} />}
      form={form}
      scripts={['passkey.js']}
    >
      <PasskeyForm
        does="get"
        action={signInPaths.passkey}
        options={signInPaths.passkeyOptions}
        next={next}
        button="Sign in with a passkey"
      />
      {sso !== undefined && (
        <ButtonForm
          action={signInPaths.sso}
          sends={{ next }}
          button="Sign in through my organisation"
          variant="secondary"
        />
      )}
      <h2 class="nhsuk-heading-m">Or with a password</h2>
      <FormBox of={form} button="Go on to the second step" variant="secondary" />
      <p>
        {mailer === undefined ? (
          <>
            Forgotten your password? A passkey opens your account without it. If you have none, ask the
            administrator of this service to invite you again.
          </>
        ) : (
          <>
            <a href={paths.forgotten}>Forgotten your password?</a> If you lost your passkey, ask for a
            password there too, and use one of your recovery codes after it.
          </>
        )}
      </p>
      <InsetText>
        <p>
          Accounts are by invitation: ask your organisation’s cyber lead, or the administrator of this
          service.
        </p>
      </InsetText>
    </TitledPage>
  )
}

/** The page as it follows another step, or one that failed. */
export function SignInAgain(props: { c: PageContext; next: string | undefined; became?: Partial<Became> }) {
  const fields = signInFields(props.next)
  const { typed } = newForm(signInPaths.signIn, fields)
  const form = formWith(signInPaths.signIn, fields, typed, props.became)
  return <SignInPage c={props.c} form={form} />
}

/** The page with what was typed, and a fault of another kind than a wrong field. */
export function showSignInFault(
  c: PageContext,
  typed: { readonly email: string; readonly next: string | undefined },
  message: string,
  status: 429 | 503,
) {
  const { email, next = '' } = typed
  const faults = [{ field: 'email', message }]
  const form = formWith(signInPaths.signIn, signInFields(next), { email, next, password: '' }, { faults })
  return showPage(c, <SignInPage c={c} form={form} />, status)
}
