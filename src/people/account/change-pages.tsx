/** The pages on which somebody changes one thing of their account, and the one on which they first show again that it is them. */
import type { Child } from 'hono/jsx'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { hidden } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FieldOf, FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { getGate, type PageContext } from '../../web/web.ts'
import { codeField, type NEW_PASSKEY, PasskeyForm } from '../sign-in/parts.tsx'
import type { OwnAccount } from './account-page.tsx'
import { accountPaths } from './addresses.ts'

const BACK = { href: paths.account, text: 'Back to your account' }

interface ChangeProps {
  c: PageContext
  title: string
  form: ShownForm
  /** Default: Save. */
  button?: string
  /** What it means. */
  children?: Child
}

/** One thing that is changed, or one button that must be pressed knowingly. */
export function ChangePage({ c, title, form, button = 'Save', children }: ChangeProps) {
  return (
    <TitledPage c={c} title={title} size="l" back={BACK} form={form}>
      {children}
      <FormBox of={form} button={button} />
    </TitledPage>
  )
}

export function PasskeyPage({ c, form }: { c: PageContext; form: ShownForm<typeof NEW_PASSKEY> }) {
  return (
    <TitledPage c={c} title="Add a passkey" size="l" back={BACK} form={form} scripts={['passkey.js']}>
      <PasskeyForm
        does="create"
        action={accountPaths.newPasskey}
        options={accountPaths.newPasskeyOptions}
        button="Make a passkey"
      >
        <FieldOf of={form} name="label" />
      </PasskeyForm>
    </TitledPage>
  )
}

/** `next`: where to go afterwards. */
export function proofFields(account: OwnAccount, next: string) {
  const label = account.authenticator === undefined ? 'Recovery code' : 'Code'
  const hint = 'Of your authenticator app, or a recovery code. Each works once.'
  return { next: hidden(next), ...codeField(label, hint, 20) }
}

interface ProveProps {
  c: PageContext
  account: OwnAccount
  form: ShownForm<ReturnType<typeof proofFields>>
}

/** Asked before mail, password or a factor changes. */
export function ProvePage({ c, account, form }: ProveProps) {
  const hasCodes = account.authenticator !== undefined || account.recoveryCodes > 0
  const canSso = getGate(c).sso !== undefined && account.sso.length > 0
  const { next } = form.typed
  return (
    <TitledPage
      c={c}
      title="Show again that it is you"
      size="l"
      back={BACK}
      form={form}
      scripts={['passkey.js']}
    >
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
        <ButtonForm
          action={accountPaths.proveSso}
          sends={{ next }}
          button="Ask my organisation’s sign-in"
          variant="secondary"
        />
      )}
      {hasCodes && <FormBox of={form} button="Go on" variant="secondary" />}
    </TitledPage>
  )
}
