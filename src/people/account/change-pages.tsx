/** The pages on which somebody changes one thing of their account, and the one on which they first show again that it is them. */
import { Button } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { TextInput } from '../../web/components/inputs.tsx'
import { Page, showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { NewPassword, PasskeyLabel } from '../sign-in/enrol-pages.tsx'
import { CodeInput, PasskeyForm } from '../sign-in/parts.tsx'
import { Next } from '../sign-in/sign-in-page.tsx'
import { getGate, type PageContext } from '../../web/web.ts'
import type { OwnAccount } from './account-page.tsx'
import { accountPaths } from './addresses.ts'

const statusOf = (faults: readonly FormFault[]) => (faults.length > 0 ? 422 : 200)
const BACK = { href: paths.account, text: 'Back to your account' }

/** One box and its button. */
export function showOneBox(
  c: PageContext,
  box: {
    readonly title: string
    readonly action: string
    readonly name: 'name' | 'email'
    readonly label: string
    readonly hint: string
    readonly value: string
  },
  faults: readonly FormFault[],
) {
  return showPage(
    c,
    <Page c={c} title={box.title} faulty={faults.length > 0} back={BACK}>
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">{box.title}</h1>
      <form action={box.action} method="post" novalidate>
        <TextInput
          name={box.name}
          type={box.name === 'email' ? 'email' : 'text'}
          label={box.label}
          hint={box.hint}
          autocomplete={box.name}
          value={box.value}
          error={messageFor(faults, box.name)}
        />
        <Button>Save</Button>
      </form>
    </Page>,
    statusOf(faults),
  )
}

/** What happens at the press of one button, which must be pressed knowingly. */
export function showOneButton(
  c: PageContext,
  page: { readonly title: string; readonly action: string; readonly text: string; readonly button: string },
) {
  return showPage(
    c,
    <Page c={c} title={page.title} back={BACK}>
      <h1 class="nhsuk-heading-l">{page.title}</h1>
      <p>{page.text}</p>
      <form action={page.action} method="post" novalidate>
        <Button>{page.button}</Button>
      </form>
    </Page>,
  )
}

export function showPassword(c: PageContext, faults: readonly FormFault[]) {
  return showPage(
    c,
    <Page c={c} title="Your password" faulty={faults.length > 0} back={BACK}>
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">Your password</h1>
      <p>Your other sessions end when you save it.</p>
      <form action={accountPaths.password} method="post" novalidate>
        <NewPassword faults={faults} />
        <Button>Save</Button>
      </form>
    </Page>,
    statusOf(faults),
  )
}

export function showNewPasskey(c: PageContext, faults: readonly FormFault[]) {
  return showPage(
    c,
    <Page c={c} title="Add a passkey" faulty={faults.length > 0} back={BACK} scripts={['passkey.js']}>
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">Add a passkey</h1>
      <PasskeyForm
        does="create"
        action={accountPaths.newPasskey}
        options={accountPaths.newPasskeyOptions}
        button="Make a passkey"
      >
        <PasskeyLabel faults={faults} />
      </PasskeyForm>
    </Page>,
    statusOf(faults),
  )
}

/** Asked before mail, password or a factor changes. */
export function showProve(c: PageContext, account: OwnAccount, next: string, faults: readonly FormFault[]) {
  const hasCodes = account.authenticator !== undefined || account.recoveryCodes > 0
  const canSso = getGate(c).sso !== undefined && account.sso.length > 0
  return showPage(
    c,
    <Page
      c={c}
      title="Show again that it is you"
      faulty={faults.length > 0}
      back={BACK}
      scripts={['passkey.js']}
    >
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">Show again that it is you</h1>
      <p>
        What you are about to do decides who gets in. Show that it is you: it holds for the next ten minutes.
      </p>
      {account.passkeys.length > 0 && (
        <PasskeyForm
          does="get"
          action={accountPaths.provePasskey}
          options={accountPaths.proveOptions}
          next={next}
          button="Use a passkey"
        />
      )}
      {canSso && (
        <form action={accountPaths.proveSso} method="post" novalidate>
          <Next next={next} />
          <Button variant="secondary">Ask my organisation’s sign-in</Button>
        </form>
      )}
      {hasCodes && (
        <form action={accountPaths.prove} method="post" novalidate>
          <Next next={next} />
          <CodeInput
            recovery
            label={account.authenticator === undefined ? 'Recovery code' : 'Code'}
            hint="Of your authenticator app, or a recovery code. Each works once."
            faults={faults}
          />
          <Button variant="secondary">Go on</Button>
        </form>
      )}
    </Page>,
    statusOf(faults),
  )
}
