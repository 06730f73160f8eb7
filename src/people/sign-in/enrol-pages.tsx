/** The pages on which somebody chooses how they prove who they are. */
import { raw } from 'hono/html'
import { drawSecret, spellSecret } from '../../identity/codes.ts'
import type { Step } from '../../identity/half-way.ts'
import { NOT_FOR_CARE, PURPOSE } from '../../report/handling.ts'
import { LinkButton } from '../../web/components/button.tsx'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { FieldOf, FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { signInPaths } from './addresses.ts'
import { codeField, type NEW_PASSKEY, PasskeyForm } from './parts.tsx'

/** Whether an authenticator app would be the second factor of something that is there already. */
export function hasFirstFactor(half: Step<'enrol'>): boolean {
  return half.sso !== undefined || half.password !== undefined
}

interface EnrolProps {
  c: PageContext
  half: Step<'enrol'>
  form: ShownForm<typeof NEW_PASSKEY>
}

export function EnrolPage({ c, half, form }: EnrolProps) {
  return (
    <TitledPage c={c} title="Choose how you sign in" size="l" form={form} scripts={['passkey.js']}>
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
        <FieldOf of={form} name="label" />
      </PasskeyForm>
      <h2 class="nhsuk-heading-m">
        {hasFirstFactor(half) ? 'Or an authenticator app' : 'Or a password with an authenticator app'}
      </h2>
      <p>An authenticator app on your phone shows six digits, new every 30 seconds.</p>
      {hasFirstFactor(half) ? (
        <ButtonForm
          action={signInPaths.enrolAppStart}
          button="Use an authenticator app"
          variant="secondary"
        />
      ) : (
        <LinkButton href={signInPaths.enrolPassword} variant="secondary">
          Use a password and an app
        </LinkButton>
      )}
    </TitledPage>
  )
}

export const APP_CODE = codeField('Code that the app shows now', 'Six digits. It may be pasted.', 10)

interface AppProps {
  c: PageContext
  secret: string
  email: string
  back: string
  form: ShownForm
}

export function AppPage({ c, secret, email, back, form }: AppProps) {
  return (
    <TitledPage
      c={c}
      title="Authenticator app"
      heading="Add your authenticator app"
      size="l"
      back={{ href: back, text: 'Back' }}
      form={form}
    >
      <p>Scan this picture with the app, or type the letters and digits below it.</p>
      <div class="wr-qr" role="img" aria-label="The secret as a picture; the same is written below">
        {raw(drawSecret(secret, email))}
      </div>
      <p>
        <code>{spellSecret(secret)}</code>
      </p>
      <FormBox of={form} button="Finish" />
    </TitledPage>
  )
}
