/** The second step: a passkey, a code of the authenticator app, or a recovery code. */
import type { findSecondFactors } from '../../identity/signing-in.ts'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { signInPaths } from './addresses.ts'
import { codeField, PasskeyForm } from './parts.tsx'

export type Ways = Awaited<ReturnType<typeof findSecondFactors>>

export function secondFields({ authenticator, isClosed }: Ways) {
  return authenticator && !isClosed
    ? codeField(
        'Code of your authenticator app',
        'Six digits, new every 30 seconds; each works once. A recovery code can be typed here too.',
        10,
      )
    : codeField(
        'Recovery code',
        'Letters and digits in groups of four, from the list that you kept. Each works once.',
        20,
      )
}

export function SecondPage({ c, ways, form }: { c: PageContext; ways: Ways; form: ShownForm }) {
  return (
    <TitledPage
      c={c}
      title="Second step"
      heading="Show that it is you"
      size="l"
      back={{ href: paths.signIn(), text: 'Begin again' }}
      form={form}
      scripts={['passkey.js']}
    >
      {ways.passkey && (
        <PasskeyForm
          does="get"
          action={signInPaths.secondPasskey}
          options={signInPaths.secondOptions}
          button="Use a passkey"
        />
      )}
      {ways.isClosed && (
        <InsetText>
          <p>
            Too many wrong codes were typed since the last right one, and codes of the app open nothing now.
            One of your recovery codes opens them again.
          </p>
        </InsetText>
      )}
      <FormBox of={form} button="Sign in" variant={ways.passkey ? 'secondary' : undefined} />
      <Details summary="I have neither">
        <p>
          Use one of the ten recovery codes that you kept when you began
          {ways.recoveryCodes === 0 && ' (none of yours is left)'}. If you have none, ask the administrator of
          this service to invite you again. Nobody can skip this step for you.
        </p>
      </Details>
    </TitledPage>
  )
}
