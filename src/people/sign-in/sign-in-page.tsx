/** The page on which somebody signs in: by passkey, by single sign-on, or by mail address and password. */
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { TextInput } from '../../web/components/inputs.tsx'
import { InsetText, NotificationBanner } from '../../web/components/panels.tsx'
import { PasswordInput } from '../../web/components/password-input.tsx'
import { Page, showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
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

export interface SignInForm {
  readonly email: string
  readonly next: string | undefined
}

export function showSignIn(
  c: PageContext,
  typed: SignInForm,
  faults: readonly FormFault[],
  status: 200 | 422 | 429 | 503 = 200,
) {
  const { sso, mailer } = getGate(c)
  const why = WHY[c.req.query('why') ?? '']
  return showPage(
    c,
    <Page c={c} title="Sign in" faulty={faults.length > 0} scripts={['passkey.js']}>
      <ErrorSummary faults={faults} />
      {why !== undefined && faults.length === 0 && <NotificationBanner heading={why} />}
      <h1 class="nhsuk-heading-l">Sign in to Ward Round</h1>
      <PasskeyForm
        does="get"
        action={signInPaths.passkey}
        options={signInPaths.passkeyOptions}
        next={typed.next}
        button="Sign in with a passkey"
      />
      {sso !== undefined && (
        <form action={signInPaths.sso} method="post" novalidate>
          <Next next={typed.next} />
          <Button variant="secondary">Sign in through my organisation</Button>
        </form>
      )}
      <h2 class="nhsuk-heading-m">Or with a password</h2>
      <form action={signInPaths.signIn} method="post" novalidate>
        <Next next={typed.next} />
        <TextInput
          name="email"
          type="email"
          label="Email address"
          autocomplete="username webauthn"
          value={typed.email}
          error={messageFor(faults, 'email')}
        />
        <PasswordInput
          name="password"
          label="Password"
          autocomplete="current-password"
          error={messageFor(faults, 'password')}
        />
        <Button variant="secondary">Go on to the second step</Button>
      </form>
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
    </Page>,
    status,
  )
}

export function Next({ next }: { next: string | undefined }) {
  return next === undefined ? <></> : <input type="hidden" name="next" value={next} />
}
