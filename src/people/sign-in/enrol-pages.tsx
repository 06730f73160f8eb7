/** The pages on which somebody chooses how they prove who they are, and keeps their recovery codes. */
import { NOT_FOR_CARE, PURPOSE } from '../../report/handling.ts'
import { drawSecret, spellSecret } from '../../identity/codes.ts'
import type { Step } from '../../identity/half-way.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../identity/passwords.ts'
import { raw } from 'hono/html'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { TextInput } from '../../web/components/inputs.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { PasswordInput } from '../../web/components/password-input.tsx'
import { Page, showPage } from '../../web/layout.tsx'
import type { PageContext } from '../../web/web.ts'
import { signInPaths } from './addresses.ts'
import { CodeInput, PasskeyForm } from './parts.tsx'

const statusOf = (faults: readonly FormFault[]) => (faults.length > 0 ? 422 : 200)

/** Whether an authenticator app would be the second factor of something that is there already. */
export function hasFirstFactor(half: Step<'enrol'>): boolean {
  return half.sso !== undefined || half.password !== undefined
}

export function showEnrol(c: PageContext, half: Step<'enrol'>, faults: readonly FormFault[]) {
  return showPage(
    c,
    <Page c={c} title="Choose how you sign in" faulty={faults.length > 0} scripts={['passkey.js']}>
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">Choose how you sign in</h1>
      <p>
        This is the account of <bdi>{half.name}</bdi> ({half.email}). We ask hospitals whether a password
        alone opens anything; here it never does.
      </p>
      <InsetText>
        <p>{PURPOSE}</p>
        <p>{NOT_FOR_CARE}</p>
      </InsetText>
      <h2 class="nhsuk-heading-m">A passkey (recommended)</h2>
      <p>
        A passkey is kept by your phone, computer or security key, and opened by its PIN, your finger or your
        face. There is nothing to type, and nothing that a false page could take.
      </p>
      <PasskeyForm
        does="create"
        action={signInPaths.enrolPasskey}
        options={signInPaths.enrolOptions}
        button="Make a passkey"
      >
        <PasskeyLabel faults={faults} />
      </PasskeyForm>
      <h2 class="nhsuk-heading-m">
        {hasFirstFactor(half) ? 'Or an authenticator app' : 'Or a password with an authenticator app'}
      </h2>
      <p>An authenticator app on your phone shows six digits, new every 30 seconds.</p>
      {hasFirstFactor(half) ? (
        <form action={signInPaths.enrolAppStart} method="post" novalidate>
          <Button variant="secondary">Use an authenticator app</Button>
        </form>
      ) : (
        <LinkButton href={signInPaths.enrolPassword} variant="secondary">
          Use a password and an app
        </LinkButton>
      )}
    </Page>,
    statusOf(faults),
  )
}

/** What somebody calls a passkey, to tell it from others. */
export function PasskeyLabel({ faults }: { faults: readonly FormFault[] }) {
  return (
    <TextInput
      name="label"
      label="What do you call it?"
      hint="So that you can tell it from others later, such as “work laptop”."
      value="My passkey"
      width={20}
      error={messageFor(faults, 'label')}
    />
  )
}

/** Two boxes for a new password, with what is asked of it. */
export function NewPassword({ faults }: { faults: readonly FormFault[] }) {
  return (
    <PasswordInput
      name="password"
      label="New password"
      hint={`At least ${SHORTEST_PASSWORD} and at most ${LONGEST_PASSWORD} characters, of any kind. Paste one from your password manager, or take three or four words that do not belong together.`}
      autocomplete="new-password"
      error={messageFor(faults, 'password')}
    />
  )
}

export function showEnrolPassword(c: PageContext, half: Step<'enrol'>, faults: readonly FormFault[]) {
  return showPage(
    c,
    <Page
      c={c}
      title="Choose a password"
      faulty={faults.length > 0}
      back={{ href: signInPaths.enrol, text: 'Back' }}
    >
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">Choose a password</h1>
      <p>You sign in as {half.email}.</p>
      <form action={signInPaths.enrolPassword} method="post" novalidate>
        <NewPassword faults={faults} />
        <Button>Go on to the authenticator app</Button>
      </form>
    </Page>,
    statusOf(faults),
  )
}

export function showEnrolApp(
  c: PageContext,
  half: { readonly secret: string; readonly email: string },
  action: string,
  back: string,
  faults: readonly FormFault[],
) {
  return showPage(
    c,
    <Page c={c} title="Authenticator app" faulty={faults.length > 0} back={{ href: back, text: 'Back' }}>
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">Add your authenticator app</h1>
      <p>Scan this picture with the app, or type the letters and digits below it.</p>
      <div class="wr-qr" role="img" aria-label="The secret as a picture; the same is written below">
        {raw(drawSecret(half.secret, half.email))}
      </div>
      <p>
        <code>{spellSecret(half.secret)}</code>
      </p>
      <form action={action} method="post" novalidate>
        <CodeInput label="Code that the app shows now" hint="Six digits. It may be pasted." faults={faults} />
        <Button>Finish</Button>
      </form>
    </Page>,
    statusOf(faults),
  )
}
